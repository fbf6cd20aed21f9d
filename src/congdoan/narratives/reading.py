"""From a text to the figures it states, each with the indicator, unit and period it most likely speaks of.

The reader of `documents` finds the figures; here they are held against the register of units and the indicators of this
installation. Everything is a proposal: an officer confirms or binds otherwise.
"""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from congdoan.documents import Claim as ReadClaim
from congdoan.documents import Range, Ratio, UnreadableDocument, read_figure, read_text
from congdoan.foundation import periods
from congdoan.foundation.errors import Refused
from congdoan.foundation.periods import Period
from congdoan.foundation.text import fold
from congdoan.indicators.models import Indicator
from congdoan.journal.models import Bound
from congdoan.narratives.models import Shape
from congdoan.narratives.rules.anchoring import Anchor, anchor
from congdoan.narratives.rules.mapping import Words, indicator_for
from congdoan.organisation import queries as organisation
from congdoan.organisation.models import Unit
from congdoan.registry.queries.recognising import body_named
from congdoan.registry.rules.recipients import core_words

_STOP = re.compile(r"[.;!?]\s|\n")
_BODY = re.compile(
    r"(?:LĐLĐ|Liên đoàn Lao động|Công đoàn|CĐ|Tổng Liên đoàn Lao động|UBND|Ủy ban nhân dân)\s+"
    r"(?:(?:tỉnh|thành phố|TP\.?|huyện|thị xã|quận|ngành|các khu công nghiệp)\s+"
    r"(?:[^\W\d_]+\s+){0,3}?(?=[A-ZĐÀ-Ỹ])|Việt Nam)"
)
_ALL_LEVELS = re.compile(r"^cac cap cong doan\b")
_VAGUE = re.compile(r"^hàng (?:chục|trăm|nghìn|ngàn|triệu|tỷ)", re.IGNORECASE)
MOST_CLAIMS = 500


@dataclass(frozen=True, slots=True)
class Found:
    """A figure of the text with what is proposed for it; each part of the binding is None where nothing is likely."""

    anchor: Anchor
    shape: str
    value: Decimal
    second: Decimal | None
    bound: str
    unit_read: str
    measure_read: str
    period_read: str
    organisation_read: str
    indicator: str | None
    unit: Unit | None
    period: Period | None


def read_claims(text: str, *, unit: Unit, on: date, period: Period | None = None) -> list[Found]:
    """The figures the text states, in its order, at most five hundred. `period` is meant where a sentence names none.

    A figure speaks of the unit its sentence names, else of the body the text is about, as far as that is `unit` or
    stands under it; a body from elsewhere is nobody here. A handful of queries, however many figures. Raises Refused
    for a very long text that cannot be read in half a minute.
    """
    try:
        claims = read_text(text).claims[:MOST_CLAIMS]
    except UnreadableDocument as reason:
        raise Refused(str(reason), field="text") from reason
    if not claims:
        return []
    known = dict(Indicator.objects.values_list("code", "unit_of_count"))
    house = _House(unit, on)
    return [_found(text, claim, known, house, period) for claim in claims]


class Pointing:
    """What stretches of a text say that an officer points at. The house is asked once, when it is first needed."""

    def __init__(self, text: str, *, unit: Unit, on: date, period: Period | None = None) -> None:
        self.text, self.period = text, period
        self._house_of = (unit, on)

    @cached_property
    def _house(self) -> "_House":
        return _House(*self._house_of)

    @cached_property
    def _known(self) -> dict[str, str]:
        return dict(Indicator.objects.values_list("code", "unit_of_count"))

    def read(self, start: int, end: int) -> Found | None:
        """What the grammar of figures makes of text[start:end]; None where no number stands there."""
        claim = read_figure(self.text, start, end)
        return _found(self.text, claim, self._known, self._house, self.period) if claim else None


def indicator_of(text: str, start: int, end: int, *, unit_read: str, measure_read: str) -> str | None:
    """The code of the indicator that most likely counts the words text[start:end], of which an officer said what they
    count. Two queries."""
    before, after = sentence_round(text, start, end)
    words = Words(_flat(text[start:end]), _flat(before), _flat(after), unit_read, measure_read)
    return indicator_for(words, dict(Indicator.objects.values_list("code", "unit_of_count")))


def sentence_round(text: str, start: int, end: int) -> tuple[str, str]:
    """The words of the sentence before and behind a figure."""
    stops = [found.end() for found in _STOP.finditer(text, max(0, start - 600), start)]
    first = stops[-1] if stops else max(0, start - 600)
    stop = _STOP.search(text, end, end + 300)
    return text[first:start], text[end : stop.start() + 1 if stop else end + 300]


def _found(text: str, claim: ReadClaim, known: dict[str, str], house: "_House", period: Period | None) -> Found:
    start, end = claim.span.start, claim.span.end
    before, after = sentence_round(text, start, end)
    words = Words(_flat(claim.text), _flat(before), _flat(after), claim.unit, claim.measure)
    shape, value, second = _numbers(claim)
    return Found(
        anchor=anchor(text, start, end),
        shape=shape,
        value=value,
        second=second,
        bound=Bound.ORDER if _VAGUE.match(claim.text.strip()) else claim.qualifier,
        unit_read=claim.unit,
        measure_read=claim.measure,
        period_read=claim.period or "",
        organisation_read=(claim.organisation or "")[:250],
        indicator=indicator_for(words, known),
        unit=house.meant(before, claim.organisation),
        period=_period(claim.period, period),
    )


def _numbers(claim: ReadClaim) -> tuple[str, Decimal, Decimal | None]:
    match claim.value:
        case Ratio(numerator, denominator):
            return Shape.RATIO, numerator, denominator
        case Range(low, high):
            return Shape.RANGE, low, high
        case value:
            return Shape.NUMBER, value, None


def _period(read: str | None, meant: Period | None) -> Period | None:
    """The period the text names, unless it only names the year that the officer's own period lies in."""
    try:
        named = periods.parse(read) if read else None
    except Refused:
        named = None
    if named is None or meant is None:
        return named or meant
    return meant if named.start <= meant.start and meant.end <= named.end else named


class _House:
    """The unit and those below it by their names, folded; asked once a text."""

    def __init__(self, unit: Unit, on: date) -> None:
        self.unit, self.on = unit, on
        below = list(organisation.subtree(unit, on=on))
        named = [(core_words(name), one) for one in below for name in (one.name, one.short_name) if name]
        self.names = [(name, one) for name, one in named if len(name.split()) > 2]
        self.ids = {unit.pk, *(one.pk for one in below)}
        self.asked: dict[str, Unit | None] = {}

    def meant(self, before: str, organisation_read: str | None) -> Unit | None:
        bodies = list(_BODY.finditer(before))
        if bodies:  # a body is named: one of ours, or somebody else's figure
            return self._named_last(before[bodies[-1].start() :])
        return self._named_last(before) or self._of_text(organisation_read)

    def _named_last(self, words: str) -> Unit | None:
        """The unit named last in `words`; of two that begin alike the longer name."""
        sentence = f" {core_words(words)} "
        places = [(sentence.rfind(f" {name} "), len(name), unit) for name, unit in self.names]
        nearest = max(places, key=lambda row: row[:2], default=None)
        return nearest[2] if nearest and nearest[0] >= 0 else None

    def _of_text(self, words: str | None) -> Unit | None:
        if not words:
            return self.unit
        if words not in self.asked:
            self.asked[words] = self._named(words)
        return self.asked[words]

    def _named(self, words: str) -> Unit | None:
        if _ALL_LEVELS.match(fold(words)):
            place = fold(words).rpartition(" tinh ")[2]
            return self.unit if place and place in fold(self.unit.name) else None
        body = body_named(words, near=self.unit, on=self.on)
        if body is None or body.pk not in self.ids:
            return None
        return Unit.objects.filter(pk=body.pk).first()


def _flat(text: str) -> str:
    """In plain blanks, a blank at its head kept."""
    return " " * text[:1].isspace() + " ".join(text.split())
