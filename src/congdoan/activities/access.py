"""Who may record, read, correct and open the papers of an act, and why not."""

from django.utils.translation import gettext as _

from congdoan.accounts.access import may
from congdoan.accounts.models import User
from congdoan.accounts.rules import Task
from congdoan.activities.models import Act, ActFile, ActState, StandingTeam
from congdoan.foundation.decisions import ALLOWED, Decision, refused
from congdoan.foundation.errors import NotFound
from congdoan.foundation.keys import tidy_key
from congdoan.organisation.models import Unit


def may_record(user: User, lead: Unit) -> Decision:
    """Someone whose role at this very unit includes recording: nobody records for the units below."""
    return may(user, Task.RECORD_ACT, at=lead)


def may_correct(user: User, act: Act) -> Decision:
    """Who may record for the lead unit, as long as the act was not withdrawn."""
    if act.state == ActState.WITHDRAWN:
        return refused(_("Việc này đã được rút; chỉ còn xem được."))
    return may(user, Task.RECORD_ACT, at=act.lead)


def may_see_names(user: User, act: Act) -> Decision:
    """Who may read names at the lead unit or above it: papers with lists of people, and who recorded the act."""
    return may(user, Task.READ_NAMES, at=act.lead)


def may_open(user: User, row: ActFile) -> Decision:
    """Photos: whoever may read the act. Papers, which carry names: who may read names."""
    return ALLOWED if row.role == "photo" else may_see_names(user, row.act)


def act_for_reading(user: User, key: str) -> Act:
    """The act by its receipt code, when it is visible to the user; otherwise it is as if it were not there."""
    act = Act.objects.visible_to(user).select_related("kind", "lead").filter(key=tidy_key(key)).first()
    if act is None:
        raise NotFound(_("Không có việc mang mã “%(key)s” trong phạm vi bạn được xem.") % {"key": key})
    return act


def act_for_correcting(user: User, key: str) -> Act:
    act = act_for_reading(user, key)
    may_correct(user, act).require()
    return act


def file_for_opening(user: User, key: str, file_key: str) -> ActFile:
    act = act_for_reading(user, key)
    row = act.act_files.select_related("file", "act", "act__lead").filter(file__key=tidy_key(file_key)).first()
    if row is None:
        raise NotFound(_("Việc này không có tệp ấy."))
    may_open(user, row).require()
    return row


def team_for_reading(user: User, key: str) -> StandingTeam:
    """The team by its code, where the user may read its unit."""
    team = StandingTeam.objects.select_related("unit", "kind", "act").filter(key=tidy_key(key)).first()
    if team is None or not may(user, Task.READ, at=team.unit):
        raise NotFound(_("Không có tổ mang mã “%(key)s” trong phạm vi bạn được xem.") % {"key": key})
    return team


def team_for_changing(user: User, key: str) -> StandingTeam:
    team = team_for_reading(user, key)
    may(user, Task.RECORD_ACT, at=team.unit).require()
    return team
