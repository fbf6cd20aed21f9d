"""Transfer, merge, split, end: each one transaction, each refusing while something would be left without an heir."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from django.db import transaction

from congdoan.foundation import audit
from congdoan.foundation.actor import Actor
from congdoan.foundation.citation import Citation
from congdoan.foundation.errors import Refused
from congdoan.foundation.saying import gettext as _
from congdoan.journal.replacing import entries_replaced, hold_position
from congdoan.organisation import placing
from congdoan.organisation.actions import command_line
from congdoan.organisation.closure import rebuild_closure
from congdoan.organisation.events import record_event
from congdoan.organisation.models import Unit, UnitEventKind
from congdoan.reorganisation import queries, rules, steps
from congdoan.reorganisation.plans import Heirs, Move, NewUnit, Outcome, Part


@transaction.atomic
def transfer(
    units: Sequence[Unit],
    *,
    to: Unit,
    on: date,
    decided_by: Citation | None,
    by: Actor,
    stated_counts: dict[str, int] | None = None,
) -> Outcome:
    """Hang the units, with everything below them, under `to` from `on`. Their business stays their own.

    Raises Refused when `to` does not stand from `on` on or stands below one of them, or one of them changes place on a
    later day.
    """
    steps.refuse_nobody(units)
    hold_position()
    if queries.stands_under_any(to, units, since=on):
        raise Refused(
            _("%(unit)s đang trực thuộc đơn vị được chuyển; không thể chuyển một đơn vị xuống dưới chính mình.")
            % {"unit": to.name},
            field="to",
        )
    placing.refuse_unless_open([to], on=on, line=command_line())
    before = queries.parents_on(units, on=on)
    rules.refuse_where_it_hangs(units, before, to)
    with entries_replaced(since=on):
        placing.move(units, to=to, on=on, line=command_line(), basis=decided_by)
        rebuild_closure()
    event = record_event(
        UnitEventKind.TRANSFER,
        effective_on=on,
        by=by,
        come_from=units,
        to=[to],
        basis=decided_by,
        stated_counts=stated_counts,
    )
    sentence = _("Chuyển %(units)s về trực thuộc %(to)s từ %(day)s.")
    said = {"units": rules.count_or_name(units), "to": to.name, "day": f"{on:%d/%m/%Y}"}
    audit.record("reorganisation.units.transferred", f"event:{event.key}", sentence % said, by=by)
    return Outcome(event, tuple(Move(unit, before.get(unit.pk), to) for unit in units))


@transaction.atomic
def merge(units: Sequence[Unit], *, into: Unit, on: date, decided_by: Citation | None, by: Actor) -> Outcome:
    """The units end before `on`; `into` goes on with their children and everything they leave open.

    Raises Refused for a day to come, when `into` is one of them or stands below one, or one of them cannot end on `on`.
    """
    steps.refuse_nobody(units)
    steps.refuse_day_to_come(on)
    hold_position()
    if queries.stands_under_any(into, units, since=on):
        raise Refused(
            _("%(unit)s là một trong các đơn vị sáp nhập hoặc trực thuộc chúng; hãy chuyển ra ngoài trước.")
            % {"unit": into.name},
            field="into",
        )
    placing.refuse_unless_open([into], on=on, line=command_line())
    done = steps.wind_up(units, heirs=Heirs(into), homes=into, on=on, basis=decided_by, by=by)
    event = record_event(UnitEventKind.MERGE, effective_on=on, by=by, come_from=units, to=[into], basis=decided_by)
    sentence = _("Sáp nhập %(units)s vào %(into)s từ %(day)s.")
    said = {"units": rules.count_or_name(units), "into": into.name, "day": f"{on:%d/%m/%Y}"}
    audit.record("reorganisation.units.merged", f"event:{event.key}", sentence % said, by=by)
    return replace(done, event=event)


@transaction.atomic
def split(
    unit: Unit,
    *,
    into: Sequence[Part],
    on: date,
    decided_by: Citation | None,
    by: Actor,
    remains: bool = False,
) -> Outcome:
    """Out of `unit` come the parts, each with the children it takes. The unit ends, or `remains` with the rest.

    History is never divided: it stays the old unit's own line under the common parent. Raises LeftUnassigned when a
    matter or a child of a unit that ends goes to none of the parts.
    """
    steps.refuse_nobody(into)
    steps.refuse_day_to_come(on)
    hold_position()
    placing.refuse_unless_open([unit], on=on, line=command_line())
    rules.refuse_strange_children(unit, into, standing=queries.children_from([unit], on=on))
    parts = [steps.found(part.unit, beside=unit, on=on, basis=decided_by, by=by) for part in into]
    homes = {child.pk: new for part, new in zip(into, parts, strict=True) for child in part.children}
    if remains:
        done = steps.rehang([unit], homes, on=on, basis=decided_by)
    else:
        heirs = rules.heirs_among(into, parts)
        done = steps.wind_up([unit], heirs=heirs, homes=homes, on=on, basis=decided_by, by=by)
    event = record_event(UnitEventKind.SPLIT, effective_on=on, by=by, come_from=[unit], to=parts, basis=decided_by)
    sentence = _("Tách %(unit)s thành %(parts)s từ %(day)s.")
    said = {"unit": unit.name, "parts": rules.count_or_name(parts), "day": f"{on:%d/%m/%Y}"}
    audit.record("reorganisation.unit.split", f"event:{event.key}", sentence % said, by=by)
    founded = tuple(new for part, new in zip(into, parts, strict=True) if isinstance(part.unit, NewUnit))
    return replace(done, event=event, founded=founded)


@transaction.atomic
def end(
    units: Sequence[Unit],
    *,
    on: date,
    decided_by: Citation | None,
    by: Actor,
    heir: Unit | None = None,
    children_to: Unit | None = None,
    stated_counts: dict[str, int] | None = None,
) -> Outcome:
    """The units end before `on`. What they leave open goes to `heir`, their children to `children_to`.

    Raises LeftUnassigned, listing what has no heir or parent; Refused for a day to come, or when one
    cannot end on `on`.
    """
    steps.refuse_nobody(units)
    steps.refuse_day_to_come(on)
    hold_position()
    for goes_on in filter(None, (heir, children_to)):
        placing.refuse_unless_open([goes_on], on=on, line=command_line())
        if queries.stands_under_any(goes_on, units, since=on):
            raise Refused(
                _("%(unit)s cũng nằm trong số kết thúc hoặc trực thuộc chúng; hãy chọn đơn vị khác.")
                % {"unit": goes_on.name},
                field="heir" if goes_on is heir else "children_to",
            )
    done = steps.wind_up(units, heirs=Heirs(heir), homes=children_to, on=on, basis=decided_by, by=by)
    event = record_event(
        UnitEventKind.END,
        effective_on=on,
        by=by,
        come_from=units,
        to=[heir] if heir else [],
        basis=decided_by,
        stated_counts=stated_counts,
    )
    sentence = _("Kết thúc hoạt động của %(units)s từ %(day)s.")
    said = {"units": rules.count_or_name(units), "day": f"{on:%d/%m/%Y}"}
    audit.record("reorganisation.units.ended", f"event:{event.key}", sentence % said, by=by)
    return replace(done, event=event)
