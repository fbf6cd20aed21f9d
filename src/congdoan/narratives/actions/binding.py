"""An officer says which figure of the records a claim speaks of, agrees with the proposal, or sets the claim aside."""

from django.db import transaction

from congdoan.foundation import audit, clock
from congdoan.foundation.actor import Actor
from congdoan.foundation.errors import Changed, Refused
from congdoan.foundation.periods import Period
from congdoan.foundation.saying import gettext as _
from congdoan.indicators.models import Indicator
from congdoan.narratives.models import Claim, Decision, Narrative
from congdoan.narratives.rules.mapping import may_count
from congdoan.organisation.models import Unit


@transaction.atomic
def bind(claim: Claim, *, indicator: Indicator, unit: Unit, period: Period, version: int, by: Actor) -> Claim:
    """The claim speaks of `indicator` at `unit` in `period`.

    Raises Refused where it counts another kind of thing, Changed when someone decided first.
    """
    locked = _held(claim, version)
    if not may_count(locked.unit_read, indicator.unit_of_count):
        raise Refused(
            _("“%(quote)s” không đếm cùng thứ với chỉ tiêu “%(indicator)s”; hãy chọn chỉ tiêu có cùng đơn vị tính.")
            % {"quote": locked.quote, "indicator": indicator},
            field="indicator",
        )
    locked.indicator, locked.unit = indicator, unit
    locked.period_start, locked.period_end = period.start, period.end
    sentence = _("Gắn “%(quote)s” với %(indicator)s, %(unit)s, kỳ %(period)s.") % {
        "quote": locked.quote,
        "indicator": indicator.name,
        "unit": unit.name,
        "period": period.code,
    }
    return _decided(locked, Decision.CONFIRMED, sentence, by)


@transaction.atomic
def confirm(claim: Claim, *, version: int, by: Actor) -> Claim:
    """Agree with what is proposed. Raises Refused while part of the binding is missing."""
    locked = _held(claim, version)
    if not locked.is_bound:
        raise Refused(_("“%(quote)s” chưa gắn đủ chỉ tiêu, đơn vị và kỳ.") % {"quote": locked.quote})
    return _decided(locked, Decision.CONFIRMED, _("Xác nhận nguồn của “%(quote)s”.") % {"quote": locked.quote}, by)


@transaction.atomic
def confirm_all(narrative: Narrative, *, numbers: list[int], by: Actor) -> int:
    """Agree with the proposals of the claims listed that are bound and still in the text; answers how many."""
    rows = narrative.claims.standing().select_for_update().filter(
        number__in=numbers, decision=Decision.PROPOSED, indicator__isnull=False, unit__isnull=False,
        period_start__isnull=False, start__isnull=False,
    )  # fmt: skip
    for claim in rows:
        _decided(claim, Decision.CONFIRMED, _("Xác nhận nguồn của “%(quote)s”.") % {"quote": claim.quote}, by)
    return len(rows)


@transaction.atomic
def set_aside(claim: Claim, *, reason: str, version: int, by: Actor) -> Claim:
    """The figure needs no source here, and why."""
    locked = _held(claim, version)
    if not reason.strip():
        raise Refused(_("Hãy ghi vì sao bỏ qua con số này."), field="reason")
    locked.reason = reason.strip()[:300]
    return _decided(locked, Decision.SET_ASIDE, _("Bỏ qua “%(quote)s”.") % {"quote": locked.quote}, by)


@transaction.atomic
def reopen(claim: Claim, *, by: Actor) -> Claim:
    """Take a decision back: the claim is a proposal again."""
    locked = Claim.objects.select_for_update(of=("self",)).select_related("narrative").get(pk=claim.pk)
    locked.reason = ""
    return _decided(locked, Decision.PROPOSED, _("Xem lại “%(quote)s”.") % {"quote": locked.quote}, by)


def _held(claim: Claim, version: int) -> Claim:
    locked = Claim.objects.select_for_update(of=("self",)).select_related("narrative").get(pk=claim.pk)
    if locked.version != version:
        raise Changed(_("Con số này vừa được người khác quyết định; hãy xem lại rồi làm tiếp."), theirs={})
    return locked


def _decided(claim: Claim, decision: Decision, sentence: str, by: Actor) -> Claim:
    claim.decision, claim.decided_at, claim.decided_by = decision, clock.now(), by.name
    claim.version += 1
    claim.save()
    subject = f"narrative:{claim.narrative.key}"
    audit.record(f"narratives.claim.{decision.value}", subject, sentence, by=by, details={"claim": claim.number})
    return claim
