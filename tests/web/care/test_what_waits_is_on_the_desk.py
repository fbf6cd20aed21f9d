"""A request that waits stands on "Việc của tôi" of whoever may take its next step, one press from where it is done."""

from collections.abc import Callable

from django.test import Client

from care_stories import Care
from congdoan.accounts.models import Role
from congdoan.organisation.models import Unit

SignIn = Callable[[str, str, Unit], Client]
WAITING = "Hồ sơ hỗ trợ chờ khảo sát hoặc chờ duyệt"


def test_whoever_decides_is_led_to_what_was_put_forward(care: Care, enter: SignIn) -> None:
    case = care.proposed()
    hung = enter("Hùng", Role.CHAIR, case.unit)
    desk = hung.get("/viec-cua-toi/").content.decode()
    assert WAITING in desk
    assert "không còn việc nào chờ" not in desk

    there = hung.get("/cham-lo/danh-sach/", follow=True)
    assert there.redirect_chain[-1][0] == "/cham-lo/danh-sach/cho-duyet/"
    assert case.key in there.content.decode()


def test_nobody_is_told_of_what_is_not_theirs(care: Care, enter: SignIn) -> None:
    case = care.proposed()
    assert WAITING not in enter("Thu", Role.ACCOUNTANT, case.unit).get("/viec-cua-toi/").content.decode()
    care.decide(case)
    assert WAITING not in enter("Hùng", Role.CHAIR, case.unit).get("/viec-cua-toi/").content.decode()
