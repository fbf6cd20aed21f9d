"""Who may do what, where, and why not.

Every other room asks here; authority over the tree itself is answered here too.
"""

from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext as _

from congdoan.accounts.models import RoleHolding, User
from congdoan.accounts.rules import TASKS_OF_ROLE, Task, roles_for
from congdoan.foundation import clock
from congdoan.foundation.decisions import ALLOWED, Decision, refused
from congdoan.organisation import queries
from congdoan.organisation.models import Body, Closure, Unit


@dataclass(frozen=True, slots=True)
class Standing:
    """What a user is on a day: role holdings with their units. Fetched once a request."""

    user: User
    on: date
    holdings: tuple[RoleHolding, ...]

    def units_for(self, task: Task) -> list[int]:
        """Ids of the units at which some role of the user includes the task."""
        return [row.unit_id for row in self.holdings if task in TASKS_OF_ROLE[row.role]]


def standing(user: User, *, on: date | None = None) -> Standing:
    """The user's roles on the day. One query."""
    day = on or clock.today()
    if not user.is_active:
        return Standing(user, day, ())
    return Standing(user, day, tuple(user.holdings.filter(valid__contains=day).select_related("unit")))


def may(user: User, task: Task, *, at: Body, on: date | None = None) -> Decision:
    """Someone whose role includes the task, at this unit or at one above it in the command line where the task
    reaches down.
    """
    now = standing(user, on=on)
    units = now.units_for(task)
    if at.pk in units:
        return ALLOWED
    if task.reaches_down and _is_under_any(at, units, on=now.on):
        return ALLOWED
    if not now.holdings:
        return refused(
            _("Tài khoản này chưa có vai trò nào còn hiệu lực vào ngày %(day)s.") % {"day": f"{now.on:%d/%m/%Y}"}
        )
    return refused(
        _("Việc “%(task)s” tại %(unit)s cần vai trò: %(roles)s.")
        % {"task": task.label, "unit": at.name, "roles": ", ".join(str(role.label) for role in roles_for(task))}
    )


def units_in_reach(user: User, task: Task, *, on: date | None = None) -> QuerySet[Unit]:
    """Every unit at which the user may do the task on the day:

    where the role is held and, where the task reaches, below.
    """
    now = standing(user, on=on)
    held = now.units_for(task)
    if not task.reaches_down:
        return Unit.objects.filter(pk__in=held)
    # Reading keeps to today's tree, but a unit that has ended stays readable under its last parent.
    rows = Closure.objects.filter(line__code=queries.COMMAND, ancestor__in=held)
    return Unit.objects.filter(pk__in=rows.filter(_standing_or_last(now.on)).values("unit"))


def acting_units(user: User, *, on: date | None = None) -> list[Unit]:
    """The units in whose name the user may act, each once, the highest first."""
    seen: dict[int, Unit] = {}
    for row in standing(user, on=on).holdings:
        seen.setdefault(row.unit_id, row.unit)
    return sorted(seen.values(), key=lambda unit: (unit.level_id or "", unit.sort_key))


def _is_under_any(body: Body, units: list[int], *, on: date) -> bool:
    rows = Closure.objects.filter(line__code=queries.COMMAND, unit_id=body.pk, ancestor__in=units)
    return rows.filter(_standing_or_last(on)).exists()


def _standing_or_last(on: date) -> Q:
    """Rows that hold on the day, or ended with their unit before it."""
    return Q(valid__contains=on) | Q(unit__ended_on__lte=on, valid__endswith=F("unit__ended_on"))
