"""Files are dropped in; a duplicate is taken all the same, a failed one kept to be typed in, or read once more."""

from collections.abc import Sequence
from pathlib import Path

from django.db import transaction

from congdoan.foundation import audit, clock
from congdoan.foundation.actor import Actor
from congdoan.foundation.errors import Refused
from congdoan.foundation.files import bytes_of, store
from congdoan.foundation.saying import gettext as _
from congdoan.intake.models import Batch, BatchFile, FileState
from congdoan.intake.reading import laid_down
from congdoan.obligations.proposing import take_apart
from congdoan.obligations.proposing.receiving import KINDS_OF_FILE
from congdoan.organisation.models import Unit
from congdoan.registry.models import RegisteredDocument

MOST_FILES = 60


@transaction.atomic
def drop(unit: Unit, files: Sequence[tuple[str, bytes]], *, by: Actor) -> Batch:
    """Keep the files and leave them to the worker. One that is no paper, or empty, is listed as failed with the reason.

    Raises Refused for no file at all and for more than sixty.
    """
    if not files:
        raise Refused(_("Hãy chọn ít nhất một tệp."), field="file")
    if len(files) > MOST_FILES:
        raise Refused(
            _("Mỗi lượt nhận đến %(most)d tệp; bạn đã chọn %(count)d.") % {"most": MOST_FILES, "count": len(files)},
            field="file",
        )
    batch = Batch.objects.create(unit=unit, created_at=clock.now(), created_by=by.key, actor_name=by.name)
    for number, (name, data) in enumerate(files, 1):
        _listed(batch, number, name, data, by)
    sentence = _("Tiếp nhận một lượt %(count)d tệp.") % {"count": len(files)}
    audit.record("intake.batch.dropped", f"batch:{batch.key}", sentence, by=by)
    return batch


@transaction.atomic
def take_anyway(row: BatchFile, *, by: Actor) -> RegisteredDocument:
    """Lay a duplicate, or a file nothing could be read from, on the desk all the same, to be looked at by hand.

    Raises Refused for one that lies there already or is no paper at all.
    """
    locked = BatchFile.objects.select_for_update(of=("self",)).select_related("batch__unit", "file").get(pk=row.pk)
    if locked.state not in (FileState.DUPLICATE, FileState.FAILED) or locked.file is None:
        raise Refused(_("Tệp “%(name)s” không thể đưa lên bàn làm việc.") % {"name": locked.name})
    data = bytes_of(locked.file)
    return laid_down(locked, take_apart(locked.batch.unit, data, name=locked.name), data, by=by)


@transaction.atomic
def try_again(row: BatchFile, *, by: Actor) -> None:
    """Let the worker read a failed file once more: a program was installed, or the reading had been cut off."""
    locked = BatchFile.objects.select_for_update(of=("self",)).select_related("batch").get(pk=row.pk)
    if locked.state != FileState.FAILED or locked.file is None:
        raise Refused(_("Tệp “%(name)s” không phải đọc lại.") % {"name": locked.name})
    locked.state, locked.reason, locked.attempts, locked.finished_at = FileState.WAITING, "", 0, None
    locked.save()
    sentence = _("Cho đọc lại tệp “%(name)s”.") % {"name": locked.name}
    audit.record("intake.file.tried_again", f"batch:{locked.batch.key}", sentence, by=by)


def _listed(batch: Batch, number: int, name: str, data: bytes, by: Actor) -> None:
    row = BatchFile(batch=batch, number=number, name=name[:255])
    try:
        if Path(name).suffix.lower() not in KINDS_OF_FILE:
            words = {"name": name, "kinds": ", ".join(KINDS_OF_FILE)}
            raise Refused(_("“%(name)s” không phải loại tệp nhận ở đây; hãy dùng %(kinds)s.") % words)
        row.file = store(data, name=name, by=by)
    except Refused as refused:
        row.state, row.reason, row.finished_at = FileState.FAILED, str(refused)[:500], clock.now()
    row.save()
