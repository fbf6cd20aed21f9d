"""Placing entries anew when the tree is redrawn for days already past. The entries stay; where they count moves."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from django.db import connection, transaction

from congdoan.journal.actions import POSITION_LOCK

TREE = """
SELECT c.unit_id, c.ancestor_id, c.valid * daterange(%(since)s, NULL) AS valid
  FROM organisation_closure c JOIN organisation_line l ON l.id = c.line_id AND l.code = 'command'
 WHERE c.depth > 0 AND c.valid && daterange(%(since)s, NULL)
"""

# What a unit's entries lost above them (−) and gained (+), day by day; what stayed cancels out and is not written.
DIFFERENCE = f"""
WITH now AS ({TREE}), step AS (
  SELECT *, -1 AS sign FROM (SELECT * FROM journal_former_tree EXCEPT SELECT * FROM now) AS lost
  UNION ALL
  SELECT *, 1 FROM (SELECT * FROM now EXCEPT SELECT * FROM journal_former_tree) AS gained
)
INSERT INTO journal_delta (node_id, measure_id, facet, lane, bound, day, entries, quantity)
SELECT s.ancestor_id, e.measure_id, e.facet, e.lane, e.bound, e.occurred_on,
       sum(s.sign * CASE WHEN e.reverses_id IS NULL THEN 1 ELSE -1 END), sum(s.sign * e.quantity)
  FROM step s JOIN journal_entry e ON e.unit_id = s.unit_id AND s.valid @> e.occurred_on
 WHERE e.occurred_on >= %(since)s
 GROUP BY 1, 2, 3, 4, 5, 6
HAVING sum(s.sign * CASE WHEN e.reverses_id IS NULL THEN 1 ELSE -1 END) <> 0 OR sum(s.sign * e.quantity) <> 0
"""  # noqa: S608 - put together from our own statements


def hold_position() -> None:
    """Keep every writer of the journal waiting until this transaction ends. Take it before any lock on placements."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [POSITION_LOCK])


@contextmanager
def entries_replaced(*, since: date) -> Iterator[None]:
    """Within the block the tree is redrawn from `since` on and its closure rebuilt; after it every total is right.

    For each unit that changed its ancestors, what happened on or after `since` is taken from the old ones and given
    to the new ones, by deltas in the same transaction. Costs one comparison of the closures.
    """
    with transaction.atomic():
        hold_position()
        with connection.cursor() as cursor:
            cursor.execute(f"CREATE TEMPORARY TABLE journal_former_tree ON COMMIT DROP AS {TREE}", {"since": since})
        yield
        with connection.cursor() as cursor:
            cursor.execute(DIFFERENCE, {"since": since})
            cursor.execute("DROP TABLE journal_former_tree")
