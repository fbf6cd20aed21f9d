"""A former member's file is emptied, their sheets are destroyed; their spells stay, as the stay of somebody."""

from collections.abc import Iterator
from datetime import date

from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from congdoan.foundation import audit, files
from congdoan.foundation.actor import Actor
from congdoan.foundation.forgetting import ANONYMOUS, Kept, Obstacle, free_from
from congdoan.foundation.text import fold
from congdoan.membership.importing.finding import SETTLED, sheets_about
from congdoan.membership.models import (
    Admission,
    DuesBase,
    ImportRow,
    Leaving,
    MemberFile,
    MemberImport,
    PartyReferral,
    Spell,
)
from congdoan.organisation.models import Person
from congdoan.organisation.queries import parameter_at

YEARS = "membership.file_kept_years"
PLAIN = ("other_name", "job_title", "workplace", "qualification", "contract", "joined_by", "blind_citizen_id")
SEALED = ("contact", "origins", "circumstances")


def in_the_way(person: Person, on: date) -> list[Obstacle]:
    """Being a member, a way to the Party not ended, a line in a sheet not brought in, a time the file must be kept."""
    standing = Spell.objects.filter(person=person, valid__overlap=(on, None)).count()
    referrals = PartyReferral.objects.filter(person=person, closed_on__isnull=True, withdrawn_at__isnull=True)
    under_way = referrals.exclude(stage="admitted").count()
    waiting = _rows(person).exclude(batch__state__in=SETTLED).count()
    found = [
        (standing, _("đang là đoàn viên: hãy ghi thôi sinh hoạt trước")),
        (under_way, _("việc giới thiệu cho Đảng chưa kết thúc")),
        (waiting, _("dòng trong danh sách đang chờ nhập")),
    ]
    return [Obstacle("membership", count, words) for count, words in found if count] + _must_be_kept(person, on)


def kept(person: Person, on: date) -> list[Kept]:
    """Decisions that admitted or ended many at once: others stand in their papers."""
    shared = sum(1 for record in _records(person) if getattr(record, "paper_id", None) and not _is_alone(record))
    words = _("quyết định chung cho nhiều người: bản đính kèm được giữ")
    return [Kept("membership", shared, words, None)] if shared else []


def forget(person: Person, on: date, by: Actor) -> None:
    """The file's fields, cards, bases and reasons go; spells, transfers and stages stay, so every count does."""
    _unname_records(person)
    _destroy_sheets(person)
    _empty_file(person)
    for card in person.cards.all():
        card.number, card.returned_because = f"xoa-{card.key}", ""
        card.save(update_fields=["number", "returned_because"])
    DuesBase.objects.filter(person=person).delete()
    person.exemptions.update(reason=ANONYMOUS, note="", withdrawn_because="")
    person.transfers.update(note="", settled_because="", withdrawn_because="")
    person.party_referrals.update(note="", closed_because="", withdrawn_because="")
    audit.unname([row.source for row in person.transfers.all()], person.name, replacement=ANONYMOUS)


def _empty_file(person: Person) -> None:
    days = dict.fromkeys(("birth_on", "hired_on", "joined_on", "imported_in"))
    MemberFile.objects.filter(person=person).update(
        **dict.fromkeys((*PLAIN, *SEALED), ""), **days, version=F("version") + 1
    )


def _unname_records(person: Person) -> None:
    """Admissions and leavings of this person alone lose their free words and their paper; of others they are not only
    this person's to empty.
    """
    doomed = []
    for record in _records(person):
        if not _is_alone(record):
            continue
        record.note = record.withdrawn_because = ""
        if isinstance(record, Admission):
            record.from_place = ""
            if record.paper:
                doomed.append(record.paper)
                record.paper = None
        else:
            record.to_place = ""
        record.save()
    files.destroy(doomed)


def _records(person: Person) -> Iterator[Admission | Leaving]:
    spells = Spell.objects.filter(person=person)
    keys = [source.partition(":") for row in spells for source in (row.begun_by, row.ended_by) if source]
    by_kind = {kind: [key for other, _colon, key in keys if other == kind] for kind in ("admission", "leaving")}
    yield from Admission.objects.filter(key__in=by_kind["admission"]).select_related("paper")
    yield from Leaving.objects.filter(key__in=by_kind["leaving"])


def _is_alone(record: Admission | Leaving) -> bool:
    return Spell.objects.filter(Q(begun_by=record.source) | Q(ended_by=record.source)).count() <= 1


def sheets_that_go(person: Person) -> tuple[int, list[Kept]]:
    """How many sheets would be destroyed because the person stands in them, and those kept that nobody can read.

    Others stand in the same sheets. Reads them all: ask when it is about to be done.
    """
    found = sheets_about(person)
    words = _("danh sách đã tải lên mà không đọc được: giữ lại, hãy tự xem có tên người này không")
    count = len(found.unreadable)
    return len(found.naming), [Kept("membership", count, words, None)] if count else []


def _destroy_sheets(person: Person) -> None:
    """Every sheet brought in for a unit of the person's, settled since, in which the person stands."""
    doomed = sheets_about(person).naming
    files.destroy(sheet.file for sheet in doomed)
    MemberImport.objects.filter(pk__in=[sheet.pk for sheet in doomed]).update(lines_skipped=[])
    _rows(person).delete()
    ImportRow.objects.filter(batch__in=doomed, folded=fold(person.name)).delete()


def _must_be_kept(person: Person, on: date) -> list[Obstacle]:
    last = Spell.objects.filter(person=person, valid__upper_inf=False).select_related("unit").order_by("-valid").first()
    if last is None:
        return []
    ended = last.valid.upper
    until = free_from(ended, int(parameter_at(YEARS, last.unit, ended).value))
    return [Obstacle("membership", 1, _("hồ sơ đoàn viên còn phải lưu giữ"), until)] if until > on else []


def _rows(person: Person) -> QuerySet[ImportRow]:
    """Lines of sheets that stand for the person: recognised so, or of the same identity number."""
    numbers = MemberFile.objects.filter(person=person).exclude(blind_citizen_id="").values("blind_citizen_id")
    return ImportRow.objects.filter(Q(known=person) | Q(blind_citizen_id__in=numbers))
