"""Questions to the ground: which day counts as a working day, which value a parameter had."""

from datetime import date

from django.utils.translation import gettext as _

from congdoan.foundation.calendar import WorkCalendar
from congdoan.foundation.errors import NotInForce
from congdoan.foundation.models import Holiday, Parameter


def work_calendar() -> WorkCalendar:
    """The working days of every year entered. One query; ask once a request."""
    rows = list(Holiday.objects.values_list("day", "is_working"))
    return WorkCalendar(
        holidays=frozenset(day for day, is_working in rows if not is_working),
        extra_working_days=frozenset(day for day, is_working in rows if is_working),
        years=frozenset(day.year for day, _is_working in rows),
    )


def parameter(key: str, on: date, *, scope: str = "") -> Parameter:
    """The value of `key` in force on `on`, the unit's own before the general one. Raises NotInForce."""
    found = (
        Parameter.objects.filter(key=key, scope__in=["", scope], valid__contains=on)
        .order_by("-scope", "-valid")
        .first()
    )
    if found is None:
        raise NotInForce(
            _("Chưa có tham số “%(key)s” cho ngày %(day)s; hãy nhập tại Quản trị › Tham số.")
            % {"key": key, "day": f"{on:%d/%m/%Y}"}
        )
    return found
