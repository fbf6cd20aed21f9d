"""Money of a unit that ends: carried whole into the heir's fund, with its givers, restrictions and promises."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from django.db.models import F, QuerySet
from django.utils.translation import gettext_lazy as _

from congdoan.foundation.actor import Actor
from congdoan.foundation.errors import Refused
from congdoan.foundation.saying import gettext
from congdoan.funds.actions.carrying import carry
from congdoan.funds.actions.posting import open_books
from congdoan.funds.actions.reserving import UNDER_WAY
from congdoan.funds.models import Books, Fund, Remittance, Voucher
from congdoan.funds.queries import homes
from congdoan.journal.carrying import carry_over
from congdoan.organisation.handover import Matter
from congdoan.organisation.models import Unit


def open_matters(units: Sequence[Unit], on: date) -> list[Matter]:
    """Funds that hold money, vouchers under way, money on its way to the unit. Three queries."""
    funds = Counter(_holding(units).values_list("unit_id", flat=True))
    vouchers = Counter(Voucher.objects.filter(unit__in=units, state__in=UNDER_WAY).values_list("unit_id", flat=True))
    coming = Counter(
        Remittance.objects.filter(to_unit__in=units, lot__isnull=True).values_list("to_unit_id", flat=True)
    )
    counted = (
        (funds, _("quỹ còn tiền")),
        (vouchers, _("phiếu chi đang làm")),
        (coming, _("khoản tiền đang chuyển đến")),
    )
    return [
        Matter("funds", unit, counts[unit.pk], words) for counts, words in counted for unit in units if counts[unit.pk]
    ]


def hand_over(old: Unit, new: Unit, on: date, by: Actor) -> None:
    """Each fund goes into the heir's fund of its name, else a new one, on `on`; the old books close with that day.

    Raises Refused while a voucher is under way, or where money moved after `on`: settle that first.
    """
    for fund in _holding([old]).order_by("pk"):
        carry(fund, into=_home(fund, new, on), on=on, by=by, heir_of=old)
    for fund in Fund.objects.filter(unit=old, closed_on__isnull=True):
        fund.closed_on, fund.version = on, fund.version + 1
        fund.save(update_fields=["closed_on", "version"])
    Remittance.objects.filter(to_unit=old, lot__isnull=True).update(to_unit=new)
    carry_over(old, new, on=on, room="funds", by=by)
    open_books(old.pk)
    Books.objects.filter(unit=old).exclude(closed_through__gte=on).update(closed_through=on)


def wind_up(units: Sequence[Unit], on: date, by: Actor) -> None:
    """Empty funds close. Money left without an heir is refused: it cannot end with a unit."""
    left = _holding(units).select_related("unit").first()
    if left:
        raise Refused(
            gettext("%(unit)s còn tiền trong “%(fund)s”; hãy chọn đơn vị tiếp nhận.")
            % {"unit": left.unit.name, "fund": left.name}
        )
    Fund.objects.filter(unit__in=units, closed_on__isnull=True).update(closed_on=on, version=F("version") + 1)


def _holding(units: Sequence[Unit]) -> QuerySet[Fund]:
    return Fund.objects.filter(unit__in=units).exclude(cash_vnd=0, bank_vnd=0)


def _home(fund: Fund, new: Unit, on: date) -> Fund:
    """The heir's fund of that name where it may pay as much; else its one of the same restrictions; else a new one."""
    same = homes(fund, at=new).filter(opened_on__lte=on)
    found = same.filter(name=fund.name).first() or same.filter(restricted_to=fund.restricted_to).order_by("pk").first()
    if found:
        return found
    open_books(new.pk)
    taken = Fund.objects.filter(unit=new, name=fund.name).exists()
    return Fund.objects.create(
        unit=new,
        stream=fund.stream,
        name=f"{fund.name} ({fund.unit.code})" if taken else fund.name,
        restricted_to=fund.restricted_to,
        opened_on=on,
    )
