"""What a paper says is noted with its bound beside what was recorded, is never counted, and can be taken back."""

from datetime import date

import pytest

from builders import Province
from congdoan.foundation import periods
from congdoan.foundation.errors import Refused
from congdoan.foundation.models import Measure
from congdoan.indicators.queries import figure, glance, indicator_by_code
from congdoan.journal.models import Entry
from congdoan.narratives import actions, queries
from congdoan.narratives.models import Claim, Narrative
from congdoan.obligations import actions as obligations

AUGUST = periods.month(8, 2021)


def confirmed(narrative: Narrative, words: str, by: Province) -> Claim:
    claim = narrative.claims.get(quote__contains=words)
    return actions.confirm(claim, version=claim.version, by=by.minh)


def test_a_noted_figure_is_shown_beside_and_never_counted(told: Narrative, august: Province) -> None:
    leaflets = indicator_by_code("documents_distributed")
    claim = confirmed(told, "300 tờ rơi", august)

    entry = actions.note(claim, by=august.minh)

    found = figure(august.sector, leaflets, AUGUST)
    [said] = found.reported
    assert found.value == 280
    assert (said.value, said.bound, said.period, said.unit) == (300, "nearly", AUGUST, august.sector)
    assert said.source == entry.source == f"narrative:{told.key}.{claim.number}"
    assert figure(august.top, leaflets, AUGUST).value == 280
    assert figure(august.top, leaflets, AUGUST).reported == found.reported


def test_what_is_said_of_a_month_is_not_said_of_a_day_or_of_the_year_alone(told: Narrative, august: Province) -> None:
    """The statement belongs to every stretch that holds the whole month, and to none that cuts it."""
    actions.note(confirmed(told, "300 tờ rơi", august), by=august.minh)
    leaflets = indicator_by_code("documents_distributed")

    assert figure(august.sector, leaflets, periods.year(2021)).reported
    assert not figure(august.sector, leaflets, periods.parse("2021-08-31")).reported
    assert not figure(august.sector, leaflets, periods.parse("2021-08-15/2021-09-30")).reported


def test_a_papers_word_makes_no_unit_heard(august: Province) -> None:
    duty = obligations.enter_spoken(
        giver=august.sector, bearers=[august.hospital], what="Phát tờ rơi", on=date(2021, 8, 1),
        due_on=date(2021, 8, 31), by=august.minh, measure=Measure.objects.get(code="documents_distributed"),
    )  # fmt: skip
    assert duty
    text = "CĐCS Bệnh viện Đa khoa Phong Lai phát 300 tờ rơi."
    narrative = actions.keep(august.sector, text=text, by=august.minh, period=AUGUST)
    actions.note(confirmed(narrative, "300", august), by=august.minh)

    part = glance(august.hospital, [indicator_by_code("documents_distributed")], AUGUST)["documents_distributed"]

    assert (part.completeness.due, part.completeness.heard) == (1, 0)


def test_a_noted_figure_is_taken_back_by_a_reversal(told: Narrative, august: Province) -> None:
    claim = confirmed(told, "300 tờ rơi", august)
    actions.note(claim, by=august.minh)
    with pytest.raises(Refused, match="đã ở phần theo giấy"):
        actions.note(claim, by=august.minh)
    with pytest.raises(Refused, match="rút các số ấy"):
        actions.discard(told, by=august.minh)

    with pytest.raises(Refused, match="lý do"):
        actions.withdraw(claim, reason="", by=august.minh)
    actions.withdraw(claim, reason="Giấy ghi nhầm.", by=august.minh)

    assert not figure(august.sector, indicator_by_code("documents_distributed"), AUGUST).reported
    assert [row.quantity for row in Entry.objects.filter(source=claim.source).order_by("id")] == [300, -300]
    actions.discard(told, by=august.minh)


def test_a_noted_figure_that_the_text_no_longer_says_is_told(told: Narrative, august: Province) -> None:
    actions.note(confirmed(told, "300 tờ rơi", august), by=august.minh)

    told = actions.revise(told, text=told.text.replace("300 tờ", "350 tờ"), version=1, by=august.minh)

    [row] = [row for row in queries.findings(told, reader=None) if "350" in row.claim.quote]
    assert row.is_stale
    assert row.noted is not None
    assert row.noted.quantity == 300


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Phát 200 - 300 tờ rơi.", "số nguyên dương"),
        ("100% công đoàn cơ sở thành lập Tổ An toàn Covid-19.", "tính từ nhiều số"),
    ],
)
def test_what_is_no_single_count_is_not_noted(august: Province, text: str, why: str) -> None:
    narrative = actions.keep(august.sector, text=text, by=august.minh, period=AUGUST)
    claim = narrative.claims.get()
    actions.confirm(claim, version=claim.version, by=august.minh)
    claim.refresh_from_db()

    with pytest.raises(Refused, match=why):
        actions.note(claim, by=august.minh)


def test_nothing_is_noted_before_an_officer_confirmed(told: Narrative, august: Province) -> None:
    with pytest.raises(Refused, match="xác nhận"):
        actions.note(told.claims.get(quote__contains="300 tờ rơi"), by=august.minh)
