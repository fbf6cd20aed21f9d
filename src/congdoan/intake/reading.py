"""The worker's step: one waiting file is read and laid on the desk, known as a duplicate, or failed with the reason.

Reading stands outside any transaction, since a scan may take minutes. A file whose reading was cut off is begun again.
"""

from contextlib import AbstractContextManager, nullcontext
from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from congdoan.foundation import clock
from congdoan.foundation.actor import Actor
from congdoan.foundation.files import bytes_of
from congdoan.foundation.working_date import working_date
from congdoan.intake.models import Batch, BatchFile, FileState
from congdoan.obligations.proposing import ReadIn, lay_down, take_apart
from congdoan.organisation.queries import dated_scope
from congdoan.registry.models import RegisteredDocument
from congdoan.registry.queries import Twin, twin_of, twin_of_file
from congdoan.registry.readings import doubts

CUT_OFF_AFTER = timedelta(minutes=15)
MOST_ATTEMPTS = 3


def read_next() -> int:
    """Read the file that has waited longest; answers 1, or 0 when nothing waits."""
    row = _next()
    if row is None:
        return 0
    if row.attempts > MOST_ATTEMPTS:
        _fail(row, _("Việc đọc bị dừng giữa chừng ba lần; hãy mở tệp xem có hỏng không, rồi cho đọc lại."))
        return 1
    with _clock_of(row.batch):
        _read(row)
    return 1


def laid_down(row: BatchFile, read_in: ReadIn, data: bytes, *, by: Actor) -> RegisteredDocument:
    """Lay what was read of the file on the desk, and note on the file how much of it wants looking at."""
    document = lay_down(row.batch.unit, read_in, files=[(row.name, data)], by=by)
    found = doubts(document.reading)
    row.document = document
    row.missing, row.doubtful, row.lowest = found.missing, found.doubtful, found.lowest
    row.reason = read_in.why_not[:500]
    _finish(row, FileState.READ if found.is_clear else FileState.TO_CORRECT)
    return document


def _next() -> BatchFile | None:
    """Take the next file for reading, so that nobody else does; also one whose reader died."""
    now = clock.now()
    cut_off = Q(state=FileState.READING, started_at__lt=now - CUT_OFF_AFTER)
    with transaction.atomic():
        waiting = BatchFile.objects.select_for_update(of=("self",), skip_locked=True)
        row = (
            waiting.filter(Q(state=FileState.WAITING) | cut_off)
            .select_related("batch__unit", "file")
            .order_by("pk")
            .first()
        )
        if row is None:
            return None
        row.state, row.started_at, row.attempts = FileState.READING, now, row.attempts + 1
        row.save(update_fields=["state", "started_at", "attempts"])
        return row


def _read(row: BatchFile) -> None:
    assert row.file
    unit = row.batch.unit
    if twin := twin_of_file(unit, row.file.digest):
        return _is_there(row, twin)
    data = bytes_of(row.file)
    read_in = take_apart(unit, data, name=row.name)
    if read_in.reading is None:
        return _fail(row, read_in.why_not)
    if twin := twin_of(unit, read_in.fields):
        return _is_there(row, twin)
    with transaction.atomic():
        laid_down(row, read_in, data, by=_actor(row.batch))
    return None


def _is_there(row: BatchFile, twin: Twin) -> None:
    row.twin, row.twin_why = twin.document, twin.why.code
    _finish(row, FileState.DUPLICATE)


def _fail(row: BatchFile, reason: str) -> None:
    row.reason = reason[:500]
    _finish(row, FileState.FAILED)


def _finish(row: BatchFile, state: FileState) -> None:
    row.state, row.finished_at = state, clock.now()
    row.save()


def _actor(batch: Batch) -> Actor:
    """Who dropped the files in: what the worker lays down is theirs."""
    return Actor(batch.created_by, batch.actor_name, batch.unit.code)


def _clock_of(batch: Batch) -> AbstractContextManager[None]:
    """The working date of the house the batch belongs to."""
    day = working_date(dated_scope(batch.unit))
    return clock.set_to(day) if day else nullcontext()
