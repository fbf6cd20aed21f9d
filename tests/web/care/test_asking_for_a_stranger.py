"""A clinic asks for somebody of another union: recognised by name and number together, and told of no more."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from care_stories import TODAY, Care
from congdoan.accounts.models import Role
from congdoan.cases.models import Programme, SupportCase
from congdoan.foundation.models import AuditEntry
from congdoan.membership.actions import admit
from congdoan.membership.particulars import Particulars
from congdoan.organisation.models import Person, Unit
from web.care.clicks import DAY, JOINED

SignIn = Callable[[str, str, Unit], Client]
NUMBER = "012345678901"
ASK = "/cham-lo/de-nghi/"


@pytest.fixture
def an(care: Care) -> Person:
    """A member of the hospital's union, helped by the federation with two million."""
    told = Particulars("Tòng Văn An", private={"citizen_id": NUMBER})
    admit(care.hospital, [told], on=TODAY.replace(month=1), decision=JOINED, by=care.lan)
    an = Person.objects.get(name="Tòng Văn An")
    care.handed("disaster", person=an)
    return an


@pytest.fixture
def son(care: Care, enter: SignIn) -> Client:
    """Who chairs the clinic's union."""
    return enter("Sơn", Role.CHAIR, care.clinic)


def said(**more: Any) -> dict[str, Any]:
    programme = Programme.objects.get(code="hardship")
    return {"programme": programme.pk, "client_token": "t1", "need_on": DAY, "who": "new",
            "categories": programme.categories[0]["code"], **more}  # fmt: skip


def test_a_foreign_number_under_any_name_opens_nobody(an: Person, son: Client) -> None:
    answered = son.post(ASK, said(who_words="Ai Đó", citizen_id=NUMBER)).content.decode()
    assert an.key not in answered
    assert "Số căn cước này không khớp họ tên" in answered
    assert "đã có trong sổ" not in answered.lower()
    assert (SupportCase.objects.count(), Person.objects.filter(name="Ai Đó").count()) == (1, 0)
    met = AuditEntry.objects.get(action="cases.number.met")
    assert (met.subject, met.actor_name) == (f"person:{an.key}", "Sơn")


def test_name_and_number_together_recognise_and_say_neither_where_nor_how_much(
    an: Person, son: Client, care: Care
) -> None:
    told = said(who_words="tong van an", citizen_id=NUMBER)
    assert an.key in son.post(ASK, told).content.decode(), "may be chosen"
    warned = son.post(ASK, {**told, "who": an.key}).content.decode()
    assert "Đã được hỗ trợ ở nơi khác; nơi duyệt sẽ xem." in warned
    filed = son.post(ASK, {**told, "who": an.key, "confirmed": "yes"}, follow=True).content.decode()
    case = SupportCase.objects.get(programme="hardship")
    assert (case.person, case.for_unit) == (an, care.hospital)
    listed = son.get("/api/v1/cases").content.decode()
    searched = son.get("/viec-cua-toi/tim/", {"q": case.key}).content.decode()
    assert case.key in listed
    assert case.key in searched
    for page in (warned, filed, listed, searched, son.get(f"/api/v1/cases/{case.key}").content.decode()):
        assert "2.000.000" not in page
        assert case.for_unit.name not in page
    assert "Đã được hỗ trợ ở nơi khác" in filed


def test_who_decides_is_told_all(an: Person, son: Client, care: Care, enter: SignIn) -> None:
    son.post(ASK, said(who_words="Tòng Văn An", who=an.key, citizen_id=NUMBER, confirmed="yes"))
    case = SupportCase.objects.get(programme="hardship")
    page = enter("Yến", Role.OFFICER, case.unit).get(f"/cham-lo/ho-so/{case.key}/").content.decode()
    assert "2.000.000" in page
    assert case.for_unit.name in page


def test_of_a_name_that_is_met_elsewhere_the_form_asks_for_the_number(care: Care, son: Client) -> None:
    told = Particulars("Lường Thị Mai", birth_on=TODAY.replace(year=1985), private={})
    admit(care.hospital, [told], on=TODAY.replace(month=1), decision=JOINED, by=care.lan)
    answered = son.post(ASK, said(who_words="Lường Thị Mai", birth_year="1985")).content.decode()
    assert "Nếu là chính người ấy, hãy ghi số căn cước" in answered
