"""What a record says to the journal: derived from the spells it begins and ends, so that the two cannot disagree.

Members are counted by unit and sex, not one entry a person: a sheet of a hundred thousand is a few entries a unit.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from django.db import transaction
from django.db.models import Count, QuerySet

from congdoan.foundation.actor import Actor
from congdoan.journal.actions import Fact, append, reverse, standing_entries
from congdoan.journal.models import Entry
from congdoan.membership import rules
from congdoan.membership.models import (
    Admission,
    AdmissionKind,
    EndCause,
    Headcount,
    Leaving,
    PartyReferral,
    Spell,
    Transfer,
    TransferState,
)
from congdoan.organisation.models import Unit

ROOM = "membership"
STOCK = "members_count"
FLOW_OF_KIND = {
    AdmissionKind.ADMITTED: "new_members",
    AdmissionKind.READMITTED: "new_members",
    AdmissionKind.ARRIVED: "members_transferred_in",
}

Source = Admission | Leaving | Transfer | PartyReferral


def append_facts(records: Iterable[Source], *, by: Actor) -> None:
    """Append what the records say, in the caller's transaction; one insert for all of them."""
    append([fact for record in records for fact in facts_of(record)], room=ROOM, by=by)


def restate(record: Source, *, by: Actor) -> None:
    """After a correction: take back what the record said and say what it says now; nothing where both are the same."""
    restate_all([record], by=by)


@transaction.atomic
def restate_all(records: Sequence[Source], *, by: Actor) -> None:
    """As `restate`, of each. At most one insert for what is taken back and one for what is said instead."""
    standing: dict[str, list[Entry]] = {}
    for row in standing_entries(*(record.source for record in records)):
        standing.setdefault(row.source, []).append(row)
    wrong, right = [], []
    for record in records:
        said = standing.get(record.source, [])
        saying = [] if record.withdrawn_at else facts_of(record)
        if Counter(map(_of_entry, said)) != Counter(map(_of_fact, saying)):
            wrong += said
            right += saying
    if wrong:
        reverse(wrong, by=by)
    if right:
        append(right, room=ROOM, by=by)


def move_between_sexes(spell: Spell, *, by: Actor) -> None:
    """After the sex of a member taken over from a unit that ended was corrected: its heir opened with them too."""
    right, wrong = ("women", "") if spell.person.sex == "f" else ("", "women")
    on, source = spell.valid.lower, spell.begun_by
    moved = [(wrong, -1), (right, 1)]
    append([Fact(spell.unit, STOCK, sign, on, source, facet=facet) for facet, sign in moved], room=ROOM, by=by)


def facts_of(record: Source) -> list[Fact]:
    """What the record says now, not yet withdrawn. One or two queries."""
    match record:
        case Admission():
            return _admission(record)
        case Leaving():
            return _leaving(record)
        case Transfer():
            return _transfer(record)
        case PartyReferral():
            return _referral(record)


def _admission(record: Admission) -> list[Fact]:
    named = _by_sex(Spell.objects.filter(begun_by=record.source))
    facts = _stock(record.unit, named, record.on, record.source)
    women = record.named_of_counted_women
    counted = rules.Counted(women, record.named_of_counted - women)
    facts += _both(record.unit, STOCK, counted, record.on, record.source, sign=-1, facets=("counted_women", "counted"))
    if record.kind != AdmissionKind.REGISTERED:
        return facts + _both(record.unit, FLOW_OF_KIND[AdmissionKind(record.kind)], named, record.on, record.source)
    more = named.total - counted.total
    more_women = min(more, max(0, named.women - counted.women))
    registered = rules.Counted(more_women, more - more_women)
    return facts + _both(record.unit, "members_registered", registered, record.on, record.source)


def _leaving(record: Leaving) -> list[Fact]:
    gone = _by_sex(Spell.objects.filter(ended_by=record.source))
    facts = _stock(record.unit, gone, record.on, record.source, sign=-1)
    measure, facet = rules.flow_of_cause(record.cause)
    if record.cause == EndCause.MOVED:
        return facts + _both(record.unit, measure, gone, record.on, record.source)
    return [*facts, Fact(record.unit, measure, gone.total, record.on, record.source, facet=facet)]


def _transfer(record: Transfer) -> list[Fact]:
    if record.state != TransferState.RECEIVED or record.settled_on is None:
        return []
    on, source = record.settled_on, record.source
    one = rules.Counted(1, 0) if record.person.sex == "f" else rules.Counted(0, 1)
    return [
        *_stock(record.from_unit, one, on, source, sign=-1),
        *_both(record.from_unit, "members_transferred_out", one, on, source),
        *_stock(record.to_unit, one, on, source),
        *_both(record.to_unit, "members_transferred_in", one, on, source),
    ]


def _referral(record: PartyReferral) -> list[Fact]:
    facet = "women" if record.person.sex == "f" else ""
    return [
        Fact(row.unit, measure, 1, row.on, record.source, facet=facet)
        for row in record.stages.all()
        if (measure := rules.MEASURE_OF_STAGE.get(row.stage))
    ]


def flows_counted(record: Headcount) -> list[Fact]:
    """What happened in the period to people without names."""
    return [
        Fact(record.unit, measure, count, record.period_end, record.source, facet=facet)
        for measure, facet, count in rules.facts_of_counts(record.flows)
    ]


def _stock(unit: Unit, people: rules.Counted, on: date, source: str, *, sign: int = 1) -> list[Fact]:
    return _both(unit, STOCK, people, on, source, sign=sign)


def _both(
    unit: Unit,
    measure: str,
    people: rules.Counted,
    on: date,
    source: str,
    *,
    sign: int = 1,
    facets: tuple[str, str] = ("women", ""),
) -> list[Fact]:
    """One fact for the women and one for the rest; those of nobody are left out."""
    counts = zip(facets, (people.women, people.others), strict=True)
    return [Fact(unit, measure, sign * count, on, source, facet=facet) for facet, count in counts if count]


def _by_sex(spells: QuerySet[Spell]) -> rules.Counted:
    counts = dict(spells.order_by().values_list("person__sex").annotate(count=Count("pk")))
    women = counts.get("f", 0)
    return rules.Counted(women, sum(counts.values()) - women)


def _of_entry(row: Entry) -> tuple[object, ...]:
    return row.unit_id, row.measure_id, row.facet, row.quantity, row.occurred_on


def _of_fact(row: Fact) -> tuple[object, ...]:
    return row.unit.pk, row.measure, row.facet, row.quantity, row.occurred_on
