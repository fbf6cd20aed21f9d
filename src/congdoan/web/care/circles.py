"""What one reader sees of a case: an outline, what it is for, or, opened with a purpose, whom and why.

An opening lasts for a quarter of an hour in the visit it was made in; the line it leaves lasts for good.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from congdoan.accounts.disclosures import disclose
from congdoan.cases import access
from congdoan.cases.models import CaseState, HouseProject, SupportCase
from congdoan.cases.models.cases import units_asked_through
from congdoan.foundation import clock
from congdoan.foundation.text import masked
from congdoan.web.shell.request import UserRequest

OPENED_FOR = timedelta(minutes=15)

LOOKS = {
    CaseState.RECEIVED: "idle",
    CaseState.EXAMINED: "doing",
    CaseState.PROPOSED: "doing",
    CaseState.APPROVED: "soon",
    CaseState.DONE: "done",
    CaseState.FOLLOWED_UP: "done",
    CaseState.REFUSED: "excused",
    CaseState.CANCELLED: "excused",
}


@dataclass(frozen=True, slots=True)
class Seen:
    """A case as this reader may see it: nothing else of it reaches a template. `amount_vnd` None: not decided yet."""

    key: str
    name: str
    title: str
    unit: str
    for_unit: str
    state: str
    words: str
    look: str
    asked_on: object
    need_on: object
    handed_on: object
    visit_due_on: object
    amount_vnd: int | None
    goods: str
    days_to_help: int | None
    waiting_days: int
    in_circle: bool
    is_open: bool
    version: int
    slip: int | None = None


def seen(
    request: UserRequest, case: SupportCase, *, in_circle: bool | None = None, tells_place: bool | None = None
) -> Seen:
    """`in_circle` and `tells_place` where the caller knows them for a whole list; asked otherwise. Where the workplace
    is not told, it is the unit that asked.
    """
    if tells_place is None:
        tells_place = bool(access.workplaces_told(request.user, [case]))
    inside = access.is_in_circle(request.user, case) if in_circle is None else in_circle
    is_open = inside and is_opened(request, case)
    return Seen(
        key=case.key,
        name=case.person.name if is_open else masked(case.person.name),
        title=str(case.programme) if inside else case.programme.in_public,
        unit=str(case.unit),
        for_unit=str(case.for_unit if tells_place else case.asked_unit),
        state=case.state,
        words=case.get_state_display(),
        look=LOOKS[CaseState(case.state)],
        asked_on=case.asked_on,
        need_on=case.need_on,
        handed_on=case.handed_on,
        visit_due_on=case.visit_due_on,
        amount_vnd=case.approved_vnd,
        goods=case.approved_goods,
        days_to_help=case.days_to_help,
        waiting_days=(clock.today() - case.asked_on).days,
        in_circle=inside,
        is_open=is_open,
        version=case.version,
        slip=case.slip_number,
    )


def seen_list(request: UserRequest, cases: list[SupportCase]) -> list[Seen]:
    """Each row as the reader may see it. Where a whole unit decides, its circle is asked once, not for every row."""
    known: dict[tuple[int, int], bool] = {}
    through, told = units_asked_through(request.user), access.workplaces_told(request.user, cases)
    rows = []
    for case in cases:
        own = access.is_own(request.user, case, through=through)
        place = (case.unit_id, case.asked_unit_id)
        if place not in known and not own:
            known[place] = access.is_in_circle(request.user, case)
        rows.append(seen(request, case, in_circle=own or known[place], tells_place=case.pk in told))
    return rows


def open_case(request: UserRequest, case: SupportCase, purpose: str) -> None:
    """Open the case for this visit, with a line the person could read. Raises NotAllowed or Refused."""
    access.may_open(request.user, case).require()
    what = _("họ tên, hoàn cảnh và giấy tờ của hồ sơ hỗ trợ %(key)s") % {"key": case.key}
    marks, house = [case.key], case.house
    if house is not None and house.lead_id != case.pk and access.shares_house(case, house):
        said = {"what": what, "lead": house.lead.key, "unit": house.lead.unit}
        what = _("%(what)s; nơi làm và ảnh căn nhà của hồ sơ %(lead)s do %(unit)s chủ trì") % said
        marks.append(_house_mark(case))
    disclose(request.actor, person_key=case.person.key, what=what, purpose=purpose)
    until = (clock.now() + OPENED_FOR).isoformat()
    request.session["opened"] = {**request.session.get("opened", {}), **dict.fromkeys(marks, until)}


def is_opened(request: UserRequest, case: SupportCase) -> bool:
    """Whether this visit opened the case and may still see it."""
    return _is_marked(request, case.key) and bool(access.may_open(request.user, case))


def is_house_opened(request: UserRequest, case: SupportCase, house: HouseProject) -> bool:
    """Whether this visit may see the place and the photos of the house through this case: one that joined was opened
    since its unit decided, so that the line it left names the house.
    """
    if not is_opened(request, case) or not access.shares_house(case, house):
        return False
    return case.pk == house.lead_id or _is_marked(request, _house_mark(case))


def _house_mark(case: SupportCase) -> str:
    return f"{case.key}:house:{case.house_id}"


def _is_marked(request: UserRequest, mark: str) -> bool:
    until = request.session.get("opened", {}).get(mark)
    return bool(until) and datetime.fromisoformat(until) > clock.now()
