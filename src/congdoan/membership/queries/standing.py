"""What holds for members on a day: dues, exemptions, how many are women."""

from collections.abc import Iterable
from datetime import date

from congdoan.membership.models import DuesBase, Exemption, ExemptionKind
from congdoan.organisation.models import Person


def dues_base_on(people: Iterable[Person], on: date) -> dict[int, int | None]:
    """Each person's dues base on the day by the person's id, in đồng a month; left out where none is set. One query."""
    rows = DuesBase.objects.filter(person__in=list(people), valid__contains=on)
    return dict(rows.values_list("person_id", "base_vnd"))


def is_exempt(people: Iterable[Person], on: date, *, kind: str = ExemptionKind.DUES) -> set[int]:
    """Ids of those among the people who are exempt on the day. One query."""
    rows = Exemption.objects.filter(person__in=list(people), kind=kind, valid__contains=on, withdrawn_at__isnull=True)
    return set(rows.values_list("person_id", flat=True))
