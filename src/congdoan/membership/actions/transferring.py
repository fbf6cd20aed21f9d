"""A member goes from one unit to another by two acts: the first sends, the second receives. Between them the member
still belongs to the first, and is counted there, once."""

from datetime import date

from django.db import transaction

from congdoan.foundation import audit
from congdoan.foundation.actor import Actor
from congdoan.foundation.citation import Citation
from congdoan.foundation.errors import Refused
from congdoan.foundation.periods import valid_from
from congdoan.foundation.saying import gettext as _
from congdoan.membership.actions import checking
from congdoan.membership.actions.leaving import close
from congdoan.membership.facts import append_facts
from congdoan.membership.models import Spell, SpellEnd, Transfer, TransferState
from congdoan.organisation.models import Person, Unit


@transaction.atomic
def transfer_out(
    person: Person, *, to: Unit, on: date, by: Actor, decision: Citation | None = None, note: str = ""
) -> Transfer:
    """Introduce a member to the unit `to`; nothing is counted differently until that unit receives.

    Raises Refused for somebody who is no member, is on the way already, or belongs there; for a day to come, or one
    before the member came; for a unit that does not stand.
    """
    spell = checking.held_spell(person)
    checking.refuse_wrong_day(spell.unit, on)
    checking.refuse_wrong_day(to, on)
    checking.refuse_before_beginning(spell, on)
    checking.refuse_under_way([person])
    if spell.unit_id == to.pk:
        raise Refused(_("%(person)s đang ở chính đơn vị này.") % {"person": person.name}, field="to")
    transfer = Transfer.objects.create(
        person=person,
        from_unit=spell.unit,
        to_unit=to,
        asked_on=on,
        note=note.strip()[:500],
        **(decision.columns() if decision else {}),
        **checking.signed(by),
    )
    _note("asked", transfer, _("Giới thiệu một đoàn viên của %(from)s chuyển sinh hoạt đến %(to)s."), by=by)
    return transfer


@transaction.atomic
def receive_transfer(transfer: Transfer, *, on: date, by: Actor) -> Transfer:
    """The other unit receives: from `on` the member belongs there and no longer at the first, in the same moment.

    Raises Refused when it was settled before, for a day before the introduction or to come, or a unit that had ended.
    """
    transfer = _pending(transfer)
    checking.refuse_wrong_day(transfer.to_unit, on)
    if on < transfer.asked_on:
        raise Refused(
            _("Ngày tiếp nhận không thể trước ngày giới thiệu %(day)s.") % {"day": f"{transfer.asked_on:%d/%m/%Y}"},
            field="on",
        )
    spell = checking.held_spell(transfer.person, transfer.to_unit)
    checking.refuse_wrong_day(spell.unit, on)
    checking.refuse_before_beginning(spell, on)
    transfer.from_unit = spell.unit  # the unit that introduced may have ended meanwhile; its heir lets the member go
    _settle(transfer, TransferState.RECEIVED, on=on, by=by)
    close([spell], on=on, source=transfer.source, end=SpellEnd.TRANSFERRED)
    Spell.objects.create(person=transfer.person, unit=transfer.to_unit, valid=valid_from(on), begun_by=transfer.source)
    append_facts([transfer], by=by)
    _note("received", transfer, _("%(to)s tiếp nhận một đoàn viên từ %(from)s."), by=by)
    return transfer


@transaction.atomic
def return_transfer(transfer: Transfer, *, reason: str, on: date, by: Actor) -> Transfer:
    """The other unit does not receive: the member stays where they are, and always was."""
    if not reason.strip():
        raise Refused(_("Hãy ghi lý do trả lại."), field="reason")
    transfer = _pending(transfer)
    _settle(transfer, TransferState.RETURNED, on=on, by=by, because=reason)
    _note("returned", transfer, _("%(to)s trả lại hồ sơ chuyển sinh hoạt cho %(from)s."), by=by)
    return transfer


@transaction.atomic
def cancel_transfer(transfer: Transfer, *, reason: str, on: date, by: Actor) -> Transfer:
    """The first unit takes its introduction back before the other has received."""
    transfer = _pending(transfer)
    _settle(transfer, TransferState.CANCELLED, on=on, by=by, because=reason)
    _note("cancelled", transfer, _("%(from)s rút lại việc giới thiệu một đoàn viên đến %(to)s."), by=by)
    return transfer


def _pending(transfer: Transfer) -> Transfer:
    locked = Transfer.objects.select_for_update(of=("self",)).select_related("person", "from_unit", "to_unit")
    found = locked.get(pk=transfer.pk)
    if found.state != TransferState.PENDING:
        raise Refused(_("Việc chuyển này đã xong từ trước: %(state)s.") % {"state": TransferState(found.state).label})
    return found


def _settle(transfer: Transfer, state: TransferState, *, on: date, by: Actor, because: str = "") -> None:
    transfer.state, transfer.settled_on = state, on
    transfer.settled_by_name, transfer.settled_because = by.name, because.strip()[:300]
    transfer.save(update_fields=["from_unit", "state", "settled_on", "settled_by_name", "settled_because"])


def _note(what: str, transfer: Transfer, sentence: str, *, by: Actor) -> None:
    """The trail names the units and not the person: it is read more widely than a file is."""
    said = sentence % {"from": transfer.from_unit.name, "to": transfer.to_unit.name}
    audit.record(f"membership.transfer.{what}", transfer.source, said, by=by)
