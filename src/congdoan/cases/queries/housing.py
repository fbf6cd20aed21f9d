"""Houses, and who else builds for the same person."""

from congdoan.cases.models import HouseProject, SupportCase
from congdoan.cases.rules import GIVEN, OPEN


def houses_of(case: SupportCase) -> list[HouseProject]:
    """Houses built or being built for the case's person, led by other cases, the newest first. One query."""
    found = HouseProject.objects.filter(lead__person=case.person_id, lead__state__in=(*OPEN, *GIVEN))
    return list(found.exclude(lead=case.pk).select_related("lead__unit", "lead__programme").order_by("-pk"))
