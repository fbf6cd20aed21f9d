"""Is what a lot gave out what its issues say, and what arrived what was sent? Nothing is shared with the verbs."""

from django.db import connection
from django.utils.translation import gettext as _

STOCK = """
SELECT l.key, l.quantity, l.given_out, coalesce(sum(i.quantity) FILTER (WHERE i.undone_on IS NULL), 0)::bigint AS issued
  FROM goods_goodslot l LEFT JOIN goods_goodsissue i ON i.lot_id = l.id
 GROUP BY l.id HAVING l.given_out <> coalesce(sum(i.quantity) FILTER (WHERE i.undone_on IS NULL), 0)
     OR l.given_out > l.quantity
 ORDER BY 1
"""
ARRIVED = """
SELECT l.key, l.quantity, i.quantity, o.quantity FROM goods_goodslot l
  JOIN goods_goodsissue i ON i.id = l.arrived_by_id JOIN goods_goodslot o ON o.id = i.lot_id
 WHERE l.quantity <> i.quantity OR l.what <> o.what OR l.counted_in <> o.counted_in OR l.unit_id <> i.for_unit_id
    OR (i.undone_on IS NOT NULL AND l.taken_back_because = '')
 ORDER BY 1
"""


def verify() -> list[str]:
    """Every lot whose stock is not what went out of it, or that is not what was sent. Two queries."""
    with connection.cursor() as cursor:
        cursor.execute(STOCK)
        words = _("lô %(key)s: nhận %(held)d, ghi đã xuất %(given)d, các phiếu xuất %(issued)d")
        found = [words % dict(zip(("key", "held", "given", "issued"), row, strict=True)) for row in cursor.fetchall()]
        cursor.execute(ARRIVED)
        words = _("lô %(key)s: nhận %(held)d, nơi chuyển xuất %(sent)d")
        return found + [words % {"key": row[0], "held": row[1], "sent": row[2]} for row in cursor.fetchall()]
