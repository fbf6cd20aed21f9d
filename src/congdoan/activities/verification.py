"""Do the acts say what the journal says? Compared by statements that share nothing with the verbs."""

from django.db import connection
from django.utils.translation import gettext as _

# What an act counts now, and what its entries add up to on its day. Where the unit has since been merged its entries
# stand at the heir: the unit is left out. A count of 0 is kept with the act and never an entry.
COUNTS = """
WITH said AS (
  SELECT 'act:' || a.key AS source, c.measure_id, c.facet, a.happened_on AS day, c.quantity
    FROM activities_act a JOIN activities_actcount c ON c.act_id = a.id
   WHERE a.state = 'recorded' AND c.quantity <> 0
), stands AS (
  SELECT source, measure_id, facet, occurred_on AS day, sum(quantity)::bigint AS quantity
    FROM journal_entry WHERE source LIKE 'act:%%' AND room = 'activities'
   GROUP BY 1, 2, 3, 4 HAVING sum(quantity) <> 0
)
SELECT source, measure_id, facet, day::text, coalesce(said.quantity, 0), coalesce(stands.quantity, 0)
  FROM said FULL JOIN stands USING (source, measure_id, facet, day)
 WHERE coalesce(said.quantity, 0) <> coalesce(stands.quantity, 0)
 ORDER BY 1, 2, 3, 4
"""


def verify() -> list[str]:
    """Every count of an act that its standing entries do not bear out, and every entry no act speaks for. One query."""
    with connection.cursor() as cursor:
        cursor.execute(COUNTS, [])
        return [_sentence(*row) for row in cursor.fetchall()]


def _sentence(source: str, measure: str, facet: str, day: str, said: int, stands: int) -> str:
    return _("việc %(act)s, %(measure)s, ngày %(day)s: việc ghi %(said)d, sổ ghi có %(stands)d") % {
        "act": source.removeprefix("act:"),
        "measure": f"{measure}.{facet}" if facet else measure,
        "day": day,
        "said": said,
        "stands": stands,
    }
