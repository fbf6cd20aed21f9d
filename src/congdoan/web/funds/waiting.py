"""Who finds the funds in the rail, and what waits for them there."""

from congdoan.accounts.access import standing
from congdoan.accounts.rules import TASKS_OF_ROLE, Task
from congdoan.funds.models import Voucher, VoucherState
from congdoan.web.shell.request import UserRequest


def sees_funds(request: UserRequest) -> bool:
    """Whoever holds a role that may see funds somewhere today. One query."""
    return any(Task.SEE_FUNDS in TASKS_OF_ROLE[row.role] for row in standing(request.user).holdings)


def tasks_here(request: UserRequest) -> set[Task]:
    """What the person may do with money at the unit acted for. One query."""
    rows = [row for row in standing(request.user).holdings if row.unit_id == request.unit.pk]
    return {task for row in rows for task in TASKS_OF_ROLE[row.role]}


def waiting(request: UserRequest) -> int:
    """Vouchers at the unit acted for that wait for this person's own step: to approve, or to pay."""
    tasks = tasks_here(request)
    states = [VoucherState.PREPARED] if Task.APPROVE_PAYMENT in tasks else []
    if Task.HOLD_CASH in tasks:
        states.append(VoucherState.APPROVED)
    if not states:
        return 0
    mine = Voucher.objects.filter(unit=request.unit, kind="payment", state__in=states)
    return mine.exclude(prepared_by=request.actor.key).exclude(approved_by=request.actor.key).count()
