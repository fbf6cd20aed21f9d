"""Files dropped in at a unit that ends and not yet on its desk: the heir has them read and decides about them."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from congdoan.foundation.actor import Actor
from congdoan.intake.models import Batch, BatchFile, FileState
from congdoan.organisation.handover import Matter
from congdoan.organisation.models import Unit

NOT_LAID = [FileState.WAITING, FileState.READING, FileState.FAILED]


def open_matters(units: Sequence[Unit], on: date) -> list[Matter]:
    """Files that wait to be read, or could not be and may still be typed in. One query."""
    found = Counter(_files(units).values_list("batch__unit_id", flat=True))
    return [
        Matter("intake", unit, found[unit.pk], _("tệp nhận vào chưa lên bàn làm việc"))
        for unit in units
        if found[unit.pk]
    ]


def hand_over(old: Unit, new: Unit, on: date, by: Actor) -> None:
    """Their batches go to the heir as they are; a file is read on the desk of the unit its batch belongs to."""
    Batch.objects.filter(pk__in=_files([old]).values("batch")).update(unit=new)


def wind_up(units: Sequence[Unit], on: date, by: Actor) -> None:
    """Nothing ends of itself."""


def _files(units: Sequence[Unit]) -> QuerySet[BatchFile]:
    return BatchFile.objects.filter(batch__unit__in=units, state__in=NOT_LAID, file__isnull=False)
