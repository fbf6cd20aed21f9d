"""The entries themselves: the last step of a figure's trail, and where the journal stands."""

from django.db import connection
from django.db.models import Max

from congdoan.journal.models import Entry


def position() -> int:
    """The last entry now readable; 0 for an empty journal. `actions.freeze` gives one that nothing can slip below."""
    return Entry.objects.aggregate(last=Max("id"))["last"] or 0


def pending() -> int:
    """How many deltas wait to be folded. Reading stays exact; it only grows slower past some ten thousand."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM journal_delta")
        return int(cursor.fetchone()[0])
