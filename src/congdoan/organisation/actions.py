"""Every change of the organisation. Nothing is overwritten: a name, a level, a placement ends and the next begins."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from congdoan.foundation import audit, clock
from congdoan.foundation.actor import Actor
from congdoan.foundation.citation import Citation
from congdoan.foundation.errors import Refused
from congdoan.foundation.periods import valid_from
from congdoan.foundation.text import fold, initials, nfc, person_sort_key, sort_key
from congdoan.organisation import queries
from congdoan.organisation.closure import extend_closure
from congdoan.organisation.models import (
    Body,
    BodyKind,
    BodyName,
    Committee,
    Level,
    Line,
    Office,
    Person,
    Placement,
    Unit,
    UnitEvent,
    UnitEventKind,
    UnitEventPart,
    UnitLevel,
)


@transaction.atomic
def register_body(
    code: str,
    *,
    name: str,
    kind: str = BodyKind.OTHER,
    short_name: str = "",
    symbol: str = "",
    place: str = "",
    since: date,
    by: Actor,
) -> Body:
    """Enter an outside body: a Party committee, a People's Committee, a hospital's management.

    Raises Refused when the code is taken.
    """
    _refuse_taken_code(code)
    body = Body(code=code, kind=kind, name=nfc(name), short_name=nfc(short_name), symbol=symbol, place=nfc(place))
    _index(body, [body.name, body.short_name])
    body.save()
    BodyName.objects.create(
        body=body, name=body.name, short_name=body.short_name, symbol=symbol, valid=valid_from(since)
    )
    audit.record(
        "organisation.body.registered",
        f"body:{code}",
        _("Đưa %(name)s vào danh bạ cơ quan.") % {"name": body.name},
        by=by,
    )
    return body


@transaction.atomic
def establish_unit(
    code: str,
    *,
    name: str,
    level: Level,
    under: Unit | None,
    since: date,
    by: Actor,
    short_name: str = "",
    symbol: str = "",
    place: str = "",
    basis: Citation | None = None,
) -> Unit:
    """Found a union unit under `under` from `since` on, in the command line.

    Raises Refused when the code is taken or `under` does not stand on that day. Codes are never reused.
    """
    _refuse_taken_code(code)
    if under is not None and not queries.is_placed(under, on=since):
        raise Refused(
            _("%(unit)s không hoạt động vào ngày %(day)s nên không thể có đơn vị trực thuộc từ ngày đó.")
            % {"unit": under.name, "day": f"{since:%d/%m/%Y}"},
            field="under",
        )
    unit = Unit(
        code=code,
        kind=BodyKind.UNION,
        name=nfc(name),
        short_name=nfc(short_name),
        symbol=symbol,
        place=nfc(place),
        level=level,
        established_on=since,
    )
    _index(unit, [unit.name, unit.short_name])
    unit.save()
    BodyName.objects.create(
        body=unit, name=unit.name, short_name=unit.short_name, symbol=symbol, valid=valid_from(since)
    )
    UnitLevel.objects.create(unit=unit, level=level, valid=valid_from(since))
    Placement.objects.create(unit=unit, line=command_line(), parent=under, valid=valid_from(since), **cited(basis))
    extend_closure(unit.pk)
    record_event(UnitEventKind.ESTABLISH, effective_on=since, to=[unit], basis=basis, by=by)
    audit.record("organisation.unit.established", f"unit:{code}", _("Thành lập %(name)s.") % {"name": unit.name}, by=by)
    return unit


@transaction.atomic
def rename(
    body: Body, *, name: str, on: date, by: Actor, short_name: str = "", symbol: str = "", basis: Citation | None = None
) -> BodyName:
    """Give the body another name (and symbol) from `on`; papers issued before keep theirs.

    Raises Refused when a later name already stands.
    """
    current = body.names.order_by("-valid").first()
    if current and current.valid.lower and current.valid.lower >= on:
        raise Refused(
            _("Đã có tên dùng từ %(day)s; hãy chọn ngày sau đó.") % {"day": f"{current.valid.lower:%d/%m/%Y}"},
            field="on",
        )
    if current:
        current.valid = valid_from(current.valid.lower, on)
        current.save(update_fields=["valid"])
    new = BodyName.objects.create(
        body=body,
        name=nfc(name),
        short_name=nfc(short_name),
        symbol=symbol or body.symbol,
        valid=valid_from(on),
        **cited(basis),
    )
    body.name, body.short_name, body.symbol = new.name, new.short_name, new.symbol
    _index(body, [part for row in body.names.all() for part in (row.name, row.short_name)])
    body.save()
    audit.record(
        "organisation.body.renamed", f"body:{body.code}", _("Đổi tên thành %(name)s.") % {"name": new.name}, by=by
    )
    return new


@transaction.atomic
def add_to_line(
    unit: Unit, *, line: Line, under: Unit | None, since: date, by: Actor, basis: Citation | None = None
) -> Placement:
    """Place the unit in a line beside the command line (the professional line of a sector).

    Gives no rights and no totals.
    """
    placement = Placement.objects.create(unit=unit, line=line, parent=under, valid=valid_from(since), **cited(basis))
    extend_closure(unit.pk)
    audit.record(
        "organisation.unit.placed",
        f"unit:{unit.code}",
        _("Xếp %(name)s vào hệ thống %(line)s.") % {"name": unit.name, "line": line.name},
        by=by,
    )
    return placement


@transaction.atomic
def add_person(name: str, *, by: Actor, sex: str = "", birth_year: int | None = None) -> Person:
    """Enter a person's identity. Whether it is someone already known is the caller's question to ask first."""
    tidy = nfc(name)
    person = Person.objects.create(
        name=tidy, folded=fold(tidy), sort_key=person_sort_key(tidy), sex=sex, birth_year=birth_year
    )
    audit.record("organisation.person.added", f"person:{person.key}", _("Thêm người vào danh bạ."), by=by)
    return person


@transaction.atomic
def appoint(
    person: Person,
    *,
    body: Body,
    title: str,
    since: date,
    by: Actor,
    signs_as: str = "",
    committee: Committee | None = None,
    until: date | None = None,
    is_appointed: bool = False,
    basis: Citation | None = None,
) -> Office:
    """Note that the person holds a post from `since` (up to, not including, `until`) and in which capacity it signs."""
    office = Office.objects.create(
        person=person,
        body=body,
        title=title,
        signs_as=signs_as,
        committee=committee,
        is_appointed=is_appointed,
        valid=valid_from(since, until),
        **cited(basis),
    )
    audit.record(
        "organisation.office.taken",
        f"body:{body.code}",
        _("%(person)s giữ chức %(title)s.") % {"person": person.name, "title": title},
        by=by,
    )
    return office


def record_event(
    kind: str,
    *,
    effective_on: date,
    by: Actor,
    come_from: Sequence[Unit] = (),
    to: Sequence[Unit] = (),
    basis: Citation | None = None,
    decided_on: date | None = None,
    note: str = "",
) -> UnitEvent:
    """Record a change of the organisation. Decided on the day of the act behind it unless told."""
    decided = decided_on or (basis.dated if basis else None) or effective_on
    event = UnitEvent.objects.create(
        kind=kind,
        decided_on=decided,
        effective_on=effective_on,
        note=note,
        recorded_at=clock.now(),
        recorded_by=by.key,
        **cited(basis),
    )
    UnitEventPart.objects.bulk_create(
        [UnitEventPart(event=event, unit=unit, role="from") for unit in come_from]
        + [UnitEventPart(event=event, unit=unit, role="to") for unit in to]
    )
    return event


def command_line() -> Line:
    return Line.objects.get(code=queries.COMMAND)


def cited(basis: Citation | None) -> dict[str, object]:
    """The three columns of a citation; empty when no act is named."""
    return basis.columns() if basis else {}


def _refuse_taken_code(code: str) -> None:
    if Body.objects.filter(code=code).exists():
        raise Refused(
            _("Mã “%(code)s” đã được dùng và không dùng lại được; hãy chọn mã khác.") % {"code": code}, field="code"
        )


def _index(body: Body, names: Sequence[str]) -> None:
    """Keep the stored search text and the Vietnamese sort key in step with the names."""
    parts = dict.fromkeys(part for name in names if name for part in (fold(name), initials(name)))
    body.folded = " ".join([*parts, fold(body.code), fold(body.symbol)]).strip()
    body.sort_key = sort_key(body.name)[:500]
