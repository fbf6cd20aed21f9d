"""The entries themselves: the last step of a figure's trail, and where the journal stands."""

from collections.abc import Iterable, Sequence

from django.db import connection
from django.db.models import Max, QuerySet

from congdoan.foundation.periods import Period
from congdoan.journal.models import Entry, Lane


def entries_of(
    units: Iterable[int], measures: Sequence[str], period: Period, *, lane: str = Lane.RECORDED
) -> QuerySet[Entry]:
    """The facts of these very units, oldest first."""
    return Entry.objects.filter(
        unit_id__in=list(units), measure_id__in=list(measures), lane=lane, occurred_on__range=(period.start, period.end)
    ).order_by("occurred_on", "id")


def position() -> int:
    """The last entry now readable; 0 for an empty journal. `actions.freeze` gives one that nothing can slip below."""
    return Entry.objects.aggregate(last=Max("id"))["last"] or 0


def pending() -> int:
    """How many deltas wait to be folded. Reading stays exact; it only grows slower past some ten thousand."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM journal_delta")
        return int(cursor.fetchone()[0])
