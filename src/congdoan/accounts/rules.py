"""What each role includes. A table, so that the check, the screen of rights and the tests read the same lines."""

from enum import Enum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from congdoan.accounts.models import Role


class Task(Enum):
    """Something a role may include: its public name, what officers call it, and whether it reaches the units below."""

    SEE_TOTALS = ("see_totals", _("xem đơn vị và số tổng"), True)
    READ = ("read", _("xem"), True)
    READ_NAMES = ("read_names", _("xem tên người"), True)
    RECORD_ACT = ("record_act", _("ghi nhận việc đã làm"), False)
    REGISTER = ("register", _("vào sổ, soạn và phát hành văn bản"), False)
    ISSUE = ("issue", _("ký ban hành văn bản"), False)
    ASSIGN = ("assign", _("giao nhiệm vụ"), False)
    ANSWER = ("answer", _("tiếp nhận và thực hiện nhiệm vụ"), False)
    VERIFY = ("verify", _("xác nhận, trả lại, gia hạn, nhắc việc"), False)
    WRITE_REPORT = ("write_report", _("soạn báo cáo"), False)
    SIGN_REPORT = ("sign_report", _("ký báo cáo"), False)
    SET_TARGET = ("set_target", _("giao chỉ tiêu"), False)
    ORGANISE = ("organise", _("thay đổi tổ chức"), True)
    ADMINISTER = ("administer", _("quản trị tài khoản và vai trò"), True)
    SEE_LOG = ("see_log", _("xem nhật ký"), True)

    def __init__(self, code: str, label: Promise, reaches_down: bool) -> None:
        self.code = code
        self.label = label
        self.reaches_down = reaches_down


_READ = {Task.SEE_TOTALS, Task.READ}
_WORK = _READ | {Task.RECORD_ACT, Task.REGISTER, Task.ASSIGN, Task.ANSWER, Task.VERIFY, Task.WRITE_REPORT}

TASKS_OF_ROLE: dict[str, frozenset[Task]] = {
    Role.CHAIR: frozenset(_WORK | {Task.READ_NAMES, Task.ISSUE, Task.SIGN_REPORT, Task.SET_TARGET, Task.SEE_LOG}),
    Role.OFFICER: frozenset(_WORK | {Task.READ_NAMES, Task.SET_TARGET}),
    Role.CLERK: frozenset(_READ | {Task.REGISTER, Task.RECORD_ACT}),
    Role.INSPECTOR: frozenset(_READ | {Task.READ_NAMES, Task.SEE_LOG}),
    Role.READER: frozenset(_READ),
    Role.CONFEDERATION: frozenset({Task.SEE_TOTALS}),
    Role.MEMBER: frozenset({Task.SEE_TOTALS}),
    Role.ADMINISTRATOR: frozenset(_READ | {Task.ORGANISE, Task.ADMINISTER, Task.SEE_LOG}),
}


def roles_for(task: Task) -> list[Role]:
    """The roles that include the task, in the order they are listed."""
    return [role for role in Role if task in TASKS_OF_ROLE[role]]
