"""Who finds the funds in the rail, and what waits for them there."""

from congdoan.accounts.access import Standing, standing
from congdoan.accounts.persons import same_hands
from congdoan.accounts.rules import TASKS_OF_ROLE, Task
from congdoan.funds.models import Voucher, VoucherState
from congdoan.web.shell.request import UserRequest


def sees_funds(request: UserRequest) -> bool:
    """Whoever holds a role that may see funds somewhere today."""
    return bool(_now(request).units_for(Task.SEE_FUNDS))


def tasks_here(request: UserRequest) -> set[Task]:
    """What the person may do with money at the unit acted for."""
    rows = [row for row in _now(request).holdings if row.unit_id == request.unit.pk]
    return {task for row in rows for task in TASKS_OF_ROLE[row.role]}


def waiting(request: UserRequest) -> int:
    """Vouchers at the unit acted for that wait for this person's own step: to approve, or to pay. One query at most."""
    tasks = tasks_here(request)
    states = [VoucherState.PREPARED] if Task.APPROVE_PAYMENT in tasks else []
    if Task.HOLD_CASH in tasks:
        states.append(VoucherState.APPROVED)
    if not states:
        return 0
    mine = same_hands(request.user.key).values("key")
    there = Voucher.objects.filter(unit=request.unit, kind="payment", state__in=states)
    return there.exclude(prepared_by__in=mine).exclude(approved_by__in=mine).count()


def _now(request: UserRequest) -> Standing:
    """The person's roles today, asked once a request."""
    found = vars(request).get("standing_for_money")
    if not isinstance(found, Standing):
        found = vars(request)["standing_for_money"] = standing(request.user)
    return found
