"""Who may do what, where, and why not.

Every other room asks here; authority over the tree itself is answered here too.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date

from django.core.exceptions import EmptyResultSet
from django.db.models import F, Q, QuerySet
from django.db.models.expressions import RawSQL
from django.utils.translation import gettext as _

from congdoan.accounts.models import OutboxMessage, Role, RoleHolding, User
from congdoan.accounts.rules import INHERITED, TASKS_OF_ROLE, Task, roles_for
from congdoan.foundation import clock
from congdoan.foundation.decisions import ALLOWED, Decision, refused
from congdoan.foundation.errors import NotFound
from congdoan.foundation.models import AuditEntry
from congdoan.organisation import queries
from congdoan.organisation.models import Body, Closure, Placement, Unit


@dataclass(frozen=True, slots=True)
class Standing:
    """What a user is on a day: role holdings with their units. Fetched once a request: see `holding_standing`."""

    user: User
    on: date
    holdings: tuple[RoleHolding, ...]
    reaches: dict[Task, RawSQL] = field(default_factory=dict, compare=False, repr=False)

    def units_for(self, task: Task) -> list[int]:
        """Ids of the units at which some role of the user includes the task."""
        return [row.unit_id for row in self.holdings if task in TASKS_OF_ROLE[row.role]]


_held: ContextVar[Standing | None] = ContextVar("standing", default=None)


@contextmanager
def holding_standing(user: User) -> Iterator[None]:
    """Within it the user's roles of today are asked for once. For a request, which asks a dozen times; a role given or
    ended meanwhile shows in the next one.
    """
    token = _held.set(standing(user))
    try:
        yield
    finally:
        _held.reset(token)


def standing(user: User, *, on: date | None = None) -> Standing:
    """The user's roles on the day. One query, none where the standing is held."""
    day, held = on or clock.today(), _held.get()
    if held and held.on == day and held.user.pk == user.pk:
        return held
    if not user.is_active:
        return Standing(user, day, ())
    return Standing(user, day, tuple(user.holdings.filter(valid__contains=day).select_related("unit__level")))


def may(user: User, task: Task, *, at: Body, on: date | None = None) -> Decision:
    """Someone whose role includes the task, at this unit or at one above it in the command line where the task
    reaches down; for reading, also at the unit that took over when this one ended.
    """
    now = standing(user, on=on)
    units = now.units_for(task)
    if at.pk in units:
        return ALLOWED
    if task.reaches_down and _is_under_any(at, units, on=now.on):
        return ALLOWED
    if task in INHERITED and queries.taken_over(units, on=now.on).filter(pk=at.pk).exists():
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
    return _reached(standing(user, on=on), task)


def _reached(now: Standing, task: Task) -> QuerySet[Unit]:
    held = now.units_for(task)
    if not task.reaches_down:
        return Unit.objects.filter(pk__in=held)
    # Reading keeps to today's tree, but a unit that has ended stays readable under its last parent, and to its heir.
    rows = Closure.objects.filter(line__code=queries.COMMAND, ancestor__in=held)
    reached = rows.filter(_standing_or_last(now.on)).values("unit")
    if task in INHERITED:
        reached = reached.union(queries.taken_over(held, on=now.on).order_by().values("pk"))
    return Unit.objects.filter(pk__in=reached)


def ids_in_reach(user: User, task: Task, *, on: date | None = None) -> RawSQL:
    """The ids of `units_in_reach`, for `…__in=`: part of the statement it is used in, as the units themselves would be.

    A list names the reach up to five times, and putting it into SQL anew each time costs more than asking; here it is
    put once, and where the standing is held once a request.
    """
    now = standing(user, on=on)
    if task not in now.reaches:
        units = _reached(now, task).order_by().values("pk")
        try:
            words, values = units.query.sql_with_params()
        except EmptyResultSet:
            words, values = "SELECT NULL::bigint WHERE false", ()
        now.reaches[task] = RawSQL(words, values)  # noqa: S611 - Django's own words, values apart
    return now.reaches[task]


def acting_units(user: User, *, on: date | None = None) -> list[Unit]:
    """The units in whose name the user may act, each once, the highest first."""
    seen: dict[int, Unit] = {}
    for row in standing(user, on=on).holdings:
        seen.setdefault(row.unit_id, row.unit)
    return sorted(seen.values(), key=lambda unit: (unit.level.rank, unit.sort_key))


def _is_under_any(body: Body, units: list[int], *, on: date) -> bool:
    rows = Closure.objects.filter(line__code=queries.COMMAND, unit_id=body.pk, ancestor__in=units)
    return rows.filter(_standing_or_last(on)).exists()


def _standing_or_last(on: date) -> Q:
    """Rows that hold on the day, or ended with their unit before it."""
    return Q(valid__contains=on) | Q(unit__ended_on__lte=on, valid__endswith=F("unit__ended_on"))


def house_of(user: User, *, on: date | None = None) -> QuerySet[Unit]:
    """Every unit of the houses the user belongs to, standing on `on` or ended before it: for the tree and the search.

    Names and places in the tree are open to whoever holds a role anywhere in the house; nothing else is.
    """
    now = standing(user, on=on)
    held = [row.unit_id for row in now.holdings]
    above = Closure.objects.filter(line__code=queries.COMMAND, unit__in=held).filter(_standing_or_last(now.on))
    tops = above.values("ancestor")
    rows = Closure.objects.filter(line__code=queries.COMMAND, ancestor__in=tops)
    return Unit.objects.filter(pk__in=rows.values("unit"))


def unit_for_viewing(user: User, code: str) -> Unit:
    """A unit of the user's own house, whether it stands or has ended. Raises NotFound for any other."""
    found = house_of(user).filter(code=code).select_related("level").first()
    if found is None:
        raise NotFound(_("Không có đơn vị mang mã “%(code)s” trong phạm vi của bạn.") % {"code": code})
    return found


def unit_for_organising(user: User, code: str) -> Unit:
    """A unit within the reach of a role that may change the organisation.

    Raises NotFound, or NotAllowed with who may.
    """
    unit = unit_for_viewing(user, code)
    may(user, Task.ORGANISE, at=unit).require()
    return unit


def visible_accounts(user: User) -> QuerySet[User]:
    """Accounts with a role, present or past, at a unit the user administers."""
    held = RoleHolding.objects.filter(unit__in=ids_in_reach(user, Task.ADMINISTER))
    return User.objects.filter(pk__in=held.values("user"))


def visible_messages(user: User) -> QuerySet[OutboxMessage]:
    """Messages on their way to accounts the user administers."""
    return OutboxMessage.objects.filter(notice__user__in=visible_accounts(user).values("pk"))


def may_administer_account(user: User, account: User) -> Decision:
    """An administrator in whose reach lies every unit at which the account holds a role now or later."""
    reach = ids_in_reach(user, Task.ADMINISTER)
    open_roles = account.holdings.filter(Q(valid__upper_inf=True) | Q(valid__endswith__gt=clock.today()))
    beyond = open_roles.exclude(unit__in=reach).select_related("unit").first()
    if beyond:
        return refused(
            _("%(user)s còn giữ vai trò tại %(unit)s, ngoài phạm vi quản trị của bạn; hãy nhờ quản trị cấp trên.")
            % {"user": account.name, "unit": beyond.unit.name}
        )
    return ALLOWED


def account_for_viewing(user: User, key: str) -> User:
    """An account in the administrator's sight. Raises NotFound for any other."""
    found = visible_accounts(user).filter(key=key).first()
    if found is None:
        raise NotFound(_("Không có tài khoản này trong phạm vi quản trị của bạn."))
    return found


def account_for_administering(user: User, key: str) -> User:
    """An account the administrator may change. Raises NotFound or NotAllowed with the reason."""
    account = account_for_viewing(user, key)
    may_administer_account(user, account).require()
    return account


def may_grant(user: User, unit: Unit) -> Decision:
    """An administrator of the unit or of one above it."""
    return may(user, Task.ADMINISTER, at=unit)


def role_for_ending(user: User, key: str) -> RoleHolding:
    """A role holding at a unit the administrator administers. Raises NotFound or NotAllowed."""
    holding = RoleHolding.objects.filter(key=key).select_related("user", "unit").first()
    if holding is None:
        raise NotFound(_("Không có vai trò này."))
    may_grant(user, holding.unit).require()
    return holding


def role_for_delegating(user: User, key: str) -> RoleHolding:
    """One's own role as chair, or any chair's for an administrator of the unit. Raises NotFound or NotAllowed."""
    holding = RoleHolding.objects.filter(key=key, role=Role.CHAIR).select_related("user", "unit").first()
    if holding is None:
        raise NotFound(_("Không có vai trò này."))
    if holding.user_id != user.pk:
        may_grant(user, holding.unit).require()
    return holding


def visible_log(user: User) -> QuerySet[AuditEntry]:
    """What was done in the name of units whose log the user may see, and the user's own doings.

    Acts of the installation itself (commands, without a unit) may concern any house in it: they are shown only to who
    administers every one of them.
    """
    units = units_in_reach(user, Task.SEE_LOG)
    seen = Q(actor_unit__in=units.values("code")) | Q(actor_key=user.key)
    if administers_every_house(user):
        seen |= Q(actor_unit="")
    return AuditEntry.objects.filter(seen)


def administers_every_house(user: User) -> bool:
    """Whether every unit that stands at a top today lies within the user's reach as an administrator."""
    tops = Placement.objects.filter(line__code=queries.COMMAND, parent__isnull=True, valid__contains=clock.today())
    reach = units_in_reach(user, Task.ADMINISTER)
    return reach.exists() and not tops.exclude(unit__in=reach).exists()


def may_rule(user: User, unit: Unit | None = None) -> Decision:
    """For a unit and those below it: whoever administers it. For everyone: whoever administers every house there is."""
    if unit is not None:
        return may(user, Task.ADMINISTER, at=unit)
    if administers_every_house(user):
        return ALLOWED
    return refused(
        _(
            "Lịch nghỉ và giá trị dùng chung áp dụng cho mọi đơn vị trên hệ thống này; chỉ quản trị của tất cả các cấp "
            "cao nhất được sửa. Hãy đặt giá trị riêng cho đơn vị của mình."
        )
    )


def tops_for(user: User, *, on: date | None = None) -> list[Unit]:
    """The top units of the houses the user belongs to, as they stand on `on`."""
    now = standing(user, on=on)
    held = [row.unit_id for row in now.holdings]
    above = Closure.objects.filter(line__code=queries.COMMAND, unit__in=held).filter(_standing_or_last(now.on))
    tops = Placement.objects.filter(line__code=queries.COMMAND, parent__isnull=True, unit__in=above.values("ancestor"))
    return list(Unit.objects.filter(pk__in=tops.values("unit")).select_related("level"))
