"""The sector union is merged away while its orders are still being carried out: its heir judges them."""

from datetime import date

import pytest

from builders import SETUP, Province, user
from congdoan.foundation import clock
from congdoan.obligations import actions
from congdoan.obligations.access import may_answer, may_judge, visible_to
from congdoan.obligations.handover import hand_over, open_matters

pytestmark = pytest.mark.django_db

GIVEN, ENDS = date(2021, 8, 3), date(2021, 9, 1)


def test_the_heir_owes_and_judges(province: Province) -> None:
    head = user("Hà", "officer", province.other_sector)
    with clock.set_to(GIVEN):
        order = actions.enter_spoken(
            giver=province.sector, bearers=[province.hospital], what="Lập tổ", on=GIVEN, by=SETUP
        )
        actions.enter_spoken(giver=province.top, bearers=[province.sector], what="Báo cáo", on=GIVEN, by=SETUP)
    matters = [str(matter) for matter in open_matters([province.sector], ENDS)]
    assert matters == [
        "Công đoàn ngành Y tế tỉnh Phong Lai: 1 nhiệm vụ chưa xong",
        "Công đoàn ngành Y tế tỉnh Phong Lai: 1 nhiệm vụ đã giao chờ kết quả",
    ]

    hand_over(province.sector, province.other_sector, ENDS, SETUP)

    assert open_matters([province.sector], ENDS) == []
    order.refresh_from_db()
    assert may_judge(head, order.obligations.get())
    with clock.set_to(ENDS):
        assert all(may_answer(head, row) for row in visible_to(head).filter(heir=province.other_sector))
        assert visible_to(head).count() == 2
