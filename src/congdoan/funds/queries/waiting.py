"""What was decided and waits for its voucher."""

from django.db.models import F, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from congdoan.funds.models import Reservation, Voucher, VoucherState
from congdoan.organisation.models import Unit


def promises_to_pay(unit: Unit) -> QuerySet[Reservation]:
    """Promises of the unit's funds with `left_vnd`, what is set aside and on no voucher under way; the newest first.
    One query.
    """
    under_way = Voucher.objects.filter(
        reservation=OuterRef("pk"), state__in=[VoucherState.PREPARED, VoucherState.APPROVED]
    ).order_by()
    sums = under_way.values("reservation").annotate(total=Sum("amount_vnd")).values("total")
    rows = Reservation.objects.filter(fund__unit=unit).still_open().with_open()
    found = rows.annotate(left_vnd=F("open_vnd") - Coalesce(Subquery(sums), 0)).filter(left_vnd__gt=0)
    return found.select_related("purpose", "for_unit", "fund").order_by("-reserved_on", "-pk")
