"""A paper's figure noted in the reported lane: with its bound, beside what was recorded, taken back by a reversal."""

from django.db import transaction

from congdoan.foundation import audit, clock
from congdoan.foundation.actor import Actor
from congdoan.foundation.errors import Refused
from congdoan.foundation.saying import gettext as _
from congdoan.indicators.models import Formula, Indicator, Term
from congdoan.journal.actions import Fact, append_reported, reverse, standing_entries
from congdoan.journal.models import Entry
from congdoan.narratives.models import Claim, Decision, Narrative, Shape

PLAIN = {Formula.SUM, Formula.STOCK}


@transaction.atomic
def note(claim: Claim, *, by: Actor) -> Entry:
    """Note the claim in the reported lane of its unit, over its period, with its bound.

    Raises Refused while the binding is not confirmed, for a ratio, a range or a fraction, for an indicator that is not
    one measure, and when it was noted before.
    """
    locked = (
        Claim.objects.select_for_update(of=("self",)).select_related("narrative", "indicator", "unit").get(pk=claim.pk)
    )
    Narrative.objects.select_for_update().get(pk=locked.narrative_id)
    _refuse(locked)
    indicator, unit, period_end = locked.indicator, locked.unit, locked.period_end
    assert indicator
    assert unit
    assert period_end
    term = term_of(indicator)
    [entry] = append_reported(
        [
            Fact(
                unit,
                term.measure_id,
                int(locked.said),
                period_end,
                locked.source,
                facet=term.facets[0] if term.facets else "",
                bound=locked.bound,
                since=locked.period_start if indicator.formula == Formula.SUM else None,
            )
        ],
        by=by,
    )
    Narrative.objects.filter(pk=locked.narrative_id, noted_at__isnull=True).update(noted_at=clock.now())
    sentence = _("Để “%(quote)s” ở phần theo giấy của %(unit)s.") % {"quote": locked.quote, "unit": unit.name}
    _record("noted", locked, sentence, by)
    return entry


@transaction.atomic
def withdraw(claim: Claim, *, reason: str, by: Actor) -> None:
    """Take back what was noted from the claim, by a reversing entry. Raises Refused without a reason or where nothing
    stands.
    """
    if not reason.strip():
        raise Refused(_("Hãy ghi lý do rút số này."), field="reason")
    entries = standing_entries(claim.source)
    if not entries:
        raise Refused(_("“%(quote)s” không còn ở phần theo giấy.") % {"quote": claim.quote})
    reverse(entries, by=by)
    if not any(standing_entries(row.source) for row in claim.narrative.claims.exclude(pk=claim.pk)):
        Narrative.objects.filter(pk=claim.narrative_id).update(noted_at=None)
    words = {"quote": claim.quote, "reason": reason.strip()[:300]}
    _record("withdrawn", claim, _("Rút “%(quote)s” khỏi phần theo giấy: %(reason)s") % words, by)


def term_of(indicator: Indicator) -> Term:
    """The one measure the indicator counts. Raises Refused where it is a quotient or several measures."""
    terms = list(indicator.terms.all())
    if indicator.formula not in PLAIN or len(terms) != 1 or len(terms[0].facets) > 1:
        raise Refused(
            _("“%(indicator)s” tính từ nhiều số nên không ghi được một số theo giấy; hãy gắn với chỉ tiêu đếm thẳng.")
            % {"indicator": indicator}
        )
    return terms[0]


def _refuse(claim: Claim) -> None:
    words = {"quote": claim.quote}
    if claim.decision != Decision.CONFIRMED:
        raise Refused(_("Hãy xác nhận “%(quote)s” là con số nào trước khi để ở phần theo giấy.") % words)
    if not claim.is_here:
        raise Refused(_("“%(quote)s” không còn trong văn bản.") % words)
    if claim.shape != Shape.NUMBER or claim.said != claim.said.to_integral_value() or claim.said <= 0:
        raise Refused(_("“%(quote)s” không phải một số nguyên dương nên không ghi được.") % words)
    if standing_entries(claim.source):
        raise Refused(_("“%(quote)s” đã ở phần theo giấy; muốn đổi, hãy rút số cũ trước.") % words)


def _record(what: str, claim: Claim, sentence: str, by: Actor) -> None:
    subject = f"narrative:{claim.narrative.key}"
    audit.record(f"narratives.claim.{what}", subject, sentence, by=by, details={"claim": claim.number})
