"""A case begins: asked by the chair, an officer or the member; put before the unit above; gone to see."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from django.db import IntegrityError, transaction

from congdoan.accounts.rules import Task
from congdoan.cases.actions.newcomers import enter, hold_names, keep_with
from congdoan.cases.actions.stepping import add_files, event_of, hold, move, note, refuse_future
from congdoan.cases.actions.telling import tell_unit
from congdoan.cases.models import AskedAs, Programme, Relation, SupportCase, Survey
from congdoan.cases.queries import mark_of_relative
from congdoan.cases.rules import FACTS, NUMBERED, Newcomer
from congdoan.foundation import clock
from congdoan.foundation.actor import Actor
from congdoan.foundation.errors import Refused
from congdoan.foundation.models import StoredFile
from congdoan.foundation.saying import gettext as _
from congdoan.foundation.sealing import Sealed
from congdoan.foundation.text import nfc
from congdoan.membership.queries import member_on
from congdoan.organisation.forgetting import refuse_forgotten
from congdoan.organisation.models import Person, Unit
from congdoan.organisation.queries import heirs_in_words, is_placed, is_under

Facts = Mapping[str, int | bool | None]


@transaction.atomic
def ask(
    programme: Programme,
    *,
    person: Person | Newcomer,
    unit: Unit,
    need_on: date,
    by: Actor,
    asked_unit: Unit | None = None,
    for_unit: Unit | None = None,
    asked_as: str = AskedAs.OFFICER,
    categories: Sequence[str] = (),
    need_until: date | None = None,
    received_on: date | None = None,
    relation: str = Relation.SELF,
    relative_name: str = "",
    story: str = "",
    facts: Facts | None = None,
    asked_vnd: int | None = None,
    is_member: bool | None = None,
    files: Iterable[StoredFile] = (),
    client_token: str | None = None,
) -> SupportCase:
    """Ask `unit` to help `person`, on a need that began on `need_on`. The same `client_token` twice is one case.

    `for_unit` is the member's unit that day unless said; `is_member` follows from the member files unless said (a unit
    that keeps counts only has no files). `received_on` is the day of the dossier, today unless said. Raises Refused for
    a day to come, a category or fact the programme does not know, a unit that did not stand, a negative amount;
    KnownAlready for a newcomer who may be somebody on record.
    """
    if known := _asked_before(client_token, person, asked_unit or unit):
        return known
    known_person = enter(person, asked_unit or unit, by=by) if isinstance(person, Newcomer) else person
    case = _about(programme, known_person, need_on, unit, asked_unit or unit, is_member=is_member)
    if isinstance(person, Newcomer):
        keep_with(case, person)
    case.for_unit = for_unit or case.for_unit
    case.categories = _known_categories(programme, categories)
    _name_relative(case, relation, relative_name)
    case.need_until, case.received_on = need_until, received_on or clock.today()
    case.asked_as, case.asked_vnd = asked_as, asked_vnd
    case.story, case.facts = Sealed.of(nfc(story).strip()), Sealed.of(_packed(facts or {}))
    case.client_token = client_token
    _refuse_impossible(case)
    _refuse_received_before(case)
    if known := _saved_meanwhile(case, by=by):
        return known
    add_files(case, files, "request", by=by)
    note(case, "asked", _("Đề nghị hỗ trợ %(key)s."), by=by)
    tell_unit(unit, case, _("Đề nghị hỗ trợ mới %(key)s chờ xem."), task=Task.EXAMINE_SUPPORT)
    return case


@transaction.atomic
def amend(
    case: SupportCase,
    *,
    version: int,
    by: Actor,
    need_until: date | None = None,
    facts: Facts | None = None,
    story: str | None = None,
    files: Iterable[StoredFile] = (),
) -> SupportCase:
    """Add to a case not yet decided: the day the need ended, facts that were missing, more of the story, papers."""
    locked = hold(case, "survey", version=version)
    if need_until is not None:
        locked.need_until = need_until
    if facts is not None:
        locked.facts = Sealed.of(_packed({**_unpacked(locked), **facts}))
    if story is not None:
        locked.story = nfc(story).strip()
    _refuse_impossible(locked)
    locked.version += 1
    locked.save()
    add_files(locked, files, "request", by=by)
    note(locked, "amended", _("Bổ sung hồ sơ hỗ trợ %(key)s."), by=by)
    return locked


@transaction.atomic
def forward(case: SupportCase, *, to: Unit, by: Actor, reason: str = "", version: int | None = None) -> SupportCase:
    """Put the case before the unit above: from now on `to` decides and pays. Raises Refused unless it stands above."""
    locked = hold(case, "forward", version=version)
    if locked.round_id:
        raise Refused(_("Quà theo đợt do đơn vị mở đợt quyết định, không chuyển."))
    if to.pk == locked.unit_id or not is_under(locked.unit, to, on=clock.today()):
        raise Refused(_("Chỉ chuyển lên đơn vị cấp trên của %(unit)s.") % {"unit": locked.unit.name}, field="to")
    locked.asked_unit, locked.unit = locked.unit, to
    move(locked, "forward", on=clock.today(), by=by, note=reason)
    note(locked, "forwarded", _("Chuyển hồ sơ hỗ trợ %(key)s lên cấp trên."), by=by)
    tell_unit(to, locked, _("Đề nghị hỗ trợ %(key)s được chuyển lên, chờ xem."), task=Task.EXAMINE_SUPPORT)
    return locked


@transaction.atomic
def survey(
    case: SupportCase,
    *,
    on: date,
    found: str,
    by: Actor,
    facts: Facts | None = None,
    need_until: date | None = None,
    suggested_vnd: int | None = None,
    files: Iterable[StoredFile] = (),
    version: int | None = None,
) -> SupportCase:
    """Somebody went to see: what was found, sealed; `facts` are what the visit confirmed and replace what was asked.

    Raises Refused for a visit to come or before the need, or one that found nothing to write.
    """
    locked = hold(case, "survey", version=version)
    refuse_future(on)
    if not found.strip():
        raise Refused(_("Hãy ghi kết quả khảo sát."), field="found")
    if on < locked.need_on:
        raise Refused(_("Ngày khảo sát ở trước ngày phát sinh."), field="on")
    if facts is not None:
        locked.facts = Sealed.of(_packed({**_unpacked(locked), **facts}))
    if need_until is not None:
        locked.need_until = need_until
    _refuse_impossible(locked)
    Survey.objects.create(
        case=locked,
        on=on,
        found=nfc(found).strip(),
        suggested_vnd=suggested_vnd,
        by=by.key,
        by_name=by.name,
        at=clock.now(),
    )
    add_files(locked, files, "survey", by=by)
    move(locked, "survey", on=on, by=by)
    note(locked, "surveyed", _("Khảo sát hồ sơ hỗ trợ %(key)s."), by=by)
    return locked


def _asked_before(client_token: str | None, person: Person | Newcomer, unit: Unit) -> SupportCase | None:
    """The case of that token; looked up once names are held, as another tab may be making the very newcomer."""
    if isinstance(person, Newcomer):
        hold_names(unit)
    return SupportCase.objects.filter(client_token=client_token).first() if client_token else None


def _about(
    programme: Programme, person: Person, need_on: date, unit: Unit, asked_unit: Unit, *, is_member: bool | None
) -> SupportCase:
    """Whom it is about and where they belong that day, by the member files unless said."""
    refuse_forgotten([person.pk])
    spell = member_on(person, need_on)
    return SupportCase(
        programme=programme,
        unit=unit,
        asked_unit=asked_unit,
        for_unit=spell.unit if spell else asked_unit,
        person=person,
        is_member=spell is not None if is_member is None else is_member,
        need_on=need_on,
    )


def _name_relative(case: SupportCase, relation: str, name: str) -> None:
    case.relation, case.relative_name = relation, Sealed.of(nfc(name).strip())
    case.blind_relative = mark_of_relative(name)


def _refuse_impossible(case: SupportCase) -> None:
    today = clock.today()
    refuse_future(case.need_on, "need_on")
    refuse_future(case.received_on, "received_on")
    if case.need_until is not None and not case.need_on <= case.need_until <= today:
        raise Refused(_("Ngày kết thúc phải từ ngày phát sinh đến hôm nay."), field="need_until")
    _refuse_more_days_than_passed(case, case.need_until or today)
    if case.asked_vnd is not None and case.asked_vnd < 0:
        raise Refused(_("Số tiền đề nghị không thể âm."), field="asked_vnd")
    if case.relation != Relation.SELF and not case.relative_name:
        raise Refused(_("Hãy ghi tên người thân được hỗ trợ."), field="relative_name")
    for unit in {case.unit.pk: case.unit, case.asked_unit.pk: case.asked_unit}.values():
        if not is_placed(unit, on=today):
            said = {"unit": unit.name, "heirs": heirs_in_words(unit)}
            raise Refused(_("%(unit)s đã kết thúc hoạt động; đơn vị tiếp nhận: %(heirs)s.") % said, field="unit")


def _refuse_received_before(case: SupportCase) -> None:
    """Asked once, where it can be mended: a case that stands so is not held up by a day its later forms do not show."""
    if case.received_on < case.need_on:
        raise Refused(_("Ngày nhận hồ sơ ở trước ngày phát sinh."), field="received_on")


def _refuse_more_days_than_passed(case: SupportCase, until: date) -> None:
    """Days in hospital and at home after it, or in quarantine, are days of the need: an amount hangs on them."""
    facts, lasted = _unpacked(case), (until - case.need_on).days + 1
    treated = int(facts.get("inpatient_days") or 0) + int(facts.get("outpatient_days") or 0)
    told = max(treated, int(facts.get("quarantine_days") or 0))
    if told > lasted:
        words = _("Ghi %(told)d ngày điều trị hoặc cách ly, mà từ ngày phát sinh đến %(until)s chỉ có %(lasted)d ngày.")
        said = {"told": told, "lasted": lasted, "until": f"{until:%d/%m/%Y}"}
        raise Refused(words % said, field="need_until")


def _known_categories(programme: Programme, wanted: Sequence[str]) -> list[str]:
    """What is claimed; the only one there is where nothing was said. Raises Refused for one not on the list."""
    known = [str(row["code"]) for row in programme.categories]
    if not wanted:
        return known if len(known) == 1 else []
    if not set(wanted) <= set(known):
        raise Refused(_("Nhóm đối tượng không có trong chương trình này."), field="categories")
    return [code for code in known if code in wanted]


def _packed(facts: Facts) -> str:
    said = {name: value for name, value in facts.items() if value is not None}
    if not set(said) <= set(FACTS):
        raise Refused(_("Có dữ kiện không nằm trong danh sách."))
    if any(int(said[name]) < 0 for name in said if name in NUMBERED):
        raise Refused(_("Số ngày, số năm không thể âm."))
    return json.dumps(said, sort_keys=True) if said else ""


def _unpacked(case: SupportCase) -> dict[str, int | bool | None]:
    text = case.facts.open()
    return dict(json.loads(text)) if text else {}


def _saved_meanwhile(case: SupportCase, *, by: Actor) -> SupportCase | None:
    """Save a new case; the one saved under its token by another tab a moment earlier, where there is one."""
    case.asked_on, case.asked_by, case.asked_by_name = clock.today(), by.key, by.name
    try:
        with transaction.atomic(savepoint=case.client_token is not None):
            case.save()
    except IntegrityError:
        known = SupportCase.objects.filter(client_token=case.client_token).first() if case.client_token else None
        if known is None:
            raise
        return known
    event_of(case, "ask", on=case.asked_on, by=by).save()
    return None
