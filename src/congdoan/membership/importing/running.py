"""The worker's part: whatever import waits is read or written, one at a time."""

from django.db import transaction

from congdoan.foundation.errors import Refused
from congdoan.membership.importing import committing, reading
from congdoan.membership.models import ImportState, MemberImport

WAITING = (ImportState.READING, ImportState.WRITING)


def run_imports() -> int:
    """Read or write the oldest sheet that waits, and say how many were (0 or 1). Two workers never take the same."""
    with transaction.atomic():
        waiting = MemberImport.objects.select_for_update(of=("self",), skip_locked=True).filter(state__in=WAITING)
        batch = waiting.select_related("under", "file").order_by("pk").first()
        if batch is None:
            return 0
        _do(batch)
        return 1


@transaction.atomic
def advance(batch: MemberImport) -> MemberImport:
    """Do at once what the worker would do with this sheet: for one so small that nobody need wait."""
    locked = MemberImport.objects.select_for_update(of=("self",)).select_related("under", "file").get(pk=batch.pk)
    if locked.state in WAITING:
        _do(locked)
    return locked


def _do(batch: MemberImport) -> None:
    if batch.state == ImportState.READING:
        reading.read(batch)
        return
    try:
        with transaction.atomic():
            committing.write(batch)
    except Refused as reason:  # what it was to be written into has changed: it is looked at again, with why
        batch.refresh_from_db()
        batch.state, batch.problem = ImportState.PREVIEW, str(reason)[:500]
        batch.save(update_fields=["state", "problem"])
