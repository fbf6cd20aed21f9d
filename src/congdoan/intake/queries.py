"""How far a batch has come, and what of it an officer should look at next."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from congdoan.intake.models import Batch, BatchFile, FileState
from congdoan.organisation.models import Unit
from congdoan.registry.models import DocumentState, RegisteredDocument

UNDER_WAY = [FileState.WAITING, FileState.READING]


@dataclass(frozen=True, slots=True)
class Progress:
    """How many of a batch's files stand where."""

    whole: int
    finished: int
    read: int
    to_correct: int
    duplicate: int
    failed: int

    @property
    def is_done(self) -> bool:
        return self.finished == self.whole


def progress(rows: list[BatchFile]) -> Progress:
    counts = Counter(row.state for row in rows)
    return Progress(
        whole=len(rows),
        finished=len(rows) - sum(counts[state] for state in UNDER_WAY),
        read=counts[FileState.READ],
        to_correct=counts[FileState.TO_CORRECT],
        duplicate=counts[FileState.DUPLICATE],
        failed=counts[FileState.FAILED],
    )


def files_of(batch: Batch) -> list[BatchFile]:
    """The files as an officer should look at them: unsure ones first, the least sure of them at the top; then those
    read well, duplicates, failed ones; what still waits last. One query.
    """
    order = [FileState.TO_CORRECT, FileState.READ, FileState.FAILED, FileState.DUPLICATE, *reversed(UNDER_WAY)]
    rows = batch.files.select_related("document__issuer", "twin", "file")
    return sorted(rows, key=lambda row: (order.index(FileState(row.state)), -row.missing, row.lowest or 0, row.number))


def recent(unit: Unit) -> QuerySet[Batch]:
    """The unit's batches, the newest first, with how many files still wait."""
    waiting = Count("files", filter=Q(files__state__in=UNDER_WAY))
    return Batch.objects.filter(unit=unit).annotate(waiting=waiting, whole=Count("files")).order_by("-pk")


def next_after(document: RegisteredDocument) -> RegisteredDocument | None:
    """The next paper of the same batch that still lies on the desk, the least sure first; None when all are done."""
    own = BatchFile.objects.filter(document=document).select_related("batch").first()
    if own is None:
        return None
    lying = [row.document for row in files_of(own.batch) if row.document and row.document != document]
    return next((each for each in lying if each.state == DocumentState.ARRIVING), None)


def batch_of(document: RegisteredDocument) -> Batch | None:
    """The batch the paper came in with."""
    return Batch.objects.filter(files__document=document).first()
