"""Members told in a line each: entered from the record before, admitted by a decision, introduced to the Party."""

from collections.abc import Iterable
from datetime import date

from congdoan.demo.people import Crowd
from congdoan.demo.world import World
from congdoan.foundation import clock
from congdoan.foundation.citation import Citation
from congdoan.membership import actions as membership
from congdoan.membership.models import AdmissionKind, Spell, Stage
from congdoan.organisation.models import Person

JOINED = date(2016, 5, 1)


def register(world: World, crowd: Crowd, code: str, count: int, on: date) -> None:
    """Who was a member of the unit before the record began."""
    with clock.set_to(clock.moment(on)):
        membership.admit(
            world[code],
            crowd.draw(count, joined_on=JOINED),
            on=on,
            decision=None,
            kind=AdmissionKind.REGISTERED,
            although_alike=True,
            by=world.actor(code),
        )


def admit(world: World, crowd: Crowd, code: str, count: int, on: date, symbol: str) -> None:
    """New members by one decision of their own unit."""
    with clock.set_to(clock.moment(on)):
        decision = Citation(symbol=symbol, dated=on, issuer=world[code].name)
        people = crowd.draw(count, joined_on=on)
        membership.admit(world[code], people, on=on, decision=decision, although_alike=True, by=world.actor(code))


def introduce(
    world: World, code: str, people: Iterable[Person], *, proposed: date, resolved: date, symbol: str
) -> None:
    """The unit proposes outstanding members and, by one resolution, introduces them to the Party."""
    by, resolution = world.actor(code), Citation(symbol=symbol, dated=resolved, issuer=world[code].name)
    with clock.set_to(clock.moment(proposed)):
        referrals = membership.refer_all(list(people), on=proposed, by=by)
    with clock.set_to(clock.moment(resolved)):
        membership.advance_referrals(referrals, to=Stage.INTRODUCED, on=resolved, decision=resolution, by=by)


def people_of(world: World, code: str, on: date) -> list[Person]:
    """Members of the unit on the day, in the order they were entered."""
    spells = Spell.objects.filter(unit=world[code], valid__contains=on).select_related("person")
    return [spell.person for spell in spells.order_by("pk")]
