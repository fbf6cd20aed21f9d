"""The file of a house: planned, joined by other levels, paid for by several purses, built stage by stage."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.db.models import F

from congdoan.cases import queries
from congdoan.cases.actions.stepping import ROOM, add_files, hold_people, note, refuse_future
from congdoan.cases.models import (
    CaseFile,
    Contribution,
    Family,
    HouseProject,
    LandPaper,
    Milestone,
    MilestoneKind,
    SupportCase,
)
from congdoan.cases.rules import GIVEN, OPEN
from congdoan.foundation import clock
from congdoan.foundation.actor import Actor
from congdoan.foundation.errors import Refused
from congdoan.foundation.models import StoredFile
from congdoan.foundation.saying import gettext as _
from congdoan.foundation.text import nfc
from congdoan.journal.actions import Fact, append

NEW = "housing_new"


@transaction.atomic
def plan_house(
    case: SupportCase,
    *,
    place: str,
    land_paper: str,
    household: int,
    planned_cost_vnd: int,
    by: Actor,
    area_m2: int | None = None,
    planned_until: date | None = None,
) -> HouseProject:
    """Open the file of the house this case is about; the case leads it and will count it.

    Raises Refused for a case of another kind, a second file, a house without land or cost or anyone living in it; and
    where another case leads a house for the same person and need, under way or handed over: to be joined, or two would
    be counted where one is built.
    """
    hold_people([case])
    locked = _held(case)
    if locked.house_id:
        raise Refused(_("Hồ sơ này đã có hồ sơ nhà."))
    if other := queries.house_of_same_need(locked):
        said = {"unit": other.lead.unit.name, "key": other.lead.key}
        if other.lead.unit_id == locked.unit_id:
            raise Refused(_("Người này đã có nhà trong hồ sơ %(key)s; hãy hủy hồ sơ trùng này.") % said)
        raise Refused(_("%(unit)s chủ trì nhà của người này (hồ sơ %(key)s); hãy cùng góp vào nhà ấy.") % said)
    if land_paper == LandPaper.NONE:
        raise Refused(_("Chưa có giấy tờ đất hoặc xác nhận của xã thì chưa lập hồ sơ nhà."), field="land_paper")
    if planned_cost_vnd <= 0:
        raise Refused(_("Hãy ghi dự toán."), field="planned_cost_vnd")
    if household <= 0:
        raise Refused(_("Hãy ghi số người ở trong nhà."), field="household")
    house = HouseProject.objects.create(
        lead=locked,
        is_new=locked.programme_id == NEW,
        place=nfc(place).strip(),
        land_paper=land_paper,
        area_m2=area_m2,
        household=household,
        planned_cost_vnd=planned_cost_vnd,
        planned_until=planned_until,
    )
    locked.house = house
    locked.version += 1
    locked.save(update_fields=["house", "version"])
    note(locked, "house_planned", _("Lập hồ sơ nhà cho hồ sơ hỗ trợ %(key)s."), by=by)
    return house


@transaction.atomic
def join_house(case: SupportCase, house: HouseProject, *, by: Actor) -> SupportCase:
    """Another level helps build the same house for the same person: its money and its turn are its own, the house is
    counted once, by the case that leads it.
    """
    hold_people([case])  # so that the case that leads it stays: who cancels it holds the person too
    locked = _held(case)
    if locked.house_id:
        raise Refused(_("Hồ sơ này đã có hồ sơ nhà."))
    if house.pk not in {one.pk for one in queries.houses_of(locked) if one.lead.unit_id != locked.unit_id}:
        raise Refused(_("Chỉ cùng góp vào nhà của chính người này, do đơn vị khác chủ trì."))
    locked.house = house
    locked.version += 1
    locked.save(update_fields=["house", "version"])
    note(locked, "house_joined", _("Hồ sơ hỗ trợ %(key)s cùng góp vào một nhà."), by=by)
    return locked


def pass_on_house(case: SupportCase, *, by: Actor) -> HouseProject | None:
    """A case that came to nothing leads no house: the next one that helps to build it leads it, keeps the photos of its
    stages and counts it, at once where its own help was handed over before. The caller holds the person and the case,
    ended already.
    """
    house = HouseProject.objects.filter(lead=case).first()
    standing = (
        case.house.cases.filter(state__in=(*OPEN, *GIVEN)) if house and case.house else SupportCase.objects.none()
    )
    heir = standing.with_names().order_by("pk").first()
    if house is None or heir is None:
        return None
    _give_lead(house, heir, by=by)
    if heir.handed_on:
        append(facts_of_house(heir, house, heir.handed_on), room=ROOM, by=by)
    return house


def take_up_house(case: SupportCase, *, by: Actor) -> None:
    """A case about to be looked at again finds its house as it left it; leads it where the one that led has ended; lets
    go of it where the person has another house meanwhile, to be joined. The caller holds the person and the case, and
    saves it.

    Raises Refused for a case that led a house itself where another is built by now: two would be counted.
    """
    house = case.house
    if house is None or (house.lead_id != case.pk and house.lead.state in (*OPEN, *GIVEN)):
        return
    other = queries.house_of_same_need(case)
    if house.lead_id == case.pk and other:
        said = {"unit": other.lead.unit.name, "key": other.lead.key}
        if other.lead.unit_id == case.unit_id:
            raise Refused(_("Người này đã có nhà trong hồ sơ %(key)s nên không mở lại hồ sơ trùng này.") % said)
        raise Refused(
            _("%(unit)s chủ trì nhà của người này (hồ sơ %(key)s); hãy lập hồ sơ mới để cùng góp vào nhà ấy.") % said
        )
    if other:
        case.house = None
        note(case, "house_left", _("Hồ sơ hỗ trợ %(key)s thôi góp vào nhà không còn ai chủ trì."), by=by)
    elif house.lead_id != case.pk:
        _give_lead(house, case, by=by)


def _give_lead(house: HouseProject, heir: SupportCase, *, by: Actor) -> None:
    """The heir leads the house from now on and keeps the photos of its stages."""
    CaseFile.objects.filter(case=house.lead_id, role="milestone").update(case=heir)
    HouseProject.objects.filter(pk=house.pk).update(lead=heir, version=F("version") + 1)
    note(heir, "house_led", _("Hồ sơ hỗ trợ %(key)s chủ trì nhà cùng góp."), by=by)


def facts_of_house(case: SupportCase, house: HouseProject, on: date) -> list[Fact]:
    """What the case that leads a house counts: the house, and who lives in it."""
    kind = "new" if house.is_new else "repair"
    return [
        Fact(case.unit, "houses_supported", 1, on, case.source, facet=kind, for_unit=case.for_unit),
        Fact(case.unit, "housing_beneficiaries", house.household, on, case.source, for_unit=case.for_unit),
    ]


@transaction.atomic
def pledge(
    house: HouseProject, *, giver: str, pledged_vnd: int, by: Actor, name: str = "", given_vnd: int = 0
) -> Contribution:
    """Note what somebody outside our books gives towards the house."""
    _refuse_sums(pledged_vnd, given_vnd)
    made = house.contributions.create(
        giver=giver,
        name=nfc(name).strip(),
        pledged_vnd=pledged_vnd,
        given_vnd=given_vnd,
        noted_on=clock.today(),
        by_name=by.name,
    )
    note(house.lead, "contribution_noted", _("Ghi nguồn cùng góp vào nhà của hồ sơ hỗ trợ %(key)s."), by=by)
    return made


@transaction.atomic
def note_given(
    contribution: Contribution, *, given_vnd: int, by: Actor, pledged_vnd: int | None = None
) -> Contribution:
    """What has been given of a pledge so far; `pledged_vnd` where the pledge itself was put down wrongly or changed."""
    locked = Contribution.objects.select_for_update(of=("self",)).select_related("house__lead").get(pk=contribution.pk)
    locked.pledged_vnd = locked.pledged_vnd if pledged_vnd is None else pledged_vnd
    _refuse_sums(locked.pledged_vnd, given_vnd)
    locked.given_vnd, locked.noted_on, locked.by_name = given_vnd, clock.today(), by.name
    locked.save()
    note(locked.house.lead, "contribution_noted", _("Ghi nguồn cùng góp vào nhà của hồ sơ hỗ trợ %(key)s."), by=by)
    return locked


@transaction.atomic
def plan_milestone(house: HouseProject, *, kind: str, planned_on: date, by: Actor) -> Milestone:
    """Say when a stage is expected; said again, the new day stands."""
    milestone, _created = house.milestones.update_or_create(
        kind=kind, defaults={"planned_on": planned_on, "by_name": by.name}
    )
    note(house.lead, "milestone_planned", _("Dự kiến mốc xây nhà của hồ sơ hỗ trợ %(key)s."), by=by)
    return milestone


@transaction.atomic
def reach_milestone(
    house: HouseProject, *, kind: str, on: date, by: Actor, photos: Iterable[StoredFile] = ()
) -> Milestone:
    """A stage was reached, with its photos, kept by the case that leads the house now. Starting and finishing date the
    house itself.

    Raises Refused for a day to come or out of order with the stages reached before and after.
    """
    hold_people([house.lead])  # the lead passes on only while somebody holds the person
    SupportCase.objects.select_for_update(of=("self",)).get(led_house=house)  # cases are held before their house
    locked = HouseProject.objects.select_for_update(of=("self",)).select_related("lead").get(pk=house.pk)
    refuse_future(on)
    _refuse_out_of_order(locked, kind, on)
    milestone, _created = locked.milestones.update_or_create(kind=kind, defaults={"reached_on": on, "by_name": by.name})
    kept = add_files(locked.lead, photos, "milestone", by=by)
    for row in kept:
        row.milestone = milestone
        row.save(update_fields=["milestone"])
    if kind == MilestoneKind.STARTED:
        locked.started_on = on
    if kind == MilestoneKind.FINISHED:
        locked.started_on = locked.started_on or on
        locked.finished_on = on
    locked.version += 1
    locked.save()
    note(locked.lead, "milestone_reached", _("Ghi mốc xây nhà của hồ sơ hỗ trợ %(key)s."), by=by)
    return milestone


def _held(case: SupportCase) -> SupportCase:
    locked = SupportCase.objects.select_for_update(of=("self",)).select_related("programme").get(pk=case.pk)
    if locked.programme.family != Family.HOUSING:
        raise Refused(_("Chương trình này không phải hỗ trợ nhà ở."))
    if locked.state not in OPEN:
        raise Refused(_("Hồ sơ này đã kết thúc."))
    return locked


def _refuse_sums(pledged_vnd: int, given_vnd: int) -> None:
    if pledged_vnd <= 0:
        raise Refused(_("Hãy ghi số tiền cam kết."), field="pledged_vnd")
    if given_vnd < 0:
        raise Refused(_("Số đã góp không thể âm."), field="given_vnd")


def _refuse_out_of_order(house: HouseProject, kind: str, on: date) -> None:
    order = list(MilestoneKind.values)
    for other in house.milestones.exclude(reached_on=None).exclude(kind=kind):
        assert other.reached_on is not None
        is_before = order.index(other.kind) < order.index(kind)
        if (is_before and on < other.reached_on) or (not is_before and on > other.reached_on):
            said = {"kind": other.get_kind_display(), "day": f"{other.reached_on:%d/%m/%Y}"}
            raise Refused(_("Mốc “%(kind)s” đã ghi ngày %(day)s; hãy xem lại thứ tự.") % said, field="on")
