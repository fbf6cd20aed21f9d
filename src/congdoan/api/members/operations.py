"""/members"""

from ninja import Router

from congdoan.api.errors import PROBLEMS
from congdoan.api.members.shapes import MembersOut, ReconciliationOut
from congdoan.api.request import ApiRequest
from congdoan.api.shapes import Code, Day, Words, named
from congdoan.foundation import clock, periods
from congdoan.foundation.periods import Period
from congdoan.membership import queries
from congdoan.membership.access import unit_for_counting
from congdoan.membership.plain import plain_reconciliation

router = Router(tags=["members"])


@router.get("/{code}", response={200: MembersOut, **PROBLEMS}, summary="How many members a unit has on a day")
def counts(request: ApiRequest, code: Code, on: Day | None = None) -> MembersOut:
    """At and below the unit, by the tree of the day (today unless told); named and counted together."""
    unit = unit_for_counting(request.user, code)
    day = on or clock.today()
    found = queries.reconciliation(unit, Period(day, day))
    return MembersOut(
        organisation=named(unit), on=day, members=found.end, women=found.end_women, without_names=found.end_counted
    )


@router.get(
    "/{code}/reconciliation", response={200: ReconciliationOut, **PROBLEMS}, summary="Start + in − out = end, and gaps"
)
def reconciliation(request: ApiRequest, code: Code, period: Words) -> ReconciliationOut:
    """`period`: 2024, 2024-Q3, 2024-07. The values `congdoan members reconcile --json` prints."""
    unit = unit_for_counting(request.user, code)
    span = periods.parse(period)
    found = plain_reconciliation(queries.reconciliation(unit, span), queries.gaps(unit, span))
    return ReconciliationOut.model_validate(found)
