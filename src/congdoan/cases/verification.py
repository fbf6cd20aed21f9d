"""Do the cases, the funds and the journal say the same? Compared by statements that share nothing with the verbs."""

from django.db import connection
from django.utils.translation import gettext as _

# What a hand-over that stands must have counted, and what its entries add up to. A case handed on to an heir keeps its
# entries where they were made: the unit is left out.
PEOPLE = """
WITH given AS (
  SELECT c.*, p.purpose, 'case:' || c.key AS source, h.lead_id, h.is_new, h.household
    FROM cases_supportcase c JOIN cases_programme p ON p.code = c.programme_id
    LEFT JOIN cases_houseproject h ON h.id = c.house_id
   WHERE c.state IN ('done', 'followed_up')
), said AS (
  SELECT source, CASE WHEN is_member THEN 'members_supported' ELSE 'workers_supported' END AS measure_id,
         CASE WHEN is_member THEN purpose ELSE '' END AS facet, handed_on AS day, 1::bigint AS quantity FROM given
  UNION ALL SELECT source, 'support_turns', purpose, handed_on, 1 FROM given
  UNION ALL SELECT source, 'gifts_given', '', handed_on, 1 FROM given WHERE round_id IS NOT NULL
  UNION ALL SELECT source, 'houses_supported', CASE WHEN is_new THEN 'new' ELSE 'repair' END, handed_on, 1
              FROM given WHERE lead_id = id
  UNION ALL SELECT source, 'housing_beneficiaries', '', handed_on, household FROM given WHERE lead_id = id
), stands AS (
  SELECT source, measure_id, facet, occurred_on AS day, sum(quantity)::bigint AS quantity
    FROM journal_entry WHERE room = 'cases' AND source LIKE 'case:%%' AND lane = 'recorded'
   GROUP BY 1, 2, 3, 4 HAVING sum(quantity) <> 0
)
SELECT source, measure_id, facet, day::text, coalesce(said.quantity, 0)::bigint, coalesce(stands.quantity, 0)::bigint
  FROM said FULL JOIN stands USING (source, measure_id, facet, day)
 WHERE coalesce(said.quantity, 0) <> coalesce(stands.quantity, 0)
 ORDER BY 1, 2, 3, 4
"""

# Three ways to one sum, for each record of care: decided and handed over (cases), paid (funds' vouchers), counted
# (journal). What is decided but not handed over may be paid in part; what is handed over is paid to the đồng.
MONEY = """
WITH handed AS (
  SELECT 'case:' || c.key AS source, coalesce(sum(h.amount_vnd), 0)::bigint AS handed_vnd,
         bool_or(h.id IS NOT NULL) AS is_handed, coalesce(max(c.approved_vnd), 0) AS decided_vnd
    FROM cases_supportcase c
    LEFT JOIN cases_handover h ON h.case_id = c.id AND h.undone_at IS NULL
   WHERE c.round_id IS NULL GROUP BY 1
  UNION ALL
  SELECT 'quota:' || q.key, coalesce(g.handed_vnd, 0), r.state = 'closed', q.gifts * r.gift_vnd
    FROM cases_quota q JOIN cases_round r ON r.id = q.round_id
    LEFT JOIN LATERAL (
      SELECT sum(h.amount_vnd)::bigint AS handed_vnd
        FROM cases_supportcase c JOIN cases_handover h ON h.case_id = c.id AND h.undone_at IS NULL
       WHERE c.round_id = q.round_id AND c.asked_unit_id = q.unit_id
         AND (SELECT count(*) FROM cases_quota o WHERE o.round_id = q.round_id AND o.unit_id = q.unit_id) = 1
    ) g ON true
), paid AS (
  SELECT r.source, 'voucher:' || v.key AS voucher, v.amount_vnd
    FROM funds_voucher v JOIN funds_reservation r ON r.id = v.reservation_id
   WHERE v.kind = 'payment' AND v.state = 'paid' AND (r.source LIKE 'case:%%' OR r.source LIKE 'quota:%%')
), spent AS (
  SELECT source, sum(amount_vnd)::bigint AS paid_vnd FROM paid GROUP BY 1
), counted AS (
  SELECT p.source, sum(e.quantity)::bigint AS counted_vnd
    FROM paid p
    JOIN journal_entry e ON e.source = p.voucher
     AND e.measure_id IN ('support_amount', 'housing_support_amount', 'gifts_amount')
   GROUP BY 1
)
SELECT source, coalesce(decided_vnd, 0), coalesce(handed_vnd, 0), coalesce(paid_vnd, 0), coalesce(counted_vnd, 0),
       coalesce(is_handed, false)
  FROM handed FULL JOIN spent USING (source) FULL JOIN counted USING (source)
 WHERE coalesce(paid_vnd, 0) <> coalesce(counted_vnd, 0)
    OR coalesce(paid_vnd, 0) > coalesce(decided_vnd, 0)
    OR coalesce(handed_vnd, 0) > coalesce(paid_vnd, 0)
    OR (is_handed AND coalesce(handed_vnd, 0) <> coalesce(paid_vnd, 0) AND source LIKE 'case:%%')
 ORDER BY 1
"""

# The same sums once more, by paying unit and month: what the funds' vouchers say and what the journal says.
PERIODS = """
WITH paid AS (
  SELECT 'voucher:' || v.key AS voucher, v.unit_id, date_trunc('month', v.paid_on)::date AS month, v.amount_vnd
    FROM funds_voucher v JOIN funds_reservation r ON r.id = v.reservation_id
   WHERE v.kind = 'payment' AND v.state = 'paid' AND (r.source LIKE 'case:%%' OR r.source LIKE 'quota:%%')
), spent AS (
  SELECT unit_id, month, sum(amount_vnd)::bigint AS paid_vnd FROM paid GROUP BY 1, 2
), counted AS (
  SELECT e.unit_id, date_trunc('month', e.occurred_on)::date AS month, sum(e.quantity)::bigint AS counted_vnd
    FROM journal_entry e JOIN paid p ON p.voucher = e.source
   WHERE e.measure_id IN ('support_amount', 'housing_support_amount', 'gifts_amount')
   GROUP BY 1, 2
)
SELECT b.code, to_char(month, 'MM/YYYY'), coalesce(paid_vnd, 0), coalesce(counted_vnd, 0)
  FROM spent FULL JOIN counted USING (unit_id, month) JOIN organisation_body b ON b.id = unit_id
 WHERE coalesce(paid_vnd, 0) <> coalesce(counted_vnd, 0)
 ORDER BY 1, 2
"""


def people() -> list[str]:
    """Every hand-over whose entries do not bear it out, and every entry no hand-over speaks for. One query."""
    return [_person(*row) for row in _rows(PEOPLE)]


def money() -> list[str]:
    """Every case or quota whose decision, hand-over, payments and journal entries differ. One query."""
    return [_sum(*row) for row in _rows(MONEY)]


def periods() -> list[str]:
    """Every unit and month in which the payments for care and the journal's amounts differ. One query."""
    text = _("%(unit)s, tháng %(month)s: chứng từ chi %(paid)d, sổ ghi có %(counted)d")
    return [
        text % {"unit": unit, "month": month, "paid": paid, "counted": counted}
        for unit, month, paid, counted in _rows(PERIODS)
    ]


def _rows(statement: str) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, [])
        return list(cursor.fetchall())


def _person(source: object, measure: object, facet: object, day: object, said: object, stands: object) -> str:
    return _("hồ sơ %(case)s, %(measure)s, ngày %(day)s: đã trao %(said)s, sổ ghi có %(stands)s") % {
        "case": str(source).partition(":")[2],
        "measure": f"{measure}.{facet}" if facet else measure,
        "day": day,
        "said": said,
        "stands": stands,
    }


def _sum(source: object, decided: object, handed: object, paid: object, counted: object, _is_handed: object) -> str:
    text = _("hồ sơ %(case)s: quyết định %(decided)d, đã trao %(handed)d, đã chi %(paid)d, sổ ghi có %(counted)d")
    return text % {
        "case": str(source).partition(":")[2],
        "decided": decided,
        "handed": handed,
        "paid": paid,
        "counted": counted,
    }
