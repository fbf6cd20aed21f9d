"""Who may ask that a person be forgotten, who carries it out, and why not."""

from django.utils.translation import gettext as _

from congdoan.accounts.access import may, standing
from congdoan.accounts.models import User
from congdoan.accounts.persons import accounts_of
from congdoan.accounts.rules import Task
from congdoan.forgetting.models import ForgetRequest
from congdoan.foundation.decisions import ALLOWED, Decision, refused
from congdoan.foundation.errors import NotFound
from congdoan.foundation.keys import tidy_key
from congdoan.membership import access as membership
from congdoan.organisation.models import Person


def person_for_asking(user: User, key: str) -> Person:
    """A member or former member whose file the user keeps. Raises NotFound or NotAllowed."""
    return membership.member_for_keeping(user, key)


def may_see_requests(user: User) -> Decision:
    """Who keeps members' files somewhere, or may erase a person."""
    now = standing(user)
    if any(now.units_for(task) for task in (Task.KEEP_MEMBERS, Task.FORGET)):
        return ALLOWED
    return refused(_("Chỉ cán bộ giữ hồ sơ đoàn viên, chủ tịch và quản trị xem được các đề nghị xóa thông tin."))


def request_for_viewing(user: User, key: str) -> ForgetRequest:
    """A request in the user's sight. Raises NotFound for any other."""
    rows = ForgetRequest.objects.visible_to(user).select_related("person", "unit")
    found = rows.filter(key=tidy_key(key)).first()
    if found is None:
        raise NotFound(_("Không có đề nghị xóa thông tin mang mã “%(key)s” trong phạm vi của bạn.") % {"key": key})
    return found


def may_carry_out(user: User, request: ForgetRequest) -> Decision:
    """A chair or an administrator of the unit or of one above it, who did not ask for it and whom it is not about."""
    if request.asked_by in accounts_of(user.key):
        return refused(_("Người đề nghị không được tự thực hiện; cần người thứ hai."))
    if user.person_id == request.person_id:
        return refused(_("Không tự thực hiện việc xóa thông tin về chính mình; cần người khác."))
    return may(user, Task.FORGET, at=request.unit)


def may_withdraw(user: User, request: ForgetRequest) -> Decision:
    """Whoever asked."""
    return ALLOWED if request.asked_by == user.key else refused(_("Chỉ người đã đề nghị mới rút lại được."))


def may_read_name(user: User, request: ForgetRequest) -> bool:
    """Whether the user may read members' names where the request belongs; others see initials."""
    return bool(membership.may_see_names(user, request.unit))


def request_for_carrying_out(user: User, key: str) -> ForgetRequest:
    """A request the user may carry out or refuse. Raises NotFound or NotAllowed with the reason."""
    found = request_for_viewing(user, key)
    may_carry_out(user, found).require()
    return found


def request_for_withdrawing(user: User, key: str) -> ForgetRequest:
    found = request_for_viewing(user, key)
    may_withdraw(user, found).require()
    return found
