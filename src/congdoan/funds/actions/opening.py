"""A fund is opened, and closed once it is empty."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.db.models import Max

from congdoan.foundation import audit, clock
from congdoan.foundation.actor import Actor
from congdoan.foundation.errors import Refused
from congdoan.foundation.saying import gettext as _
from congdoan.foundation.text import nfc
from congdoan.funds.actions.checking import checked_purposes
from congdoan.funds.actions.posting import open_books
from congdoan.funds.models import Fund, Stream
from congdoan.organisation.models import Unit


@transaction.atomic
def open_fund(
    unit: Unit, *, name: str, stream: str, by: Actor, on: date | None = None, restricted_to: Iterable[str] = ()
) -> Fund:
    """Open an empty fund of the unit in one stream, for good; `restricted_to` names the only purposes it may pay for.

    Raises Refused for a second fund of the same name, an unknown stream or purpose, a unit that does not stand.
    """
    title = nfc(name).strip()
    opened_on = on or clock.today()
    if not title:
        raise Refused(_("Hãy đặt tên quỹ."), field="name")
    if stream not in Stream.values:
        raise Refused(
            _("Không có dòng tiền “%(stream)s”; hiện vật và tài trợ kết nối không vào sổ quỹ.") % {"stream": stream},
            field="stream",
        )
    if Fund.objects.filter(unit=unit, name=title).exists():
        raise Refused(_("Đơn vị đã có quỹ “%(name)s”.") % {"name": title}, field="name")
    if opened_on < unit.established_on or (unit.ended_on and opened_on >= unit.ended_on):
        raise Refused(_("Đơn vị không hoạt động vào ngày mở quỹ."), field="on")
    open_books(unit.pk)
    fund = Fund.objects.create(
        unit=unit, name=title, stream=stream, restricted_to=checked_purposes(restricted_to), opened_on=opened_on
    )
    sentence = _("Mở quỹ “%(name)s” (%(stream)s).") % {"name": title, "stream": Stream(stream).label}
    audit.record("funds.fund.opened", f"fund:{fund.key}", sentence, by=by)
    return fund


@transaction.atomic
def close_fund(fund: Fund, *, on: date, by: Actor) -> Fund:
    """From `on` take nothing in and pay nothing out any more. Refused while a đồng is left in it, for a day to come,
    before the fund was opened or anything was booked in it last.
    """
    locked = Fund.objects.select_for_update().get(pk=fund.pk)
    if locked.closed_on:
        raise Refused(_("Quỹ đã đóng ngày %(day)s.") % {"day": f"{locked.closed_on:%d/%m/%Y}"})
    if locked.balance_vnd:
        raise Refused(_("Quỹ còn tiền; hãy chi hoặc chuyển hết trước khi đóng."))
    _refuse_wrong_end(locked, on)
    locked.closed_on = on
    locked.version += 1
    locked.save(update_fields=["closed_on", "version"])
    audit.record("funds.fund.closed", f"fund:{locked.key}", _("Đóng quỹ “%(name)s”.") % {"name": locked.name}, by=by)
    return locked


def _refuse_wrong_end(fund: Fund, on: date) -> None:
    last = fund.sets.aggregate(day=Max("booked_on"))["day"] or fund.opened_on
    if on > clock.today():
        raise Refused(_("Ngày %(day)s chưa đến.") % {"day": f"{on:%d/%m/%Y}"}, field="on")
    if on < last:
        words = _("Quỹ còn ghi sổ ngày %(day)s; hãy đóng từ ngày đó trở đi.")
        raise Refused(words % {"day": f"{last:%d/%m/%Y}"}, field="on")
