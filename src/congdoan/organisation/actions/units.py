"""Founding a unit and placing it in lines beside the command line."""

from datetime import date

from django.db import transaction

from congdoan.foundation import audit
from congdoan.foundation.actor import Actor
from congdoan.foundation.citation import Citation
from congdoan.foundation.errors import Refused
from congdoan.foundation.periods import valid_from
from congdoan.foundation.saying import gettext as _
from congdoan.foundation.text import nfc
from congdoan.organisation import queries
from congdoan.organisation.actions.bodies import refuse_taken_code
from congdoan.organisation.closure import extend_closure
from congdoan.organisation.events import cited, record_event
from congdoan.organisation.indexing import index
from congdoan.organisation.models import BodyKind, BodyName, Level, Line, Placement, Unit, UnitEventKind, UnitLevel


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
    refuse_taken_code(code)
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
    index(unit, [unit.name, unit.short_name])
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
def add_to_line(
    unit: Unit, *, line: Line, under: Unit | None, since: date, by: Actor, basis: Citation | None = None
) -> Placement:
    """Place the unit in a line beside the command line (the professional line of a sector).

    Gives no rights and no totals. Raises Refused for the command line, where a unit is moved by a reorganisation, for a
    unit that stands in the line already from `since` on, or an upper unit that does not stand there.
    """
    if line.code == queries.COMMAND:
        raise Refused(
            _("Trực thuộc chỉ đạo toàn diện thay đổi qua việc chuyển, sáp nhập hoặc chia tách."), field="line"
        )
    days = valid_from(since)
    if unit.placements.filter(line=line, valid__overlap=days).exists():
        raise Refused(_("%(unit)s đã có trong hệ thống %(line)s.") % {"unit": unit.name, "line": line}, field="line")
    if under is not None and not under.placements.filter(line=line, valid__contains=since).exists():
        raise Refused(
            _("%(unit)s chưa có trong hệ thống %(line)s vào ngày này; hãy xếp đơn vị đó trước.")
            % {"unit": under.name, "line": line},
            field="under",
        )
    placement = Placement.objects.create(unit=unit, line=line, parent=under, valid=valid_from(since), **cited(basis))
    extend_closure(unit.pk)
    audit.record(
        "organisation.unit.placed",
        f"unit:{unit.code}",
        _("Xếp %(name)s vào hệ thống %(line)s.") % {"name": unit.name, "line": line},
        by=by,
    )
    return placement


def command_line() -> Line:
    return Line.objects.get(code=queries.COMMAND)
