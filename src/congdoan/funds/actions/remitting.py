"""Money between units of one line: a payment at the one, a receipt at the other, seen as on its way meanwhile."""

from datetime import date

from django.db import transaction

from congdoan.foundation import audit
from congdoan.foundation.actor import Actor
from congdoan.foundation.errors import Refused
from congdoan.foundation.figures import format_vnd
from congdoan.foundation.saying import gettext as _
from congdoan.funds.actions.receiving import Donor, receive
from congdoan.funds.actions.reserving import reserve
from congdoan.funds.models import Fund, Lot, Remittance
from congdoan.funds.queries.balances import paid_for
from congdoan.organisation import queries as organisation
from congdoan.organisation.models import Unit


@transaction.atomic
def remit(fund: Fund, amount_vnd: int, *, to: Unit, about: str, on: date, by: Actor, source: str = "") -> Remittance:
    """Set a sum aside for the unit directly above (nộp lên) or directly below (cấp về); it is then paid like any other.

    Raises Refused for any other unit, and past what is free.
    """
    above = organisation.parent(fund.unit, on=on)
    upward = above is not None and above.pk == to.pk
    below = organisation.parent(to, on=on)
    if not upward and (below is None or below.pk != fund.unit_id):
        raise Refused(_("Chỉ nộp lên cấp trên trực tiếp hoặc cấp về cấp dưới trực tiếp."), field="to")
    purpose = "remittance" if upward else "grant_down"
    made = Remittance(
        from_unit_id=fund.unit_id, to_unit=to, fund=fund, stream=fund.stream, amount_vnd=amount_vnd, about=about[:200]
    )
    made.source = source
    made.reservation = reserve(fund, amount_vnd, purpose=purpose, for_unit=to, source=made.under, on=on, by=by)
    made.save()
    said = {"amount": format_vnd(amount_vnd), "to": to.name, "about": about}
    audit.record("funds.remittance.made", made.under, _("Chuyển %(amount)s cho %(to)s: %(about)s.") % said, by=by)
    return made


@transaction.atomic
def confirm_arrival(remittance: Remittance, *, into: Fund, on: date, by: Actor, method: str = "bank") -> Lot:
    """The unit it was sent to takes it in, the same sum in the same stream.

    Raises Refused before it was paid, when it was taken in already, or into a fund of another stream or unit.
    """
    locked = Remittance.objects.select_for_update(of=("self",)).select_related("from_unit").get(pk=remittance.pk)
    if locked.lot_id:
        raise Refused(_("Khoản này đã được xác nhận trước đó."))
    if into.unit_id != locked.to_unit_id or into.stream != locked.stream:
        raise Refused(_("Hãy nhận vào quỹ cùng dòng tiền của đơn vị được chuyển đến."), field="into")
    if paid_for(locked.under) != locked.amount_vnd:
        raise Refused(_("Bên chuyển chưa chi xong khoản này."))
    upward = locked.reservation.purpose_id == "remittance"
    locked.lot = receive(
        into,
        locked.amount_vnd,
        on=on,
        donors=[Donor(body=locked.from_unit)],
        method=method,
        origin="from_below" if upward else "from_above",
        source=locked.under,
        memo=locked.about,
        by=by,
    )
    locked.save(update_fields=["lot"])
    return locked.lot
