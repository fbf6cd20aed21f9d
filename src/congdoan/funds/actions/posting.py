"""Writing the books: one set of postings in one insert, and its mirror."""

from datetime import date

from django.db.utils import DatabaseError
from django.utils.translation import gettext as _

from congdoan.foundation import clock
from congdoan.foundation.actor import Actor
from congdoan.foundation.errors import Refused
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
    return _write(made, {debit: amount_vnd, credit: -amount_vnd})


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
    return _write(made, {row.account: -row.amount_vnd for row in booked.postings.all()})


def account_of(method: str) -> str:
    return Account.CASH if method == "cash" else Account.BANK


def open_books(unit_id: int) -> None:
    """Make sure the unit has its row of books, which every writing shares and every closing takes alone."""
    Books.objects.get_or_create(unit_id=unit_id)


def _write(made: PostingSet, sides: dict[str, int]) -> PostingSet:
    open_books(made.unit_id)
    for account, amount in sides.items():
        if account in MONEY and amount < 0:
            _refuse_past_days(made.fund, account, -amount, made.booked_on)
    try:
        made.save()
        Posting.objects.bulk_create(
            [Posting(set=made, account=account, amount_vnd=amount) for account, amount in sides.items()]
        )
    except DatabaseError as error:
        raise _in_words(error, made.booked_on) from error
    return made


def _refuse_past_days(fund: Fund, account: str, amount_vnd: int, on: date) -> None:
    """Money that leaves on an earlier day must not leave that day, or one after it, below zero."""
    lowest = lowest_from(fund, account, on)
    if lowest < amount_vnd:
        raise Refused(
            _("Tính từ ngày %(day)s, “%(fund)s” có lúc chỉ còn %(held)s %(form)s; hãy rút, gửi tiền hoặc đổi ngày.")
            % {
                "day": f"{on:%d/%m/%Y}",
                "fund": fund.name,
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
