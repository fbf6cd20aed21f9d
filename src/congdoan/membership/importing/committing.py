"""Writing a batch into the record, all of it or nothing, and taking it back."""

from collections.abc import Sequence
from datetime import date
from itertools import islice

from django.db import connection, transaction
from django.db.models import Count, Q, QuerySet
from django.db.utils import IntegrityError

from congdoan.foundation import audit, clock
from congdoan.foundation.actor import Actor
from congdoan.foundation.errors import Refused
from congdoan.foundation.periods import valid_from
from congdoan.foundation.progress import told
from congdoan.foundation.saying import gettext as _
from congdoan.membership import rules
from congdoan.membership.actions import checking
from congdoan.membership.actions.admitting import name_counted, note_admission
from congdoan.membership.actions.leaving import refuse_touched
from congdoan.membership.facts import append_facts, restate
from congdoan.membership.importing import judging
from congdoan.membership.importing.taking import uploader
from congdoan.membership.models import (
    Admission,
    AdmissionKind,
    Card,
    ImportRow,
    ImportState,
    MemberFile,
    MemberImport,
    Spell,
)
from congdoan.organisation.actions import Identity, add_people, remove_people
from congdoan.organisation.models import Unit

AT_A_TIME = 2_000


@transaction.atomic
def order_commit(batch: MemberImport, *, skips_faulty: bool, by: Actor) -> MemberImport:
    """Ask for the batch to be written; the worker does it. Raises Refused unless it is being looked at, or while rows
    have errors and are not to be left out.
    """
    batch = MemberImport.objects.select_for_update(of=("self",)).get(pk=batch.pk)
    if batch.state != ImportState.PREVIEW:
        raise Refused(_("Bảng này đã được nhập hoặc đã hoàn tác."))
    if batch.rows_faulty and not skips_faulty:
        raise Refused(
            _("Còn %(count)d dòng có lỗi; hãy sửa tệp rồi tải lên lại, hoặc chọn bỏ qua các dòng ấy.")
            % {"count": batch.rows_faulty}
        )
    batch.state, batch.skips_faulty, batch.changed_at = ImportState.WRITING, skips_faulty, clock.now()
    batch.save(update_fields=["state", "skips_faulty", "changed_at"])
    sentence = _("Cho nhập danh sách đoàn viên của %(unit)s.") % {"unit": batch.under.name}
    audit.record("membership.import.ordered", f"import:{batch.key}", sentence, by=by)
    return batch


@transaction.atomic
def write(batch: MemberImport) -> MemberImport:
    """Make the members of every good row that is not known yet. What changed since the preview is judged anew first.

    A few thousand rows in memory at any time; one admission, and a few journal entries, for each unit.
    """
    by = uploader(batch)
    judging.judge(batch)
    if batch.rows_faulty and not batch.skips_faulty:
        batch.state = ImportState.PREVIEW  # somebody was entered meanwhile: it is looked at again
        batch.save()
        return batch
    admissions = _admissions(batch)
    waiting = _to_make(batch).order_by("line").iterator(chunk_size=AT_A_TIME)
    made = 0
    with told(f"import:{batch.key}", whole=batch.rows_read - batch.rows_faulty - batch.rows_known) as tell:
        while rows := list(islice(waiting, AT_A_TIME)):
            made += _make(batch, rows, admissions, by)
            tell(made)
    append_facts(admissions.values(), by=by)
    begun = Spell.objects.filter(begun_by__in=[row.source for row in admissions.values()]).order_by()
    for unit, count in begun.values_list("unit").annotate(count=Count("pk")):
        note_admission(admissions[unit], count, by=by)
    batch.members_made, batch.state, batch.changed_at = made, ImportState.COMMITTED, clock.now()
    batch.save()
    ImportRow.objects.filter(batch=batch).delete()
    return batch


@transaction.atomic
def undo(batch: MemberImport, *, by: Actor) -> MemberImport:
    """Take the batch's members out again as if they had never been; nothing may have happened to one of them since.

    Raises Refused where something has, or it was not committed.
    """
    batch = MemberImport.objects.select_for_update(of=("self",)).get(pk=batch.pk)
    if batch.state != ImportState.COMMITTED:
        raise Refused(_("Chỉ hoàn tác được bảng đã nhập."))
    admissions = list(batch.admissions.filter(withdrawn_at__isnull=True).select_related("unit"))
    spells = Spell.objects.filter(begun_by__in=[row.source for row in admissions])
    refuse_touched(spells)
    people = list(batch.files.values_list("person_id", flat=True))
    _remove(people)
    now = clock.now()
    for admission in admissions:
        admission.withdrawn_at, admission.withdrawn_because = now, str(_("Hoàn tác lần nhập"))
        restate(admission, by=by)
    Admission.objects.bulk_update(admissions, ["withdrawn_at", "withdrawn_because"], batch_size=500)
    batch.state, batch.changed_at = ImportState.UNDONE, now
    batch.save(update_fields=["state", "changed_at"])
    said = {"count": len(people), "unit": batch.under.name}
    sentence = _("Hoàn tác việc nhập %(count)d đoàn viên của %(unit)s.") % said
    audit.record("membership.import.undone", f"import:{batch.key}", sentence, by=by)
    return batch


def _to_make(batch: MemberImport) -> QuerySet[ImportRow]:
    return ImportRow.objects.filter(batch=batch, errors={}, unit__isnull=False).exclude(judging.is_known())


def _admissions(batch: MemberImport) -> dict[int, Admission]:
    """One admission a unit, saved, with how many of its people had been counted without names."""
    counts = (
        _to_make(batch)
        .order_by()
        .values_list("unit")
        .annotate(everybody=Count("pk"), women=Count("pk", filter=Q(sex="f")))
    )
    by_unit = {unit: rules.Counted(women, everybody - women) for unit, everybody, women in counts}
    units = Unit.objects.in_bulk(by_unit)
    made = []
    for unit, named in by_unit.items():
        checking.refuse_wrong_day(units[unit], batch.since)
        admission = Admission(
            unit=units[unit],
            kind=AdmissionKind.REGISTERED,
            on=batch.since,
            batch=batch,
            cited_symbol=batch.cited_symbol,
            cited_date=batch.cited_date,
            cited_issuer=batch.cited_issuer,
            **checking.signed(uploader(batch)),
        )
        name_counted(admission, named)
        made.append(admission)
    return {row.unit_id: row for row in Admission.objects.bulk_create(made)}


def _make(batch: MemberImport, rows: Sequence[ImportRow], admissions: dict[int, Admission], by: Actor) -> int:
    people = add_people([Identity(row.name, row.sex, row.birth_year) for row in rows], by=by)
    pairs = list(zip(rows, people, strict=True))
    MemberFile.objects.bulk_create(
        [
            MemberFile(
                person=person,
                birth_on=row.birth_on,
                blind_citizen_id=row.blind_citizen_id,
                contact=row.contact,
                origins=row.origins,
                circumstances=row.circumstances,
                imported_in=batch,
                **{code: _plain(code, value) for code, value in row.plain.items()},
            )
            for row, person in pairs
        ]
    )
    days = valid_from(batch.since)
    Spell.objects.bulk_create(
        [
            Spell(person=person, unit_id=row.unit_id, valid=days, begun_by=admissions[row.unit_id or 0].source)
            for row, person in pairs
        ]
    )
    Card.objects.bulk_create(
        [
            Card(person=person, number=row.card_number, unit_id=row.unit_id, issued_on=batch.since)
            for row, person in pairs
            if row.card_number
        ]
    )
    return len(pairs)


def _plain(code: str, value: str) -> object:
    return date.fromisoformat(value) if code.endswith("_on") else value


REMOVE = (
    "DELETE FROM membership_card WHERE person_id = ANY(%s)",
    "DELETE FROM membership_duesbase WHERE person_id = ANY(%s)",
    "DELETE FROM membership_spell WHERE person_id = ANY(%s)",
    "DELETE FROM membership_memberfile WHERE person_id = ANY(%s)",
)


def _remove(people: list[int]) -> None:
    try:
        with transaction.atomic():
            with connection.cursor() as cursor:
                for statement in REMOVE:
                    cursor.execute(statement, [people])
            remove_people(people)
    except IntegrityError as error:
        raise Refused(_("Đã có hồ sơ, việc hoặc khoản tiền gắn với người trong danh sách này.")) from error
