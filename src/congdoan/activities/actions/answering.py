"""An act moves on the obligations it answers."""

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _

from congdoan.activities.details import Answer
from congdoan.activities.models import Act, ActAnswer, ActState
from congdoan.activities.rules import day_of_doing
from congdoan.foundation.actor import Actor
from congdoan.foundation.errors import Refused
from congdoan.obligations import actions as obligations
from congdoan.obligations.models import Obligation, ObligationState


def answer(act: Act, answers: Iterable[Answer], *, by: Actor) -> None:
    """Tie the act to the obligations, begin those not begun, finish those it completes; locked in order of id.

    Raises Refused when an obligation is borne by neither the lead nor a partner, or was waived.
    """
    wanted = {row.obligation.pk: row for row in answers}
    if not wanted:
        return
    bodies = {act.lead_id, *act.partners.values_list("body_id", flat=True)}
    rows = obligations.hold(wanted)
    for obligation in rows:
        _refuse_others(obligation, bodies)
    _tie(act, {row.pk: wanted[row.pk].completes for row in rows})
    days = {row.pk: day_of_doing(act.happened_on, act.until, row.placed_on) for row in rows if wanted[row.pk].completes}
    obligations.work_on(rows, done_on=days, by=by)


def _tie(act: Act, completes: Mapping[int, bool]) -> None:
    """The act answers these obligations, by their ids; said before, it is said anew. One statement."""
    ActAnswer.objects.bulk_create(
        [ActAnswer(act=act, obligation_id=pk, completes=done) for pk, done in completes.items()],
        update_conflicts=True,
        unique_fields=["act", "obligation"],
        update_fields=["completes"],
    )


def reopen_what_only_this_finished(act: Act, *, by: Actor) -> None:
    """After an act is withdrawn: what it alone had finished, and nobody verified yet, is under way again."""
    for row in act.answers.filter(completes=True).select_related("obligation"):
        others = ActAnswer.objects.filter(
            obligation=row.obligation, completes=True, act__state=ActState.RECORDED
        ).exclude(act=act)
        if row.obligation.state == ObligationState.DONE and not others.exists():
            obligations.reopen(row.obligation, reason=_("Việc làm căn cứ đã được rút."), by=by)


def _refuse_others(obligation: Obligation, bodies: set[int]) -> None:
    if obligation.bearer_id not in bodies and obligation.heir_id not in bodies:
        raise Refused(
            _("Nhiệm vụ “%(what)s” được giao cho %(bearer)s, không phải cho đơn vị ghi việc này.")
            % {"what": obligation.duty.what[:80], "bearer": obligation.bearer.name},
            field="answers",
        )
    if obligation.state == ObligationState.WAIVED:
        raise Refused(
            _("Nhiệm vụ “%(what)s” đã được miễn; không cần gắn việc này vào đó.") % {"what": obligation.duty.what[:80]},
            field="answers",
        )
