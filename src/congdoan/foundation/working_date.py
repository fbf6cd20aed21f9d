"""The date an installation works on when it is not the real one (the demo, a rehearsal)."""

from datetime import date

from congdoan.foundation import audit, clock
from congdoan.foundation.actor import Actor
from congdoan.foundation.models import WorkingDate


def working_date(scope: str = "") -> date | None:
    """The date set for `scope` (a top unit's code), else for the whole installation;

    None when it works on the real date.
    """
    days = dict(WorkingDate.objects.filter(scope__in=["", scope]).values_list("scope", "day"))
    return days.get(scope) or days.get("")


def earliest_working_date() -> date:
    """The day up to which the worker may run ahead everywhere: the earliest date any top unit works on, or today."""
    return min([clock.today(), *WorkingDate.objects.values_list("day", flat=True)])


def set_working_date(day: date | None, *, scope: str = "", by: Actor) -> None:
    """Make the installation (or one top unit) work on `day`; None returns to the real date."""
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
