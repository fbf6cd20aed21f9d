"""Tags of the figures' screens, loaded by `{% load figures %}`: values, units of count, periods, small lines."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from urllib.parse import urlencode

from django import template
from django.template import Context
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from congdoan.accounts.access import units_in_reach
from congdoan.accounts.rules import Task
from congdoan.foundation.periods import Period
from congdoan.foundation.units_of_count import unit_in_words
from congdoan.indicators import wording
from congdoan.indicators.models import Indicator, Target
from congdoan.indicators.queries import Row, Step
from congdoan.indicators.queries.splits import Split
from congdoan.indicators.queries.targets import Aim
from congdoan.indicators.values import Part, Value
from congdoan.organisation.models import Unit
from congdoan.web.figures.looking import Look
from congdoan.web.figures.opening import Opened

register = template.Library()

WIDTH, HEIGHT = 38, 18

RECORDS = {
    "admission": (_("Kết nạp, tiếp nhận, đưa vào theo dõi"), "members:admission", Task.SEE_MEMBERS),
    "leaving": (_("Thôi sinh hoạt"), "members:leaving", Task.SEE_MEMBERS),
    "transfer": (_("Chuyển sinh hoạt giữa hai đơn vị"), "", Task.SEE_MEMBERS),
    "headcount": (_("Số lượng đơn vị ghi"), "", Task.SEE_MEMBERS),
    "referral": (_("Giới thiệu cho Đảng"), "", Task.SEE_MEMBERS),
    "case": (_("Hồ sơ hỗ trợ"), "care:case", Task.SEE_CASES),
    "voucher": (_("Phiếu thu, chi"), "funds:voucher", Task.SEE_FUNDS),
}
"""Records by the kind in an entry's source: what they are called, the page that shows them, the task it asks for."""


@register.filter
def unit_word(code: str, quantity: Value | None = None) -> str:
    """ "person_time" → "lượt người"; English says one and several apart, so `{{ code|unit_word:quantity }}`."""
    return unit_in_words(code, quantity)


@register.filter
def value(found: Value | None) -> str:
    """ "1.929", "93,3"; a dash where there is none."""
    return wording.number(found)


@register.filter
def period_words(period: Period) -> str:
    """ "tháng 8/2021"."""
    return wording.period_in_words(period)


@register.simple_tag
def figure_url(unit: Unit, indicator: Indicator, period: Period, structure: date | None = None) -> str:
    """The page of one figure: its trail on its own."""
    address = reverse("figures:figure", args=[unit.code, indicator.code])
    asked = {"period": period.code, **({"structure": structure.isoformat()} if structure else {})}
    return f"{address}?{urlencode(asked)}"


@register.simple_tag
def spark(line: Sequence[Value | None]) -> SafeString:
    """Six months as a line without words. Nothing is drawn for fewer than two points, or where all are zero."""
    known = [(place, Decimal(point)) for place, point in enumerate(line) if point is not None]
    if len(known) < 2 or not any(point for _place, point in known):
        return SafeString("")
    top = max(point for _place, point in known)
    low = min(Decimal(0), *(point for _place, point in known))
    step = Decimal(WIDTH - 4) / (len(line) - 1)
    points = [(2 + place * step, HEIGHT - 2 - (point - low) * (HEIGHT - 4) / (top - low)) for place, point in known]
    drawn = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    x, y = points[-1]
    return format_html(
        '<svg class="spark" viewBox="0 0 {} {}" aria-hidden="true"><polyline points="{}"/>'
        '<circle cx="{}" cy="{}" r="2"/></svg>',
        WIDTH,
        HEIGHT,
        drawn,
        f"{x:.1f}",
        f"{y:.1f}",
    )


@register.simple_tag
def panel_url(look: Look, opened: Opened, unit: Unit, part: Part | None = None) -> str:
    """The board with this figure of another unit opened beside it."""
    period = part.period if part else look.period
    span = None if period == look.period else period.code
    return look.url(open=opened.figure.indicator.code, at=unit.code, span=span)


@register.simple_tag
def part_url(opened: Opened, part: Part) -> str:
    """The page of a part's own figure; the unit's own doings stand on its own page, narrowed."""
    address = figure_url(part.unit, opened.figure.indicator, part.period, opened.figure.structure)
    return f"{address}&own=1" if part.is_own else address


@register.filter
def board_of(row: Row, look: Look) -> str:
    """The board of a unit one step further down."""
    return look.url(unit=row.unit.code)


@register.filter
def target_period(target: Target) -> str:
    return wording.period_in_words(Period(target.period_start, target.period_end))


@register.filter
def aim_period(aim: Aim) -> str:
    """Which time a target is for, where it is not that of the figure."""
    return target_period(aim.target)


@register.filter
def overlap(split: Split) -> str:
    """By how much the shares exceed what was received."""
    return wording.number(-split.gap if split.gap is not None else None)


@register.filter
def source_words(step: Step) -> str:
    """What kind of record it is that brought an entry: taken over from a unit that ended, or another room's."""
    kind, _colon, key = step.source.partition(":")
    if kind == "unit":
        return gettext("Tiếp nhận từ %(unit)s") % {"unit": key}
    if kind in {"case", "voucher"}:
        return f"{RECORDS[kind][0]} {key}"
    return str(RECORDS[kind][0]) if kind in RECORDS else step.source


@register.simple_tag(takes_context=True)
def record_url(context: Context, step: Step) -> str:
    """Where a record of another room is shown, to those who may see it at its unit; else empty. One query a kind."""
    kind, _colon, key = step.source.partition(":")
    _words, address, task = RECORDS.get(kind, ("", "", Task.READ))
    if not address:
        return ""
    held, within = context.render_context, f"units within {task}"
    if within not in held:
        held[within] = set(units_in_reach(context["request"].user, task).values_list("pk", flat=True))
    return reverse(address, args=[key]) if step.unit.pk in held[within] else ""
