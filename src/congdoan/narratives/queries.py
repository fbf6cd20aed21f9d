"""What the records say of a narrative's claims, now and at each check; what was noted from it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from congdoan.accounts.models import User
from congdoan.foundation.periods import Period
from congdoan.indicators.access import may_be_told
from congdoan.indicators.models import Indicator
from congdoan.indicators.queries import glance
from congdoan.indicators.values import Part, Value
from congdoan.journal.models import Entry, Lane
from congdoan.narratives.models import Claim, Decision, Narrative
from congdoan.narratives.rules.judging import Judged, Verdict, judge
from congdoan.organisation.models import Unit

CLOSED = Judged(Verdict.UNBOUND, why=gettext_lazy("Số liệu kín với bạn; hãy nhờ người giải quyết hồ sơ đối chiếu."))


@dataclass(frozen=True, slots=True)
class Finding:
    """A claim and what the records say of it. `part` None: it is not said which figure it speaks of.

    `noted`: the entry it became in the reported lane.
    """

    claim: Claim
    judged: Judged
    part: Part | None
    noted: Entry | None = None

    @property
    def verdict(self) -> Verdict:
        return self.judged.verdict

    @property
    def known(self) -> Value | None:
        return self.part.value if self.part else None

    @property
    def is_set_aside(self) -> bool:
        return self.claim.decision == Decision.SET_ASIDE

    @property
    def is_stale(self) -> bool:
        """What was noted no longer says what the text says."""
        noted, claim = self.noted, self.claim
        if noted is None:
            return False
        same = claim.is_here and Decimal(noted.quantity) == claim.said and noted.bound == claim.bound
        return not (same and noted.unit_id == claim.unit_id and noted.occurred_on == claim.period_end)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many claims that count stand how. Those set aside or gone from the text are left out."""

    bound: int
    contradicted: int
    unbound: int
    set_aside: int
    to_confirm: int


def period_of(claim: Claim) -> Period | None:
    return Period(claim.period_start, claim.period_end) if claim.period_start and claim.period_end else None


def meant_by_default(narrative: Narrative) -> Period | None:
    """What a figure speaks of where its sentence names no period."""
    start, end = narrative.period_start, narrative.period_end
    return Period(start, end) if start and end else None


def findings(narrative: Narrative, *, reader: User | None) -> list[Finding]:
    """Every claim with its verdict as the reader may be told it, in the order of the text; those no longer in it last.
    `reader` None: the house itself, to whom nothing is closed.

    A handful of queries for each pair of unit and period the claims speak of, however many claims there are.
    """
    claims = list(narrative.claims.standing().select_related("indicator", "unit"))
    for claim in claims:
        claim.narrative = narrative
    noted = noted_from(narrative)
    found = [Finding(*row, noted.get(row[0].source)) for row in judged(claims, reader=reader)]
    return sorted(found, key=lambda row: (not row.claim.is_here, row.claim.start or 0, row.claim.number))


def judged(claims: Sequence[Claim], *, reader: User | None) -> list[tuple[Claim, Judged, Part | None]]:
    """Each claim held against the figure it is bound to; claims of one unit and period are asked for together. A figure
    the reader may not see neither bears out nor contradicts.
    """
    asked: dict[tuple[Unit, Period], dict[str, Indicator]] = {}
    for claim in claims:
        period = period_of(claim)
        if claim.indicator and claim.unit and period:
            asked.setdefault((claim.unit, period), {})[claim.indicator.code] = claim.indicator
    parts = {place: glance(*_args(place, indicators)) for place, indicators in asked.items()}
    closed = _closed_to(reader, claims) if reader else set()
    return [(claim, CLOSED, None) if claim.number in closed else _judged(claim, parts) for claim in claims]


def closed_numbers(narrative: Narrative, reader: User) -> set[int]:
    """The claims whose figures the reader may not be told."""
    return _closed_to(reader, narrative.claims.select_related("indicator", "unit"))


def _closed_to(reader: User, claims: Iterable[Claim]) -> set[int]:
    told: dict[tuple[int, str], bool] = {}
    closed = set()
    for claim in claims:
        if claim.indicator is None or claim.unit is None:
            continue
        place = (claim.unit.pk, claim.indicator.code)
        if place not in told:
            told[place] = bool(may_be_told(reader, claim.unit, claim.indicator))
        if not told[place]:
            closed.add(claim.number)
    return closed


def _args(place: tuple[Unit, Period], indicators: dict[str, Indicator]) -> tuple[Unit, list[Indicator], Period]:
    return place[0], list(indicators.values()), place[1]


def _judged(claim: Claim, parts: dict[tuple[Unit, Period], dict[str, Part]]) -> tuple[Claim, Judged, Part | None]:
    period = period_of(claim)
    if not (claim.indicator and claim.unit and period):
        return claim, Judged(Verdict.UNBOUND, why=_lacking(claim)), None
    part = parts[claim.unit, period][claim.indicator.code]
    return claim, judge(claim.shape, claim.value, claim.second, claim.bound, claim.quote, part), part


def _lacking(claim: Claim) -> str:
    """What must be said before the records can be asked."""
    if not claim.indicator_id:
        return _("Chưa rõ là chỉ tiêu nào.")
    if not claim.unit_id:
        return _("Chưa rõ là số của đơn vị nào.")
    return _("Chưa rõ là số của kỳ nào.")


def tally(found: Iterable[Finding]) -> Tally:
    rows = [row for row in found if row.claim.is_here]
    counted = [row for row in rows if not row.is_set_aside]
    return Tally(
        bound=sum(row.verdict is Verdict.BOUND for row in counted),
        contradicted=sum(row.verdict is Verdict.CONTRADICTED for row in counted),
        unbound=sum(row.verdict is Verdict.UNBOUND for row in counted),
        set_aside=len(rows) - len(counted),
        to_confirm=sum(row.claim.decision == Decision.PROPOSED and row.claim.is_bound for row in counted),
    )


def noted_from(narrative: Narrative) -> dict[str, Entry]:
    """What stands in the reported lane from this narrative, by source. One query."""
    rows = Entry.objects.filter(
        source__startswith=f"narrative:{narrative.key}.", lane=Lane.REPORTED, reverses=None, reversed_by=None
    ).select_related("measure", "unit")
    return {row.source: row for row in rows}


def by_sources(sources: Iterable[str], among: QuerySet[Narrative]) -> dict[str, Narrative]:
    """The narratives that sources of the reported lane name, of those `among` which one may see. One query."""
    keys = {source: source.removeprefix("narrative:").partition(".")[0] for source in sources}
    found = {row.key: row for row in among.filter(key__in=set(keys.values()))}
    return {source: found[key] for source, key in keys.items() if key in found}
