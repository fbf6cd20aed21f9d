"""What every verb refuses before it touches a row."""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _

from congdoan.foundation import clock
from congdoan.foundation.errors import Refused
from congdoan.foundation.text import nfc
from congdoan.funds.models import Books, Fund, Purpose
from congdoan.funds.rules import is_whole_amount


def refuse_no_money(amount_vnd: object) -> None:
    """Only whole đồng above zero and within reason are money."""
    if not is_whole_amount(amount_vnd):
        raise Refused(_("Số tiền phải là số đồng nguyên, lớn hơn 0 và không quá 1.000.000 tỷ."), field="amount_vnd")


def refuse_wrong_days(funds: Iterable[Fund], on: date) -> None:
    """As `refuse_wrong_day`, of each."""
    for fund in funds:
        refuse_wrong_day(fund, on)


def refuse_wrong_day(fund: Fund, on: date) -> None:
    """A day to come, before the fund, any day once it was closed, or one in closed books."""
    day = f"{on:%d/%m/%Y}"
    if on > clock.today():
        raise Refused(_("Ngày %(day)s chưa đến.") % {"day": day}, field="on")
    if on < fund.opened_on:
        raise Refused(
            _("Quỹ mở ngày %(open)s, sau ngày %(day)s.") % {"open": f"{fund.opened_on:%d/%m/%Y}", "day": day},
            field="on",
        )
    if fund.closed_on:  # whatever the day: a closed fund is empty, and stays so
        raise Refused(_("Quỹ đã đóng ngày %(day)s.") % {"day": f"{fund.closed_on:%d/%m/%Y}"}, field="on")
    closed = Books.objects.filter(unit=fund.unit_id, closed_through__gte=on).first()
    if closed and closed.closed_through:
        raise Refused(
            _("Sổ đã khóa đến hết ngày %(closed)s; hãy ghi vào ngày sau đó, hoặc ghi đảo kèm lý do.")
            % {"closed": f"{closed.closed_through:%d/%m/%Y}"},
            field="on",
        )


def checked_purposes(codes: Iterable[str]) -> list[str]:
    """Each purpose once, as it is called on the closed list."""
    wanted = list(dict.fromkeys(codes))
    known = set(Purpose.objects.filter(code__in=wanted).values_list("code", flat=True))
    for code in wanted:
        if code not in known:
            raise Refused(_("Không có mục đích chi “%(code)s”.") % {"code": code}, field="restricted_to")
    return wanted


def reason_given(reason: str) -> str:
    """The reason, tidied. Raises Refused when there is none."""
    words = nfc(reason).strip()
    if not words:
        raise Refused(_("Hãy ghi lý do."), field="reason")
    return words
