"""Is what a lot gave out what its issues say, what arrived what was sent, what was counted what it was worth?

Nothing is shared with the verbs.
"""

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
WORTH = """
WITH counted AS (
  SELECT source, sum(quantity)::bigint AS worth FROM journal_entry WHERE measure_id = 'goods_given_value' GROUP BY 1
), parts AS (
  SELECT i.lot_id, sum(i.worth_vnd)::bigint AS worth,
         sum(CASE WHEN i.kind IN ('case', 'community') THEN i.worth_vnd ELSE 0 END)::bigint AS told,
         sum(coalesce(c.worth, 0))::bigint AS counted
    FROM goods_goodsissue i LEFT JOIN counted c ON c.source = 'issue:' || i.key
   WHERE i.undone_on IS NULL GROUP BY 1
)
SELECT l.key, coalesce(l.worth_vnd, 0), p.worth, p.told, p.counted FROM goods_goodslot l JOIN parts p ON p.lot_id = l.id
 WHERE p.told <> p.counted OR p.worth > coalesce(l.worth_vnd, 0)
    OR (l.given_out = l.quantity AND p.worth <> coalesce(l.worth_vnd, 0))
 ORDER BY 1
"""


def verify() -> list[str]:
    """Every lot whose stock is not what went out of it, that is not what was sent, or whose worth was divided or
    counted amiss. Three queries.
    """
    with connection.cursor() as cursor:
        cursor.execute(STOCK)
        words = _("lô %(key)s: nhận %(held)d, ghi đã xuất %(given)d, các phiếu xuất %(issued)d")
        found = [words % dict(zip(("key", "held", "given", "issued"), row, strict=True)) for row in cursor.fetchall()]
        cursor.execute(ARRIVED)
        words = _("lô %(key)s: nhận %(held)d, nơi chuyển xuất %(sent)d")
        found += [words % {"key": row[0], "held": row[1], "sent": row[2]} for row in cursor.fetchall()]
        cursor.execute(WORTH)
        words = _(
            "lô %(key)s: trị giá %(worth)d, các phiếu xuất %(parts)d, trong đó đã trao %(told)d, sổ ghi %(counted)d"
        )
        names = ("key", "worth", "parts", "told", "counted")
        return found + [words % dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
