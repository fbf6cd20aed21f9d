"""Proof that members are counted as they stand: the journal against the spells, and stock against flow."""

from django.db import connection
from django.utils.translation import gettext as _

# By unit, day and sex: what spells begin and end, against what the journal says. A unit's own end takes its members out
# of every stock by the tree, so nothing is said of it; its heir opens with them under the source `unit:`.
AGAINST_SPELLS = """
WITH spells AS (
  SELECT unit_id, day, CASE WHEN p.sex = 'f' THEN 'women' ELSE '' END AS facet, sum(sign) AS quantity FROM (
    SELECT unit_id, person_id, lower(valid) AS day, 1 AS sign FROM membership_spell
    UNION ALL
    SELECT s.unit_id, s.person_id, upper(s.valid), -1
      FROM membership_spell s JOIN organisation_unit u ON u.body_ptr_id = s.unit_id
     WHERE NOT upper_inf(s.valid) AND upper(s.valid) IS DISTINCT FROM u.ended_on
  ) AS ends JOIN organisation_person p ON p.id = ends.person_id
  GROUP BY 1, 2, 3
), said AS (
  SELECT unit_id, occurred_on AS day, facet, sum(quantity) AS quantity FROM journal_entry
   WHERE measure_id = 'members_count' AND lane = 'recorded' AND facet IN ('', 'women') GROUP BY 1, 2, 3
)
SELECT b.code, day::text, facet, coalesce(s.quantity, 0)::bigint, coalesce(j.quantity, 0)::bigint
  FROM spells s FULL JOIN said j USING (unit_id, day, facet) JOIN organisation_body b ON b.id = unit_id
 WHERE coalesce(s.quantity, 0) <> coalesce(j.quantity, 0)
 ORDER BY 1, 2, 3
"""

# Every record but a headcount changes the stock by exactly what its flows say; a headcount may leave a named gap.
AGAINST_FLOWS = """
SELECT b.code, e.source, sum(CASE WHEN e.measure_id = 'members_count' THEN e.quantity ELSE 0 END)::bigint,
       sum(CASE WHEN e.measure_id IN ('new_members', 'members_registered', 'members_transferred_in') THEN e.quantity
                WHEN e.measure_id IN ('members_left', 'members_transferred_out') THEN -e.quantity ELSE 0 END)::bigint
  FROM journal_entry e JOIN organisation_body b ON b.id = e.unit_id
 WHERE e.room = 'membership' AND e.lane = 'recorded'
   AND NOT starts_with(e.source, 'headcount:') AND NOT starts_with(e.source, 'unit:')
 GROUP BY 1, 2
HAVING sum(CASE WHEN e.measure_id = 'members_count' THEN e.quantity ELSE 0 END)
    <> sum(CASE WHEN e.measure_id IN ('new_members', 'members_registered', 'members_transferred_in') THEN e.quantity
                WHEN e.measure_id IN ('members_left', 'members_transferred_out') THEN -e.quantity ELSE 0 END)
 ORDER BY 1, 2
"""

# A unit ends empty and its heir opens with as many as it had on the eve.
AGAINST_HEIRS = """
WITH ended AS (
  SELECT u.body_ptr_id AS unit_id, b.code, sum(e.quantity)::bigint AS held
    FROM organisation_unit u JOIN organisation_body b ON b.id = u.body_ptr_id
    JOIN journal_entry e ON e.unit_id = u.body_ptr_id AND e.measure_id = 'members_count' AND e.lane = 'recorded'
   WHERE u.ended_on IS NOT NULL AND e.occurred_on < u.ended_on GROUP BY 1, 2
)
SELECT ended.code, held, coalesce(sum(e.quantity), 0)::bigint
  FROM ended LEFT JOIN journal_entry e
    ON e.source = 'unit:' || ended.code AND e.measure_id = 'members_count' AND e.room = 'membership'
 GROUP BY 1, 2 HAVING held <> coalesce(sum(e.quantity), 0)
 ORDER BY 1
"""


def journal_is_spells() -> list[str]:
    """Every unit, day and sex for which the journal's members are not the spells'. One statement."""
    sentence = _("%(unit)s ngày %(day)s %(facet)s: sổ ghi %(said)d, hồ sơ đoàn viên %(spells)d")
    return [
        sentence % {"unit": unit, "day": day, "facet": facet, "spells": spells, "said": said}
        for unit, day, facet, spells, said in _rows(AGAINST_SPELLS)
    ]


def stock_is_flow() -> list[str]:
    """Every record that changed a unit's members by other than it says came and went, and every heir that opened short.

    So start + in − out = end for any unit and period, but for the named gaps of headcounts. Two statements.
    """
    record = _("%(unit)s %(source)s: số đoàn viên đổi %(stock)d, đến trừ đi %(flow)d")
    heir = _("%(unit)s kết thúc khi có %(held)d đoàn viên, đơn vị tiếp nhận nhận %(opened)d")
    found = [
        record % {"unit": unit, "source": source, "stock": stock, "flow": flow}
        for unit, source, stock, flow in _rows(AGAINST_FLOWS)
    ]
    return found + [
        heir % {"unit": unit, "held": held, "opened": opened} for unit, held, opened in _rows(AGAINST_HEIRS)
    ]


def _rows(sql: str) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return list(cursor.fetchall())
