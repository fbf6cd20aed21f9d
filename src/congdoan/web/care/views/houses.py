"""The file of a house: how far it is, who pays, photos by stage, what is left to do."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from congdoan.cases import access, actions, queries
from congdoan.cases.house_paper import giver_name, house_paper
from congdoan.cases.models import (
    CaseState,
    Contribution,
    HouseProject,
    LandPaper,
    MilestoneKind,
    SupportCase,
)
from congdoan.cases.models.cases import HAS_DECISION
from congdoan.foundation.errors import NotAllowed, NotFound, Refused
from congdoan.foundation.keys import tidy_key
from congdoan.web.care import circles
from congdoan.web.care.forms.steps import GivenForm, MilestoneForm, PlanHouseForm, PledgeForm
from congdoan.web.care.keeping import sealed
from congdoan.web.care.views.deciding import WRITERS, written_as
from congdoan.web.shell.page import page
from congdoan.web.shell.refusals import put_on
from congdoan.web.shell.request import UserRequest
from congdoan.web.shell.toasts import toast

KINDS = ("pen", "done", "idle", "thread-wash")


def plan(request: UserRequest, key: str) -> HttpResponse:
    """Open the file of the house, from its case; or join one that another unit leads for the same person."""
    case = access.case_for_examining(request.user, key)
    form, others = PlanHouseForm(request.POST or None, case=case), _to_join(case)
    if form.is_valid():
        said = {name: value for name, value in form.cleaned_data.items() if name != "version"}
        try:
            house = actions.plan_house(case, by=request.actor, **said)
            return redirect("care:house", house.key)
        except Refused as refused:
            put_on(form, refused)
    return page(
        request, "care/house_form.html", part="form", form=form, seen=circles.seen(request, case),
        title=_("Lập hồ sơ nhà"), others=others, must_join=queries.house_of_same_need(case) in others,
    )  # fmt: skip


@require_POST
def join(request: UserRequest, key: str) -> HttpResponse:
    """This unit's money goes into a house another unit leads."""
    case = access.case_for_examining(request.user, key)
    wanted = tidy_key(request.POST.get("house", ""))
    house = next((one for one in _to_join(case) if one.key == wanted), None)
    if house is None:
        raise NotFound(_("Không có nhà nào của người này để cùng góp; hãy tải lại trang."))
    actions.join_house(case, house, by=request.actor)
    toast(request, _("Đã cùng góp vào nhà do %(unit)s chủ trì.") % {"unit": house.lead.unit})
    return redirect("care:house", house.key)


def house(request: UserRequest, key: str) -> HttpResponse:
    """Progress, purses, photos, what follows. The place and the photos are shown once the leading case is opened, or
    one that joined it and is decided; what the leading unit saw on its survey stays with the leading case.
    """
    found = access.house_for_viewing(request.user, key)
    lead = found.lead
    seen = circles.seen(request, lead)
    rows, given, planned = _purses(found, seen)
    missing = max(found.planned_cost_vnd - planned, 0)
    building = access.cases_of_house(request.user, found)
    opened = next((case for case in building if circles.is_house_opened(request, case, found)), None)
    openable = [case for case in building if access.may_open(request.user, case)]
    to_open = next((case for case in openable if access.shares_house(case, found)), None)
    own = opened or to_open or building[0]
    return page(
        request,
        "care/house.html",
        part="house",
        house=found,
        seen=seen,
        stages=_stages(found),
        purses=rows,
        given_vnd=given,
        missing_vnd=missing,
        is_handed_over=lead.state in {CaseState.DONE, CaseState.FOLLOWED_UP},
        name=circles.seen(request, own).name,
        own_key=own.key,
        may_open=to_open is not None,
        waits=bool(openable) and to_open is None,
        place=found.place.open() if opened else "",
        land=LandPaper(found.land_paper).label,
        photos=_photos(found, with_survey=seen.is_open) if opened else [],
        photo_count=lead.files.filter(role="milestone").count(),
        may_work=bool(access.may_hand_over(request.user, lead)),
        is_built=found.finished_on is not None and lead.state in HAS_DECISION,
        joined=[circles.seen(request, case) for case in found.cases.with_names() if case.pk != lead.pk],
    )


def milestone(request: UserRequest, key: str) -> HttpResponse:
    """A stage planned, or reached with its photos."""
    found = _for_working(request, key)
    form = MilestoneForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        said = form.cleaned_data
        try:
            if said["planned_on"]:
                actions.plan_milestone(found, kind=said["kind"], planned_on=said["planned_on"], by=request.actor)
            if said["reached_on"]:
                actions.reach_milestone(
                    found, kind=said["kind"], on=said["reached_on"], by=request.actor,
                    photos=sealed(said["photos"], by=request.actor),
                )  # fmt: skip
            toast(request, _("Đã ghi mốc."))
            return redirect("care:house", found.key)
        except Refused as refused:
            form.add_error("reached_on" if refused.field == "on" else None, str(refused))
    return page(
        request, "care/house_form.html", part="form", form=form, house=found, seen=circles.seen(request, found.lead),
        title=_("Ghi mốc xây nhà"),
    )  # fmt: skip


def minutes(request: UserRequest, key: str, kind: str) -> HttpResponse:
    """The minutes of handing the house over, to be signed; named only where this visit has opened the leading case."""
    found = _for_working(request, key)
    if kind not in WRITERS or found.finished_on is None or found.lead.state not in HAS_DECISION:
        raise NotFound(_("Nhà hoàn thành và có quyết định rồi mới có biên bản bàn giao."))
    seen = circles.seen(request, found.lead)
    with translation.override("vi"):  # an official paper, whoever asks
        rows, _given, _planned = _purses(found, seen)
        purses = [(row["name"], row["given"]) for row in rows if row["given"]]
        paper = house_paper(found, purses, open_names=seen.is_open)
    return written_as(paper, kind, f"ban-giao-nha-{found.key}")


def pledge(request: UserRequest, key: str) -> HttpResponse:
    """What the family, the employer or a donor gives towards the house."""
    found = _for_working(request, key)
    form = PledgeForm(request.POST or None)
    if form.is_valid():
        said = form.cleaned_data
        try:
            actions.pledge(found, by=request.actor, **{**said, "given_vnd": said["given_vnd"] or 0})
            toast(request, _("Đã ghi nguồn cùng góp."))
            return redirect("care:house", found.key)
        except Refused as refused:
            put_on(form, refused)
    return page(
        request, "care/house_form.html", part="form", form=form, house=found, seen=circles.seen(request, found.lead),
        title=_("Thêm nguồn cùng góp"),
    )  # fmt: skip


def given(request: UserRequest, key: str, place: int) -> HttpResponse:
    """What has been given so far by the one who stands `place`-th on the page, or a pledge put right."""
    found = _for_working(request, key)
    one = next((row for number, row in enumerate(found.contributions.all(), start=1) if number == place), None)
    if one is None:
        raise NotFound(_("Không có nguồn cùng góp này."))
    form = GivenForm(request.POST or None, initial={"pledged_vnd": one.pledged_vnd, "given_vnd": one.given_vnd})
    if form.is_valid():
        try:
            actions.note_given(one, **form.cleaned_data, by=request.actor)
            toast(request, _("Đã ghi số đã góp."))
            return redirect("care:house", found.key)
        except Refused as refused:
            put_on(form, refused)
    seen = circles.seen(request, found.lead)
    return page(
        request, "care/house_form.html", part="form", form=form, house=found, seen=seen,
        title=_("Số đã góp: %(giver)s") % {"giver": _name_of(one, seen)},
    )  # fmt: skip


def _to_join(case: SupportCase) -> list[HouseProject]:
    return [one for one in queries.houses_of(case) if one.lead.unit_id != case.unit_id]


def _name_of(one: Contribution, seen: circles.Seen) -> str:
    return giver_name(one.giver, one.name, is_in_circle=seen.in_circle, is_open=seen.is_open)


def _for_working(request: UserRequest, key: str) -> HouseProject:
    found = access.house_for_viewing(request.user, key)
    if not access.may_hand_over(request.user, found.lead):
        raise NotAllowed(_("Chỉ đơn vị chủ trì hoặc đơn vị đề nghị ghi được vào hồ sơ nhà."))
    return found


def _purses(house: HouseProject, seen: circles.Seen) -> tuple[list[dict[str, Any]], int, int]:
    """Ours by their decisions and payments, then the others' as declared; what was given and planned in all."""
    rows: list[dict[str, Any]] = []
    standing = house.cases.with_names().exclude(state__in=[CaseState.REFUSED, CaseState.CANCELLED])
    for case in sorted(standing, key=lambda case: (case.pk != house.lead_id, case.pk)):
        money = queries.money_of(case)
        planned = money.decided_vnd or _proposed(case)
        if planned:
            rows.append({"name": str(case.unit), "planned": planned, "given": money.paid_vnd, "is_ours": True})
    for number, one in enumerate(house.contributions.all(), start=1):
        said = {"name": _name_of(one, seen), "planned": one.pledged_vnd, "given": one.given_vnd}
        rows.append({**said, "is_ours": False, "number": number})
    for place, row in enumerate(rows):
        row["hue"] = f"is-{place % 4}"
    return rows, sum(row["given"] for row in rows), sum(row["planned"] for row in rows)


def _proposed(case: SupportCase) -> int:
    proposal = case.proposals.last()
    return proposal.amount_vnd if proposal and case.state == "proposed" else 0


def _stages(house: HouseProject) -> list[dict[str, Any]]:
    """The whole way on one line: asked, surveyed, decided, the stages of the works, handed over, visited."""
    lead = house.lead
    reached = {row.kind: row for row in house.milestones.all()}
    survey, visit = lead.surveys.first(), lead.follow_ups.first()
    ways: list[tuple[object, object, object]] = [
        (gettext_lazy("Đề nghị"), lead.asked_on, None),
        (gettext_lazy("Khảo sát"), survey.on if survey else None, None),
        (gettext_lazy("Quyết định"), lead.decision.on if lead.decision else None, None),
        *(
            (MilestoneKind(kind).label, reached[kind].reached_on, reached[kind].planned_on)
            for kind in MilestoneKind.values
            if kind in reached
        ),
        (gettext_lazy("Bàn giao"), lead.handed_on, house.planned_until),
        (gettext_lazy("Thăm lại"), visit.on if visit else None, lead.visit_due_on),
    ]
    waits = next((place for place, (_label, day, _plan) in enumerate(ways) if day is None), len(ways))
    return [
        {"label": label, "day": day, "planned": planned,
         "look": "is-now" if place == waits else "is-todo" if day is None else ""}
        for place, (label, day, planned) in enumerate(ways)
    ]  # fmt: skip


def _photos(house: HouseProject, *, with_survey: bool) -> list[dict[str, Any]]:
    roles = ["milestone", "survey"] if with_survey else ["milestone"]
    rows = house.lead.files.filter(role__in=roles).select_related("file", "milestone")
    return [
        {"key": row.file.key,
         "label": row.milestone.get_kind_display() if row.milestone else _("Khảo sát"),
         "day": row.milestone.reached_on if row.milestone else row.added_at.date()}
        for row in rows if row.file.content_type.startswith("image/")
    ]  # fmt: skip
