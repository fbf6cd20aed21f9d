"""Asking the funds to pay what was decided. The funds keep the money; the case only reads it."""

from django.db import transaction

from congdoan.cases import queries
from congdoan.cases.actions.stepping import hold, note
from congdoan.cases.models import SupportCase
from congdoan.foundation.actor import Actor
from congdoan.foundation.errors import Refused
from congdoan.foundation.saying import gettext as _
from congdoan.funds import actions as funds
from congdoan.funds.models import Voucher


@transaction.atomic
def prepare_payment(case: SupportCase, *, payee: str, method: str, by: Actor, amount_vnd: int | None = None) -> Voucher:
    """Prepare the voucher for what was set aside for the case (`amount_vnd` of it, the rest unless said).

    Instalments are several vouchers. The voucher says the programme's public name: it lies before people who need not
    know more. Raises Refused when nothing is left to ask for, or more is asked than is left.
    """
    locked = hold(case, "hand_over")
    waiting = next((row for row in queries.reservations_of(locked.source) if funds.left_to_pay(row)), None)
    if waiting is None:
        raise Refused(_("Không còn khoản nào giữ chỗ chờ lập phiếu cho hồ sơ %(key)s.") % {"key": locked.key})
    memo = f"{locked.programme.public_name}, {locked.key}"
    voucher = funds.prepare_payment(waiting, amount_vnd, payee=payee, method=method, memo=memo, by=by)
    note(locked, "payment_prepared", _("Lập phiếu chi cho hồ sơ hỗ trợ %(key)s."), by=by)
    return voucher
