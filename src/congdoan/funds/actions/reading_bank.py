"""What the bank says: its file read line by line, and each line matched with the set of the books it is."""

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256

from django.db import transaction

from congdoan.documents.errors import UnreadableDocument
from congdoan.documents.sheets import read_table
from congdoan.foundation import audit, clock
from congdoan.foundation.actor import Actor
from congdoan.foundation.errors import Refused
from congdoan.foundation.figures import format_vnd
from congdoan.foundation.saying import gettext as _
from congdoan.funds.actions.bank_lines import BankLine, lines_of
from congdoan.funds.models import Account, BankStatement, Closing, ClosingKind, Fund, PostingSet, StatementLine
from congdoan.funds.queries.labels import voucher_label
from congdoan.funds.queries.matching import likely_sets

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
    within five days. Raises Refused for a file without a day and an amount column, or a cell that is neither.
    """
    try:
        table = read_table(data, name=name)
    except UnreadableDocument as refused:
        raise Refused(str(refused), field="file") from refused
    locked = Fund.objects.select_for_update().get(pk=fund.pk)
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
def match(line: StatementLine, booked: PostingSet, *, by: Actor) -> StatementLine:
    """Say that the line is this set. Raises Refused for another amount or fund, or when either is matched already."""
    locked = StatementLine.objects.select_for_update(of=("self",)).get(pk=line.pk)
    if locked.matched_id or StatementLine.objects.filter(matched=booked).exists():
        raise Refused(_("Dòng sao kê hoặc bút toán này đã được đối chiếu."))
    moved = sum(booked.postings.filter(account=Account.BANK).values_list("amount_vnd", flat=True))
    if booked.fund_id != locked.fund_id or moved != locked.amount_vnd:
        raise Refused(_("Số tiền trên sao kê khác bút toán; hãy chọn bút toán đúng số tiền."))
    locked.matched, locked.matched_by_name = booked, by.name
    locked.save(update_fields=["matched", "matched_by_name"])
    said = {"amount": format_vnd(locked.amount_vnd), "day": f"{locked.happened_on:%d/%m/%Y}"}
    audit.record(
        "funds.statement.matched",
        f"line:{locked.key}",
        _("Đối chiếu dòng sao kê %(amount)s ngày %(day)s.") % said,
        by=by,
    )
    return locked


@transaction.atomic
def unmatch(line: StatementLine, *, by: Actor) -> StatementLine:
    """Take a match back. Raises Refused when there is none, or where the books of its period were closed upon it."""
    locked = StatementLine.objects.select_for_update(of=("self",)).select_related("fund").get(pk=line.pk)
    if not locked.matched_id:
        raise Refused(_("Dòng sao kê này chưa được đối chiếu."))
    day = locked.happened_on
    closed = Closing.objects.filter(unit=locked.fund.unit_id, kind=ClosingKind.PERIOD, start__lte=day, through__gte=day)
    if closed.exists():
        raise Refused(_("Kỳ của dòng sao kê này đã khóa sổ nên đối chiếu giữ nguyên."))
    locked.matched, locked.matched_by_name = None, ""
    locked.save(update_fields=["matched", "matched_by_name"])
    said = {"amount": format_vnd(locked.amount_vnd), "day": f"{locked.happened_on:%d/%m/%Y}"}
    audit.record(
        "funds.statement.unmatched",
        f"line:{locked.key}",
        _("Bỏ đối chiếu dòng sao kê %(amount)s ngày %(day)s.") % said,
        by=by,
    )
    return locked


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
    matched = 0
    for line in statement.lines.all():
        candidates = likely_sets(line, within=NEAR)
        named = [row for row in candidates if row.voucher and voucher_label(row.voucher) in line.words]
        certain = named if len(named) == 1 else candidates
        if len(certain) == 1:
            line.matched, line.matched_by_name = certain[0], by.name
            line.save(update_fields=["matched", "matched_by_name"])
            matched += 1
    return matched
