"""The worked cases of the Covid rules of 2021–2022, and the other programmes' ceilings, recomputed by hand."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

import congdoan.cases
from congdoan.cases.queries.ruling import as_kept
from congdoan.cases.rules import (
    Answer,
    Approver,
    Asked,
    Event,
    Given,
    Help,
    Rulebook,
    Ruling,
    Verdict,
    doubles_of,
    judge,
    limits_of,
    read_rulebook,
)
from congdoan.foundation.reference import read_toml

DATA = read_toml(Path(congdoan.cases.__file__).parent / "data" / "rules.toml")
MARCH_1 = date(2022, 3, 1)


def books(programme: str) -> list[Rulebook]:
    return [
        read_rulebook(row, programme=programme, act=row["symbol"], since=row["from"], until=row.get("until"))
        for row in DATA["rulebook"]
        if row["programme"] == programme
    ]


def covid(
    since: date,
    until: date | None,
    received: date,
    *categories: str,
    before: tuple[Given, ...] = (),
    **facts: Any,
) -> Ruling:
    event = Event(since, until, received)
    return judge(Asked("PL", "province", event, categories or ("f0",), facts, before), books("covid"))


def granted(act: str, since: date, until: date, amount_vnd: int, category: str = "f0") -> Given:
    return Given(
        "covid", act, f"{act[:4]}.{category}", category, amount_vnd, Event(since, until, until), until, "PL-YT"
    )


def test_positive_before_the_change_and_treated_past_it_is_judged_by_the_new_rule() -> None:
    ruling = covid(date(2021, 12, 10), date(2021, 12, 22), date(2021, 12, 28), inpatient_days=12)
    assert (ruling.answer, ruling.at_most_vnd, ruling.act) == (Answer.YES, 1_500_000, "3749/QĐ-TLĐ")
    assert "nội trú dưới 21 ngày" in ruling.clause


@pytest.mark.parametrize(
    ("since", "until", "act", "at_most"),
    [
        (date(2021, 12, 1), date(2021, 12, 14), "2606/QĐ-TLĐ", 3_000_000),
        (date(2021, 12, 1), date(2021, 12, 15), "2606/QĐ-TLĐ", 3_000_000),
        (date(2021, 12, 1), date(2021, 12, 16), "3749/QĐ-TLĐ", 1_500_000),
        (date(2021, 12, 15), date(2021, 12, 15), "3749/QĐ-TLĐ", 1_500_000),
        (date(2021, 5, 1), date(2021, 5, 19), "2606/QĐ-TLĐ", 3_000_000),
        (date(2022, 2, 28), date(2022, 3, 1), "3749/QĐ-TLĐ", 1_500_000),
    ],
)
def test_on_which_side_of_the_change_an_infection_lies_is_told_to_the_day(
    since: date, until: date, act: str, at_most: int
) -> None:
    """“Positive before 15/12/2021 but treated past it”: ended on that very day is not past it."""
    ruling = covid(since, until, date(2022, 3, 31), inpatient_days=1)
    assert (ruling.answer, ruling.act, ruling.at_most_vnd) == (Answer.YES, act, at_most)


def test_occupied_twice_is_paid_up_to_the_highest_and_a_new_wave_begins_anew() -> None:
    """F1 paid 1.5 million, then F0 in the same wave: 3 - 1.5. Quarantined in August, infected in November: 3."""
    august, november = (date(2021, 8, 1), date(2021, 8, 25)), (date(2021, 11, 1), date(2021, 11, 14))
    as_f1 = granted("2606/QĐ-TLĐ", *august, 1_500_000, "f1")
    assert covid(*august, date(2021, 8, 28), before=(as_f1,)).at_most_vnd == 1_500_000
    at_home = granted("2606/QĐ-TLĐ", *august, 500_000, "home")
    assert covid(*november, date(2021, 11, 20), before=(at_home,)).at_most_vnd == 3_000_000
    january = (date(2022, 1, 1), date(2022, 1, 20))
    as_f0 = granted("3749/QĐ-TLĐ", *january, 1_500_000)
    died = covid(*january, date(2022, 1, 28), "death", before=(as_f0,), has_died=True)
    assert died.at_most_vnd == 3_500_000


def test_the_same_person_paid_under_the_old_rule_is_refused() -> None:
    paid = granted("2606/QĐ-TLĐ", date(2021, 12, 10), date(2021, 12, 22), 3_000_000)
    ruling = covid(date(2021, 12, 10), date(2021, 12, 22), date(2021, 12, 28), before=(paid,), inpatient_days=12)
    assert ruling.answer == Answer.NO
    assert "2606/QĐ-TLĐ" in ruling.reason
    assert "một lần" in ruling.clause


def test_a_second_infection_after_a_grant_under_the_new_rule_is_refused() -> None:
    paid = granted("3749/QĐ-TLĐ", date(2021, 12, 16), date(2021, 12, 30), 1_500_000)
    again = covid(date(2022, 2, 10), date(2022, 2, 20), date(2022, 2, 25), before=(paid,), inpatient_days=10)
    assert again.answer == Answer.NO
    assert covid(date(2022, 2, 10), date(2022, 2, 20), date(2022, 2, 25), inpatient_days=10).answer == Answer.YES


@pytest.mark.parametrize(
    ("received", "answer"), [(date(2022, 3, 31), Answer.YES), (date(2022, 4, 1), Answer.NO)], ids=["in time", "late"]
)
def test_infected_before_the_stop_and_treated_after_it_depends_on_the_day_of_the_dossier(
    received: date, answer: Answer
) -> None:
    ruling = covid(date(2022, 2, 20), date(2022, 3, 15), received, inpatient_days=23)
    assert ruling.answer == answer
    assert ("3749" if answer == Answer.YES else "4292") in ruling.clause


def test_infected_after_the_stop_is_refused_by_the_act_that_stopped_it() -> None:
    ruling = covid(MARCH_1, date(2022, 3, 10), date(2022, 3, 12), inpatient_days=9)
    assert (ruling.answer, ruling.at_most_vnd) == (Answer.NO, None)
    assert "4292" in ruling.clause


def test_before_the_change_the_old_rule_judges_even_when_looked_at_later() -> None:
    ruling = covid(date(2021, 8, 1), date(2021, 8, 14), date(2021, 8, 20))
    assert (ruling.act, ruling.at_most_vnd) == ("2606/QĐ-TLĐ", 3_000_000)


def test_an_infection_still_going_on_when_the_dossier_came_is_not_judged_by_a_rule_to_come() -> None:
    assert covid(date(2021, 12, 1), None, date(2021, 12, 5)).act == "2606/QĐ-TLĐ"
    assert covid(date(2021, 12, 1), None, date(2021, 12, 16), inpatient_days=15).act == "3749/QĐ-TLĐ"


@pytest.mark.parametrize(
    ("facts", "at_most"),
    [
        ({"inpatient_days": 21}, 3_000_000),
        ({"inpatient_days": 20}, 1_500_000),
        ({"inpatient_days": 0, "outpatient_days": 21}, 1_500_000),
    ],
)
def test_twenty_one_days_in_hospital_make_the_difference(facts: dict[str, int], at_most: int) -> None:
    assert covid(date(2022, 1, 1), date(2022, 1, 25), date(2022, 1, 28), **facts).at_most_vnd == at_most


def test_an_english_reader_is_told_in_english_and_the_paper_stays_vietnamese() -> None:
    with translation.override("en"):
        ruling = covid(date(2022, 1, 1), date(2022, 1, 25), date(2022, 1, 28), inpatient_days=21)
        assert ruling.reason.startswith("F0, severe")
        assert "at most 3.000.000 đ" in ruling.clause_words
        assert str(as_kept(ruling)["clause"]).endswith("điều trị nội trú từ 21 ngày, nhiều nhất 3.000.000 đ")


def test_too_short_a_treatment_is_a_no_and_an_unknown_one_is_no_answer_yet() -> None:
    short = covid(date(2022, 1, 1), date(2022, 1, 10), date(2022, 1, 28), inpatient_days=0, outpatient_days=10)
    unsaid = covid(date(2022, 1, 1), date(2022, 1, 10), date(2022, 1, 28))
    assert short.answer == Answer.NO
    assert (unsaid.answer, set(unsaid.missing)) == (Answer.UNSETTLED, {"inpatient_days", "outpatient_days"})


def test_of_several_categories_only_the_highest_is_given() -> None:
    august = (date(2021, 8, 1), date(2021, 8, 25), date(2021, 8, 28))
    assert covid(*august, "f1", "f0").line == "2606.f0"
    paid = granted("2606/QĐ-TLĐ", date(2021, 8, 1), date(2021, 8, 20), 1_500_000, "f1")
    assert covid(*august, "f0", before=(paid,)).at_most_vnd == 1_500_000


def test_a_close_contact_quarantined_across_the_change_is_not_settled_by_either_act() -> None:
    """2606 helps F1, 3749 names F0 alone and its transition too: no flat no, somebody above is asked."""
    across = date(2021, 12, 5), date(2021, 12, 25), date(2021, 12, 28)
    ruling = covid(*across, "f1")
    assert (ruling.answer, ruling.at_most_vnd) == (Answer.UNSETTLED, None)
    assert "quy định không nói tới" in ruling.reason
    assert "hỏi cấp trên" in ruling.reason
    paid = granted("2606/QĐ-TLĐ", *across[:2], 1_500_000, "f1")
    assert covid(*across, "f1", before=(paid,)).answer == Answer.NO, "helped for it already"
    assert covid(*across[:2], across[2], "f0", inpatient_days=12).line == "3749.f0", "F0 has its transition"
    assert covid(date(2022, 1, 5), date(2022, 1, 20), date(2022, 1, 25), "f1").answer == Answer.NO, "after the change"


def test_the_bereaved_are_given_five_million() -> None:
    ruling = covid(
        date(2022, 1, 1), date(2022, 1, 20), date(2022, 2, 1), "f0", "death", inpatient_days=5, has_died=True
    )
    assert (ruling.line, ruling.at_most_vnd) == ("3749.death", 5_000_000)


@pytest.mark.parametrize(("level", "at_most"), [("province", 1_000_000), ("sector", 500_000)])
def test_a_visit_in_an_epidemic_has_the_ceiling_of_its_level_and_each_level_may_visit(level: str, at_most: int) -> None:
    event = Event(date(2022, 5, 4), date(2022, 5, 9), date(2022, 5, 10))
    other = Given("epidemic_visit", "4291/QĐ-TLĐ", "x", "visit", 500_000, event, date(2022, 5, 8), "PL-YT-BV")
    asked = Asked("PL-YT", level, event, ("visit",), {}, (other,))
    assert judge(asked, books("epidemic_visit")).at_most_vnd == at_most
    own = Asked("PL-YT-BV", level, event, ("visit",), {}, (other,))
    assert judge(own, books("epidemic_visit")).answer == Answer.NO


def test_a_grassroots_union_has_no_national_amount_for_visits() -> None:
    event = Event(date(2022, 5, 4), None, date(2022, 5, 10))
    ruling = judge(Asked("PL-YT-BV", "grassroots", event, ("visit",)), books("epidemic_visit"))
    assert ruling.answer == Answer.NO
    assert "cấp này" in ruling.reason
    before = Event(date(2020, 5, 4), None, date(2020, 5, 10))
    assert judge(Asked("PL", "province", before, ("visit",)), books("epidemic_visit")).answer == Answer.UNSETTLED


def test_office_staff_are_visited_twice_a_year_and_no_more() -> None:
    def visit(month: int) -> Given:
        event = Event(date(2024, month, 2), date(2024, month, 4), date(2024, month, 5))
        return Given("sickness", "4291/QĐ-TLĐ", "x", "staff", 1_000_000, event, date(2024, month, 6), "PL")

    third = Event(date(2024, 9, 2), date(2024, 9, 4), date(2024, 9, 5))
    once, twice = (visit(2),), (visit(2), visit(5))
    stays = {"inpatient_days": 3}
    assert judge(Asked("PL", "province", third, ("staff",), stays, once), books("sickness")).at_most_vnd == 1_000_000
    assert judge(Asked("PL", "province", third, ("staff",), stays, twice), books("sickness")).answer == Answer.NO


def test_what_was_taken_in_the_year_lowers_a_yearly_ceiling() -> None:
    earlier = Event(date(2024, 2, 1), date(2024, 2, 9), date(2024, 2, 10))
    taken = Given("critical_illness", "4291/QĐ-TLĐ", "x", "staff", 2_000_000, earlier, date(2024, 2, 20), "PL")
    now = Event(date(2024, 8, 1), None, date(2024, 8, 5))
    ruling = judge(Asked("PL", "province", now, ("staff",), {}, (taken,)), books("critical_illness"))
    assert ruling.at_most_vnd == 1_000_000
    next_year = Event(date(2025, 1, 3), None, date(2025, 1, 5))
    assert judge(
        Asked("PL", "province", next_year, ("staff",), {}, (taken,)), books("critical_illness")
    ).at_most_vnd == (3_000_000)


def test_every_rulebook_of_the_data_cites_its_act_and_every_line_its_clause() -> None:
    for row in DATA["rulebook"]:
        book = read_rulebook(row, programme=row["programme"], act=row["symbol"], since=row["from"], until=None)
        assert row["symbol"]
        assert row["issuer"]
        assert all(line.clause and line.name for line in book.lines)
        assert all(line.clause_en and line.name_en for line in book.lines), "an English reader is told as much"
        assert bool(row.get("note")) == bool(book.english.get("note"))
    wrong = {"code": "a", "category": "b", "name": "c", "clause": "d", "ways": [[{"fact": "star_sign"}]]}
    with pytest.raises(ValueError, match="no such fact"):
        read_rulebook({"lines": [wrong]}, programme="x", act="y", since=MARCH_1, until=None)


days = st.dates(date(2021, 5, 1), date(2022, 6, 1))


@given(days, st.integers(0, 60), st.integers(0, 90), st.integers(0, 40), st.integers(0, 40))
def test_an_answer_never_depends_on_the_day_it_is_asked_and_always_names_a_clause(
    since: date, ill_days: int, later: int, inpatient: int, outpatient: int
) -> None:
    until = date.fromordinal(since.toordinal() + ill_days)
    received = date.fromordinal(since.toordinal() + later)
    ruling = covid(since, until, received, inpatient_days=inpatient, outpatient_days=outpatient, has_died=False)
    assert ruling.clause
    assert ruling.answer == Answer.NO or until >= date(2021, 5, 19) or ruling.answer == Answer.UNSETTLED
    if ruling.answer == Answer.YES:
        assert since < MARCH_1
        assert received <= date(2022, 3, 31)
        assert 0 < (ruling.at_most_vnd or 0) <= 3_000_000


def test_who_approves_follows_the_amount_and_the_level() -> None:
    value = DATA["parameter"][0]["value"]
    grassroots, province = limits_of("grassroots", value), limits_of("province", value)
    asked = [grassroots.approver_of(amount) for amount in (2_000_000, 2_000_001, 10_000_000, 10_000_001)]
    assert asked == [Approver.CHAIR, Approver.COMMITTEE, Approver.COMMITTEE, Approver.ABOVE]
    assert province.approver_of(10**12) == Approver.COMMITTEE
    assert limits_of("ward", value) == limits_of("other", value)


MONTH = timedelta(days=30)


def help_(case: str, unit: str, programme: str, since: date, *, each: bool = True) -> Help:
    return Help(case, unit, unit, programme, since, None, is_given=True, each_level_may=each)


def test_doubles_are_told_apart_from_help_that_may_come_from_several_levels() -> None:
    asked = help_("A", "PL-YT", "sickness", date(2024, 5, 4))
    own = help_("B", "PL-YT", "sickness", date(2024, 5, 10))
    other_level = help_("C", "PL", "sickness", date(2024, 5, 6))
    other_kind = help_("D", "PL", "hardship", date(2024, 5, 6))
    in_spring = help_("E", "PL", "tet", date(2024, 1, 20))
    last_year = help_("F", "PL-YT", "sickness", date(2023, 5, 4))
    found = doubles_of(asked, [in_spring, last_year, other_kind, other_level, own, asked], near=MONTH)
    assert [(double.other.case, double.verdict) for double in found] == [
        ("B", Verdict.BARRED),
        ("D", Verdict.ASK),
        ("C", Verdict.ALLOWED),
        ("E", Verdict.ALLOWED),
    ]
    assert all(double.why for double in found)


def test_where_one_level_pays_for_all_a_second_level_is_barred() -> None:
    asked = help_("A", "PL-YT", "covid", date(2021, 8, 4), each=False)
    above = help_("B", "PL", "covid", date(2021, 8, 6), each=False)
    assert doubles_of(asked, [above], near=MONTH)[0].verdict == Verdict.BARRED
    assert doubles_of(asked, [above], near=timedelta(days=1))[0].verdict == Verdict.ALLOWED
