"""An order that runs through three levels, for the stories of the desk: a dispatch of 18 June 2024 and its fate."""

from dataclasses import dataclass
from datetime import date

from builders import Province
from congdoan.activities.models import Act, ActAnswer, ActKind
from congdoan.foundation import clock
from congdoan.foundation.actor import Actor
from congdoan.obligations import actions
from congdoan.obligations.models import Duty, Obligation
from congdoan.organisation.models import Unit
from congdoan.registry.fields import BaseFields
from congdoan.registry.models import RegisteredDocument
from obligations.papers import asks, draft, issue

SAO = Actor("sao", "Sao", "PL-YT")
ISSUED, DUE_ABOVE = date(2024, 6, 18), date(2024, 7, 4)
PLANNED, DUE_BELOW = date(2024, 7, 31), date(2024, 8, 30)


@dataclass
class Order:
    """282 of the province asks both sector unions for a plan by 4 July; the health sector's comes out on 31 July."""

    dispatch: RegisteredDocument
    plan: RegisteredDocument
    spread: Duty
    supervise: Duty

    def of(self, unit: Unit, duty: Duty | None = None) -> Obligation:
        found = Obligation.objects.filter(bearer=unit)
        return found.get(duty=duty) if duty else found.get()


def order(province: Province) -> Order:
    """The order as it stands after 31 July 2024: nobody below has done anything yet."""
    with clock.set_to(ISSUED):
        bases = (
            BaseFields("53-CTr/TU", date(2024, 5, 24), "Tỉnh ủy"),
            BaseFields("42-NQ/TW", date(2023, 11, 24), "Ban Chấp hành Trung ương", is_nested=True),
        )
        dispatch = draft(province.top, "Thực hiện Chương trình hành động số 53-CTr/TU", by=province.minh, bases=bases)
        asks(dispatch, "Ban hành kế hoạch", province.sector, province.other_sector, due_on=DUE_ABOVE)
    issue(dispatch, ISSUED, by=province.minh)
    dispatch.refresh_from_db()
    with clock.set_to(PLANNED):
        plan = draft(province.sector, "Kế hoạch triển khai", based_on=[dispatch], by=SAO)
        spread = asks(plan, "Tuyên truyền, triển khai", province.hospital, province.clinic, due_on=DUE_BELOW)
        supervise = asks(plan, "Giám sát, phản biện xã hội", province.hospital, due_on=date(2024, 10, 31))
        upper = Obligation.objects.get(bearer=province.sector)
        for duty in (spread, supervise):
            actions.carry(duty, upper, by=SAO)
    issue(plan, PLANNED, by=SAO, completes=[upper])
    plan.refresh_from_db()
    return Order(dispatch, plan, spread, supervise)


def act(obligation: Obligation, title: str, on: date, *, by: Actor) -> Act:
    """Something done that answers the obligation and finishes it. The verb of `activities` is told in its own room."""
    with clock.set_to(on):
        done = Act.objects.create(
            kind=ActKind.objects.order_by("ordinal")[0], lead=Unit.objects.get(pk=obligation.bearer_id), title=title,
            happened_on=on, recorded_at=clock.now(), recorded_by=by.key, recorded_by_name=by.name,
        )  # fmt: skip
        ActAnswer.objects.create(act=done, obligation=obligation, completes=True)
        actions.finish(obligation, on=on, by=by)
    return done
