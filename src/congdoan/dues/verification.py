"""Is what came in for dues what the funds took in for them? One statement that shares nothing with the verbs."""

from django.db import connection
from django.utils.translation import gettext as _

DIFFERING = """
SELECT a.key, coalesce(c.came, 0)::bigint, coalesce(l.came, 0)::bigint, a.due_vnd
  FROM dues_assessment a
  LEFT JOIN (SELECT c.assessment_id, sum(c.kept_vnd + c.upward_vnd) AS came FROM dues_collection c
               JOIN funds_lot l ON l.id = c.lot_id AND l.taken_back_on IS NULL GROUP BY 1) c ON c.assessment_id = a.id
  LEFT JOIN (SELECT source, sum(amount_vnd) AS came FROM funds_lot
              WHERE taken_back_on IS NULL AND source LIKE 'dues:%' GROUP BY 1) l ON l.source = 'dues:' || a.key
 WHERE coalesce(c.came, 0) <> coalesce(l.came, 0) OR coalesce(l.came, 0) > a.due_vnd
 ORDER BY 1
"""


def verify() -> list[str]:
    """Every month whose shares are not what came in for it, or for which more came in than was due. One query."""
    with connection.cursor() as cursor:
        cursor.execute(DIFFERING)
        words = _("%(key)s: phân chia %(shared)d, quỹ thu %(came)d, phải thu %(due)d")
        return [words % dict(zip(("key", "shared", "came", "due"), row, strict=True)) for row in cursor.fetchall()]
