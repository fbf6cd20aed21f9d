"""Names, committees and offices have their days; a search needs neither accents nor the right order of words."""

from datetime import date

import pytest

from builders import Province
from congdoan.foundation.errors import Refused
from congdoan.organisation import actions, queries
from congdoan.organisation.models import BodyKind, Closure
from congdoan.organisation.rules import roman
from congdoan.organisation.verify import verify

JAN_2023, JUNE_2024, JULY_2024 = date(2023, 1, 1), date(2024, 6, 1), date(2024, 7, 1)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "words",
    ["benh vien da khoa", "BỆNH VIỆN PHONG LAI", "lai phong vien", "bvdk", "pl-yt-bv", "bệnh viên", "da khoa benh"],
)
def test_a_hospital_is_found_however_it_is_typed(province: Province, words: str) -> None:
    assert province.hospital in [body.unit for body in queries.search(words)]


def test_words_are_found_from_their_beginning_and_tone_places_and_y_do_not_matter(province: Province) -> None:
    ward = province.unit("Công đoàn phường Hoà Lý", "commune", under=province.top)

    for words in ("hoà lý", "hòa lí", "hoa li", "ly hoa"):
        assert [body.pk for body in queries.search(words)] == [ward.pk]
    assert not queries.search("oa").exists()


def test_a_renamed_hospital_is_found_by_both_names_and_papers_keep_theirs(province: Province) -> None:
    actions.rename(province.hospital, name="CĐCS Bệnh viện Trung tâm Phong Lai", on=JUNE_2024, by=province.minh)

    assert queries.search("da khoa phong lai").count() == 1
    assert queries.search("trung tam phong lai").count() == 1
    before = queries.name_on(province.hospital, date(2024, 5, 31))
    assert before is not None
    assert before.name == "CĐCS Bệnh viện Đa khoa Phong Lai"
    with pytest.raises(Refused, match="Đã có tên dùng từ 01/06/2024"):
        actions.rename(province.hospital, name="Tên khác", on=JUNE_2024, by=province.minh)


def test_a_congress_held_early_closes_the_term_before_it(province: Province) -> None:
    old = actions.form_committee(
        province.top, kind="executive", since=JAN_2023, until=date(2028, 1, 1), ordinal=18, by=province.minh
    )
    person = actions.add_person("Lò Văn Bình", by=province.minh)
    actions.appoint(
        person, body=province.top, title="Chủ tịch", signs_as="TM. BAN CHẤP HÀNH", since=JAN_2023, committee=old,
        by=province.minh,
    )  # fmt: skip

    actions.form_committee(province.top, kind="executive", since=JULY_2024, ordinal=19, by=province.minh)

    old.refresh_from_db()
    assert old.valid.upper == JULY_2024
    assert queries.signers(province.top, on=JUNE_2024).get().person == person
    assert not queries.signers(province.top, on=JULY_2024).exists()
    with pytest.raises(Refused, match="Đã có nhiệm kỳ"):
        actions.form_committee(province.top, kind="executive", since=JUNE_2024, by=province.minh)


def test_an_officer_leaves_once_and_not_before_arriving(province: Province) -> None:
    person = actions.add_person("Giàng Thị Mai", by=province.minh)
    office = actions.appoint(person, body=province.hospital, title="Phó Chủ tịch", since=JAN_2023, by=province.minh)

    with pytest.raises(Refused, match="phải sau ngày nhận chức"):
        actions.end_office(office, on=JAN_2023, by=province.minh)
    actions.end_office(office, on=JULY_2024, by=province.minh)
    with pytest.raises(Refused, match="Đã thôi chức từ 01/07/2024"):
        actions.end_office(office, on=date(2025, 1, 1), by=province.minh)


def test_a_code_once_used_is_never_used_again(province: Province) -> None:
    with pytest.raises(Refused, match="không dùng lại được"):
        actions.register_body("PL-YT", name="Sở Y tế", kind=BodyKind.STATE, since=JAN_2023, by=province.minh)


def test_verify_is_silent_on_a_sound_tree_and_names_what_was_tampered_with(province: Province) -> None:
    assert verify() == []

    Closure.objects.filter(unit=province.hospital, ancestor=province.top).delete()
    province.clinic.established_on = date(2010, 1, 1)
    province.clinic.save()

    assert [finding.split(":")[0] for finding in verify()] == [
        "PL-YT-BV dưới PL [2015-01-01,)",
        "PL-YT-NS",
    ]


@pytest.mark.parametrize(("number", "written"), [(1, "I"), (4, "IV"), (9, "IX"), (18, "XVIII"), (None, ""), (41, "41")])
def test_terms_are_counted_in_roman_numerals(number: int | None, written: str) -> None:
    assert roman(number) == written
