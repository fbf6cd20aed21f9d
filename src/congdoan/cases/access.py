"""Who may ask, see, examine, approve, open and hand over, and why not.

Three circles. Who sees cases sees that there is one: initials, public name, sum, step. Who decides it, who asked for
it and the person it is about also see what it is for. The name, the story and the papers are opened one by one, with
a purpose, and leave a line the person could read.
"""

from collections.abc import Callable, Container, Sequence

from django.db.models import Q
from django.utils.translation import gettext as _

from congdoan.accounts.access import ids_in_reach, may, units_in_reach
from congdoan.accounts.models import RoleHolding, User
from congdoan.accounts.persons import accounts_of
from congdoan.accounts.rules import Task
from congdoan.cases import queries
from congdoan.cases.models import CaseFile, Decision, HouseProject, Quota, Round, SupportCase
from congdoan.cases.models.cases import HAS_DECISION, units_asked_through
from congdoan.cases.queries import Namesake, approves_at
from congdoan.cases.rules import Double
from congdoan.cases.rules.steps import GIVEN, OPEN
from congdoan.foundation import clock
from congdoan.foundation.decisions import ALLOWED, refused
from congdoan.foundation.decisions import Decision as Answer
from congdoan.foundation.errors import NotFound
from congdoan.foundation.keys import tidy_key
from congdoan.organisation.models import Person, Unit
from congdoan.organisation.queries import parent


def may_ask(user: User, unit: Unit) -> Answer:
    """Someone whose role at this very unit includes asking for support; a member for themself."""
    return ALLOWED if may_ask_for_self(user, unit) else may(user, Task.ASK_SUPPORT, at=unit)


def may_enter(user: User, unit: Unit) -> Answer:
    """Whoever sees the cases of the unit, may ask there, or has a case of their own: asked for, or about them."""
    sees = may(user, Task.SEE_CASES, at=unit)
    if sees or may_ask(user, unit) or SupportCase.objects.own_of(user).exists():
        return ALLOWED
    return sees


def may_ask_for_self(user: User, unit: Unit) -> Answer:
    """A member of the unit whose account says which person they are."""
    if user.person_id is None:
        return refused(_("Tài khoản này chưa gắn với người nào; hãy nhờ quản trị gắn."))
    here = RoleHolding.objects.filter(user=user, unit=unit, valid__contains=clock.today())
    return ALLOWED if here.exists() else refused(_("Bạn chưa có vai trò tại %(unit)s.") % {"unit": unit.name})


def in_sight(user: User, found: Sequence[Namesake]) -> list[Namesake]:
    """Those on record whom the user may be told by name: where, or above where, a role of theirs reads names. Two
    queries.
    """
    reach = set(units_in_reach(user, Task.READ_NAMES).values_list("pk", flat=True))
    return [one for one in found if one.unit is not None and one.unit.pk in reach]


def decides(user: User, case: SupportCase) -> bool:
    """Whether the user weighs a case somebody else asked for, at the unit that decides it: they are told all."""
    if case.asked_by == user.key or is_about(user, case):
        return False
    at = case.unit
    return bool(may(user, Task.EXAMINE_SUPPORT, at=at) or may(user, Task.APPROVE_SUPPORT, at=at))


def doubles_told(user: User, person: Person, found: Sequence[Double]) -> tuple[list[Double], bool]:
    """The other help of which the user may be told where and how much, and whether there is more: a stranger's is not
    told to who merely asks for them. Five queries.
    """
    home = queries.home_of(person) if found else None
    reach = units_in_reach(user, Task.READ_NAMES)
    if not found or user.person_id == person.pk or (home is not None and reach.filter(pk=home.pk).exists()):
        return list(found), False
    keys = [double.other.case for double in found]
    seen = set(SupportCase.objects.visible_to(user).filter(key__in=keys).values_list("key", flat=True))
    told = [double for double in found if double.other.case in seen]
    return told, len(told) < len(found)


def workplaces_told(user: User, cases: Sequence[SupportCase]) -> set[int]:
    """Ids of the cases of which the user may be told where the person works: the unit that asked or decides, one whose
    cases they see, anybody's for who decides. One query at the most, and what `decides` asks of strangers.
    """
    away = [case for case in cases if case.for_unit_id not in (case.unit_id, case.asked_unit_id)]
    reach = set(units_in_reach(user, Task.SEE_CASES).values_list("pk", flat=True)) if away else set()
    hidden = {
        case.pk for case in away if not (case.for_unit_id in reach or is_about(user, case) or decides(user, case))
    }
    return {case.pk for case in cases} - hidden


def is_about(user: User, case: SupportCase) -> bool:
    return user.person_id is not None and user.person_id == case.person_id


def has_asked(user: User, case: SupportCase, *, through: Container[int] | None = None) -> bool:
    """Whether the user asked for it and still answers for it: it is about them, or they ask for support in its line.

    An officer who went to another post reads no longer who was ill at the last one. `through` is
    `units_asked_through` where the caller has a whole list.
    """
    if case.asked_by != user.key:
        return False
    return is_about(user, case) or case.asked_unit_id in (units_asked_through(user) if through is None else through)


def is_own(user: User, case: SupportCase, *, through: Container[int] | None = None) -> bool:
    """Whether it is about the user or was asked for by them."""
    return is_about(user, case) or has_asked(user, case, through=through)


def is_in_circle(user: User, case: SupportCase) -> bool:
    """Whether the user may know what the case is for: who asked, whom it is about, who examines or approves it at the
    unit that decides, who asks for support at the unit that put it forward.
    """
    if is_own(user, case):
        return True
    return bool(
        may(user, Task.EXAMINE_SUPPORT, at=case.unit)
        or may(user, Task.APPROVE_SUPPORT, at=case.unit)
        or may(user, Task.ASK_SUPPORT, at=case.asked_unit)
    )


def may_open(user: User, case: SupportCase) -> Answer:
    """Someone in the circle whose role there includes opening what is kept closed; whoever asked; the person."""
    if is_own(user, case):
        return ALLOWED
    if not is_in_circle(user, case):
        return refused(_("Chỉ người giải quyết hồ sơ mới mở được họ tên và hoàn cảnh."))
    at_decider = may(user, Task.OPEN_SENSITIVE, at=case.unit)
    return at_decider if at_decider else may(user, Task.OPEN_SENSITIVE, at=case.asked_unit)


def may_set_limits(user: User, unit: Unit) -> Answer:
    """Who approves how much at the unit is said by whoever approves at the unit above, or an administrator of the unit
    or of one above it; never by somebody who approves there, through whichever account.
    """
    if approves_at(user.key, unit):
        return refused(_("Người duyệt hỗ trợ tại %(unit)s không tự đặt mức duyệt của mình.") % {"unit": unit.name})
    above = parent(unit, on=clock.today())
    if above is not None and may(user, Task.APPROVE_SUPPORT, at=above):
        return ALLOWED
    if may(user, Task.ADMINISTER, at=unit):
        return ALLOWED
    said = {"unit": unit.name}
    return refused(_("Mức duyệt của %(unit)s do người duyệt ở cấp trên hoặc quản trị đặt.") % said)


def may_amend(user: User, case: SupportCase) -> Answer:
    """Whoever asked, or examines at the unit that decides."""
    return ALLOWED if has_asked(user, case) else may(user, Task.EXAMINE_SUPPORT, at=case.unit)


def may_examine(user: User, case: SupportCase) -> Answer:
    """Someone who examines support at the unit that decides; at the unit that asked, for going to see."""
    return may(user, Task.EXAMINE_SUPPORT, at=case.unit)


def may_approve(user: User, case: SupportCase, *, mine: Container[str] | None = None) -> Answer:
    """Someone who approves support at the unit that decides, did not ask for it and is not whom it is for.

    `mine` is `accounts_of` where the caller has a whole list.
    """
    if case.asked_by == user.key:
        return refused(_("Người đề nghị không được duyệt hồ sơ của mình đề nghị."))
    if is_about(user, case):
        return refused(_("Không tự duyệt hỗ trợ cho mình; hãy ủy quyền hoặc chuyển hồ sơ lên cấp trên."))
    answer = may(user, Task.APPROVE_SUPPORT, at=case.unit)
    if answer and case.asked_by in (accounts_of(user.key) if mine is None else mine):
        return refused(_("Bạn đã đề nghị hồ sơ này bằng một tài khoản khác; phải do người khác duyệt."))
    return answer


def may_hand_over(user: User, case: SupportCase) -> Answer:
    """Someone who examines at the unit that decides, or asks for support at the unit that put it forward."""
    at_decider = may(user, Task.EXAMINE_SUPPORT, at=case.unit)
    return at_decider if at_decider else may(user, Task.ASK_SUPPORT, at=case.asked_unit)


def may_pay(user: User, case: SupportCase) -> Answer:
    """Someone who keeps the books of the unit that decides."""
    return may(user, Task.KEEP_BOOKS, at=case.unit)


def case_for_viewing(user: User, key: str) -> SupportCase:
    """The case, if the user may know of it; otherwise it is as if it were not there."""
    found = SupportCase.objects.visible_to(user).with_names().filter(key=tidy_key(key)).distinct().first()
    if found is None:
        raise NotFound(_("Không có hồ sơ mang mã “%(key)s” trong phạm vi bạn được xem.") % {"key": key})
    return found


def case_for_opening(user: User, key: str) -> SupportCase:
    return _required(user, key, may_open)


def case_for_amending(user: User, key: str) -> SupportCase:
    return _required(user, key, may_amend)


def case_for_examining(user: User, key: str) -> SupportCase:
    return _required(user, key, may_examine)


def case_for_approving(user: User, key: str) -> SupportCase:
    return _required(user, key, may_approve)


def case_for_handing_over(user: User, key: str) -> SupportCase:
    return _required(user, key, may_hand_over)


def case_for_paying(user: User, key: str) -> SupportCase:
    return _required(user, key, may_pay)


def file_for_opening(user: User, key: str, file_key: str) -> CaseFile:
    """A paper of the case, for those who may open the case; through a case decided to help build a house another
    leads, also the photos of its stages. That this case was opened with a purpose is the door's to ask.
    """
    case = case_for_opening(user, key)
    own = Q(case=case)
    if case.house is not None and shares_house(case, case.house):
        own |= Q(case=case.house.lead_id, role="milestone")
    row = CaseFile.objects.filter(own, file__key=tidy_key(file_key)).select_related("file").first()
    if row is None:
        raise NotFound(_("Hồ sơ này không có tệp ấy."))
    return row


def house_for_viewing(user: User, key: str) -> HouseProject:
    """The house of a case the user may know of."""
    mine = SupportCase.objects.visible_to(user).filter(house__key=tidy_key(key))
    found = HouseProject.objects.select_related("lead__programme", "lead__unit", "lead__person").filter(
        pk__in=mine.values("house")
    )
    house = found.first()
    if house is None:
        raise NotFound(_("Không có hồ sơ nhà này trong phạm vi bạn được xem."))
    return house


def cases_of_house(user: User, house: HouseProject) -> list[SupportCase]:
    """The cases of the house that the user may see: the one that leads it first, then those that stand. One query."""
    rows = list(SupportCase.objects.visible_to(user).filter(house=house).with_names().distinct().order_by("pk"))
    return sorted(rows, key=lambda case: (case.pk != house.lead_id, case.state not in (*OPEN, *GIVEN)))


def shares_house(case: SupportCase, house: HouseProject) -> bool:
    """Whether who opens this case sees the place of the house and the photos of its stages: they lie with the case that
    leads it, whatever became of that; of one that joined, its unit has decided to pay for it.
    """
    return case.pk == house.lead_id or (case.house_id == house.pk and case.state in HAS_DECISION)


def decision_for_viewing(user: User, key: str) -> Decision:
    """A decision of a unit whose cases the user may see."""
    reach = ids_in_reach(user, Task.SEE_CASES)
    found = Decision.objects.select_related("document", "unit").filter(key=tidy_key(key), unit__in=reach).first()
    if found is None:
        raise NotFound(_("Không có quyết định này trong phạm vi bạn được xem."))
    return found


def round_for_viewing(user: User, key: str) -> Round:
    found = Round.objects.visible_to(user).select_related("unit", "programme", "fund").filter(key=tidy_key(key))
    gift_round = found.distinct().first()
    if gift_round is None:
        raise NotFound(_("Không có đợt tặng quà này trong phạm vi bạn được xem."))
    return gift_round


def may_run(user: User, gift_round: Round) -> Answer:
    """Someone who examines support at the unit whose round it is."""
    return may(user, Task.EXAMINE_SUPPORT, at=gift_round.unit)


def may_decide(user: User, gift_round: Round) -> Answer:
    return may(user, Task.APPROVE_SUPPORT, at=gift_round.unit)


def may_list(user: User, quota: Quota) -> Answer:
    """Someone who asks for support at the unit with the quota, or examines at the unit whose round it is."""
    own = may(user, Task.ASK_SUPPORT, at=quota.unit)
    return own if own else may(user, Task.EXAMINE_SUPPORT, at=quota.round.unit)


def units_to_list(user: User, gift_round: Round) -> set[int]:
    """Ids of the round's units whose part of the list the user may fill, as `may_list` says of one. Two queries."""
    units = gift_round.quotas.values_list("unit_id", flat=True)
    if may_run(user, gift_round):
        return set(units)
    return set(units.filter(unit__in=ids_in_reach(user, Task.ASK_SUPPORT)))


def round_for_running(user: User, key: str) -> Round:
    gift_round = round_for_viewing(user, key)
    may_run(user, gift_round).require()
    return gift_round


def round_for_deciding(user: User, key: str) -> Round:
    gift_round = round_for_viewing(user, key)
    may_decide(user, gift_round).require()
    return gift_round


def quota_for_listing(user: User, key: str, unit_code: str) -> Quota:
    """A unit's part of a round, for those who may fill its list and tick it."""
    gift_round = round_for_viewing(user, key)
    quota = (
        gift_round.quotas.select_related("unit", "round__unit", "round__programme").filter(unit__code=unit_code).first()
    )
    if quota is None:
        raise NotFound(_("Đơn vị này không có suất trong đợt."))
    may_list(user, quota).require()
    return quota


def _required(user: User, key: str, question: Callable[[User, SupportCase], Answer]) -> SupportCase:
    case = case_for_viewing(user, key)
    question(user, case).require()
    return case
