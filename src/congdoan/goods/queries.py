"""Questions to the stock: what is there, where a lot went, what was given for a record."""

from dataclasses import dataclass

from django.db.models import QuerySet

from congdoan.goods.models import GoodsIssue, GoodsLot, IssueKind
from congdoan.organisation.models import Unit


@dataclass(frozen=True, slots=True)
class Way:
    """One issue of a lot, and beneath it where the goods went from the unit they were sent to. `depth` from 0."""

    issue: GoodsIssue
    lot: GoodsLot
    depth: int


def coming(unit: Unit) -> QuerySet[GoodsIssue]:
    """Goods sent to the unit and not confirmed yet."""
    sent = GoodsIssue.objects.filter(
        kind=IssueKind.UNIT, for_unit=unit, undone_on__isnull=True, arrived_as__isnull=True
    )
    return sent.select_related("lot__unit").order_by("on", "pk")


def trace(lot: GoodsLot) -> list[Way]:
    """Where the goods of the lot went, down to the records of the people, through every unit. Two queries a lot."""
    found: list[Way] = []
    _follow(lot, 0, found)
    return found


def given_for(source: str) -> list[GoodsIssue]:
    """What was given for the record and stands. One query."""
    return list(GoodsIssue.objects.filter(source=source, undone_on__isnull=True).select_related("lot__unit"))


def _follow(lot: GoodsLot, depth: int, found: list[Way]) -> None:
    issues = list(lot.issues.filter(undone_on__isnull=True).select_related("for_unit").order_by("on", "pk"))
    arrived = {row.arrived_by_id: row for row in GoodsLot.objects.filter(arrived_by__in=issues).select_related("unit")}
    for issue in issues:
        found.append(Way(issue, lot, depth))
        if issue.pk in arrived:
            _follow(arrived[issue.pk], depth + 1, found)
