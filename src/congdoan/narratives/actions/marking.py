"""An officer marks a figure the reader passed over, or says what the words it read wrong really say."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import transaction

from congdoan.foundation import audit, clock
from congdoan.foundation.actor import Actor
from congdoan.foundation.errors import Changed, Refused
from congdoan.foundation.periods import Period
from congdoan.foundation.saying import gettext as _
from congdoan.indicators.models import Indicator
from congdoan.narratives.actions.following import next_number
from congdoan.narratives.models import Claim, Decision, Narrative
from congdoan.narratives.queries import noted_from
from congdoan.narratives.reading import indicator_of
from congdoan.narratives.rules.anchoring import anchor
from congdoan.organisation.models import Unit

LONGEST_QUOTE = 400
_READ = ("quote", "before", "after", "start", "shape", "value", "second", "bound", "unit_read", "measure_read")


@dataclass(frozen=True, slots=True)
class Said:
    """What an officer says a figure's words say: as the fields of `Claim` are named."""

    shape: str
    value: Decimal
    second: Decimal | None
    bound: str
    unit_read: str
    measure_read: str


@transaction.atomic
def mark(
    narrative: Narrative, *, start: int, end: int, said: Said, unit: Unit | None, period: Period | None, version: int,
    by: Actor,
) -> Claim:  # fmt: skip
    """The words text[start:end] are a figure that says `said`, of `unit` in `period`; what it is bound to is proposed.

    Words that hold a figure already are given this reading instead; taken back, the former one stands again. Raises
    Changed when the text was reworded meanwhile, Refused where there are no words, several figures, or one noted in the
    reported lane.
    """
    locked = Narrative.objects.select_for_update(of=("self",)).select_related("unit").get(pk=narrative.pk)
    if locked.version != version:
        raise Changed(_("Văn bản vừa được sửa lời; hãy chọn lại con số trong bản mới."), theirs={})
    start, end = _words_of(locked.text, start, end)
    claim = _claim_at(locked, start, end)
    here = anchor(locked.text, start, end)
    claim.quote, claim.before, claim.after, claim.start = here.quote, here.before, here.after, here.start
    for name in Said.__slots__:
        setattr(claim, name, getattr(said, name))
    claim.is_marked, claim.former_quote, claim.reason = True, "", ""
    claim.period_read, claim.organisation_read = period.code if period else "", unit.name if unit else ""
    code = indicator_of(locked.text, start, end, unit_read=said.unit_read, measure_read=said.measure_read)
    claim.indicator = Indicator.objects.filter(code=code).first() if code else None
    claim.unit = unit
    claim.period_start, claim.period_end = (period.start, period.end) if period else (None, None)
    claim.decision, claim.decided_at, claim.decided_by = Decision.PROPOSED, clock.now(), by.name
    claim.save()
    _record("marked", claim, _("Đánh dấu “%(quote)s” là một con số.") % {"quote": claim.quote}, by)
    return claim


@transaction.atomic
def unmark(claim: Claim, *, by: Actor) -> Claim:
    """Take the mark back: the words are plain again, or say what the reader had read there. `mark_again` undoes the
    first. Raises Refused where it was no mark, or while it is noted in the reported lane."""
    locked = Claim.objects.select_for_update(of=("self",)).select_related("narrative").get(pk=claim.pk)
    if not locked.is_marked or locked.taken_back_at:
        raise Refused(_("“%(quote)s” do máy đọc ra, không phải do người đánh dấu.") % {"quote": locked.quote})
    _refuse_noted(locked)
    if locked.read_then is None:
        locked.taken_back_at = clock.now()
    else:
        _as_read(locked)
    locked.version += 1
    locked.save()
    _record("unmarked", locked, _("Bỏ đánh dấu “%(quote)s”.") % {"quote": locked.quote}, by)
    return locked


@transaction.atomic
def mark_again(claim: Claim, *, by: Actor) -> Claim:
    """Undo `unmark` of a figure the reader had passed over. Raises Refused once its words are another figure's."""
    locked = Claim.objects.select_for_update(of=("self",)).select_related("narrative").get(pk=claim.pk)
    if locked.taken_back_at is None:
        return locked
    start, end = locked.start, locked.end
    words = locked.narrative.text[start:end] if start is not None else ""
    if start is None or end is None or words != locked.quote or _standing_at(locked.narrative, start, end):
        raise Refused(_("“%(quote)s” không còn ở chỗ cũ; hãy đánh dấu lại.") % {"quote": locked.quote})
    locked.taken_back_at = None
    locked.version += 1
    locked.save()
    _record("marked", locked, _("Đánh dấu “%(quote)s” là một con số.") % {"quote": locked.quote}, by)
    return locked


def _words_of(text: str, start: int, end: int) -> tuple[int, int]:
    """Without blanks at both ends."""
    quote = text[start:end] if 0 <= start < end <= len(text) else ""
    if not quote.strip():
        raise Refused(_("Hãy chọn những chữ có con số trong văn bản."), field="words")
    if len(quote.strip()) > LONGEST_QUOTE:
        raise Refused(_("Chỉ chọn con số và điều nó đếm, đừng chọn cả đoạn."), field="words")
    return start + len(quote) - len(quote.lstrip()), end - len(quote) + len(quote.rstrip())


def _claim_at(narrative: Narrative, start: int, end: int) -> Claim:
    """The claim that stands there, with what the reader had read kept; else a new one."""
    standing = _standing_at(narrative, start, end)
    if len(standing) > 1:
        raise Refused(
            _("Chỗ này đã có %(count)d con số; hãy chọn từng số một.") % {"count": len(standing)}, field="words"
        )
    if not standing:
        return Claim(narrative=narrative, number=next_number(narrative))
    [claim] = standing
    _refuse_noted(claim)
    if not claim.is_marked:
        claim.read_then = {name: _plain(getattr(claim, name)) for name in _READ}
    claim.version += 1
    return claim


def _standing_at(narrative: Narrative, start: int, end: int) -> list[Claim]:
    return [row for row in narrative.claims.standing().select_related("narrative") if row.overlaps(start, end)]


def _as_read(claim: Claim) -> None:
    """As the reader had read it; where the text was reworded since, only at the words that still stand there."""
    read: dict[str, Any] = claim.read_then or {}
    is_there = claim.narrative.text[read["start"] : read["start"] + len(read["quote"])] == read["quote"]
    names = _READ if is_there else _READ[4:]
    for name in names:
        is_number = name in ("value", "second") and read[name] is not None
        setattr(claim, name, Decimal(read[name]) if is_number else read[name])
    claim.is_marked, claim.read_then = False, None
    claim.decision = Decision.PROPOSED


def _refuse_noted(claim: Claim) -> None:
    if claim.source in noted_from(claim.narrative):
        raise Refused(_("“%(quote)s” đang để ở phần theo giấy; hãy rút trước.") % {"quote": claim.quote}, field="words")


def _plain(value: object) -> object:
    return str(value) if isinstance(value, Decimal) else value


def _record(what: str, claim: Claim, sentence: str, by: Actor) -> None:
    subject = f"narrative:{claim.narrative.key}"
    audit.record(f"narratives.claim.{what}", subject, sentence, by=by, details={"claim": claim.number})
