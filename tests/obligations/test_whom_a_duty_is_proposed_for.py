"""Sentences as unions write them, and whom the duty in each is proposed for.

Never for fewer or more than the words say: where they name nobody who is known, nobody is proposed and the officer is
asked. One paper of twenty-odd sentences, taken in once by the sector union that wrote it.
"""

from datetime import date

import pytest

from builders import Province
from congdoan.obligations import proposing
from congdoan.obligations.models import Duty, Recurrence
from congdoan.obligations.proposing.bearing import bodies_now, left_out
from congdoan.registry.models import RegisteredDocument

pytestmark = pytest.mark.django_db
DAY = date(2021, 3, 2)

ALL, DIRECT, BELOW = "grassroots_below", "grassroots_children", "all_below"
HOSPITAL, CLINIC, SECTOR = "PL-YT-BV", "PL-YT-NS", "PL-YT"
NOBODY: tuple[str, ...] = ()

SAID: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Công đoàn cơ sở định kỳ hằng tháng báo cáo kết quả về Công đoàn ngành.", (ALL,)),
    ("Công đoàn cơ sở định kỳ hàng tháng (trước ngày 25) báo cáo về Công đoàn ngành Y tế.", (ALL,)),
    ("Định kỳ hằng tháng, công đoàn cơ sở gửi báo cáo về Công đoàn ngành.", (ALL,)),
    ("Định kỳ ngày 25 hằng tháng các CĐCS trực thuộc báo cáo Công đoàn ngành Y tế.", (DIRECT,)),
    ("Công đoàn cơ sở khi có tai nạn lao động báo cáo ngay Công đoàn ngành trong 24 giờ.", (ALL,)),
    ("Công đoàn ngành Y tế tổ chức tập huấn. Định kỳ hằng tháng, CĐCS lập danh sách gửi cấp trên.", (SECTOR, ALL)),
    ("Công đoàn ngành Y tế mở lớp. Báo cáo định kỳ hằng tháng gửi về Công đoàn ngành trước ngày 25/5/2021.", NOBODY),
    ("Mỗi CĐCS lập danh sách đoàn viên trước ngày 10/4/2021.", (ALL,)),
    ("Từng công đoàn cơ sở trong toàn ngành tổ chức đối thoại trước ngày 10/4/2021.", (ALL,)),
    ("Các công đoàn cơ sở khối dự phòng báo cáo trước ngày 10/4/2021.", NOBODY),
    ("Công đoàn cơ sở có từ 100 đoàn viên trở lên tổ chức hội thao trước ngày 10/4/2021.", NOBODY),
    ("Các công đoàn cơ sở, trừ CĐCS Bệnh viện Đa khoa Phong Lai, báo cáo trước ngày 10/4/2021.", NOBODY),
    ("Công đoàn các đơn vị trực thuộc tổ chức hội thảo trước ngày 10/4/2021.", ("children",)),
    ("Công đoàn các đơn vị báo cáo kết quả trước ngày 10/4/2021.", NOBODY),
    ("LĐLĐ huyện và CĐCS báo cáo kết quả trước ngày 10/4/2021.", ("district_children", ALL)),
    ("Ban Thường vụ CĐN tổng hợp báo cáo LĐLĐ tỉnh trước ngày 10/4/2021.", (SECTOR,)),
    ("Ban Thường vụ công đoàn cơ sở phân công người làm đầu mối trước ngày 10/4/2021.", (ALL,)),
    ("Các đồng chí Ủy viên Ban Chấp hành Công đoàn ngành báo cáo trước ngày 10/4/2021.", NOBODY),
    ("Chủ tịch công đoàn cơ sở chịu trách nhiệm báo cáo trước ngày 10/4/2021.", NOBODY),
    ("Các cấp công đoàn trong ngành báo cáo kết quả trước ngày 10/4/2021.", (BELOW,)),
    ("Đề nghị thủ trưởng đơn vị phối hợp với công đoàn cơ sở tổ chức hội nghị trước ngày 10/4/2021.", NOBODY),
    ("CĐCS Bệnh viện Đa khoa Phong Lai, CĐCS Trung tâm Y tế huyện Nậm Sơn nộp hồ sơ trước ngày 10/4/2021.",
     (HOSPITAL, CLINIC)),
    ("Công đoàn cơ sở Bệnh viện Đa khoa Phong Lai nộp hồ sơ trước ngày 10/4/2021.", (HOSPITAL,)),
    ("Các CĐCS trực thuộc Công đoàn ngành Y tế nộp hồ sơ trước ngày 10/4/2021.", (DIRECT,)),
)  # fmt: skip

PAPER = """{above}
{issuer}
Số: 05/KH-{symbol}

Phong Lai, ngày 02 tháng 3 năm 2021

KẾ HOẠCH
Tổ chức Tháng Công nhân

II. TỔ CHỨC THỰC HIỆN

{clauses}

Nơi nhận:
- Các CĐCS trực thuộc;
- Lưu: VT.

TM. BAN THƯỜNG VỤ
CHỦ TỊCH

Vũ Thị Sao
"""
OF_THE_SECTOR = {"above": "LIÊN ĐOÀN LAO ĐỘNG TỈNH PHONG LAI", "issuer": "CÔNG ĐOÀN NGÀNH Y TẾ", "symbol": "CĐYT"}
OF_THE_TOP = {
    "above": "TỔNG LIÊN ĐOÀN LAO ĐỘNG VIỆT NAM", "issuer": "LIÊN ĐOÀN LAO ĐỘNG TỈNH PHONG LAI", "symbol": "LĐLĐ",
}  # fmt: skip


def plan(issuer: dict[str, str], *sentences: str) -> str:
    return PAPER.format(**issuer, clauses="\n\n".join(f"{place}. {said}" for place, said in enumerate(sentences, 1)))


def proposed_for(document: RegisteredDocument, place: int) -> set[str]:
    """The codes of the groups and bodies proposed for what the item asks."""
    return {code for duty in document.duties.filter(clause__path=f"II/{place}") for code in bearers(duty)}


def bearers(duty: Duty) -> list[str]:
    return [row.group.code if row.group else row.body.code for row in duty.bearers.select_related("group", "body")]


def test_whom_each_sentence_asks(province: Province) -> None:
    dropped = proposing.receive(
        province.sector, text=plan(OF_THE_SECTOR, *(said for said, _ in SAID)), by=province.minh
    )
    own = proposing.take_as_own(dropped, by=province.minh)
    wrong = {
        said: found for place, (said, meant) in enumerate(SAID, 1) if (found := proposed_for(own, place)) != set(meant)
    }
    assert not wrong
    assert {duty.recurrence for duty in own.duties.filter(clause__path__in=("II/1", "II/2", "II/3", "II/4"))} == {
        Recurrence.MONTHLY
    }
    assert all(own.duties.filter(clause__path=f"II/{place}").exists() for place in range(1, len(SAID) + 1))


def test_a_paper_from_above_for_all_levels_says_whom_it_leaves_out(province: Province) -> None:
    """At the sector union: its own part is proposed; the units below it, whom the words also mean, are named."""
    said = ("Các cấp công đoàn báo cáo trước ngày 10/4/2021.", "Công đoàn ngành báo cáo trước ngày 10/4/2021.")
    paper = proposing.receive(province.sector, text=plan(OF_THE_TOP, *said), by=province.minh)
    everyone, sector_alone = paper.duties.order_by("ordinal")

    assert [body.code for body in bodies_now(everyone, on=DAY)] == [SECTOR]
    assert {body.code for body in left_out(everyone)} == {HOSPITAL, CLINIC}
    assert left_out(sector_alone) == []
