"""The one way to a figure. Screen, file, report, command line and API all ask here."""

from collections.abc import Iterable, Sequence
from datetime import date

from congdoan.foundation.periods import Period
from congdoan.indicators.models import Indicator
from congdoan.indicators.queries import gathering, parts
from congdoan.indicators.queries.completeness import completeness, gaps
from congdoan.indicators.queries.gathering import Definition
from congdoan.indicators.queries.parts import Taken
from congdoan.indicators.values import Completeness, Figure, Part, Reading, state_of
from congdoan.journal.queries import position
from congdoan.organisation.models import Unit

NOBODY = Completeness()


def figure(unit: Unit, indicator: Indicator, period: Period, *, structure: date | None = None) -> Figure:
    """The indicator's value at `unit` for `period`, with its parts and its gaps.

    A stock and a share of units stand on the period's last day. `structure` None: each fact counts under the parents of
    its own day; a date: all of them by the tree of that day. About ten queries, however many units stand below.
    """
    return _figures(unit, [indicator], period, structure)[indicator.code]


def figures(unit: Unit, indicators: Iterable[Indicator], period: Period) -> dict[str, Figure]:
    """As `figure`, of several indicators by their codes, each fact under the parents of its own day: the same queries
    for all of them, and up to three more for each that is one measure or lacks somebody's word.
    """
    return _figures(unit, list(indicators), period, None)


def _figures(unit: Unit, indicators: Sequence[Indicator], period: Period, structure: date | None) -> dict[str, Figure]:
    stands_at = position()
    definitions = gathering.define(indicators)
    taken = parts.take_apart(definitions, unit, period, structure=structure)
    heard = completeness(definitions, [unit.pk, *taken.stretches], period, structure=structure)
    found = {}
    for definition in definitions:
        code = definition.indicator.code
        whole = heard.get((unit.pk, code), NOBODY)
        found[code] = Figure(
            unit=unit,
            indicator=definition.indicator,
            period=period,
            structure=structure,
            reading=taken.total[code],
            parts=_parts(taken, definition, period, heard),
            gaps=gaps(definition, unit, period, structure=structure) if whole.missing else (),
            completeness=whole,
            reported=gathering.reported(definition, unit.pk, period),
            position=stands_at,
        )
    return found


def _parts(
    taken: Taken, definition: Definition, period: Period, heard: dict[tuple[int, str], Completeness]
) -> tuple[Part, ...]:
    """One part a child, and first the unit's own doings where it has any, or where nobody stands beneath it."""
    code = definition.indicator.code
    own_part, of_children = parts_of(taken, code, period, heard)
    is_own_shown = own_part.reading.entries or own_part.reading.denominator or own_part.completeness.due
    return (own_part, *of_children) if is_own_shown or not of_children else of_children


def parts_of(
    taken: Taken, code: str, period: Period, heard: dict[tuple[int, str], Completeness]
) -> tuple[Part, tuple[Part, ...]]:
    """The unit's own part and those of its children. Itself it was asked for what no child was."""
    asked = {unit.pk: heard.get((unit.pk, code), NOBODY) for unit in taken.children}
    of_children = tuple(
        _part(unit, taken.stretches[unit.pk], taken.of_children[unit.pk, code], asked[unit.pk])
        for unit in taken.children
    )
    whole = heard.get((taken.unit.pk, code), NOBODY)
    own = Completeness(
        due=max(0, whole.due - sum(row.due for row in asked.values())),
        heard=max(0, whole.heard - sum(row.heard for row in asked.values())),
    )
    return _part(taken.unit, period, taken.own[code], own, is_own=True), of_children


def _part(unit: Unit, period: Period, reading: Reading, asked: Completeness, *, is_own: bool = False) -> Part:
    return Part(unit, period, is_own, reading, asked, state_of(reading, asked))
