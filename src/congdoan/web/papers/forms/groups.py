"""The groups an officer may pick, each with how many it means here."""

from datetime import date

from congdoan.organisation import queries as organisation
from congdoan.organisation.models import BodyGroup, Unit


def groups_offered(unit: Unit, *, on: date) -> list[tuple[str, str]]:
    """Groups that mean somebody when `unit` says them on `on`: code, and name with the count. One query a group."""
    counted = [(row, len(organisation.expand(row, issuer=unit, on=on))) for row in BodyGroup.objects.order_by("pk")]
    return [(row.code, f"{row.name}: {count}") for row, count in counted if count]
