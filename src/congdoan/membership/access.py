"""Who may read members' names, keep their files and open what is closed, and why not."""

from typing import TypeVar

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from congdoan.accounts.access import ids_in_reach, may, standing, units_in_reach
from congdoan.accounts.models import User
from congdoan.accounts.rules import Task
from congdoan.foundation import clock
from congdoan.foundation.decisions import ALLOWED, Decision
from congdoan.foundation.errors import NotFound
from congdoan.foundation.keys import tidy_key
from congdoan.membership.models import (
    Admission,
    Headcount,
    Leaving,
    MemberImport,
    PartyReferral,
    Spell,
    Transfer,
    TransferState,
)
from congdoan.organisation import queries
from congdoan.organisation.models import Person, Placement, Unit

Record = TypeVar("Record", Admission, Leaving, Headcount)


def units_with_names(user: User) -> QuerySet[Unit]:
    """Units whose members the user may read by name: where, or below where, a role sees members and reads names."""
    seen = units_in_reach(user, Task.SEE_MEMBERS)
    return seen.filter(pk__in=ids_in_reach(user, Task.READ_NAMES))


def may_see_counts(user: User, unit: Unit) -> Decision:
    """Someone whose role sees members, at the unit or above it."""
    return may(user, Task.SEE_MEMBERS, at=unit)


def may_see_names(user: User, unit: Unit) -> Decision:
    """Someone whose role sees members and reads names, at the unit or above it."""
    seen = may_see_counts(user, unit)
    return may(user, Task.READ_NAMES, at=unit) if seen else seen


def may_keep(user: User, unit: Unit) -> Decision:
    """Someone who keeps members' files at the unit, or at the one directly above, which does it for units without an
    officer of their own.
    """
    own = may(user, Task.KEEP_MEMBERS, at=unit)
    if own:
        return own
    above = Placement.objects.filter(unit=unit, line__code=queries.COMMAND, valid__contains=clock.today())
    held = set(standing(user).units_for(Task.KEEP_MEMBERS))
    return ALLOWED if above.filter(parent__in=held).exists() else own


def may_import(user: User, unit: Unit) -> Decision:
    """Someone who keeps members' files at this very unit brings in a sheet for it and the units below."""
    return may(user, Task.KEEP_MEMBERS, at=unit)


def may_open_sensitive(user: User, unit: Unit) -> Decision:
    """Someone at this very unit whose role opens closed information: nobody above it does."""
    return may(user, Task.OPEN_SENSITIVE, at=unit)


def may_see_referrals(user: User, unit: Unit) -> Decision:
    """Who may open closed information at this very unit: a step towards the Party is a political matter, and names of
    it do not go up.
    """
    return may_open_sensitive(user, unit)


def last_spell(person: Person) -> Spell | None:
    """Where the person is a member, or last was one."""
    return Spell.objects.filter(person=person).select_related("unit").order_by("-valid").first()


def member_for_reading(user: User, key: str) -> Person:
    """A member, or former one, where the user may read names; the unit they are at now decides. Raises NotFound."""
    person = Person.objects.select_related("member_file").filter(key=tidy_key(key), member_file__isnull=False).first()
    spell = last_spell(person) if person else None
    if person is None or spell is None or not may_see_names(user, spell.unit):
        raise NotFound(_("Không có đoàn viên mang mã “%(key)s” trong phạm vi bạn được xem.") % {"key": key})
    return person


def member_for_keeping(user: User, key: str) -> Person:
    person = member_for_reading(user, key)
    may_keep(user, _unit_of(person)).require()
    return person


def member_for_opening(user: User, key: str) -> Person:
    """A member whose closed information the user may open. Raises NotFound or NotAllowed."""
    person = member_for_reading(user, key)
    may_open_sensitive(user, _unit_of(person)).require()
    return person


def unit_for_counting(user: User, code: str) -> Unit:
    """A unit whose members the user may see in numbers. Raises NotFound for any other."""
    found = units_in_reach(user, Task.SEE_MEMBERS).filter(code=code).select_related("level").first()
    if found is None:
        raise NotFound(_("Không có đơn vị mang mã “%(code)s” trong phạm vi bạn được xem đoàn viên.") % {"code": code})
    return found


def transfers_visible_to(user: User) -> QuerySet[Transfer]:
    """Transfers from or to a unit whose names the user may read."""
    units = units_with_names(user).values("pk")
    return Transfer.objects.filter(Q(from_unit__in=units) | Q(to_unit__in=units))


def transfer_for_receiving(user: User, key: str) -> Transfer:
    """A transfer under way to a unit whose files the user keeps. Raises NotFound or NotAllowed."""
    transfer = _transfer(user, key)
    may_keep(user, transfer.to_unit).require()
    return transfer


def transfer_for_cancelling(user: User, key: str) -> Transfer:
    transfer = _transfer(user, key)
    may_keep(user, transfer.from_unit).require()
    return transfer


def referrals_visible_to(user: User) -> QuerySet[PartyReferral]:
    """Referrals of people who belong to a unit at which the user may open closed information."""
    held = standing(user).units_for(Task.OPEN_SENSITIVE)
    spells = Spell.objects.filter(unit__in=held)
    return PartyReferral.objects.filter(person__in=spells.filter(valid__contains=clock.today()).values("person"))


def referral_for_keeping(user: User, key: str) -> PartyReferral:
    found = referrals_visible_to(user).select_related("person").filter(key=tidy_key(key)).first()
    if found is None:
        raise NotFound(_("Không có việc giới thiệu này trong đơn vị của bạn."))
    may_keep(user, _unit_of(found.person)).require()
    return found


def admission_for_reading(user: User, key: str) -> Admission:
    """An admission at a unit whose members the user sees at least in numbers; its names are asked for apart."""
    return _record(Admission.objects.all(), user, key)


def leaving_for_reading(user: User, key: str) -> Leaving:
    return _record(Leaving.objects.all(), user, key)


def headcount_for_reading(user: User, key: str) -> Headcount:
    return _record(Headcount.objects.all(), user, key)


def batch_for_keeping(user: User, key: str) -> MemberImport:
    """A sheet brought in under a unit whose files the user keeps. Raises NotFound for any other."""
    held = standing(user).units_for(Task.KEEP_MEMBERS)
    found = MemberImport.objects.select_related("under", "file").filter(key=tidy_key(key), under__in=held).first()
    if found is None:
        raise NotFound(_("Không có lần nhập này trong phạm vi của bạn."))
    return found


def _transfer(user: User, key: str) -> Transfer:
    found = (
        transfers_visible_to(user).select_related("person", "from_unit", "to_unit").filter(key=tidy_key(key)).first()
    )
    if found is None or found.state != TransferState.PENDING:
        raise NotFound(_("Không có việc chuyển sinh hoạt này đang chờ."))
    return found


def _unit_of(person: Person) -> Unit:
    spell = last_spell(person)
    assert spell is not None
    return spell.unit


def _record(records: QuerySet[Record], user: User, key: str) -> Record:
    seen = ids_in_reach(user, Task.SEE_MEMBERS)
    found = records.select_related("unit").filter(key=tidy_key(key), unit__in=seen).first()
    if found is None:
        raise NotFound(_("Không có việc này trong phạm vi bạn được xem."))
    return found
