"""How an act is told on its page: counts with their unit, the short form in words, corrections as was → is."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from congdoan.activities.actions import short_forms
from congdoan.activities.models import Act, Conclusion, Correction, Finding
from congdoan.activities.rules import read_counted
from congdoan.foundation.errors import Changed, NotFound
from congdoan.foundation.figures import format_number
from congdoan.foundation.models import Measure, MeasureFacet
from congdoan.foundation.units_of_count import unit_in_words

SAVED_FIRST = (Changed,)


@dataclass(frozen=True, slots=True)
class Line:
    """A count: its total and, where it was broken down, its facets by name."""

    measure: Measure
    quantity: int
    unit: str
    parts: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Change:
    what: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Told:
    """A correction in words."""

    reason: str
    at: datetime
    by_name: str
    changes: tuple[Change, ...]


def counts_of(act: Act) -> list[Line]:
    """In the order of the kind's form; facets under their total. Three queries."""
    order = {row.measure_id: row.ordinal for row in act.kind.countables.all()}
    rows = list(act.counts.select_related("measure"))
    facets = {(row.measure_id, row.code): str(row) for row in MeasureFacet.objects.filter(measure__in=order)}
    lines = []
    for measure in sorted({row.measure for row in rows}, key=lambda one: order.get(one.code, 99)):
        own = [row for row in rows if row.measure_id == measure.code]
        parts = tuple((facets[measure.code, row.facet], row.quantity) for row in own if row.facet)
        quantity = sum(row.quantity for row in own)
        lines.append(Line(measure, quantity, unit_in_words(measure.unit_of_count, quantity), parts))
    return lines


def short_form_of(act: Act) -> list[tuple[str, str]]:
    """What the short form says, as name and words; only what was filled in."""
    return [(name, str(words)) for name, words in _said(act) if words not in (None, "")]


def corrections_of(act: Act) -> list[Told]:
    """The newest first, each with what differs. Two queries."""
    rows = list(act.corrections.order_by("-at", "-id"))
    codes = {code for row in rows for side in (row.before, row.after) for code in side["counts"]}
    names = {
        measure.code: str(measure)
        for measure in Measure.objects.filter(code__in={read_counted(code).measure for code in codes})
    }
    return [Told(row.reason, row.at, row.by_name, tuple(_changes(row, names))) for row in rows]


def conclusion_of(act: Act, ordinal: int) -> Conclusion:
    """Raises NotFound where the act concluded no such thing."""
    found = Conclusion.objects.filter(conference__act=act, ordinal=ordinal).first()
    if found is None:
        raise NotFound(_("Hội nghị này không có kết luận ấy."))
    return found


def no_such_finding() -> NotFound:
    return NotFound(_("Việc này không có phát hiện ấy."))


def _changes(row: Correction, names: dict[str, str]) -> Iterator[Change]:
    labels = {
        "title": _("Tên việc"),
        "happened_on": _("Ngày làm"),
        "until": _("Đến ngày"),
        "place": _("Ở đâu"),
        "note": _("Ghi chú"),
    }
    for name, label in labels.items():
        before, after = row.before.get(name, ""), row.after.get(name, "")
        if before != after:
            yield Change(label, _shown(before), _shown(after))
    yield from _form_changes(row)
    counts = {**row.before["counts"], **row.after["counts"]}
    for code in counts:
        was, now = row.before["counts"].get(code), row.after["counts"].get(code)
        if was != now:
            yield Change(names.get(read_counted(code).measure, code), _counted(was), _counted(now))
    for name, label in (("partners", _("Đơn vị cùng làm")), ("answers", _("Nhiệm vụ")), ("files", _("Ảnh, giấy tờ"))):
        if row.before.get(name) != row.after.get(name):
            yield Change(label, str(len(row.before.get(name, []))), str(len(row.after.get(name, []))))
    if row.before["state"] != row.after["state"]:
        yield Change(_("Trạng thái"), _("đã ghi nhận"), _("đã rút"))


FORM_LABELS = {
    "theme": gettext_lazy("Chủ đề"),
    "channel": gettext_lazy("Hình thức"),
    "committee": gettext_lazy("Hội nghị của"),
    "ordinal": gettext_lazy("Lần thứ"),
    "is_enlarged": gettext_lazy("Mở rộng"),
    "members_called": gettext_lazy("Ủy viên được triệu tập"),
    "members_present": gettext_lazy("Ủy viên có mặt"),
    "invitees": gettext_lazy("Khách mời"),
    "phase": gettext_lazy("Thời điểm"),
    "jobs": gettext_lazy("Việc làm"),
    "wages": gettext_lazy("Tiền lương, thu nhập"),
    "mood": gettext_lazy("Tư tưởng, tâm trạng"),
    "proposals": gettext_lazy("Đề xuất"),
}
"""What the short forms call their fields, on the page and in a correction."""


def _form_changes(row: Correction) -> Iterator[Change]:
    """What differs in the short form. Corrections made before it could be corrected say nothing of it."""
    before, after = row.before.get("form", {}), row.after.get("form", {})
    for name, now in after.items():
        if before.get(name) != now and name in FORM_LABELS:
            yield Change(str(FORM_LABELS[name]), _plain(before.get(name)), _plain(now))


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return _("có") if value else _("không")
    return "–" if value in (None, "") else str(value)


def _shown(value: str) -> str:
    try:
        return f"{date.fromisoformat(value):%d/%m/%Y}"
    except ValueError:
        return value or "–"


def _counted(value: int | None) -> str:
    return "–" if value is None else format_number(value)


def _said(act: Act) -> list[tuple[str, Any]]:
    said = short_forms.stands_in(act)
    return [(str(FORM_LABELS[name]), _("có") if value is True else value) for name, value in said.items() if value]


__all__ = ["SAVED_FIRST", "Finding", "Line", "Told", "corrections_of", "counts_of", "no_such_finding", "short_form_of"]
