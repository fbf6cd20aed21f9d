"""Houses, and who else builds for the same person."""

from congdoan.cases.models import HouseProject, SupportCase
from congdoan.cases.rules import GIVEN, OPEN


def houses_of(case: SupportCase) -> list[HouseProject]:
    """Houses built or being built for the case's person, led by other cases, the newest first. One query."""
    found = HouseProject.objects.filter(lead__person=case.person_id, lead__state__in=(*OPEN, *GIVEN))
    return list(found.exclude(lead=case.pk).select_related("lead__unit", "lead__programme").order_by("-pk"))


def house_of_same_need(case: SupportCase) -> HouseProject | None:
    """The house another case leads for what this case asks: being built, or handed over since the need began. A house
    handed over before that was for an earlier need. One query.
    """
    for house in houses_of(case):
        handed_on = house.lead.handed_on
        if house.lead.state in OPEN or (handed_on is not None and handed_on >= case.need_on):
            return house
    return None
