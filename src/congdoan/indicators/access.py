"""Who may see figures and give targets, and why not."""

from django.utils.translation import gettext as _

from congdoan.accounts.access import may, units_in_reach
from congdoan.accounts.models import User
from congdoan.accounts.rules import Task
from congdoan.foundation import clock
from congdoan.foundation.decisions import ALLOWED, Decision, refused
from congdoan.foundation.errors import NotFound
from congdoan.foundation.keys import tidy_key
from congdoan.indicators.models import Indicator, Target
from congdoan.organisation.models import Body, Unit
from congdoan.organisation.queries import is_under


def may_see_figures(user: User, unit: Body) -> Decision:
    """Who may see totals at the unit or above it: figures carry no names, nor what stands behind them."""
    return may(user, Task.SEE_TOTALS, at=unit)


def may_see_records(user: User, unit: Unit) -> Decision:
    """Who may read at the unit or above it: the acts behind its figures."""
    return may(user, Task.READ, at=unit)


def may_see_what_for(user: User, unit: Unit, indicator: Indicator) -> Decision:
    """Where the indicator tells illness and need apart: who sees the unit's cases, or opens what is kept closed."""
    if not indicator.is_sensitive:
        return ALLOWED
    opens = may(user, Task.OPEN_SENSITIVE, at=unit)
    return opens if opens else may(user, Task.SEE_CASES, at=unit)


def may_be_told(user: User, unit: Unit, indicator: Indicator) -> Decision:
    """Who may be told that a number of theirs is right or wrong: the same as who sees the whole figure. A yes or no
    would tell it to whoever tries one number after another.
    """
    sees = may_see_figures(user, unit)
    return may_see_what_for(user, unit, indicator) if sees else sees


def may_give_targets(user: User, giver: Unit) -> Decision:
    """Chair and officers of the giving unit itself."""
    return may(user, Task.SET_TARGET, at=giver)


def may_be_given(receiver: Unit, giver: Unit) -> Decision:
    """Units under the giver today: nobody sets a target for a neighbour."""
    if receiver.pk != giver.pk and is_under(receiver, giver, on=clock.today()):
        return ALLOWED
    return refused(
        _("%(receiver)s không trực thuộc %(giver)s nên không giao chỉ tiêu được.")
        % {"receiver": receiver.name, "giver": giver.name}
    )


def unit_for_figures(user: User, code: str) -> Unit:
    """The unit by its code, when the user may see its totals; otherwise it is as if it were not there."""
    unit = units_in_reach(user, Task.SEE_TOTALS).filter(code=code).select_related("level").first()
    if unit is None:
        raise NotFound(_("Không có đơn vị mang mã “%(code)s” trong phạm vi bạn được xem.") % {"code": code})
    return unit


def target_for_reading(user: User, key: str) -> Target:
    """A target of a unit whose totals the user may see, as receiver or as giver."""
    target = (
        Target.objects.select_related("indicator", "giver", "receiver", "receiver__level")
        .filter(key=tidy_key(key))
        .first()
    )
    if target is None or not (may_see_figures(user, target.receiver) or may_see_figures(user, target.giver)):
        raise NotFound(_("Không có chỉ tiêu mang mã “%(key)s” trong phạm vi bạn được xem.") % {"key": key})
    return target


def target_for_changing(user: User, key: str) -> Target:
    """Chair and officers of the unit that gave it."""
    target = target_for_reading(user, key)
    may(user, Task.SET_TARGET, at=target.giver).require()
    return target


def target_for_splitting(user: User, key: str) -> Target:
    """Chair and officers of the unit that received it."""
    target = target_for_reading(user, key)
    may(user, Task.SET_TARGET, at=target.receiver).require()
    return target
