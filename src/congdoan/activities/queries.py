"""Questions over acts: what is usual here, which obligations an act most likely answers, what doubts a count raises."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from congdoan.activities.models import ActCount, ActKind, ActState
from congdoan.activities.rules import is_unusual, read_counted
from congdoan.foundation.figures import format_number
from congdoan.foundation.units_of_count import unit_in_words
from congdoan.obligations.models import Obligation, ObligationState
from congdoan.organisation.models import Unit

REMEMBERED = 30
OPEN = [
    ObligationState.DELIVERED,
    ObligationState.OPENED,
    ObligationState.ACKNOWLEDGED,
    ObligationState.IN_PROGRESS,
    ObligationState.RETURNED,
]


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something that may be right but is asked about first. `code` is the count it stands beside, or empty."""

    code: str
    words: str


def usual_counts(unit: Unit, measure: str) -> list[int]:
    """The unit's last counts of the measure; where it never counted, those of other units. Newest first."""
    rows = ActCount.objects.filter(measure_id=measure, act__state=ActState.RECORDED, quantity__gt=0)
    recent = rows.order_by("-act__happened_on", "-act_id").values_list("quantity", flat=True)
    own = list(recent.filter(act__lead=unit)[:REMEMBERED])
    return own or list(recent[:REMEMBERED])


def doubts_about(kind: ActKind, *, lead: Unit, counts: Mapping[str, int]) -> list[Doubt]:
    """What a careful colleague would ask before this act is recorded: a count ten times the usual, nothing counted."""
    doubts = []
    measures = {row.measure_id: row.measure for row in kind.countables.select_related("measure")}
    for code, quantity in counts.items():
        measure = measures.get(read_counted(code).measure)
        if measure and quantity and is_unusual(quantity, usual_counts(lead, measure.code)):
            number = f"{format_number(quantity)} {unit_in_words(measure.unit_of_count, quantity)}"
            doubts.append(
                Doubt(code, _("%(number)s gấp hơn 10 lần mức thường thấy. Có đúng không?") % {"number": number})
            )
    if measures and not any(counts.values()):
        doubts.append(
            Doubt("", _("Các số đều bằng 0. Nếu trong kỳ không có việc gì, hãy dùng “Không phát sinh”. Vẫn ghi nhận?"))
        )
    return doubts


def answerable(unit: Unit, *, kind: ActKind | None = None, on: date) -> list[Obligation]:
    """The unit's open obligations placed by `on`, those the kind's measures serve first, then the soonest due.

    Report duties are not answered by an act and are left out. Two queries.
    """
    rows = (
        Obligation.objects.filter(Q(bearer=unit) | Q(heir=unit), state__in=OPEN, placed_on__lte=on)
        .exclude(duty__is_report=True)
        .select_related("duty", "duty__document", "duty__measure", "duty__given_by")
    )
    counted = set(kind.countables.values_list("measure_id", flat=True)) if kind else set()
    return sorted(
        rows, key=lambda row: (row.duty.measure_id not in counted, row.due_on is None, row.due_on or on, row.pk)
    )
