"""How a voucher that was booked wrongly is put right: a mirror on an open day, never a change of what was written."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from congdoan.funds import access
from congdoan.funds.models import Books, Voucher, VoucherState
from congdoan.web.funds.forms import DatedReasonForm
from congdoan.web.shell.request import UserRequest


@dataclass(frozen=True, slots=True)
class Correction:
    """What the accountant may do about a booked voucher: `url` leads to the mirror; empty with `why_not` instead.
    `closed_through` is the day its books are closed through, None where they are open.
    """

    url: str
    why_not: str
    closed_through: date | None
    case: str = ""

    @property
    def first_open(self) -> date | None:
        return self.closed_through + timedelta(days=1) if self.closed_through else None


def correction(request: UserRequest, voucher: Voucher) -> Correction | None:
    """For who keeps the unit's books, of a voucher that stands in them. At most three queries."""
    if voucher.state != VoucherState.PAID or not access.may_keep_books(request.user, voucher.unit):
        return None
    answer = access.may_reverse(request.user, voucher)
    if voucher.lot is not None:
        url = reverse("funds:take_back", args=[voucher.lot.key])
    else:
        url = reverse("funds:voucher_step", args=[voucher.key, "ghi-dao"])
    promise = voucher.reservation
    kind, _colon, key = promise.source.partition(":") if promise is not None and promise.settled_at else ("", "", "")
    return Correction(
        url=url if answer else "",
        why_not="" if answer else str(answer.reason),
        closed_through=closed_over(voucher),
        case=key if kind == "case" else "",
    )


def closed_over(voucher: Voucher) -> date | None:
    """The day the books of the voucher's own day are closed through; None where they are open."""
    books = Books.objects.filter(unit=voucher.unit_id, closed_through__gte=voucher.paid_on or date.max).first()
    return books.closed_through if books else None


def reversing_form(request: UserRequest, voucher: Voucher) -> DatedReasonForm:
    """Why and on which day; of closed books, says which day is the first open one."""
    form = DatedReasonForm(request.POST or None)
    through = closed_over(voucher)
    if through:
        words = _("Sổ đã khóa đến hết ngày %(closed)s: ghi từ ngày %(open)s.")
        said = {"closed": f"{through:%d/%m/%Y}", "open": f"{through + timedelta(days=1):%d/%m/%Y}"}
        form.fields["on"].help_text = words % said
    return form
