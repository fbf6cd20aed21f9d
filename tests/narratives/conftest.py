"""What the sector's unions did in August 2021, and a text that tells of it."""

from collections.abc import Iterator
from datetime import date

import pytest

from builders import Province
from congdoan.foundation import clock, periods
from congdoan.narratives import actions
from congdoan.narratives.models import Narrative

AUGUST = periods.month(8, 2021)
TEXT = (
    "Trong tháng 8 năm 2021, toàn ngành đã tổ chức 12 buổi tuyên truyền với 5.702 lượt người nghe tuyên truyền, "
    "phát gần 300 tờ rơi. CĐCS Bệnh viện Đa khoa Phong Lai tuyên truyền cho 161 lượt người nghe.\n"
    "Lương bình quân 20 triệu đồng một tháng."
)


@pytest.fixture
def august(province: Province) -> Iterator[Province]:
    """12 sittings and 5.702 attendances in the sector, 161 of them at the hospital; 280 leaflets."""
    day = date(2021, 8, 12)
    with clock.set_to(clock.moment(date(2021, 9, 1))):
        province.append(province.hospital, "propaganda_sittings", 2, on=day, facet="direct")
        province.append(province.clinic, "propaganda_sittings", 10, on=day, facet="direct")
        province.append(province.hospital, "propaganda_attendances", 161, on=day)
        province.append(province.clinic, "propaganda_attendances", 5_541, on=day)
        province.append(province.clinic, "documents_distributed", 280, on=day)
        yield province


@pytest.fixture
def told(august: Province) -> Narrative:
    return actions.keep(august.sector, text=TEXT, title="Tháng 8", by=august.minh, period=AUGUST)
