"""What stands round a page: the rail with its counts, the units one may act for, the day one looks from."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest
from django.urls import reverse

from congdoan.foundation import clock
from congdoan.organisation.models import Unit
from congdoan.web.shell.areas import areas
from congdoan.web.shell.request import UserRequest


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the rail."""

    label: str
    short: str
    icon: str
    url: str
    waiting: int
    is_here: bool
    waits_for: str = ""
    waits_at: str = ""


@dataclass(frozen=True, slots=True)
class Frame:
    """Everything the base template draws that is not the page itself. Empty for someone not signed in."""

    entries: tuple[Entry, ...] = ()
    units: tuple[Unit, ...] = ()
    today: date | None = None
    is_past: bool = False

    @property
    def tabs(self) -> tuple[Entry, ...]:
        """The few areas that stand outside the drawer on a phone."""
        return tuple(entry for entry in self.entries if entry.short)[:4]


def frame(request: HttpRequest) -> Frame:
    """The frame for this person; costs one query for each area that counts."""
    if not isinstance(getattr(request, "as_of", None), date):
        return Frame()
    return _frame_for(request)  # type: ignore[arg-type]  # the middleware has made it a UserRequest


def _frame_for(request: UserRequest) -> Frame:
    today = clock.today()
    return Frame(entries(request), request.units, today, request.as_of != today)


def entries(request: UserRequest) -> tuple[Entry, ...]:
    """The lines of the rail with what waits behind each, counted once a request."""
    found: tuple[Entry, ...] | None = vars(request).get("entries_of_the_rail")
    if found is None:
        here = request.resolver_match.namespace if request.resolver_match else ""
        found = tuple(
            Entry(
                label=str(area.label), short=str(area.short), icon=area.icon, url=reverse(area.home),
                waiting=area.waiting(request) if area.waiting else 0, is_here=name == here,
                waits_for=str(area.waits_for), waits_at=reverse(area.waits_at) if area.waits_at else "",
            )
            for name, area in areas()
            if area.shown_to(request)
        )  # fmt: skip
        vars(request)["entries_of_the_rail"] = found
    return found
