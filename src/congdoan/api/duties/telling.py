"""From obligations to the values of `shapes`."""

from collections.abc import Sequence

from congdoan.accounts.models import User
from congdoan.activities.models import Act
from congdoan.api.duties.shapes import Duty, DutyRow, EventOut, NilOut, ReminderOut
from congdoan.api.shapes import named
from congdoan.desk.looking import look_from
from congdoan.foundation import clock
from congdoan.obligations.access import visible_to
from congdoan.obligations.models import Obligation
from congdoan.obligations.queries import now
from congdoan.registry import access as registry


def rows(obligations: Sequence[Obligation], user: User) -> list[DutyRow]:
    """As they look today. Four queries for any number."""
    look = look_from(clock.today())
    papers = {each.duty.document_id for each in obligations if each.duty.document_id}
    seen = set(registry.visible_to(user).filter(pk__in=papers).values_list("pk", flat=True))
    told = []
    for each in obligations:
        judged = look.judge(now(each))
        paper = each.duty.document
        told.append(
            DutyRow(
                key=each.key,
                what=each.duty.what,
                bearer=named(each.bearer),
                holder=named(each.holder),
                given_by=named(each.duty.given_by),
                document=paper.key if paper and paper.pk in seen else None,
                symbol=paper.symbol if paper else "",
                placed_on=each.placed_on,
                due_on=each.due_on,
                due_text=each.duty.due_text,
                state=each.state,
                kind=judged.kind,
                days_late=judged.late,
                days_left=judged.left,
                measure=each.duty.measure_id,
                is_report=each.duty.is_report,
                version=each.version,
            )
        )
    return told


def whole(obligation: Obligation, user: User) -> Duty:
    """With its history, its reminders, its answers. About ten queries."""
    [brief] = rows([obligation], user)
    above = visible_to(user).filter(below=obligation).first()
    return Duty(
        **brief.model_dump(),
        proof=obligation.duty.proof,
        done_on=obligation.done_on,
        verified_on=obligation.verified_on,
        extensions=obligation.extensions,
        period_start=obligation.period_start,
        period_end=obligation.period_end,
        under=above.key if above else None,
        events=[
            EventOut(
                kind=each.kind,
                on=each.on,
                actor=each.actor_name,
                actor_unit=each.actor_unit,
                note=each.note,
                new_due=each.new_due,
                done_on=each.done_on,
            )
            for each in obligation.events.all()
        ],
        reminders=[
            ReminderOut(day=each.day, text=each.text, sent_by=each.sent_by_name)
            for each in obligation.reminders.order_by("day")
        ],
        nil_returns=[
            NilOut(
                period_start=each.period_start,
                period_end=each.period_end,
                said_at=each.said_at,
                is_withdrawn=each.withdrawn_at is not None,
            )
            for each in obligation.nil_returns.order_by("said_at")
        ],
        acts=list(
            Act.objects.visible_to(user)
            .filter(pk__in=obligation.answers.values("act"))
            .order_by("-happened_on", "-pk")
            .values_list("key", flat=True)
        ),
    )
