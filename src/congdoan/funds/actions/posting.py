"""Writing the books: one set of postings in one insert, and its mirror."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.db.utils import DatabaseError
from django.utils.translation import gettext as _

from congdoan.foundation import clock
from congdoan.foundation.actor import Actor
from congdoan.foundation.errors import Refused, naming
from congdoan.foundation.figures import format_vnd
from congdoan.funds.models import (
    Account,
    Books,
    Fund,
    Origin,
    Posting,
    PostingSet,
    Purpose,
    SetKind,
    Voucher,
)
from congdoan.funds.queries.balances import MONEY, lowest_from
from congdoan.funds.queries.labels import voucher_label


@dataclass(frozen=True, slots=True)
class Payment:
    """What one voucher takes out of its fund: by which account, for which purpose."""

    voucher: Voucher
    fund: Fund
    purpose: Purpose


def book(
    fund: Fund,
    *,
    kind: str,
    on: date,
    debit: str,
    credit: str,
    amount_vnd: int,
    by: Actor,
    voucher: Voucher | None = None,
    origin: Origin | None = None,
    purpose: Purpose | None = None,
    memo: str = "",
    client_token: str = "",
) -> PostingSet:
    """Append one balanced set. The fund's row is locked by the caller; its balances follow by trigger.

    Raises Refused for a day in closed books, or where the fund does not hold the money.
    """
    made = PostingSet(
        unit_id=fund.unit_id,
        fund=fund,
        stream=fund.stream,
        kind=kind,
        booked_on=on,
        voucher=voucher,
        origin=origin,
        purpose=purpose,
        memo=memo[:300],
        recorded_at=clock.now(),
        recorded_by=by.key,
        recorded_by_name=by.name,
        client_token=client_token,
    )
    return _write([(made, {debit: amount_vnd, credit: -amount_vnd})])[0]


def book_payments(payments: Sequence[Payment], *, on: date, by: Actor) -> list[PostingSet]:
    """Append the set of each payment, as `book` does of one. A handful of statements for any number."""
    return _write(
        [
            (
                PostingSet(
                    unit_id=paid.fund.unit_id,
                    fund=paid.fund,
                    stream=paid.fund.stream,
                    kind=SetKind.PAYMENT,
                    booked_on=on,
                    voucher=paid.voucher,
                    purpose=paid.purpose,
                    memo=paid.voucher.memo[:300],
                    recorded_at=clock.now(),
                    recorded_by=by.key,
                    recorded_by_name=by.name,
                ),
                {Account.EXPENSE: paid.voucher.amount_vnd, account_of(paid.voucher.method): -paid.voucher.amount_vnd},
            )
            for paid in payments
        ]
    )


def mirror(booked: PostingSet, *, on: date, reason: str, by: Actor) -> PostingSet:
    """Reverse a set on an open day; what was written stays written. Raises Refused when it was reversed before."""
    if PostingSet.objects.filter(reverses=booked).exists():
        raise Refused(_("Bút toán này đã được ghi đảo trước đó."))
    made = PostingSet(
        unit_id=booked.unit_id,
        fund_id=booked.fund_id,
        stream=booked.stream,
        kind=SetKind.REVERSAL,
        booked_on=on,
        voucher_id=booked.voucher_id,
        origin_id=booked.origin_id,
        purpose_id=booked.purpose_id,
        memo=reason[:300],
        reverses=booked,
        recorded_at=clock.now(),
        recorded_by=by.key,
        recorded_by_name=by.name,
    )
    return _write([(made, {row.account: -row.amount_vnd for row in booked.postings.all()})])[0]


def account_of(method: str) -> str:
    return Account.CASH if method == "cash" else Account.BANK


def open_books(unit_id: int) -> None:
    """Make sure the unit has its row of books, which every writing shares and every closing takes alone."""
    Books.objects.get_or_create(unit_id=unit_id)


def share_books(unit_id: int) -> None:
    """Hold the unit's books as every writing does: nobody closes them until the transaction ends."""
    open_books(unit_id)
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM funds_books WHERE unit_id = %s FOR SHARE", [unit_id])


def take_books(unit_id: int) -> Books:
    """The unit's row of books, taken alone until the transaction ends: nobody writes or closes meanwhile."""
    open_books(unit_id)
    return Books.objects.select_for_update().get(unit=unit_id)


def _write(written: Sequence[tuple[PostingSet, Mapping[str, int]]]) -> list[PostingSet]:
    """Append the sets with their sides. Raises Refused, naming the voucher where there are several."""
    for unit_id in {made.unit_id for made, _sides in written}:
        open_books(unit_id)
    _refuse_past_days(written)
    try:
        sets = PostingSet.objects.bulk_create([made for made, _sides in written])
        Posting.objects.bulk_create(
            [
                Posting(set=made, account=account, amount_vnd=amount)
                for made, sides in written
                for account, amount in sides.items()
            ]
        )
    except DatabaseError as error:
        raise _in_words(error, written[0][0].booked_on) from error
    return sets


def _refuse_past_days(written: Sequence[tuple[PostingSet, Mapping[str, int]]]) -> None:
    """Money that leaves on an earlier day must not leave that day, or one after it, below zero: each set after those
    before it in the list.
    """
    held: dict[tuple[int, str, date], int] = {}
    for made, sides in written:
        for account, amount in sides.items():
            if account in MONEY and amount < 0:
                place = made.fund_id, account, made.booked_on
                if place not in held:
                    held[place] = lowest_from(made.fund, account, made.booked_on)
                with naming(voucher_label(made.voucher) if made.voucher else "", among=len(written)):
                    _refuse_past_day(made, account, -amount, lowest=held[place])
                held[place] += amount


def _refuse_past_day(made: PostingSet, account: str, amount_vnd: int, *, lowest: int) -> None:
    if lowest < amount_vnd:
        raise Refused(
            _("Tính từ ngày %(day)s, “%(fund)s” có lúc chỉ còn %(held)s %(form)s; hãy rút, gửi tiền hoặc đổi ngày.")
            % {
                "day": f"{made.booked_on:%d/%m/%Y}",
                "fund": made.fund.name,
                "held": format_vnd(lowest),
                "form": Account(account).label.lower(),
            },
            field="on",
        )


def _in_words(error: DatabaseError, on: date) -> Refused:
    message = str(error)
    if "books are closed" in message:
        words = _("Sổ đã khóa đến ngày %(day)s hoặc sau đó; hãy ghi vào ngày còn mở, hoặc ghi đảo kèm lý do.")
        return Refused(words % {"day": f"{on:%d/%m/%Y}"}, field="on")
    if "cash_never_below_zero" in message:
        return Refused(_("Tiền mặt trong quỹ không đủ; hãy rút từ ngân hàng trước hoặc chi chuyển khoản."))
    if "bank_never_below_zero" in message:
        return Refused(_("Tiền gửi của quỹ không đủ; hãy gửi vào ngân hàng trước hoặc chi tiền mặt."))
    if "never_more_promised_than_there_is" in message:
        return Refused(_("Phần tiền này đã được giữ cho việc khác; hãy giải phóng khoản giữ trước."))
    if "a_voucher_is_booked_once" in message:
        return Refused(_("Phiếu này đã được ghi sổ."))
    raise error
