"""A day's books are closed after the cash was counted; a period's once its days are. Nothing is written behind them."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.db.models import Max

from congdoan.foundation import audit, clock
from congdoan.foundation.actor import Actor
from congdoan.foundation.errors import Refused
from congdoan.foundation.figures import format_vnd
from congdoan.foundation.periods import Period
from congdoan.foundation.saying import gettext as _
from congdoan.foundation.text import nfc
from congdoan.funds.actions.posting import take_books
from congdoan.funds.models import Books, Closing, ClosingKind, PostingSet, StatementLine
from congdoan.funds.queries.books import balances_of
from congdoan.funds.queries.matching import beside_the_bank
from congdoan.organisation.models import Unit


@transaction.atomic
def close_day(unit: Unit, day: date, *, counted_vnd: int, by: Actor, note: str = "") -> Closing:
    """Close the books through `day` with the cash counted that evening. A difference must be explained, never posted.

    Raises Refused for a day to come or closed before, a count below zero, a difference without a note.
    """
    if not isinstance(counted_vnd, int) or isinstance(counted_vnd, bool) or counted_vnd < 0:
        raise Refused(_("Số tiền kiểm đếm phải là số đồng nguyên, không âm."), field="counted_vnd")
    books = _books(unit, day)
    balances = balances_of(unit, Period(day, day))
    held = sum(row["cash"] for row in balances)
    words = nfc(note).strip()[:300]
    if held != counted_vnd and not words:
        raise Refused(
            _("Kiểm đếm được %(counted)s, sổ ghi %(held)s; hãy ghi rõ nguyên nhân chênh lệch.")
            % {"counted": format_vnd(counted_vnd), "held": format_vnd(held)},
            field="note",
        )
    closing = _write(books, ClosingKind.DAY, Period(day, day), balances, counted_vnd=counted_vnd, note=words, by=by)
    sentence = _("Khóa sổ ngày %(day)s, tiền mặt %(counted)s.")
    said = {"day": f"{day:%d/%m/%Y}", "counted": format_vnd(counted_vnd)}
    audit.record("funds.books.closed", f"unit:{unit.code}", sentence % said, by=by)
    return closing


@transaction.atomic
def close_period(unit: Unit, period: Period, *, by: Actor, note: str = "") -> Closing:
    """Close the books through the end of the period, with each fund's opening, in, out and closing, and how they stand
    beside the bank.

    Raises Refused for a period not over or closed before, while a line of the bank within it is unmatched, or where no
    note says why the bank has money of it that was booked after it, or of earlier periods that is in no books yet.
    """
    books = _books(
        unit, period.end, again=Closing.objects.filter(unit=unit, kind="period", through=period.end).exists()
    )
    waiting = StatementLine.objects.filter(
        fund__unit=unit, matched__isnull=True, happened_on__range=(period.start, period.end)
    ).count()
    if waiting:
        raise Refused(_("Còn %(count)d dòng sao kê trong kỳ chưa đối chiếu.") % {"count": waiting})
    bank, words = beside_the_bank(unit, period), nfc(note).strip()[:300]
    if not words:
        _refuse_unexplained(bank)
    balances = balances_of(unit, period)
    closing = _write(books, ClosingKind.PERIOD, period, balances, counted_vnd=None, note=words, bank=bank, by=by)
    said = {"period": period.code}
    audit.record("funds.books.closed", f"unit:{unit.code}", _("Khóa sổ kỳ %(period)s.") % said, by=by)
    return closing


def _refuse_unexplained(bank: Sequence[dict[str, str | int]]) -> None:
    """What the bank has and the books of the period have not is booked, or somebody says why it is not."""
    unmatched, later = (sum(int(row[what]) for row in bank) for what in ("unmatched", "later"))
    if unmatched:
        words = _("Còn %(count)d dòng sao kê của kỳ trước chưa đối chiếu; hãy đối chiếu, hoặc nêu lý do ở ghi chú.")
        raise Refused(words % {"count": unmatched}, field="note")
    if later:
        raise Refused(
            _("Còn %(count)d dòng ngân hàng của kỳ ghi sổ sau kỳ; hãy ghi vào ngày trong kỳ, hoặc nêu lý do ở ghi chú.")
            % {"count": later},
            field="note",
        )


def _books(unit: Unit, through: date, *, again: bool | None = None) -> Books:
    """The unit's row of books, taken alone until the transaction ends. `again` says whether the period was closed."""
    if through > clock.today():
        raise Refused(_("Ngày %(day)s chưa đến.") % {"day": f"{through:%d/%m/%Y}"}, field="day")
    books = take_books(unit.pk)
    is_closed = books.closed_through is not None and books.closed_through >= through
    if is_closed if again is None else again:
        raise Refused(
            _("Sổ đã khóa đến hết ngày %(closed)s; hãy ghi vào ngày sau đó, hoặc ghi đảo kèm lý do.")
            % {"closed": f"{books.closed_through:%d/%m/%Y}" if books.closed_through else ""},
            field="day",
        )
    return books


def _write(
    books: Books,
    kind: str,
    period: Period,
    balances: list[dict[str, int]],
    *,
    counted_vnd: int | None,
    note: str,
    by: Actor,
    bank: Sequence[dict[str, str | int]] = (),
) -> Closing:
    if books.closed_through is None or books.closed_through < period.end:
        books.closed_through = period.end
        books.save(update_fields=["closed_through"])
    return Closing.objects.create(
        unit_id=books.unit_id,
        kind=kind,
        start=period.start,
        through=period.end,
        book_cash_vnd=sum(row["cash"] for row in balances),
        counted_vnd=counted_vnd,
        balances=balances,
        bank=list(bank),
        last_set_id=PostingSet.objects.filter(unit=books.unit_id).aggregate(last=Max("pk"))["last"] or 0,
        note=note,
        closed_at=clock.now(),
        closed_by=by.key,
        closed_by_name=by.name,
    )
