"""Asking the funds to pay what was decided. The funds keep the money; the case only reads it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction

from congdoan.cases import queries
from congdoan.cases.actions.stepping import hold_all, note_all
from congdoan.cases.models import Round, RoundState, SupportCase
from congdoan.foundation import audit
from congdoan.foundation.actor import Actor
from congdoan.foundation.errors import Refused
from congdoan.foundation.saying import gettext as _
from congdoan.funds import actions as funds
from congdoan.funds.models import Reservation, Voucher
from congdoan.organisation.models import Unit


@dataclass(frozen=True, slots=True)
class ToPay:
    """One row of a list of payments: for which case, to whom, how much (None for all that is on no voucher yet)."""

    case: SupportCase
    payee: str
    amount_vnd: int | None = None
    bank: str = ""
    account_no: str = ""
    client_token: str = ""


def prepare_payment(
    case: SupportCase, *, payee: str, method: str, by: Actor, amount_vnd: int | None = None, version: int | None = None
) -> Voucher:
    """Prepare the voucher for what was set aside for the case. See `prepare_payments`; instalments are several."""
    versions = None if version is None else {case.pk: version}
    return prepare_payments([ToPay(case, payee, amount_vnd)], method=method, by=by, versions=versions)[0]


@transaction.atomic
def prepare_payments(
    wanted: Sequence[ToPay], *, method: str, by: Actor, versions: Mapping[int, int] | None = None
) -> list[Voucher]:
    """Prepare a voucher for what was set aside for each of the cases, in the order of the list. All or none.

    The voucher says the programme's public name: it lies before people who need not know more. Raises Refused, naming
    the case, when nothing is left to ask for, or more is asked than is left; Changed for one that is another since.
    """
    locked = {case.pk: case for case in hold_all([row.case for row in wanted], "hand_over", versions=versions)}
    waiting = _waiting([case.source for case in locked.values()])
    rows = []
    for row in wanted:
        case = locked[row.case.pk]
        if case.source not in waiting:
            raise Refused(_("Không còn khoản nào giữ chỗ chờ lập phiếu cho hồ sơ %(key)s.") % {"key": case.key})
        memo = f"{case.programme.public_name}, {case.key}"
        said = (row.payee, row.amount_vnd, row.bank, row.account_no, memo, row.client_token)
        rows.append(funds.ToPay(waiting[case.source], *said))
    made = funds.prepare_payments(rows, method=method, by=by)
    note_all(list(locked.values()), "payment_prepared", _("Lập phiếu chi cho hồ sơ hỗ trợ %(key)s."), by=by)
    return made


def _waiting(sources: Sequence[str]) -> dict[str, Reservation]:
    """The oldest promise of each record that is not wholly on vouchers, by the record. Three queries."""
    promises = [row for rows in queries.reservations_by_source(sources).values() for row in rows]
    left = funds.left_to_pay_each(row.pk for row in promises)
    return {row.source: row for row in reversed(promises) if left[row.pk]}


@transaction.atomic
def prepare_round_payment(
    gift_round: Round, unit: Unit, *, payee: str, method: str, by: Actor, gifts: int | None = None
) -> list[Voucher]:
    """Prepare the vouchers for all that is set aside for a unit's gifts and on none yet (or for so many `gifts` of it),
    payable to whoever carries the envelopes there: one, or two where the unit also took over another's gifts.

    Raises Refused for a round not decided, when nothing is left to ask for, or not so many gifts.
    """
    locked = Round.objects.select_for_update(of=("self",)).get(pk=gift_round.pk)
    if locked.state != RoundState.DECIDED:
        raise Refused(_("Đợt này chưa quyết định hoặc đã kết thúc."))
    held = funds.lock_of([quota.source for quota in locked.quotas.filter(unit=unit)])
    left = funds.left_to_pay_each(row.pk for row in held)
    waiting = [row for row in held if left[row.pk]]
    said = {"unit": unit.name, "name": locked.name}
    if not waiting:
        raise Refused(_("Không còn khoản nào giữ chỗ chờ lập phiếu cho %(unit)s.") % said)
    rest = sum(left[row.pk] for row in waiting)
    wanted = rest if gifts is None else gifts * locked.gift_vnd
    if not 0 < wanted <= rest:
        raise Refused(_("%(unit)s chỉ còn %(gifts)d suất chờ lập phiếu.") % {**said, "gifts": rest // locked.gift_vnd})
    rows = []
    for row in waiting:
        if amount := min(left[row.pk], wanted):
            rows.append(funds.ToPay(row, payee, amount, memo=locked.name))
            wanted -= amount
    made = funds.prepare_payments(rows, method=method, by=by)
    sentence = _("Lập phiếu chi quà của %(unit)s, đợt “%(name)s”.") % said
    audit.record("cases.round.payment_prepared", f"round:{locked.key}", sentence, by=by)
    return made
