"""Asking the funds to pay what was decided. The funds keep the money; the case only reads it."""

from django.db import transaction

from congdoan.cases import queries
from congdoan.cases.actions.stepping import hold, note
from congdoan.cases.models import Round, RoundState, SupportCase
from congdoan.foundation import audit
from congdoan.foundation.actor import Actor
from congdoan.foundation.errors import Refused
from congdoan.foundation.saying import gettext as _
from congdoan.funds import actions as funds
from congdoan.funds.models import Voucher
from congdoan.organisation.models import Unit


@transaction.atomic
def prepare_payment(
    case: SupportCase, *, payee: str, method: str, by: Actor, amount_vnd: int | None = None, version: int | None = None
) -> Voucher:
    """Prepare the voucher for what was set aside for the case (`amount_vnd` of it, the rest unless said).

    Instalments are several vouchers. The voucher says the programme's public name: it lies before people who need not
    know more. Raises Refused when nothing is left to ask for, or more is asked than is left.
    """
    locked = hold(case, "hand_over", version=version)
    waiting = next((row for row in queries.reservations_of(locked.source) if funds.left_to_pay(row)), None)
    if waiting is None:
        raise Refused(_("Không còn khoản nào giữ chỗ chờ lập phiếu cho hồ sơ %(key)s.") % {"key": locked.key})
    memo = f"{locked.programme.public_name}, {locked.key}"
    voucher = funds.prepare_payment(waiting, amount_vnd, payee=payee, method=method, memo=memo, by=by)
    note(locked, "payment_prepared", _("Lập phiếu chi cho hồ sơ hỗ trợ %(key)s."), by=by)
    return voucher


@transaction.atomic
def prepare_round_payment(gift_round: Round, unit: Unit, *, payee: str, method: str, by: Actor) -> list[Voucher]:
    """Prepare the vouchers for all that is set aside for a unit's gifts and on none yet, payable to whoever carries the
    envelopes there: one, or two where the unit also took over another's gifts.

    Raises Refused for a round not decided, or when nothing is left to ask for.
    """
    locked = Round.objects.select_for_update(of=("self",)).get(pk=gift_round.pk)
    if locked.state != RoundState.DECIDED:
        raise Refused(_("Đợt này chưa quyết định hoặc đã kết thúc."))
    held = funds.lock_of([quota.source for quota in locked.quotas.filter(unit=unit)])
    waiting = [row for row in held if funds.left_to_pay(row)]
    said = {"unit": unit.name, "name": locked.name}
    if not waiting:
        raise Refused(_("Không còn khoản nào giữ chỗ chờ lập phiếu cho %(unit)s.") % said)
    made = [funds.prepare_payment(row, payee=payee, method=method, memo=locked.name, by=by) for row in waiting]
    sentence = _("Lập phiếu chi quà của %(unit)s, đợt “%(name)s”.") % said
    audit.record("cases.round.payment_prepared", f"round:{locked.key}", sentence, by=by)
    return made
