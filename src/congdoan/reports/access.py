"""Who may read, write, judge and sign a report, and why not."""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from congdoan.accounts import access as accounts
from congdoan.accounts.models import User
from congdoan.accounts.rules import Task
from congdoan.foundation.decisions import Decision, refused
from congdoan.foundation.errors import NotFound
from congdoan.reports.models import Report, ReportRequest
from congdoan.reports.rules import is_editable


def visible_to(user: User) -> QuerySet[Report]:
    """Reports of the units the user may read. A draft is seen only at its own unit, until it is sent."""
    below = accounts.ids_in_reach(user, Task.READ)
    own = accounts.standing(user).units_for(Task.READ)
    within = Q(unit__in=below) | Q(heir__in=below)
    return Report.objects.filter(within).filter(~Q(state="draft") | Q(unit__in=own) | Q(heir__in=own))


def requests_visible_to(user: User) -> QuerySet[ReportRequest]:
    """Requests made by or laid on a unit the user may read."""
    reach = accounts.ids_in_reach(user, Task.READ)
    asked = Q(duty__obligations__bearer__in=reach) | Q(duty__obligations__heir__in=reach)
    return ReportRequest.objects.filter(Q(receiver__in=reach) | Q(receiver_heir__in=reach) | asked).distinct()


WITH = ("request__receiver", "request__receiver_heir", "request__duty__document", "unit", "heir", "document")


def report(user: User, key: str) -> Report:
    """The report, for reading. Raises NotFound when there is none or it is not theirs to see."""
    found = visible_to(user).filter(key=key).select_related(*WITH).first()
    if found is None:
        raise NotFound(_("Không có báo cáo mã %(key)s trong phạm vi của bạn.") % {"key": key})
    return found


def report_for_writing(user: User, key: str) -> Report:
    found = report(user, key)
    may_write(user, found).require()
    return found


def report_for_judging(user: User, key: str) -> Report:
    found = report(user, key)
    may_judge(user, found).require()
    return found


def report_for_signing(user: User, key: str) -> Report:
    found = report(user, key)
    may_sign(user, found).require()
    return found


def may_write(user: User, report: Report) -> Decision:
    """An officer of the unit that reports, while the report is being written or was returned."""
    if not is_editable(report.state):
        return refused(_("Báo cáo này không còn ở bước soạn; muốn sửa, hãy xin cấp trên trả lại."))
    return accounts.may(user, Task.WRITE_REPORT, at=report.writer)


def may_judge(user: User, report: Report) -> Decision:
    """An officer of the unit that receives it; nobody judges the report of their own unit."""
    if report.writer == report.request.judge:
        return refused(_("Đơn vị không tự duyệt báo cáo của mình."))
    return accounts.may(user, Task.VERIFY, at=report.request.judge)


def may_sign(user: User, report: Report) -> Decision:
    """Whoever signs papers for the unit that reports, once it has been accepted above."""
    if report.state != "accepted":
        return refused(
            _("Hãy chốt báo cáo trước khi ký.") if report.is_own else _("Báo cáo được ký sau khi cấp trên chấp nhận.")
        )
    return accounts.may(user, Task.SIGN_REPORT, at=report.writer)


def may_take_back(user: User, report: Report) -> Decision:
    """An officer of the unit that sent it, until somebody above has judged it; of its own, until it is signed."""
    if report.state != ("accepted" if report.is_own else "sent"):
        return refused(_("Chỉ rút lại được báo cáo đã gửi mà cấp trên chưa xem xong."))
    return accounts.may(user, Task.WRITE_REPORT, at=report.writer)


def may_draw_together(user: User, request: ReportRequest) -> Decision:
    """Whoever writes reports for the unit that asked."""
    return accounts.may(user, Task.WRITE_REPORT, at=request.judge)


def may_run(user: User, request: ReportRequest) -> Decision:
    """An officer of the receiving unit: accept in bulk, remind, move the cut-off, close."""
    return accounts.may(user, Task.VERIFY, at=request.judge)


def request_for_reading(user: User, key: str) -> ReportRequest:
    """The request. Raises NotFound when there is none or it is not theirs to see."""
    found = (
        requests_visible_to(user).filter(key=key).select_related("duty__document", "receiver", "receiver_heir").first()
    )
    if found is None:
        raise NotFound(_("Không có yêu cầu báo cáo mã %(key)s trong phạm vi của bạn.") % {"key": key})
    return found


def request_for_running(user: User, key: str) -> ReportRequest:
    found = request_for_reading(user, key)
    may_run(user, found).require()
    return found
