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
    SEE_MEMBERS = ("see_members", _("xem đoàn viên"), True)
    KEEP_MEMBERS = ("keep_members", _("kết nạp, chuyển sinh hoạt, sửa hồ sơ đoàn viên"), False)
    OPEN_SENSITIVE = ("open_sensitive", _("mở thông tin nhạy cảm, có nêu mục đích"), False)
    FORGET = ("forget", _("xóa thông tin cá nhân theo đề nghị của người khác"), True)
    SEE_CASES = ("see_cases", _("xem hồ sơ hỗ trợ"), True)
    ASK_SUPPORT = ("ask_support", _("đề nghị hỗ trợ"), False)
    EXAMINE_SUPPORT = ("examine_support", _("khảo sát, thẩm định hỗ trợ"), False)
    APPROVE_SUPPORT = ("approve_support", _("duyệt hỗ trợ"), False)
    SEE_FUNDS = ("see_funds", _("xem quỹ và sổ sách"), True)
    KEEP_BOOKS = ("keep_books", _("lập phiếu thu chi, ghi sổ, khóa sổ"), False)
    APPROVE_PAYMENT = ("approve_payment", _("duyệt chi"), False)
    HOLD_CASH = ("hold_cash", _("thu, chi tiền"), False)
    ORGANISE = ("organise", _("thay đổi tổ chức"), True)
    ADMINISTER = ("administer", _("quản trị tài khoản và vai trò"), True)
    SEE_LOG = ("see_log", _("xem nhật ký"), True)

    def __init__(self, code: str, label: Promise, reaches_down: bool) -> None:
        self.code = code
        self.label = label
        self.reaches_down = reaches_down


_READ = {Task.SEE_TOTALS, Task.READ}
_WORK = _READ | {Task.RECORD_ACT, Task.REGISTER, Task.ASSIGN, Task.ANSWER, Task.VERIFY, Task.WRITE_REPORT}
_CARE = {Task.SEE_MEMBERS, Task.KEEP_MEMBERS, Task.SEE_CASES, Task.ASK_SUPPORT, Task.EXAMINE_SUPPORT, Task.SEE_FUNDS}
_DECIDE = {Task.ISSUE, Task.SIGN_REPORT, Task.APPROVE_SUPPORT, Task.APPROVE_PAYMENT, Task.OPEN_SENSITIVE}
_OVERSEE = {Task.SEE_MEMBERS, Task.SEE_CASES, Task.SEE_FUNDS, Task.SEE_LOG}

# Who approves a payment, who writes it down and who holds the money are three roles; the verbs also ask three persons.
TASKS_OF_ROLE: dict[str, frozenset[Task]] = {
    Role.CHAIR: frozenset(_WORK | _CARE | _DECIDE | {Task.READ_NAMES, Task.SET_TARGET, Task.SEE_LOG, Task.FORGET}),
    Role.OFFICER: frozenset(_WORK | _CARE | {Task.READ_NAMES, Task.OPEN_SENSITIVE, Task.SET_TARGET}),
    Role.CLERK: frozenset(_READ | {Task.REGISTER, Task.RECORD_ACT}),
    Role.ACCOUNTANT: frozenset(_READ | {Task.SEE_FUNDS, Task.SEE_CASES, Task.KEEP_BOOKS}),
    Role.CASHIER: frozenset(_READ | {Task.SEE_FUNDS, Task.HOLD_CASH}),
    Role.INSPECTOR: frozenset(_READ | _OVERSEE | {Task.READ_NAMES}),
    Role.READER: frozenset(_READ),
    Role.CONFEDERATION: frozenset({Task.SEE_TOTALS}),
    Role.MEMBER: frozenset({Task.SEE_TOTALS}),
    Role.ADMINISTRATOR: frozenset(_READ | {Task.ORGANISE, Task.ADMINISTER, Task.SEE_LOG, Task.FORGET}),
}


TASKS_FOR_TWO = frozenset(
    {
        Task.KEEP_BOOKS,
        Task.APPROVE_PAYMENT,
        Task.HOLD_CASH,
        Task.ASK_SUPPORT,
        Task.EXAMINE_SUPPORT,
        Task.APPROVE_SUPPORT,
    }
)
"""Steps of which another person must take the next: their accounts should say whose they are."""

INHERITED = frozenset({Task.SEE_TOTALS, Task.READ, Task.READ_NAMES})
"""What whoever holds it at an heir may also do at the units that went on in it: read their papers, acts and figures."""


def roles_for(task: Task) -> list[Role]:
    """The roles that include the task, in the order they are listed."""
    return [role for role in Role if task in TASKS_OF_ROLE[role]]
