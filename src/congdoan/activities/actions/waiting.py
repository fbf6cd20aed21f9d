"""Files that wait for their act: what was sent with a form that came back is not chosen a second time."""

from collections.abc import Collection, Sequence
from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from congdoan.activities.details import Paper
from congdoan.activities.models import ActFile, WaitingFile
from congdoan.foundation import clock, files
from congdoan.foundation.actor import Actor
from congdoan.foundation.errors import Refused
from congdoan.foundation.models import StoredFile
from congdoan.foundation.text import nfc

KEPT = timedelta(days=2)
MOST_OF_A_FORM = 30


def waiting(form: str, *, by: Actor) -> list[WaitingFile]:
    """What `by` sent with this form so far, in the order it came. One query."""
    return list(WaitingFile.objects.filter(form=form, sender=by.key).select_related("file")) if form else []


@transaction.atomic
def keep_waiting(form: str, sent: Sequence[tuple[str, bytes]], *, are_photos: bool, by: Actor) -> list[str]:
    """Keep the files (`name`, bytes) until the form is sent again, and answer the names of those kept.

    What cannot be stored (no picture, no paper, empty, too large) is left out; the same content twice is kept once.
    Raises Refused past `MOST_OF_A_FORM`.
    """
    standing = waiting(form, by=by)
    if len(standing) + len(sent) > MOST_OF_A_FORM:
        raise Refused(_("Một lần ghi nhận tối đa %(count)d tệp.") % {"count": MOST_OF_A_FORM})
    known = {row.file.digest for row in standing}
    kept = []
    for name, data in sent:
        try:
            file = (files.store_photo if are_photos else files.store_paper)(data, name=name, by=by)
        except Refused:
            continue
        kept.append(name)
        if file.digest in known:
            files.destroy([file])
            continue
        known.add(file.digest)
        WaitingFile.objects.create(
            form=form, sender=by.key, file=file, is_photo=are_photos, name=nfc(name)[:250], at=clock.now()
        )
    return kept


@transaction.atomic
def let_go(form: str, keys: Collection[str], *, by: Actor) -> None:
    """Drop what was sent by mistake: `keys` are those of the stored files."""
    rows = WaitingFile.objects.filter(form=form, sender=by.key, file__key__in=keys)
    _drop(rows.values_list("pk", flat=True))


def as_papers(rows: Sequence[WaitingFile]) -> list[Paper]:
    """As `record` takes them."""
    return [Paper(row.file, row.is_photo) for row in rows]


@transaction.atomic
def forget_waiting_files() -> int:
    """Drop what waited longer than `KEPT`, and say how many; what became part of an act stays. For the worker."""
    return _drop(WaitingFile.objects.filter(at__lt=clock.now() - KEPT).values_list("pk", flat=True))


def _drop(rows: Collection[int]) -> int:
    held = dict(WaitingFile.objects.filter(pk__in=list(rows)).values_list("pk", "file_id"))
    WaitingFile.objects.filter(pk__in=held).delete()
    recorded = set(ActFile.objects.filter(file__in=held.values()).values_list("file_id", flat=True))
    files.destroy(StoredFile.objects.filter(pk__in=set(held.values()) - recorded))
    return len(held)
