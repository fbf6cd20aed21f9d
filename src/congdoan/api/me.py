"""/me: who calls, for which unit, on which day."""

from datetime import date

from django.middleware.csrf import get_token
from ninja import Router, Schema

from congdoan.accounts.access import standing
from congdoan.api.errors import PROBLEMS
from congdoan.api.request import ApiRequest
from congdoan.api.shapes import Named, named
from congdoan.foundation import clock

router = Router(tags=["me"])


class RoleOut(Schema):
    role: str
    unit: Named


class MeOut(Schema):
    """`unit` is acted for; the header `Congdoan-Unit` chooses another of `units`. `form_token` is for sessions alone,
    to be sent as `X-CSRFToken`.
    """

    username: str
    name: str
    unit: Named
    units: list[Named]
    roles: list[RoleOut]
    today: date
    form_token: str | None


@router.get("", response={200: MeOut, **PROBLEMS}, summary="Who calls, for which unit, on which day")
def me(request: ApiRequest) -> MeOut:
    return MeOut(
        username=request.user.username,
        name=request.user.name,
        unit=named(request.unit),
        units=[named(unit) for unit in request.units],
        roles=[RoleOut(role=each.role, unit=named(each.unit)) for each in standing(request.user).holdings],
        today=clock.today(),
        form_token=None if request.is_program else get_token(request),
    )
