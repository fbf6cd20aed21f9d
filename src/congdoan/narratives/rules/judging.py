"""Whether the records bear a claim out. Pure: the claim's numbers and the figure's in, a verdict out."""

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from congdoan.indicators.quoting import Quoted, quoted, step_written
from congdoan.indicators.values import Part, State
from congdoan.journal.models import Bound
from congdoan.narratives.models import Shape


class Verdict(Enum):
    """What the records say of a claim."""

    BOUND = ("bound", _("khớp sổ ghi"))
    CONTRADICTED = ("contradicted", _("trái sổ ghi"))
    UNBOUND = ("unbound", _("chưa có nguồn"))

    def __init__(self, code: str, label: Promise) -> None:
        self.code = code
        self.label = label


@dataclass(frozen=True, slots=True)
class Judged:
    """A verdict with what it rests on. `quoted` None: nothing to compare with, and `why` says what is lacking."""

    verdict: Verdict
    quoted: Quoted | None = None
    why: "str | Promise" = ""


def judge(shape: str, value: Decimal, second: Decimal | None, bound: str, quote: str, part: Part) -> Judged:
    """Hold a claim against the figure it is bound to. Silence of the records contradicts nothing."""
    known = _known(part)
    if known is None:
        return Judged(Verdict.UNBOUND, why=_why_nothing(part))
    if shape == Shape.RATIO and second is not None:
        return _ratio(value, second, part, known)
    if shape == Shape.RANGE and second is not None:
        return _range(value, second, known)
    return _verdict(quoted(value, bound, known, step=step_written(quote)))


def _ratio(upper: Decimal, lower: Decimal, part: Part, known: Decimal) -> Judged:
    """ "8/12 công đoàn cơ sở" against a share; against a plain count only its upper part can be compared."""
    reading = part.reading
    if reading.numerator is None or reading.denominator is None:
        return _verdict(quoted(upper, Bound.EXACT, known))
    above = quoted(upper, Bound.EXACT, Decimal(reading.numerator))
    below = quoted(lower, Bound.EXACT, Decimal(reading.denominator))
    return _verdict(above if not above.is_true else below)


def _range(low: Decimal, high: Decimal, known: Decimal) -> Judged:
    """ "20.000 - 30.000 đồng" is true of anything between."""
    beyond = known - low if known < low else known - high if known > high else Decimal(0)
    return _verdict(Quoted(beyond == 0, beyond))


def _verdict(found: Quoted) -> Judged:
    return Judged(Verdict.BOUND if found.is_true else Verdict.CONTRADICTED, found)


def _known(part: Part) -> Decimal | None:
    if part.value is None or part.state in {State.MISSING, State.SILENT, State.NOT_APPLICABLE}:
        return None
    return Decimal(part.value)


def _why_nothing(part: Part) -> Promise:
    if part.state is State.MISSING:
        return _("Đơn vị được giao báo cáo mà chưa báo: im lặng không phải là 0.")
    if part.state is State.NOT_APPLICABLE:
        return _("Chỉ tiêu này không áp dụng cho đơn vị và kỳ đã chọn.")
    return _("Sổ ghi chưa có việc nào về điều này trong kỳ đã chọn.")
