"""Whether a child is listed twice, under each of two parents: pointed out, never forbidden."""

from collections import defaultdict
from collections.abc import Sequence

from congdoan.cases.models import CaseState, Relation, SupportCase
from congdoan.foundation.sealing import blind
from congdoan.foundation.text import fold

_FELL = (CaseState.CANCELLED, CaseState.REFUSED)
Child = tuple[str, int, int, str]


def mark_of_relative(name: str) -> str:
    """What a case keeps to find the name again, whatever the accents, blanks and case, without telling it."""
    return blind(fold(name))


def same_children(cases: Sequence[SupportCase]) -> dict[int, list[SupportCase]]:
    """Other cases of the same programme and year for a child of that name (whatever the accents, blanks and case), by
    the case's id: under another person, at the same deciding unit. A name is a hint, not a proof. One query, which
    opens no name.
    """
    found: dict[int, list[SupportCase]] = {case.pk: [] for case in cases}
    asked = [case for case in cases if case.relation == Relation.CHILD and case.blind_relative]
    if not asked:
        return found
    years = {case.need_on.year for case in asked}
    others = SupportCase.objects.filter(
        relation=Relation.CHILD,
        blind_relative__in={case.blind_relative for case in asked},
        unit__in={case.unit_id for case in asked},
        programme__in={case.programme_id for case in asked},
        need_on__year__gte=min(years),
        need_on__year__lte=max(years),
    ).exclude(state__in=_FELL)
    named: dict[Child, list[SupportCase]] = defaultdict(list)
    for other in others.with_names().order_by("pk"):
        named[_child(other)].append(other)
    for case in asked:
        found[case.pk] = [other for other in named[_child(case)] if other.person_id != case.person_id]
    return found


def _child(case: SupportCase) -> Child:
    return case.programme_id, case.unit_id, case.need_on.year, case.blind_relative
