"""Do the books hold together? A number once taken stays; none is missing, and the paper carries what the book says."""

from collections.abc import Iterator
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _

from congdoan.registry.models import Direction

# From the first number declared up to the next one to be given, each stands in the book once, void ones too.
MISSING = """
SELECT b.code, s.direction, coalesce(s.type_id, ''), s.label, n
  FROM registry_series s
  JOIN organisation_body b ON b.id = s.unit_id
 CROSS JOIN LATERAL generate_series(s.first_number, s.next_number - 1) AS n
 WHERE NOT EXISTS (SELECT FROM registry_takennumber t WHERE t.series_id = s.id AND t.number = n AND t.suffix = '')
 ORDER BY 1, 2, 3, 4, 5
"""
OUTSIDE = """
SELECT b.code, s.direction, coalesce(s.type_id, ''), s.label, t.number
  FROM registry_series s
  JOIN organisation_body b ON b.id = s.unit_id
  JOIN registry_takennumber t ON t.series_id = s.id AND (t.number < s.first_number OR t.number >= s.next_number)
 ORDER BY 1, 2, 3, 4, 5
"""
DIFFERING = """
SELECT b.code, s.direction, coalesce(s.type_id, ''), s.label, t.number, d.symbol, coalesce(d.number, 0)
  FROM registry_takennumber t
  JOIN registry_series s ON s.id = t.series_id AND s.direction = 'out'
  JOIN organisation_body b ON b.id = s.unit_id
  JOIN registry_registereddocument d ON d.id = t.document_id
 WHERE t.void_reason = '' AND (t.number, t.suffix) IS DISTINCT FROM (d.number, d.suffix)
 ORDER BY 1, 2, 3, 4, 5
"""


def verify() -> list[str]:
    """Every gap in a series, number outside it, and paper that carries another number than its book. Three queries."""
    return list(_findings())


def _findings() -> Iterator[str]:
    for *book, number in _rows(MISSING):
        yield _("%(book)s: thiếu số %(number)d, không văn bản nào mang và không có lý do hủy") % {
            "book": _named(*book),
            "number": number,
        }
    for *book, number in _rows(OUTSIDE):
        yield _("%(book)s: số %(number)d nằm ngoài khoảng số đã cấp") % {"book": _named(*book), "number": number}
    for *book, number, symbol, printed in _rows(DIFFERING):
        yield _("%(book)s: sổ ghi số %(number)d nhưng văn bản %(symbol)s mang số %(printed)d") % {
            "book": _named(*book),
            "number": number,
            "symbol": symbol,
            "printed": printed,
        }


def _named(unit: str, direction: str, type_code: str, label: str) -> str:
    """ "PL-YT, sổ đi KH 2021"."""
    return " ".join(filter(None, [f"{unit},", str(Direction(direction).label), type_code, label]))


def _rows(sql: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return list(cursor.fetchall())
