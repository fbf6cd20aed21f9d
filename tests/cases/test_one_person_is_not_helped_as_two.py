"""Hoa is asked for as somebody nobody knows: the record knows her, and whoever decides is told."""

from datetime import date
from typing import Any

import pytest

from builders import SETUP, user
from care_stories import MAY_2, TODAY, Care
from congdoan.accounts.models import Role
from congdoan.cases import access, actions, queries
from congdoan.cases.actions import KnownAlready, asking
from congdoan.cases.models import Programme, SupportCase
from congdoan.cases.rules import Newcomer
from congdoan.foundation.citation import Citation
from congdoan.foundation.errors import Refused
from congdoan.membership.actions import admit
from congdoan.membership.particulars import Particulars
from congdoan.organisation.models import Person, Unit

NUMBER = "012345678901"


@pytest.fixture
def hoa(care: Care) -> Person:
    """A member of the hospital's union, born in 1985, whose identity number is on file."""
    told = Particulars("Lò Thị Hoa", birth_on=date(1985, 3, 1), private={"citizen_id": NUMBER})
    admit(care.hospital, [told], on=date(2024, 1, 2), decision=Citation("1/QĐ", date(2024, 1, 2)), by=care.lan)
    return Person.objects.get(member_file__isnull=False)


def new(care: Care, name: str, **said: Any) -> SupportCase:
    unit = said.pop("asked_unit", care.hospital)
    return care.ask(person=Newcomer(name, **said), is_member=None, asked_unit=unit)


@pytest.mark.parametrize("written", ["Lò Thị Hoa", "lo  thi hoa ", "LÒ THỊ HOA"])
def test_a_member_asked_for_as_unknown_is_recognised_however_written(care: Care, hoa: Person, written: str) -> None:
    with pytest.raises(KnownAlready):
        new(care, written)
    assert not SupportCase.objects.exists()
    case = new(care, written, another_because="sinh 1960, hộ lý hợp đồng")
    assert case.person != hoa
    assert not case.is_member
    assert case.another_because.open() == "sinh 1960, hộ lý hợp đồng"
    assert hoa in {one.person for one in queries.namesakes_of([case])[case.pk]}, "whoever approves is told"


def test_a_worker_helped_before_is_recognised_the_second_time(care: Care) -> None:
    first = new(care, "Quàng Văn Tới")
    with pytest.raises(KnownAlready):
        new(care, "quang van toi")
    again = care.ask(person=first.person, is_member=None)
    assert [double.other.case for double in queries.doubles(again)] == [first.key]
    elsewhere = new(care, "Quàng Văn Tới", asked_unit=care.clinic)
    assert [one.person for one in queries.namesakes_of([elsewhere])[elsewhere.pk]] == [first.person], (
        "the clinic may not know, the federation that decides does"
    )


def test_a_year_or_a_number_finds_somebody_anywhere_and_a_unit_is_named_only_to_its_own(
    care: Care, hoa: Person
) -> None:
    new(care, "Lò Thị Hoa", asked_unit=care.clinic)
    with pytest.raises(KnownAlready):
        new(care, "Lò Thị Hoa", asked_unit=care.clinic, birth_year=1985)
    with pytest.raises(KnownAlready):
        new(care, "Hoa", asked_unit=care.clinic, citizen_id="012 345 678 901", another_because="nói bừa")
    found = queries.namesakes(Newcomer("Hoa", citizen_id=NUMBER), care.clinic)
    assert [one.person for one in found] == [hoa]
    clinic, hospital = (user(name, Role.CHAIR, unit) for name, unit in (("Sơn", care.clinic), ("Yến", care.hospital)))
    assert access.in_sight(clinic, found) == []
    assert access.in_sight(hospital, found) == found


def test_a_number_once_given_finds_the_worker_again_and_is_not_kept_readable(care: Care) -> None:
    case = new(care, "Tòng Văn An", citizen_id=NUMBER)
    assert NUMBER not in case.blind_citizen_id
    assert case.blind_citizen_id
    with pytest.raises(KnownAlready):
        new(care, "Tòng An", asked_unit=care.clinic, citizen_id=NUMBER, another_because="khác")
    with pytest.raises(Refused, match="12 chữ số"):
        new(care, "Ai Đó", citizen_id="123")


def test_the_same_form_sent_twice_is_no_namesake_of_itself(care: Care) -> None:
    said = {"person": Newcomer("Quàng Văn Tới"), "is_member": None, "client_token": "t1"}
    assert care.ask(**said) == care.ask(**said)
    assert Person.objects.filter(name="Quàng Văn Tới").count() == 1


def test_of_two_tabs_sent_at_once_the_second_waits_and_makes_no_second_person(
    care: Care, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = Newcomer("Quàng Văn Tới", another_because="khác tuổi")
    said = {"person": told, "is_member": None, "client_token": "t1"}
    holds = asking.hold_names

    def after_the_other(unit: Unit) -> None:
        monkeypatch.setattr(asking, "hold_names", holds)
        care.ask(**said)
        holds(unit)

    monkeypatch.setattr(asking, "hold_names", after_the_other)
    assert care.ask(**said) == SupportCase.objects.get()
    assert Person.objects.filter(name="Quàng Văn Tới").count() == 1


def test_two_members_of_one_name_have_each_a_file_and_are_no_doubt(care: Care, hoa: Person) -> None:
    other = care.person("Lò Thị Hoa")
    admit(care.hospital, [other], on=date(2024, 1, 2), decision=Citation("2/QĐ", date(2024, 1, 2)), by=care.lan)
    case = care.ask(person=hoa, is_member=None)
    assert all(not one.is_member for one in queries.namesakes_of([case])[case.pk])


def test_a_list_asks_of_namesakes_as_a_form_does(care: Care, hoa: Person) -> None:
    made = care.round({care.hospital: 6})
    with pytest.raises(KnownAlready):
        actions.put_on_list(made, care.hospital, [Newcomer("lo thi hoa")], by=care.lan)
    with pytest.raises(KnownAlready):
        actions.put_on_list(made, care.hospital, [Newcomer("Vàng A"), Newcomer("vang a", birth_year=1990)], by=care.lan)
    assert not Person.objects.filter(name="Vàng A").exists(), "nothing of a refused list stays"
    wanted = [Newcomer("Vàng A"), Newcomer("Vàng A"), Newcomer("Lò Thị Hoa", another_because="hộ lý")]
    listed = actions.put_on_list(made, care.hospital, wanted, by=care.lan)
    assert [(case.person.name, case.is_member) for case in listed] == [("Vàng A", False), ("Lò Thị Hoa", False)]
    assert care.fresh(listed[1]).another_because.open() == "hộ lý"


def test_in_a_list_of_children_the_child_is_named_and_the_parent_counts(care: Care, hoa: Person) -> None:
    made = care.round({care.hospital: 4}, programme=Programme.objects.get(code="study"), name="Khuyến học")
    worker = Newcomer("Quàng Văn Tới")

    def put(people: list[Person | Newcomer], children: list[str]) -> list[tuple[str, str, bool]]:
        listed = actions.put_on_list(
            made, care.hospital, people, relation="child", relative_names=children, by=care.lan
        )
        rows = [care.fresh(case) for case in listed]
        return [(case.relative_name.open(), case.person.name, case.is_member) for case in rows]

    assert put([hoa, worker, worker], ["An", "Bình", "Cường"]) == [
        ("An", "Lò Thị Hoa", True),
        ("Bình", "Quàng Văn Tới", False),
        ("Cường", "Quàng Văn Tới", False),
    ]
    assert made.cases.values("person").distinct().count() == 2
    assert put([hoa], ["an "]) == [], "the same child pasted again gets one gift"
    with pytest.raises(Refused, match="tên con"):
        put([hoa], [""])
    with pytest.raises(Refused, match="cho con"):
        actions.put_on_list(made, care.hospital, [hoa], by=care.lan)


def test_what_told_two_people_apart_goes_with_the_person(care: Care) -> None:
    from congdoan.cases.forgetting import forget

    case = new(care, "Tòng Văn An", citizen_id=NUMBER)
    again = new(care, "Tòng Văn An", another_because="khác tuổi")
    for one in (case, again):
        forget(one.person, TODAY, SETUP)
    assert not SupportCase.objects.exclude(blind_citizen_id="").exists()
    assert not care.fresh(again).another_because
    assert again.need_on == MAY_2
