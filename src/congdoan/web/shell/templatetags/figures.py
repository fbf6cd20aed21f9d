"""Filters that write figures, money and days as Vietnam writes them. Built in, so no template needs to load them.

A missing value (None) is never written as 0 nor as nothing: it says that it is missing.
"""

from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal

from django import template
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from congdoan.foundation.clock import VIETNAM
from congdoan.foundation.figures import amount_in_words, format_date, format_number, format_percent, format_vnd
from congdoan.foundation.naming import in_readers_language
from congdoan.foundation.saying import ours as in_own_words
from congdoan.organisation.rules import roman

register = template.Library()

Number = int | Decimal


_BOUNDS = {
    "over": _("trên %(figure)s"),
    "at_least": _("ít nhất %(figure)s"),
    "nearly": _("gần %(figure)s"),
    "at_most": _("nhiều nhất %(figure)s"),
    "about": _("khoảng %(figure)s"),
    "order": _("cỡ %(figure)s"),
}
_MILLION, _BILLION = 10**6, 10**9


def _missing() -> str:
    return gettext("chưa có số")


@register.filter
def number(value: Number | None) -> str:
    """`1234567` → "1.234.567"; `Decimal("38.5")` → "38,5"."""
    return _missing() if value is None else format_number(value)


@register.filter
def vnd(amount_vnd: int | None) -> str:
    """`1234567` → "1.234.567 đ"."""
    return _missing() if amount_vnd is None else format_vnd(amount_vnd)


@register.filter
def vnd_short(amount_vnd: int | None) -> str:
    """`403000000` → "403 triệu đồng", `2350000000` → "2,35 tỷ đồng"; in full where a short form would lose a đồng."""
    if amount_vnd is None:
        return _missing()
    for scale, name in ((_BILLION, gettext("tỷ đồng")), (_MILLION, gettext("triệu đồng"))):
        shortened = Decimal(amount_vnd) / scale
        if abs(amount_vnd) >= scale and shortened == shortened.quantize(Decimal("0.001")):
            return f"{format_number(shortened.normalize())} {name}"
    return format_vnd(amount_vnd)


@register.filter
def vnd_in_words(amount_vnd: int) -> str:
    """`2000000` → "Hai triệu đồng". Always Vietnamese: it is the wording of a payment paper."""
    return amount_in_words(amount_vnd)


@register.filter
def percent(part: Number | None, whole: Number | None = 1) -> str:
    """`{{ 128|percent:120 }}` → "106,7 %"; a ratio alone, `{{ ratio|percent }}`, is of one. At most one decimal."""
    if part is None or not whole:
        return _missing()
    share = (100 * Decimal(part) / Decimal(whole)).quantize(Decimal("0.1"), ROUND_HALF_UP)
    return format_percent(share.quantize(Decimal(1)) if share == share.to_integral() else share)


@register.filter
def bounded(figure: str, bound: str) -> str:
    """A written figure with its bound: `{{ 500000000|vnd_short|bounded:"over" }}` → "trên 500 triệu đồng"."""
    return str(_BOUNDS[bound]) % {"figure": figure} if bound in _BOUNDS else figure


@register.filter
def day(when: date | datetime | None) -> str:
    """dd/mm/yyyy; a moment is first brought to Vietnam's time. Nothing where there is no date: say why beside it."""
    if when is None:
        return ""
    return format_date(when.astimezone(VIETNAM).date() if isinstance(when, datetime) else when)


@register.filter
def stretch(days: DateRange | None) -> str:
    """The days something held: "01/01/2015 – 30/06/2025", or "từ 01/01/2015" while it lasts."""
    if days is None or days.lower is None:
        return ""
    if days.upper is None:
        return gettext("từ %(day)s") % {"day": format_date(days.lower)}
    return f"{format_date(days.lower)} – {format_date(days.upper - timedelta(days=1))}"


@register.filter
def listed(value: object) -> str:
    """A value of a rule as people write it: "a, b" for a list, "a: 1; b: 2" for named parts, a dash for nothing.

    Rules with lines of their own are told by the lines' names; what each grants stands on its own page.
    """
    if isinstance(value, dict):
        if isinstance(lines := value.get("lines"), list):
            return "; ".join(in_readers_language(line.get("name", ""), line.get("name_en", "")) for line in lines)
        parts = (
            (name, f"({listed(part)})" if isinstance(part, dict) else listed(part)) for name, part in value.items()
        )
        return "; ".join(f"{name}: {part}" for name, part in parts) or "–"
    if isinstance(value, list):
        return ", ".join(map(str, value)) or "–"
    if isinstance(value, bool):
        return gettext("có") if value else gettext("không")
    return number(value) if isinstance(value, int) else str(value)


@register.filter
def ours(words: str) -> str:
    """Words that came with the system, in the reader's language; anybody else's as they are."""
    return in_own_words(words)


@register.filter
def term(ordinal: int | None) -> str:
    """A committee's ordinal (khóa) as it is written: XVIII."""
    return roman(ordinal)


@register.filter
def moment(when: datetime | None) -> str:
    """`16:05, 16/09/2024`, in Vietnam's time."""
    return f"{when.astimezone(VIETNAM):%H:%M, %d/%m/%Y}" if when else ""


@register.filter
def weekday(when: date) -> str:
    """ "Thứ Hai" … "Chủ Nhật"."""
    names = (_("Thứ Hai"), _("Thứ Ba"), _("Thứ Tư"), _("Thứ Năm"), _("Thứ Sáu"), _("Thứ Bảy"), _("Chủ Nhật"))
    return str(names[when.weekday()])


@register.filter
def workdays_late(days: int) -> str:
    """ "Trễ 9 ngày": always working days, which the screen says once."""
    return ngettext("Trễ %(days)d ngày", "Trễ %(days)d ngày", days) % {"days": days}


@register.filter
def workdays_left(days: int) -> str:
    """ "Còn 2 ngày", "Hạn hôm nay" at 0."""
    if days <= 0:
        return gettext("Hạn hôm nay")
    return ngettext("Còn %(days)d ngày", "Còn %(days)d ngày", days) % {"days": days}
