"""Do the books hold together, and does the journal say the same? By statements that share nothing with the verbs."""

from collections.abc import Iterator
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _

UNBALANCED = """
SELECT s.key, coalesce(sum(p.amount_vnd), 0)::bigint
  FROM funds_postingset s LEFT JOIN funds_posting p ON p.set_id = s.id
 GROUP BY s.key HAVING count(p.id) < 2 OR sum(p.amount_vnd) <> 0 ORDER BY 1
"""
# A fund's row against its postings, its promises against its shares, its money against what its lots still hold.
FUNDS = """
WITH held AS (
  SELECT s.fund_id, sum(p.amount_vnd) FILTER (WHERE p.account = 'cash') AS cash,
         sum(p.amount_vnd) FILTER (WHERE p.account = 'bank') AS bank
    FROM funds_posting p JOIN funds_postingset s ON s.id = p.set_id GROUP BY 1
), promised AS (
  SELECT fund_id, sum(amount_vnd - paid_vnd - released_vnd) AS open FROM funds_share GROUP BY 1
), lots AS (
  SELECT fund_id, sum(amount_vnd - spent_vnd) AS held FROM funds_lot WHERE taken_back_on IS NULL GROUP BY 1
)
SELECT f.key, f.cash_vnd + f.bank_vnd, coalesce(held.cash, 0) + coalesce(held.bank, 0), coalesce(lots.held, 0),
       f.reserved_vnd, coalesce(promised.open, 0)
  FROM funds_fund f
  LEFT JOIN held ON held.fund_id = f.id LEFT JOIN promised ON promised.fund_id = f.id
  LEFT JOIN lots ON lots.fund_id = f.id
 WHERE f.cash_vnd <> coalesce(held.cash, 0) OR f.bank_vnd <> coalesce(held.bank, 0)
    OR f.cash_vnd + f.bank_vnd <> coalesce(lots.held, 0) OR f.reserved_vnd <> coalesce(promised.open, 0)
 ORDER BY 1
"""
LOTS = """
SELECT l.key, l.committed_vnd, l.spent_vnd, coalesce(sum(s.amount_vnd - s.released_vnd), 0)::bigint,
       coalesce(sum(s.paid_vnd), 0)::bigint
  FROM funds_lot l LEFT JOIN funds_share s ON s.lot_id = l.id
 GROUP BY l.id HAVING l.committed_vnd <> coalesce(sum(s.amount_vnd - s.released_vnd), 0)
     OR l.spent_vnd <> coalesce(sum(s.paid_vnd), 0)
 ORDER BY 1
"""
BELOW_ZERO = """
SELECT DISTINCT ON (fund_key, account) fund_key, account, day::text, held FROM (
  SELECT f.key AS fund_key, p.account, s.booked_on AS day,
         sum(sum(p.amount_vnd)) OVER (PARTITION BY f.id, p.account ORDER BY s.booked_on)::bigint AS held
    FROM funds_posting p JOIN funds_postingset s ON s.id = p.set_id JOIN funds_fund f ON f.id = s.fund_id
   WHERE p.account IN ('cash', 'bank') GROUP BY f.id, f.key, p.account, s.booked_on
) AS days WHERE held < 0 ORDER BY fund_key, account, day
"""
GAPS = """
SELECT b.code, s.kind, s.method, s.year, n
  FROM funds_voucherseries s JOIN organisation_body b ON b.id = s.unit_id
 CROSS JOIN LATERAL generate_series(1, s.next_number - 1) AS n
 WHERE NOT EXISTS (SELECT FROM funds_voucher v WHERE v.series_id = s.id AND v.number = n)
 UNION ALL
SELECT b.code, s.kind, s.method, s.year, v.number
  FROM funds_voucher v JOIN funds_voucherseries s ON s.id = v.series_id JOIN organisation_body b ON b.id = s.unit_id
 WHERE v.number < 1 OR v.number >= s.next_number ORDER BY 1, 2, 3, 4, 5
"""
# A paid voucher stands once in the books with its amount and day; one not paid, or reversed, adds up to nothing.
BOOKED = """
SELECT v.key, CASE WHEN v.state = 'paid' THEN v.amount_vnd ELSE 0 END AS said,
       abs(coalesce(sum(p.amount_vnd) FILTER (WHERE p.account IN ('cash', 'bank')), 0))::bigint AS stands
  FROM funds_voucher v
  LEFT JOIN funds_postingset s ON s.voucher_id = v.id LEFT JOIN funds_posting p ON p.set_id = s.id
 GROUP BY v.id
HAVING CASE WHEN v.state = 'paid' THEN v.amount_vnd ELSE 0 END
       <> abs(coalesce(sum(p.amount_vnd) FILTER (WHERE p.account IN ('cash', 'bank')), 0))
    OR bool_or(s.reverses_id IS NULL AND s.booked_on <> v.paid_on)
 ORDER BY 1
"""
# What reversals left of each share's payments against the vouchers that stand: a promise is paid by its vouchers alone.
PROMISES = """
SELECT r.key, coalesce(v.paid, 0)::bigint, coalesce(s.paid, 0)::bigint
  FROM funds_reservation r
  LEFT JOIN (SELECT reservation_id, sum(amount_vnd) AS paid FROM funds_voucher WHERE state = 'paid' GROUP BY 1) v
    ON v.reservation_id = r.id
  LEFT JOIN (SELECT reservation_id, sum(paid_vnd) AS paid FROM funds_share GROUP BY 1) s ON s.reservation_id = r.id
 WHERE coalesce(v.paid, 0) <> coalesce(s.paid, 0) AND r.purpose_id <> 'carried' ORDER BY 1
"""
# What was paid to another unit is in its books, to the đồng, or on its way: never both, never more than was sent.
# An arrival lies under the same source, wherever the money was carried on to since.
SENT = """
WITH paid AS (
  SELECT r.source, sum(v.amount_vnd)::bigint AS vnd
    FROM funds_voucher v JOIN funds_reservation r ON r.id = v.reservation_id WHERE v.state = 'paid' GROUP BY 1
), arrived AS (
  SELECT source, sum(amount_vnd)::bigint AS vnd, max(id) AS lot_id
    FROM funds_lot WHERE taken_back_on IS NULL AND source LIKE 'remittance:%%' GROUP BY 1
)
SELECT m.key, m.amount_vnd, coalesce(paid.vnd, 0), coalesce(arrived.vnd, 0)
  FROM funds_remittance m
  LEFT JOIN paid ON paid.source = 'remittance:' || m.key
  LEFT JOIN arrived ON arrived.source = 'remittance:' || m.key
 WHERE coalesce(paid.vnd, 0) > m.amount_vnd
    OR coalesce(arrived.vnd, 0) NOT IN (0, m.amount_vnd) OR coalesce(arrived.vnd, 0) > coalesce(paid.vnd, 0)
    OR m.lot_id IS DISTINCT FROM arrived.lot_id
 ORDER BY 1
"""
LATE = """
SELECT b.code, s.key, s.booked_on::text, c.through::text
  FROM funds_postingset s JOIN organisation_body b ON b.id = s.unit_id
  JOIN funds_closing c ON c.unit_id = s.unit_id AND s.booked_on <= c.through AND s.id > c.last_set_id
 ORDER BY 1, 3, 2
"""
# What vouchers that stand must count in the journal, by unit and month, against what stands there. A unit that was
# merged since has its later entries at the heir; its vouchers stay its own: both sides are summed by the voucher.
COUNTED = """
WITH due AS (
  SELECT 'voucher:' || v.key AS source, p.measure_id AS measure, p.facet, v.paid_on AS day, v.amount_vnd AS amount
    FROM funds_voucher v JOIN funds_reservation r ON r.id = v.reservation_id
    JOIN funds_purpose p ON p.code = r.purpose_id
   WHERE v.state = 'paid' AND p.measure_id IS NOT NULL
  UNION ALL
  SELECT 'voucher:' || v.key, 'finance_expenditure', p.budget_facet, v.paid_on, v.amount_vnd
    FROM funds_voucher v JOIN funds_reservation r ON r.id = v.reservation_id
    JOIN funds_purpose p ON p.code = r.purpose_id
   WHERE v.state = 'paid' AND v.stream = 'budget' AND p.budget_facet <> ''
  UNION ALL
  SELECT 'voucher:' || v.key, o.measure_id, o.facet, v.paid_on, v.amount_vnd
    FROM funds_voucher v JOIN funds_lot l ON l.id = v.lot_id JOIN funds_origin o ON o.code = l.origin_id
    JOIN funds_originstream t ON t.origin_id = o.code AND t.stream = v.stream AND t.counts
   WHERE v.state = 'paid' AND o.measure_id IS NOT NULL
  UNION ALL
  SELECT 'raised:' || key, 'donations_raised', kind, happened_on, amount_vnd
    FROM funds_raised WHERE withdrawn_reason = ''
), stands AS (
  SELECT source, measure_id AS measure, facet, occurred_on AS day, sum(quantity)::bigint AS amount
    FROM journal_entry WHERE room = 'funds' AND (source LIKE 'voucher:%%' OR source LIKE 'raised:%%')
   GROUP BY 1, 2, 3, 4 HAVING sum(quantity) <> 0
)
SELECT source, measure, facet, day::text, coalesce(due.amount, 0), coalesce(stands.amount, 0)
  FROM due FULL JOIN stands USING (source, measure, facet, day)
 WHERE coalesce(due.amount, 0) <> coalesce(stands.amount, 0) ORDER BY 1, 2, 3
"""


def books() -> list[str]:
    """Every set out of balance, fund or lot that is not the sum of its rows, and day below zero. Four queries."""
    return list(_books())


def vouchers() -> list[str]:
    """Every gap in a book of numbers, voucher that does not stand in the books as it says, and sum sent to another unit
    that stands twice or nowhere. Four queries.
    """
    return list(_vouchers())


def closed_books() -> list[str]:
    """Every set written behind a closing. One query."""
    words = _("%(unit)s: bút toán %(set)s ngày %(day)s được ghi sau khi đã khóa sổ đến %(through)s")
    return [words % dict(zip(("unit", "set", "day", "through"), row, strict=True)) for row in _rows(LATE)]


def counted() -> list[str]:
    """Every voucher whose standing entries in the journal are not what it paid or took in. One query."""
    words = _("%(source)s, %(measure)s, ngày %(day)s: chứng từ ghi %(due)d, sổ ghi có %(stands)d")
    return [
        words
        % {
            "source": source,
            "measure": f"{measure}.{facet}" if facet else measure,
            "day": day,
            "due": due,
            "stands": stands,
        }
        for source, measure, facet, day, due, stands in _rows(COUNTED)
    ]


def _books() -> Iterator[str]:
    for key, total in _rows(UNBALANCED):
        yield _("bút toán %(set)s lệch %(total)d") % {"set": key, "total": total}
    for key, row, posted, lots, reserved, promised in _rows(FUNDS):
        words = _(
            "quỹ %(fund)s: ghi %(row)d, bút toán %(posted)d, khoản thu còn %(lots)d; "
            "giữ %(reserved)d, các phần %(promised)d"
        )
        yield words % {
            "fund": key,
            "row": row,
            "posted": posted,
            "lots": lots,
            "reserved": reserved,
            "promised": promised,
        }
    for key, committed, spent, promised, paid in _rows(LOTS):
        words = _("khoản thu %(lot)s: ghi giữ %(committed)d chi %(spent)d, các phần cộng lại %(promised)d và %(paid)d")
        yield words % {"lot": key, "committed": committed, "spent": spent, "promised": promised, "paid": paid}
    for fund, account, day, held in _rows(BELOW_ZERO):
        yield _("quỹ %(fund)s: %(account)s âm %(held)d vào ngày %(day)s") % {
            "fund": fund,
            "account": account,
            "held": held,
            "day": day,
        }


def _vouchers() -> Iterator[str]:
    for unit, kind, method, year, number in _rows(GAPS):
        words = _("%(unit)s, sổ phiếu %(kind)s %(method)s %(year)d: thiếu hoặc thừa số %(number)d")
        yield words % {"unit": unit, "kind": kind, "method": method, "year": year, "number": number}
    for key, said, stands in _rows(BOOKED):
        yield _("phiếu %(voucher)s: phiếu ghi %(said)d, sổ ghi %(stands)d hoặc khác ngày") % {
            "voucher": key,
            "said": said,
            "stands": stands,
        }
    for key, vouched, paid in _rows(PROMISES):
        yield _("khoản giữ %(key)s: phiếu đã chi %(vouched)d, các phần ghi đã chi %(paid)d") % {
            "key": key,
            "vouched": vouched,
            "paid": paid,
        }
    for key, sent, paid, arrived in _rows(SENT):
        yield _("khoản chuyển %(key)s: chuyển %(sent)d, đã chi %(paid)d, bên nhận ghi %(arrived)d") % {
            "key": key,
            "sent": sent,
            "paid": paid,
            "arrived": arrived,
        }


def _rows(sql: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql.replace("%%", "%"))
        return list(cursor.fetchall())
