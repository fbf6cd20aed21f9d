"""What a person has chosen for this visit, kept in the session: the unit one acts for, the day one looks from."""

from datetime import date

from django.http import HttpRequest

from congdoan.accounts.access import acting_units
from congdoan.accounts.models import User
from congdoan.foundation import clock
from congdoan.foundation.figures import read_date
from congdoan.foundation.working_date import working_date
from congdoan.organisation.models import Unit
from congdoan.organisation.queries import dated_scope

DAY_PARAMETER = "tu-ngay"
"""`?tu-ngay=30/06/2021` (or 2021-06-30) on any page looks from that day on, until another is chosen."""


def are_settled(request: HttpRequest) -> bool:
    """Whether a unit has been chosen; someone who held no role yet is looked at anew each time."""
    return bool(request.session.get("unit"))


def settle(request: HttpRequest, user: User) -> None:
    """Choose the first unit at which the user holds a role on that unit's own working date."""
    for unit in Unit.objects.filter(holdings__user=user).distinct():
        if _holds_a_role(user, unit):
            act_for(request, unit)
            return


def act_for(request: HttpRequest, unit: Unit) -> None:
    """From now on this visit acts for `unit`, sees its working date, and looks from that day."""
    request.session["unit"] = unit.code
    request.session["scope"] = dated_scope(unit)
    request.session.pop("as_of", None)


def unit_code(request: HttpRequest) -> str:
    return str(request.session.get("unit", ""))


def scope(request: HttpRequest) -> str:
    """Whose working date applies: the code of a unit that has one of its own, or empty for the installation's."""
    return str(request.session.get("scope", ""))


def look_from(request: HttpRequest, day: date) -> None:
    """From now on this visit looks from `day`; today, or a day to come, means today."""
    if day < clock.today():
        request.session["as_of"] = day.isoformat()
    else:
        request.session.pop("as_of", None)


def day_looked_from(request: HttpRequest) -> date:
    """The chosen day, or today. A day in the address is chosen for the pages after it too, so that they agree."""
    asked = _read_day(request.GET.get(DAY_PARAMETER, ""))
    if asked:
        look_from(request, asked)
    chosen = request.session.get("as_of")
    return date.fromisoformat(chosen) if chosen else clock.today()


def _read_day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return read_date(text)


def _holds_a_role(user: User, unit: Unit) -> bool:
    day = working_date(dated_scope(unit))
    return unit in acting_units(user, on=day or clock.today())
