"""The fields of an arriving paper in the order an officer should look: unsure and missing first."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.forms import BoundField

from congdoan.registry.readings import Mark
from congdoan.web.papers.forms.papers import ArrivingForm
from congdoan.web.papers.marks import MarkedText

_IN_ORDER = (
    "symbol", "issued_on", "type", "issuer_text", "issuer", "add_issuer", "subject", "place", "superior_text",
    "signer_name", "signer_title", "signer_authority", "addressees", "copies", "archive", "period_start", "period_end",
    "peak_start", "peak_end",
)  # fmt: skip
_NEEDED = {"symbol", "issued_on", "type", "issuer_text", "subject"}
_SHORT = {
    "symbol", "issued_on", "type", "place", "signer_name", "signer_title", "signer_authority", "archive",
    "superior_text", "period_start", "period_end", "peak_start", "peak_end",
}  # fmt: skip
_BEGIN_A_LINE = {"symbol", "signer_name", "period_start", "peak_start"}
"""Those whose partner stands beside them: number and day, signer and title, from and to."""
_LEADING = _NEEDED | {"issuer", "add_issuer"}
_SURE = 2
_GOES_WITH = {"issuer": "issuer_text", "add_issuer": "issuer_text"}


@dataclass(frozen=True, slots=True)
class Row:
    """A field with the marks it was read from. `is_missing`: every paper has it and nothing was read."""

    field: BoundField
    marks: tuple[Mark, ...]
    is_doubtful: bool
    is_missing: bool

    @property
    def is_short(self) -> bool:
        """Whether two such fields stand side by side."""
        return self.field.name in _SHORT and self.rank == _SURE

    @property
    def begins_a_line(self) -> bool:
        return self.is_short and self.field.name in _BEGIN_A_LINE

    @property
    def is_leading(self) -> bool:
        """Whether an officer should look at it before deciding anything: what names the paper, and what is unsure."""
        return self.rank < _SURE or self.field.name in _LEADING or bool(self.field.errors)

    @property
    def rank(self) -> int:
        return 0 if self.is_missing else 1 if self.is_doubtful else _SURE


def rows_of(form: ArrivingForm, text: MarkedText) -> list[Row]:
    """The rows, missing first, then unsure, then the rest; what belongs together stays together."""
    rows = list(_rows(form, text))
    ranks = {row.field.name: row.rank for row in rows}
    return sorted(rows, key=lambda row: ranks[_GOES_WITH.get(row.field.name, row.field.name)])


def _rows(form: ArrivingForm, text: MarkedText) -> Iterator[Row]:
    for name in _IN_ORDER:
        bound = form[name]
        marks = tuple(text.by_field.get(name, ()))
        is_empty = bound.value() in (None, "")
        doubtful = any(mark.is_doubtful for mark in marks)
        if name == "issuer":
            doubtful = is_empty
        if name == "add_issuer" and form["issuer"].value():
            continue
        yield Row(bound, marks, doubtful, is_empty and name in _NEEDED)
