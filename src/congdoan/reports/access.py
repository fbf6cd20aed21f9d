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
    below = accounts.units_in_reach(user, Task.READ)
    own = accounts.standing(user).units_for(Task.READ)
    return Report.objects.filter(unit__in=below).filter(~Q(state="draft") | Q(unit__in=own))


def requests_visible_to(user: User) -> QuerySet[ReportRequest]:
    """Requests made by or laid on a unit the user may read."""
    reach = accounts.units_in_reach(user, Task.READ)
    asked = Q(duty__obligations__bearer__in=reach.values("pk"))
    return ReportRequest.objects.filter(Q(receiver__in=reach) | asked).distinct()


def report(user: User, key: str) -> Report:
    """The report, for reading. Raises NotFound when there is none or it is not theirs to see."""
    found = visible_to(user).filter(key=key).select_related("request__receiver", "unit", "request__duty").first()
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
    return accounts.may(user, Task.WRITE_REPORT, at=report.unit)


def may_judge(user: User, report: Report) -> Decision:
    """An officer of the unit that receives it; nobody judges the report of their own unit."""
    if report.unit_id == report.request.receiver_id:
        return refused(_("Đơn vị không tự duyệt báo cáo của mình."))
    return accounts.may(user, Task.VERIFY, at=report.request.receiver)


def may_sign(user: User, report: Report) -> Decision:
    """Whoever signs papers for the unit that reports, once it has been accepted above."""
    if report.state != "accepted":
        return refused(_("Báo cáo được ký sau khi cấp trên chấp nhận."))
    return accounts.may(user, Task.SIGN_REPORT, at=report.unit)


def may_ask(user: User, request: ReportRequest) -> Decision:
    """An officer of the receiving unit."""
    return accounts.may(user, Task.ASSIGN, at=request.receiver)
