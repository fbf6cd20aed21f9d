"""Figures in words: a value with its unit of count, a bound, and how a figure came about with its numbers."""

from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from congdoan.foundation.figures import NO_BREAK, format_number
from congdoan.foundation.naming import in_readers_language
from congdoan.foundation.periods import Period
from congdoan.foundation.saying import gettext as _
from congdoan.foundation.units_of_count import unit_in_words
from congdoan.indicators.models import Formula

if TYPE_CHECKING:
    from congdoan.indicators.values import Figure, Value

TENTH = Decimal("0.1")


def number(value: "Value | None") -> str:
    """`1929` → "1.929"; a quotient to one decimal, "93,3", without ",0". A dash where there is no value."""
    if value is None:
        return "–"
    if isinstance(value, int):
        return format_number(value)
    rounded = value.quantize(TENTH, ROUND_HALF_UP)
    return format_number(int(rounded)) if rounded == rounded.to_integral_value() else format_number(rounded)


def value_in_words(value: "Value | None", unit_of_count: str) -> str:
    """ "1.929 lượt người", "93,3 %"."""
    if value is None:
        return _("không áp dụng")
    space = NO_BREAK if unit_of_count == "percent" else " "
    return f"{number(value)}{space}{unit_in_words(unit_of_count, value)}"


def period_in_words(period: Period) -> str:
    if period.start == period.end:
        return f"{period.start:%d/%m/%Y}"
    code = period.code
    if len(code) == 4:
        return _("năm %(year)s") % {"year": code}
    if len(code) == 7 and code[5] == "Q":
        return _("quý %(quarter)s/%(year)s") % {"quarter": code[6], "year": code[:4]}
    if len(code) == 7:
        return _("tháng %(month)s/%(year)s") % {"month": int(code[5:]), "year": code[:4]}
    return _("từ %(start)s đến %(end)s") % {
        "start": f"{period.start:%d/%m/%Y}",
        "end": f"{period.end:%d/%m/%Y}",
    }


def formula_in_words(figure: "Figure") -> str:
    """One or two sentences an officer may read aloud: what was counted, where, and the numbers."""
    if figure.reading.hidden:
        return _("Số này hiện đủ cho người xem hồ sơ hỗ trợ; người khác chỉ thấy tổng cả năm, khi đủ nhiều người.")
    writers = {
        Formula.SUM: _sum,
        Formula.STOCK: _stock,
        Formula.DISTINCT: _people,
        Formula.RATIO: _quotient,
        Formula.SHARE_OF_UNITS: _quotient,
    }
    return writers[Formula(figure.indicator.formula)](figure)


def _sum(figure: "Figure") -> str:
    return _("Cộng mọi ghi nhận “%(name)s” %(period)s tại %(where)s: %(value)s.") % _common(figure)


def _stock(figure: "Figure") -> str:
    return _("Số “%(name)s” đang có vào ngày %(day)s tại %(where)s: %(value)s.") % {
        **_common(figure),
        "day": f"{figure.period.end:%d/%m/%Y}",
    }


def _people(figure: "Figure") -> str:
    reading = figure.reading
    words: str = _(
        "Đếm số người khác nhau %(period)s tại %(where)s; một người được ghi nhiều lần chỉ tính một."
    ) % _common(figure)
    words += " " + _("Có tên: %(named)s người, %(turns)s lượt.") % {
        "named": number(reading.named),
        "turns": number(reading.turns),
    }
    if reading.unnamed:
        words += " " + _("Không có tên: %(unnamed)s người, có thể trùng nhau, nên tổng nhiều nhất là %(value)s.") % {
            "unnamed": number(reading.unnamed),
            "value": number(reading.value),
        }
    return words


def _quotient(figure: "Figure") -> str:
    indicator = figure.indicator
    words = in_readers_language(indicator.in_words, indicator.in_words_en) or str(indicator)
    sentence = words[0].upper() + words[1:] + "."
    if figure.value is None:
        return f"{sentence} " + _("Không có gì để chia nên chỉ tiêu này không áp dụng.")
    times = f" × {indicator.scale}" if indicator.scale != 1 else ""
    quotient = f"{number(figure.numerator)} ÷ {number(figure.denominator)}{times} = {number(figure.value)}"
    return f"{sentence} {quotient} {unit_in_words(indicator.unit_of_count, figure.value)}."


def _common(figure: "Figure") -> dict[str, str]:
    below = sum(not part.is_own for part in figure.parts)
    where = _("%(count)d đơn vị trực thuộc và cấp mình") % {"count": below} if below else figure.unit.name
    return {
        "name": str(figure.indicator),
        "period": period_in_words(figure.period),
        "where": where,
        "value": value_in_words(figure.value, figure.unit_of_count),
    }
