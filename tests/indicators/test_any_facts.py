"""Whatever was recorded, corrected and folded, a figure is what a patient clerk would add up by hand."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builders import Province
from congdoan.foundation import periods
from congdoan.indicators.models import Indicator
from congdoan.indicators.queries import board, figure, figures, indicator_by_code, trail
from congdoan.indicators.rules import is_whole_of_one
from congdoan.journal.actions import fold_pending, reverse
from congdoan.journal.verification import verify
from congdoan.organisation.models import Unit

pytestmark = pytest.mark.django_db

FIRST = date(2021, 6, 20)
PERIODS = [periods.month(8, 2021), periods.Period(date(2021, 7, 10), date(2021, 8, 20)), periods.quarter(3, 2021)]
MEASURES = ["propaganda_sittings", "propaganda_attendances", "safety_teams"]
CODES = ["propaganda_attendances", "safety_teams", "attendance_per_sitting", "safety_team_coverage"]
PLACES = ["top", "sector", "hospital", "clinic", "other_sector"]


@dataclass(frozen=True)
class Told:
    """A fact of the story; `wrong` ones are reversed afterwards."""

    place: str
    measure: str
    quantity: int
    day: int
    wrong: bool

    @property
    def on(self) -> date:
        return FIRST + timedelta(days=self.day)


facts = st.lists(
    st.builds(
        Told,
        place=st.sampled_from(PLACES),
        measure=st.sampled_from(MEASURES),
        quantity=st.integers(1, 500),
        day=st.integers(0, 110),
        wrong=st.booleans(),
    ),
    max_size=12,
)


@contextmanager
def undone() -> Iterator[None]:
    """The journal takes nothing back, so an example is rolled back whole."""
    try:
        with transaction.atomic():
            yield
            raise _Undo
    except _Undo:
        pass


class _Undo(Exception):
    pass


@given(facts, st.sampled_from(PERIODS), st.integers(0, 12))
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_figure_is_what_one_adds_up_by_hand(
    province: Province, told: list[Told], period: periods.Period, folded_after: int
) -> None:
    with undone():
        for number, fact in enumerate(told):
            entries = province.append(getattr(province, fact.place), fact.measure, fact.quantity, on=fact.on)
            if fact.wrong:
                reverse(entries, by=province.lan)
            if number == folded_after:
                fold_pending()
        _check(province, told, period)
        fold_pending()
        _check(province, told, period)
        assert verify() == []


def _check(province: Province, told: list[Told], period: periods.Period) -> None:
    below = {
        "top": PLACES,
        "sector": ["sector", "hospital", "clinic"],
        "hospital": ["hospital"],
        "clinic": ["clinic"],
        "other_sector": ["other_sector"],
    }
    right = [fact for fact in told if not fact.wrong]
    indicators = {code: indicator_by_code(code) for code in CODES}
    for place, places in below.items():
        unit: Unit = getattr(province, place)
        here = [fact for fact in right if fact.place in places]
        expected = _by_hand(here, places, period)
        shown = board(unit, list(indicators.values()), period)
        cells = {cell.indicator.code: cell.part.value for cell in shown.total.cells}
        together = figures(unit, indicators.values(), period)
        for code, indicator in indicators.items():
            for structure in (None, date(2021, 12, 1)):
                found = figure(unit, indicator, period, structure=structure)
                assert found.value == expected[code], (place, code, structure)
                _check_parts(indicator, [part.value for part in found.parts], found.value)
            assert cells[code] == expected[code], "a cell is the figure it opens"
            assert together[code] == figure(unit, indicator, period), "read with others, a figure is the same"
        walked = trail(figure(unit, indicators["propaganda_attendances"], period), limit=200)
        assert walked.quantity == sum(step.quantity for step in walked.steps) == expected["propaganda_attendances"]


def _by_hand(here: list[Told], places: list[str], period: periods.Period) -> dict[str, object]:
    done = [fact for fact in here if fact.on in period]
    heard = sum(fact.quantity for fact in done if fact.measure == "propaganda_attendances")
    sittings = sum(fact.quantity for fact in done if fact.measure == "propaganda_sittings")
    teams = [fact for fact in here if fact.measure == "safety_teams" and fact.on <= period.end]
    grassroots = [place for place in places if place in ("hospital", "clinic")]
    having = {fact.place for fact in teams if fact.place in grassroots}
    return {
        "propaganda_attendances": heard,
        "safety_teams": sum(fact.quantity for fact in teams),
        "attendance_per_sitting": Decimal(heard) / sittings if sittings else None,
        "safety_team_coverage": Decimal(len(having) * 100) / len(grassroots) if grassroots else None,
    }


def _check_parts(indicator: Indicator, parts: list[object], value: object) -> None:
    if is_whole_of_one(indicator.formula):
        assert sum(part for part in parts if isinstance(part, int)) == value
