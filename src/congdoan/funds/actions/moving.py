"""Money changes its form: drawn from the bank, or paid into it. Nothing leaves the fund."""

from datetime import date

from django.db import transaction

from congdoan.foundation import audit
from congdoan.foundation.actor import Actor
from congdoan.foundation.errors import Refused
from congdoan.foundation.figures import format_vnd
from congdoan.foundation.saying import gettext as _
from congdoan.funds.actions import posting
from congdoan.funds.actions.checking import reason_given, refuse_no_money, refuse_wrong_day
from congdoan.funds.actions.once import already_written
from congdoan.funds.models import Account, Fund, PostingSet, SetKind


@transaction.atomic
def move_money(
    fund: Fund, amount_vnd: int, *, to: str, on: date, by: Actor, memo: str = "", client_token: str = ""
) -> PostingSet:
    """Draw cash from the bank (`to="cash"`) or pay cash in (`to="bank"`). The same `client_token` twice is one move.

    Raises Refused past what lies in the other form on that day or after it.
    """
    refuse_no_money(amount_vnd)
    locked = Fund.objects.select_for_update().get(pk=fund.pk)
    known = PostingSet.objects.filter(fund=locked, client_token=client_token).first() if client_token else None
    if known and not known.postings.filter(account=posting.account_of(to), amount_vnd=amount_vnd).exists():
        raise already_written(known.memo)
    if known:
        return known
    refuse_wrong_day(locked, on)
    target = posting.account_of(to)
    source = Account.BANK if target == Account.CASH else Account.CASH
    words = memo or (_("Rút tiền gửi về quỹ tiền mặt") if target == Account.CASH else _("Gửi tiền mặt vào ngân hàng"))
    moved = posting.book(
        locked,
        kind=SetKind.MOVE,
        on=on,
        debit=target,
        credit=source,
        amount_vnd=amount_vnd,
        memo=words,
        client_token=client_token,
        by=by,
    )
    audit.record(
        "funds.money.moved",
        f"fund:{locked.key}",
        _("%(words)s: %(amount)s.") % {"words": words, "amount": format_vnd(amount_vnd)},
        by=by,
    )
    return moved


@transaction.atomic
def reverse_move(moved: PostingSet, *, on: date, reason: str, by: Actor) -> PostingSet:
    """Undo a move between cash and bank by its mirror on an open day, with the reason."""
    why = reason_given(reason)
    if moved.kind != SetKind.MOVE:
        raise Refused(_("Chỉ ghi đảo trực tiếp việc rút, gửi tiền; phiếu thu chi được ghi đảo từ phiếu."))
    fund = Fund.objects.select_for_update().get(pk=moved.fund_id)
    refuse_wrong_day(fund, on)
    back = posting.mirror(moved, on=on, reason=why, by=by)
    audit.record(
        "funds.money.moved", f"fund:{fund.key}", _("Ghi đảo việc rút, gửi tiền: %(reason)s.") % {"reason": why}, by=by
    )
    return back
