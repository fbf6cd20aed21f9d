"""Questions to the ground: which day counts as a working day, which value a parameter had."""

from collections.abc import Iterable, Sequence
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
    """The value of `key` in force on `on`, the unit's own before the general one. One query. Raises NotInForce.

    What a unit lays down for those below it too is asked by `organisation.queries.parameter_at`.
    """
    return in_force(Parameter.objects.filter(key=key, scope__in=["", scope]), key, on, scopes=[scope])


def in_force(rows: Iterable[Parameter], key: str, on: date, *, scopes: Sequence[str]) -> Parameter:
    """Of the rows of `key`, the one in force on the day: of the first of the scopes that has one, then the general one.

    Raises NotInForce.
    """
    order = [*scopes, ""]
    valid = [row for row in rows if row.scope in order and on in row.valid]
    found = min(valid, key=lambda row: order.index(row.scope), default=None)
    if found is None:
        raise NotInForce(
            _("Chưa có tham số “%(key)s” cho ngày %(day)s; hãy nhập tại Quản trị › Tham số.")
            % {"key": key, "day": f"{on:%d/%m/%Y}"}
        )
    return found
