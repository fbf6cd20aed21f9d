"""The date an installation works on when it is not the real one (the demo, a rehearsal)."""

from datetime import date

from congdoan.foundation import audit, clock
from congdoan.foundation.actor import Actor
from congdoan.foundation.errors import NotAllowed
from congdoan.foundation.models import WorkingDate
from congdoan.foundation.saying import gettext as _
from congdoan.installation.settings import installation


def may_be_set() -> bool:
    """Whether this copy is a rehearsal. Where real work is done nobody moves the day, whatever the table says."""
    return installation().is_rehearsal


def working_date(scope: str = "") -> date | None:
    """The date set for `scope` (a top unit's code), else for the whole installation;

    None when it works on the real date, as every copy does that is no rehearsal.
    """
    if not may_be_set():
        return None
    days = dict(WorkingDate.objects.filter(scope__in=["", scope]).values_list("scope", "day"))
    return days.get(scope) or days.get("")


def earliest_working_date() -> date:
    """The day up to which the worker may run ahead everywhere: the earliest date any top unit works on, or today."""
    set_days = WorkingDate.objects.values_list("day", flat=True) if may_be_set() else []
    return min([clock.today(), *set_days])


def set_working_date(day: date | None, *, scope: str = "", by: Actor) -> None:
    """Make the installation (or one top unit) work on `day`; None returns to the real date.

    Raises NotAllowed where real work is done: deadlines, lateness and the days of payments would be moved with it.
    """
    if day is not None and not may_be_set():
        raise NotAllowed(
            _("Chỉ bản dùng thử, tập huấn (CONGDOAN_REHEARSAL=1) đặt được ngày làm việc; ở đây luôn theo ngày thật.")
        )
    if day is None:
        WorkingDate.objects.filter(scope=scope).delete()
    else:
        WorkingDate.objects.update_or_create(scope=scope, defaults={"day": day})
    audit.record(
        "foundation.working_date.set",
        f"installation:{scope}",
        f"Đặt ngày làm việc của hệ thống: {day or 'ngày thật'}.",
        by=by,
    )
