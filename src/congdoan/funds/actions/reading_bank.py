"""What the bank says: its file read line by line, and each line matched with the set of the books it is.

A closing signs what is matched, so nothing here goes on beside one: a file is read as books are written, the fund's row
and then a share of the unit's books; a match takes the books alone, before its line.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256

from django.db import transaction
from django.db.models import Max

from congdoan.documents.errors import UnreadableDocument
from congdoan.documents.sheets import read_table
from congdoan.foundation import audit, clock
from congdoan.foundation.actor import Actor
from congdoan.foundation.errors import Refused
from congdoan.foundation.figures import format_vnd
from congdoan.foundation.saying import gettext as _
from congdoan.foundation.text import nfc
from congdoan.funds.actions.bank_lines import BankLine, lines_of
from congdoan.funds.actions.posting import share_books, take_books
from congdoan.funds.models import Account, BankStatement, Closing, Fund, PostingSet, StatementLine
from congdoan.funds.queries.labels import voucher_label
from congdoan.funds.queries.matching import closed_periods, is_booked_after_closing, is_signed, likely_sets_of

NEAR = timedelta(days=5)


@dataclass(frozen=True, slots=True)
class StatementRead:
    """What became of a file: lines taken in, lines known before, lines matched without doubt."""

    statement: BankStatement
    taken: int
    known: int
    matched: int


@transaction.atomic
def import_statement(fund: Fund, data: bytes, *, name: str, by: Actor) -> StatementRead:
    """Read the bank's .csv or workbook. Lines read before are passed over, however often they are sent.

    A line is matched at once where it names the voucher of one open set of that amount, or one such set stands alone
    within five days; never across closed books, which asks for a reason. Raises Refused for a file without a day and
    an amount column, or a cell that is neither.
    """
    try:
        table = read_table(data, name=name)
    except UnreadableDocument as refused:
        raise Refused(str(refused), field="file") from refused
    locked = Fund.objects.select_for_update().get(pk=fund.pk)
    share_books(locked.unit_id)
    read = lines_of([(row.number, row.cells) for row in table.rows])
    if not read:
        raise Refused(_("Không thấy dòng tiền nào trong tệp."), field="file")
    statement = BankStatement.objects.create(
        fund=locked, name=name[:200], read_at=clock.now(), read_by=by.key, read_by_name=by.name
    )
    fresh = _fresh(locked, read)
    StatementLine.objects.bulk_create(
        [
            StatementLine(
                statement=statement,
                fund=locked,
                happened_on=line.on,
                amount_vnd=line.amount_vnd,
                words=line.words[:300],
                fingerprint=print_,
            )
            for print_, line in fresh.items()
        ]
    )
    matched = _match_without_doubt(statement, by)
    said = {"name": name, "taken": len(fresh), "matched": matched}
    sentence = _("Đọc sao kê %(name)s: %(taken)d dòng mới, khớp ngay %(matched)d.")
    audit.record("funds.statement.read", f"fund:{locked.key}", sentence % said, by=by)
    return StatementRead(statement, len(fresh), len(read) - len(fresh), matched)


@transaction.atomic
def match(line: StatementLine, booked: PostingSet, *, by: Actor, reason: str = "") -> StatementLine:
    """Say that the line is this set. Neither the books nor what a closing signed change by it.

    Raises Refused for another amount or fund, or when either is matched already; without a reason where the line's
    period is closed and the set was booked after it: the closed books do not have this money, and somebody says why.
    """
    take_books(line.fund.unit_id)
    locked = StatementLine.objects.select_for_update(of=("self",)).select_related("fund").get(pk=line.pk)
    if locked.matched_id or StatementLine.objects.filter(matched=booked).exists():
        raise Refused(_("Dòng sao kê hoặc bút toán này đã được đối chiếu."))
    moved = sum(booked.postings.filter(account=Account.BANK).values_list("amount_vnd", flat=True))
    if booked.fund_id != locked.fund_id or moved != locked.amount_vnd:
        raise Refused(_("Số tiền trên sao kê khác bút toán; hãy chọn bút toán đúng số tiền."))
    is_late = is_booked_after_closing(locked, booked, closed_periods(locked.fund.unit_id))
    why = nfc(reason).strip()[:300] if is_late else ""
    if is_late and not why:
        words = _("Dòng ngày %(day)s thuộc kỳ đã khóa sổ, bút toán ghi ở kỳ sau; hãy ghi lý do vì sao kỳ ấy không có.")
        raise Refused(words % {"day": f"{locked.happened_on:%d/%m/%Y}"}, field="reason")
    _write_match(locked, booked, by=by, late_because=why)
    said = {"amount": format_vnd(locked.amount_vnd), "day": f"{locked.happened_on:%d/%m/%Y}", "why": why}
    late = _("Đối chiếu dòng sao kê %(amount)s ngày %(day)s của kỳ đã khóa với bút toán kỳ sau: %(why)s.")
    sentence = late if why else _("Đối chiếu dòng sao kê %(amount)s ngày %(day)s.")
    audit.record("funds.statement.matched", f"line:{locked.key}", sentence % said, by=by)
    return locked


@transaction.atomic
def unmatch(line: StatementLine, *, by: Actor) -> StatementLine:
    """Take a match back. Raises Refused when there is none, or where books were closed upon it: those of the line's
    period, or of the set's.
    """
    take_books(line.fund.unit_id)
    rows = StatementLine.objects.select_for_update(of=("self",)).select_related("fund", "matched")
    locked = rows.get(pk=line.pk)
    if not locked.matched_id:
        raise Refused(_("Dòng sao kê này chưa được đối chiếu."))
    if is_signed(locked):
        raise Refused(_("Kỳ của dòng sao kê này đã khóa sổ nên đối chiếu giữ nguyên."))
    locked.matched, locked.matched_by_name, locked.matched_after, locked.late_because = None, "", 0, ""
    locked.save(update_fields=["matched", "matched_by_name", "matched_after", "late_because"])
    said = {"amount": format_vnd(locked.amount_vnd), "day": f"{locked.happened_on:%d/%m/%Y}"}
    audit.record(
        "funds.statement.unmatched",
        f"line:{locked.key}",
        _("Bỏ đối chiếu dòng sao kê %(amount)s ngày %(day)s.") % said,
        by=by,
    )
    return locked


def _write_match(line: StatementLine, booked: PostingSet, *, by: Actor, late_because: str = "") -> None:
    line.matched, line.matched_by_name = booked, by.name
    newest = Closing.objects.filter(unit=line.fund.unit_id).aggregate(newest=Max("pk"))["newest"]
    line.matched_after, line.late_because = newest or 0, late_because
    line.save(update_fields=["matched", "matched_by_name", "matched_after", "late_because"])


def _fresh(fund: Fund, read: list[BankLine]) -> dict[str, BankLine]:
    """Lines not read before, by fingerprint. The n-th of several equal lines of a file is its own line."""
    seen: Counter[tuple[object, ...]] = Counter()
    printed: dict[str, BankLine] = {}
    for line in read:
        identity = (line.on.isoformat(), line.amount_vnd, line.words)
        seen[identity] += 1
        printed[sha256(repr((*identity, seen[identity])).encode()).hexdigest()] = line
    known = set(StatementLine.objects.filter(fund=fund, fingerprint__in=printed).values_list("fingerprint", flat=True))
    return {print_: line for print_, line in printed.items() if print_ not in known}


def _match_without_doubt(statement: BankStatement, by: Actor) -> int:
    lines, closed = list(statement.lines.select_related("fund")), closed_periods(statement.fund.unit_id)
    likely, taken = likely_sets_of(lines, within=NEAR), set[int]()
    for line in lines:
        free = [row for row in likely[line.pk] if row.pk not in taken]
        candidates = [row for row in free if not is_booked_after_closing(line, row, closed)]
        named = [row for row in candidates if row.voucher and voucher_label(row.voucher) in line.words]
        certain = named if len(named) == 1 else candidates
        if len(certain) == 1:
            _write_match(line, certain[0], by=by)
            taken.add(certain[0].pk)
    return len(taken)
