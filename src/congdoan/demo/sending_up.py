"""Reports on their way up, told in a line each: ordered, written and sent, accepted, signed."""

from collections.abc import Mapping, Sequence
from datetime import date

from congdoan.demo.orders import Order, duties, issue
from congdoan.demo.world import World
from congdoan.foundation import clock
from congdoan.foundation.actor import Actor
from congdoan.foundation.periods import Period
from congdoan.obligations import actions as obligations
from congdoan.organisation.models import Unit
from congdoan.registry import actions as registry
from congdoan.reports import actions as reports
from congdoan.reports.actions.asking import Heading
from congdoan.reports.models import Report, ReportRequest


def order_report(
    world: World, code: str, order: Order, *, on: date, title: str, period: Period, outline: Sequence[Heading]
) -> ReportRequest:
    """The unit issues a paper whose first duty is the report, and says what it wants in it."""
    by = world.actor(code)
    paper = issue(order, unit=world[code], on=on, signer=world.signers[code], by=by)
    with clock.set_to(clock.moment(on)):
        return reports.ask_for_report(
            duties(paper)[0],
            title=title,
            receiver=world[code],
            period=period,
            cutoff_on=period.end,
            outline=outline,
            by=by,
        )


def take_in(asked: ReportRequest, unit: Unit, *, on: date, by: Actor) -> None:
    """The unit enters the paper that asks for the report in its book and acknowledges it."""
    assert asked.duty.document is not None
    with clock.set_to(clock.moment(on)):
        registry.register_delivery(asked.duty.document, unit=unit, received_on=on, by=by)
        obligations.acknowledge_paper(asked.duty.document, body=unit, by=by)


def send(
    asked: ReportRequest,
    unit: Unit,
    words: Sequence[str],
    *,
    on: date,
    by: Actor,
    wordings: Mapping[str, str] | None = None,
    kept: Mapping[str, str] | None = None,
) -> Report:
    """The unit's report, its paragraphs written one by one and sent the same day.

    `wordings` says how the sentences quote a figure: {"housing_support_amount": "over"}; `kept` why a number typed by
    hand stays.
    """
    with clock.set_to(clock.moment(on)):
        report = reports.open_report(asked, unit=unit, by=by)
        for block, text in zip(report.blocks.filter(kind="paragraph"), words, strict=True):
            block = reports.write(block, text=text, version=block.version, by=by)
            for typed, why in (kept or {}).items():
                if typed in text:
                    reports.keep_number(block, words=typed, reason=why, by=by)
        for name, wording in (wordings or {}).items():
            reports.set_wording(report.tokens.get(name=name), wording=wording, by=by)
        return reports.send(report, version=report.version, by=by)


def accept_and_sign(world: World, report: Report, *, accepted: date, signed: date) -> Report:
    """The unit above accepts it, and the writer's own chair signs."""
    code = report.unit.code
    with clock.set_to(clock.moment(accepted)):
        report = reports.accept(report, version=report.version, by=world.actor(report.request.receiver.code))
    with clock.set_to(clock.moment(signed)):
        return reports.sign(report, signer=world.signers[code], version=report.version, by=world.actor(code))
