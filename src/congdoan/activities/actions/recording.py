"""An act enters the record: once, with its counts in the journal and its answers in the thread."""

from collections.abc import Iterable, Mapping
from datetime import date

from django.db import IntegrityError, transaction

from congdoan.activities.actions import answering, checking, short_forms
from congdoan.activities.details import Answer, Details, Paper, TeamDetails
from congdoan.activities.models import Act, ActCount, ActFile, ActKind, ActPartner
from congdoan.activities.rules import Counted
from congdoan.foundation import audit, clock
from congdoan.foundation.actor import Actor
from congdoan.foundation.errors import Refused
from congdoan.foundation.saying import gettext as _
from congdoan.foundation.text import fold, nfc
from congdoan.journal.actions import Fact, append
from congdoan.journal.models import Entry
from congdoan.organisation.models import Body, Unit

ROOM = "activities"


@transaction.atomic
def record(
    kind: ActKind,
    *,
    lead: Unit,
    title: str,
    happened_on: date,
    counts: Mapping[str, int],
    by: Actor,
    until: date | None = None,
    place: str = "",
    note: str = "",
    partners: Iterable[Body] = (),
    answers: Iterable[Answer] = (),
    files: Iterable[Paper] = (),
    details: Details | None = None,
    client_token: str | None = None,
) -> Act:
    """Record something `lead` did, append its counts to the journal and move on the obligations it answers.

    `counts` maps `measure` or `measure.facet` to whole numbers; facets of a measure add up to its total. A count of 0
    says that there was none: it is kept with the act and is never an entry. An empty title takes the kind's name.
    The same `client_token` twice is one act: the second call gives the first act back and changes nothing.
    Raises Refused for a day in the future or on which the unit did not stand, a measure the kind does not count, an
    obligation of somebody else.
    """
    if known := _recorded_before(client_token, lead):
        return known
    if isinstance(details, TeamDetails):
        counts = short_forms.counts_of_team(kind, details)
    checked = checking.checked_counts(kind, counts)
    checking.refuse_wrong_days(lead, happened_on, until)
    act = Act(
        kind=kind,
        lead=lead,
        title=nfc(title).strip() or kind.name,
        happened_on=happened_on,
        until=until,
        place=nfc(place).strip(),
        note=nfc(note).strip(),
        client_token=client_token,
    )
    if known := _saved_meanwhile(act, by=by):
        return known
    _lay_beside(act, partners, files, details)
    lay_counts(act, checked)
    append_counts(act, checked, by=by)
    answering.answer(act, answers, by=by)
    audit.record("activities.act.recorded", act.source, _sentence(act), by=by)
    return act


def keep_counts(act: Act, counts: Mapping[Counted, int]) -> None:
    """The counts as the act now says them, in the place of whatever it said before."""
    act.counts.all().delete()
    lay_counts(act, counts)


def lay_counts(act: Act, counts: Mapping[Counted, int]) -> None:
    """The counts of an act that has said none yet."""
    ActCount.objects.bulk_create(
        [ActCount(act=act, measure_id=c.measure, facet=c.facet, quantity=quantity) for c, quantity in counts.items()]
    )


def append_counts(act: Act, counts: Mapping[Counted, int], *, by: Actor) -> list[Entry]:
    """The act's counts as entries of its lead, on its first day; in the order of their names, as locks are taken."""
    return append(
        [
            Fact(act.lead, counted.measure, quantity, act.happened_on, act.source, facet=counted.facet)
            for counted, quantity in sorted(counts.items())
        ],
        room=ROOM,
        by=by,
    )


def add_partners(act: Act, partners: Iterable[Body]) -> None:
    """Those who took part. The lead itself is no partner; nobody is named twice."""
    bodies = {body.pk: body for body in partners if body.pk != act.lead_id}
    ActPartner.objects.bulk_create([ActPartner(act=act, body=body) for body in bodies.values()], ignore_conflicts=True)


def add_files(act: Act, files: Iterable[Paper]) -> None:
    ActFile.objects.bulk_create(
        [ActFile(act=act, file=paper.file, role="photo" if paper.is_photo else "paper") for paper in files]
    )


def folded_text(act: Act) -> str:
    """What a search without accents looks through."""
    return fold(" ".join([act.title, act.place, act.kind.name, act.lead.name, act.lead.short_name]))


def _lay_beside(act: Act, partners: Iterable[Body], files: Iterable[Paper], details: Details | None) -> None:
    add_partners(act, partners)
    add_files(act, files)
    if details is not None:
        short_forms.write(act, details)


def _sentence(act: Act) -> str:
    day = f"{act.happened_on:%d/%m/%Y}"
    return _("Ghi nhận việc “%(title)s” ngày %(day)s.") % {"title": act.title, "day": day}


def _saved_meanwhile(act: Act, *, by: Actor) -> Act | None:
    """Save a new act; the one saved under its token by another tab a moment earlier, where there is one."""
    act.folded = folded_text(act)
    act.recorded_at, act.recorded_by, act.recorded_by_name = clock.now(), by.key, by.name
    try:
        with transaction.atomic(savepoint=act.client_token is not None):
            act.save()
    except IntegrityError:
        if known := _recorded_before(act.client_token, act.lead):
            return known
        raise
    return None


def _recorded_before(client_token: str | None, lead: Unit) -> Act | None:
    if not client_token:
        return None
    known = Act.objects.filter(client_token=client_token).first()
    if known is not None and known.lead_id != lead.pk:
        raise Refused(_("Mẫu ghi này đã dùng cho đơn vị khác; hãy mở mẫu mới rồi ghi lại."))
    return known
