"""Choosing a period by two lists, which part of the year and which year. Works without JavaScript; nothing is typed.

An address still carries the period as one code (`?ky=2024-Q3`), so links and bookmarks stay short; the form sends the
part under the same name and the year beside it (`ky=Q3&ky-year=2024`). `asked` reads both.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from congdoan.foundation import clock, periods
from congdoan.foundation.errors import Refused
from congdoan.foundation.figures import format_date
from congdoan.foundation.periods import Period

MONTHS = {
    "01": _("Tháng 1"), "02": _("Tháng 2"), "03": _("Tháng 3"), "04": _("Tháng 4"), "05": _("Tháng 5"),
    "06": _("Tháng 6"), "07": _("Tháng 7"), "08": _("Tháng 8"), "09": _("Tháng 9"), "10": _("Tháng 10"),
    "11": _("Tháng 11"), "12": _("Tháng 12"),
}  # fmt: skip
LONGER = {
    "Q1": _("Quý I"), "Q2": _("Quý II"), "Q3": _("Quý III"), "Q4": _("Quý IV"),
    "01-06": _("6 tháng đầu năm"), "07-12": _("6 tháng cuối năm"), "01-09": _("9 tháng"), "year": _("Cả năm"),
}  # fmt: skip
BACK = 9
"""How many years before this one may be chosen; another year in the address is offered too."""


def asked(data: Mapping[str, Any], name: str) -> str:
    """The code of the period asked for, "" for none. Not yet read: `periods.parse` may refuse it."""
    part = str(data.get(name, "")).strip()
    year = str(data.get(f"{name}-year", "")).strip()
    return _code(part, year) if part and year else part


def _code(part: str, year: str) -> str:
    if part == "year":
        return year
    if part in LONGER and "-" in part:
        first, last = part.split("-")
        return f"{year}-{first}/{year}-{last}"
    return f"{year}-{part}" if part in LONGER or part in MONTHS else part


class PeriodInput(forms.Widget):
    """Two lists. `months_only` offers months alone; an empty period is offered where none is required."""

    template_name = "shell/widgets/period.html"

    def __init__(self, attrs: dict[str, Any] | None = None, *, months_only: bool = False, nothing: object = "") -> None:
        super().__init__(attrs)
        self.months_only, self.nothing = months_only, nothing

    def value_from_datadict(self, data: Mapping[str, Any], _files: Any, name: str) -> str:
        return asked(data, name)

    def format_value(self, value: Any) -> str:
        return value.code if isinstance(value, Period) else str(value or "")

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, {"class": "input", **(attrs or {})})
        code = self.format_value(value)
        known = MONTHS if self.months_only else {**MONTHS, **LONGER}
        year = code[:4] if code[:4].isdecimal() else str(clock.today().year)
        part = next((part for part in known if _code(part, year) == code), code)
        parts: list[tuple[str, object]] = [(key, words) for key, words in known.items()]
        if part and part not in known:
            parts.insert(0, (part, _words(part)))
        if self.nothing:
            parts.insert(0, ("", self.nothing))
        context.update(parts=parts, part=part, years=list(_years(year)), year=year)
        return context


def _years(chosen: str) -> Iterator[str]:
    this = clock.today().year
    offered = {*range(this - BACK, this + 2), int(chosen)}
    return (str(year) for year in sorted(offered, reverse=True))


def _words(code: str) -> str:
    """A span that is no part of one year, as days; what cannot be read, as it stands."""
    try:
        period = periods.parse(code)
    except Refused:
        return code
    return f"{format_date(period.start)} – {format_date(period.end)}"


class PeriodField(forms.Field):
    """A month, a quarter, half a year, nine months or a year; cleaned to a `Period`."""

    widget = PeriodInput(nothing=_("— chọn kỳ —"))
    default_error_messages = {"required": _("Hãy chọn kỳ.")}

    def to_python(self, value: object) -> Period | None:
        if value in self.empty_values:
            return None
        if isinstance(value, Period):
            return value
        try:
            return periods.parse(str(value))
        except Refused as refused:
            raise ValidationError(str(refused)) from refused
