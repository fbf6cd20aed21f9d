"""What a figure is made of. Plain frozen values: a screen, a file, a report and the command line read the same ones."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from congdoan.foundation.periods import Period
from congdoan.indicators.models import Indicator
from congdoan.indicators.wording import formula_in_words
from congdoan.journal.models import Bound
from congdoan.organisation.models import Unit

Value = int | Decimal


@dataclass(frozen=True, slots=True)
class Reading:
    """An indicator's value at one node. `value` None: not applicable, there is nothing to divide by.

    `numerator` and `denominator` are set for a ratio and a share; `named`, `turns` and `unnamed` for distinct people:
    different named ones, how often they came, and those counted without names. `hidden` says in words what stands
    instead of a value that the reader may not be told.
    """

    value: Value | None
    entries: int = 0
    bound: str = Bound.EXACT.value
    numerator: int | None = None
    denominator: int | None = None
    named: int | None = None
    turns: int | None = None
    unnamed: int | None = None
    hidden: str = ""


class State(Enum):
    """How a value is to be read. Zero was said; missing was asked for and not said; silent was never asked for."""

    COUNTED = ("counted", _("có ghi nhận"))
    ZERO = ("zero", _("không phát sinh, đã xác nhận"))
    MISSING = ("missing", _("chưa báo cáo"))
    SILENT = ("silent", _("không có ghi nhận"))
    NOT_APPLICABLE = ("not_applicable", _("không áp dụng"))
    HIDDEN = ("hidden", _("không hiện, để không ai bị nhận ra"))

    def __init__(self, code: str, label: Promise) -> None:
        self.code = code
        self.label = label


@dataclass(frozen=True, slots=True)
class Completeness:
    """Of the units asked for this figure in the period, how many were heard: by an act, an entry or a nil return."""

    due: int = 0
    heard: int = 0

    @property
    def missing(self) -> int:
        return self.due - self.heard

    @property
    def percent(self) -> Decimal | None:
        """None when nobody was asked."""
        return Decimal(self.heard * 100) / self.due if self.due else None


@dataclass(frozen=True, slots=True)
class Part:
    """What one child, or the unit itself (`is_own`), brings to a figure.

    `period` is the stretch in which the child stood under the unit: shorter than the figure's where it came or left.
    """

    unit: Unit
    period: Period
    is_own: bool
    reading: Reading
    completeness: Completeness
    state: State

    @property
    def value(self) -> Value | None:
        return self.reading.value


@dataclass(frozen=True, slots=True)
class Gap:
    """A unit that was asked and from which nothing came. `due_on` None: the paper named no day."""

    unit: Unit
    due_on: date | None


@dataclass(frozen=True, slots=True)
class Reported:
    """A value a paper gives, with its bound, for the unit and stretch of days it speaks of; `source` names the paper.

    Shown beside the recorded figure, never mixed into it; nor are two of them ever added up.
    """

    value: int
    bound: str
    unit: Unit
    period: Period
    source: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A value with its parts and its gaps, read at one position of the journal.

    `structure` None reads each fact under the parents of its own day ("as it was"); a date carries all of them by the
    tree of that day ("as it is").
    """

    unit: Unit
    indicator: Indicator
    period: Period
    structure: date | None
    reading: Reading
    parts: tuple[Part, ...]
    gaps: tuple[Gap, ...]
    completeness: Completeness
    reported: tuple[Reported, ...]
    position: int

    @property
    def value(self) -> Value | None:
        return self.reading.value

    @property
    def bound(self) -> str:
        return self.reading.bound

    @property
    def unit_of_count(self) -> str:
        return self.indicator.unit_of_count

    @property
    def numerator(self) -> int | None:
        return self.reading.numerator

    @property
    def denominator(self) -> int | None:
        return self.reading.denominator

    @property
    def entries(self) -> int:
        return self.reading.entries

    @property
    def state(self) -> State:
        return state_of(self.reading, self.completeness)

    @property
    def formula(self) -> str:
        """How the value came about, in words and with its numbers."""
        return formula_in_words(self)


def state_of(reading: Reading, completeness: Completeness) -> State:
    """Zero needs somebody to have said so. A sum in which only some were heard is counted, its gaps told beside it.

    That none of many units has one, with nobody asked and nothing entered, was perhaps only never recorded: no zero.
    """
    if reading.hidden:
        return State.HIDDEN
    if reading.entries:
        return State.COUNTED if reading.value is not None else State.NOT_APPLICABLE
    if completeness.due and not completeness.heard:
        return State.MISSING
    if reading.value is None:
        return State.NOT_APPLICABLE
    return State.ZERO if completeness.heard else State.SILENT
