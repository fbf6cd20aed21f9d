"""Proof that the totals are the entries: everything recomputed by statements that share nothing with the triggers."""

from dataclasses import dataclass

from django.db import connection
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop


@dataclass(frozen=True, slots=True)
class Difference:
    """Something the journal says twice and not alike. `expected` follows from the entries, `found` is what stands."""

    what: str
    node: str
    measure: str
    day: str
    expected: int
    found: int

    def __str__(self) -> str:
        return _("%(what)s tại %(node)s, %(measure)s, %(day)s: đang là %(found)d, tính lại là %(expected)d") % {
            "what": _(self.what),
            "node": self.node,
            "measure": self.measure,
            "day": self.day,
            "found": self.found,
            "expected": self.expected,
        }


# The tree is climbed anew from the placements, not from the closure that the triggers use.
TOTALS = """
WITH RECURSIVE up (unit_id, node_id, day) AS (
  SELECT DISTINCT e.unit_id, p.parent_id, e.occurred_on
    FROM journal_entry e
    JOIN organisation_placement p ON p.unit_id = e.unit_id AND p.valid @> e.occurred_on AND p.parent_id IS NOT NULL
    JOIN organisation_line l ON l.id = p.line_id AND l.code = 'command'
  UNION ALL
  SELECT up.unit_id, p.parent_id, up.day
    FROM up
    JOIN organisation_placement p ON p.unit_id = up.node_id AND p.valid @> up.day AND p.parent_id IS NOT NULL
    JOIN organisation_line l ON l.id = p.line_id AND l.code = 'command'
), expected AS (
  SELECT up.node_id, e.measure_id, e.facet, e.lane, e.bound, e.occurred_on AS day,
         sum(e.quantity) AS quantity, sum(sign(0.5 - (e.reverses_id IS NOT NULL)::int)) AS entries
    FROM journal_entry e JOIN up ON up.unit_id = e.unit_id AND up.day = e.occurred_on
   GROUP BY 1, 2, 3, 4, 5, 6
), found AS (
  SELECT node_id, measure_id, facet, lane, bound, day, sum(quantity) AS quantity, sum(entries) AS entries FROM (
    SELECT node_id, measure_id, facet, lane, bound, day, quantity, entries FROM journal_rolledday
    UNION ALL
    SELECT node_id, measure_id, facet, lane, bound, day, quantity, entries FROM journal_delta
  ) AS both_kinds GROUP BY 1, 2, 3, 4, 5, 6
)
SELECT b.code, measure_id, day::text, coalesce(x.quantity, 0)::bigint, coalesce(f.quantity, 0)::bigint,
       coalesce(x.entries, 0)::bigint, coalesce(f.entries, 0)::bigint
  FROM expected x FULL JOIN found f USING (node_id, measure_id, facet, lane, bound, day)
  JOIN organisation_body b ON b.id = node_id
 WHERE coalesce(x.quantity, 0) <> coalesce(f.quantity, 0) OR coalesce(x.entries, 0) <> coalesce(f.entries, 0)
 ORDER BY 1, 2, 3
"""

MONTHS = """
WITH days AS (
  SELECT node_id, measure_id, facet, lane, bound, date_trunc('month', day)::date AS month,
         sum(quantity) AS quantity, sum(entries) AS entries
    FROM journal_rolledday GROUP BY 1, 2, 3, 4, 5, 6
)
SELECT b.code, measure_id, month::text, coalesce(d.quantity, 0)::bigint, coalesce(m.quantity, 0)::bigint,
       coalesce(d.entries, 0)::bigint, coalesce(m.entries, 0)::bigint
  FROM days d FULL JOIN journal_rolledmonth m USING (node_id, measure_id, facet, lane, bound, month)
  JOIN organisation_body b ON b.id = node_id
 WHERE coalesce(d.quantity, 0) <> coalesce(m.quantity, 0) OR coalesce(d.entries, 0) <> coalesce(m.entries, 0)
 ORDER BY 1, 2, 3
"""

MIRRORS = """
SELECT b.code, e.measure_id, e.occurred_on::text, -o.quantity, e.quantity
  FROM journal_entry e
  JOIN journal_entry o ON o.id = e.reverses_id
  JOIN organisation_body b ON b.id = e.unit_id
 WHERE e.quantity <> -o.quantity OR e.unit_id <> o.unit_id OR e.for_unit_id <> o.for_unit_id
    OR e.measure_id <> o.measure_id OR e.facet <> o.facet OR e.lane <> o.lane OR e.bound <> o.bound
    OR e.occurred_on <> o.occurred_on OR e.source <> o.source OR e.room <> o.room
    OR e.person_key IS DISTINCT FROM o.person_key OR o.reverses_id IS NOT NULL
 ORDER BY e.id
"""


TOTAL = (gettext_noop("tổng theo ngày"), gettext_noop("số bút toán theo ngày"))
MONTH = (gettext_noop("tổng theo tháng"), gettext_noop("số bút toán theo tháng"))
MIRROR = gettext_noop("bút toán đảo không khớp bản gốc")


def verify() -> list[Difference]:
    """Every total that is not the sum of its entries, month that is not its days, reversal that is no mirror.

    Empty when all is well. Three statements; reads every entry, so minutes for a nation and a second for a province.
    """
    return totals() + mirrors()


def totals() -> list[Difference]:
    """Every total that is not the sum of its entries, and month that is not its days. Two statements."""
    found = []
    with connection.cursor() as cursor:
        for (quantities, counts), sql in ((TOTAL, TOTALS), (MONTH, MONTHS)):
            cursor.execute(sql)
            for node, measure, day, quantity, stands, entries, counted in cursor.fetchall():
                if quantity != stands:
                    found.append(Difference(quantities, node, measure, day, quantity, stands))
                if entries != counted:
                    found.append(Difference(counts, node, measure, day, entries, counted))
    return found


def mirrors() -> list[Difference]:
    """Every reversal that does not mirror its entry in all but the sign. One statement."""
    with connection.cursor() as cursor:
        cursor.execute(MIRRORS)
        return [Difference(MIRROR, *row) for row in cursor.fetchall()]
