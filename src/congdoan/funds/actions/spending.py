"""A payment of the union's own work: no case stands behind it, so the voucher sets its own money aside."""

from django.db import transaction

from congdoan.foundation import clock
from congdoan.foundation.actor import Actor
from congdoan.foundation.keys import new_key
from congdoan.funds.actions.once import voucher_of_form
from congdoan.funds.actions.preparing import prepare_payment
from congdoan.funds.actions.reserving import reserve
from congdoan.funds.models import Fund, Voucher, VoucherKind
from congdoan.organisation.models import Unit


@transaction.atomic
def spend(
    fund: Fund,
    amount_vnd: int,
    *,
    purpose: str,
    for_unit: Unit,
    payee: str,
    by: Actor,
    method: str = "cash",
    memo: str = "",
    bank: str = "",
    account_no: str = "",
    client_token: str = "",
) -> Voucher:
    """Set the sum aside and prepare its voucher, which waits for approval.

    The same `client_token` twice is one voucher. Raises Refused as `reserve` and `prepare_payment` do.
    """
    locked = Fund.objects.select_for_update().get(pk=fund.pk)
    if known := voucher_of_form(locked, client_token, kind=VoucherKind.PAYMENT, amount_vnd=amount_vnd):
        return known
    source = f"expense:{new_key()}"
    promised = reserve(locked, amount_vnd, purpose=purpose, for_unit=for_unit, source=source, on=clock.today(), by=by)
    return prepare_payment(
        promised,
        payee=payee,
        method=method,
        memo=memo,
        bank=bank,
        account_no=account_no,
        client_token=client_token,
        by=by,
    )
