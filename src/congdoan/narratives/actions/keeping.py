"""A text is kept with the figures it states; its wording may change, what its figures are bound to stays with them."""

from collections.abc import Sequence

from django.db import transaction

from congdoan.accounts.models import User
from congdoan.documents import Reading, UnreadableDocument, read
from congdoan.foundation import audit, clock
from congdoan.foundation.actor import Actor
from congdoan.foundation.errors import Changed, Refused
from congdoan.foundation.files import store
from congdoan.foundation.periods import Period
from congdoan.foundation.saying import gettext as _
from congdoan.journal.queries import position
from congdoan.narratives import queries
from congdoan.narratives.actions.following import carry_over, new_claim
from congdoan.narratives.models import Check, Claim, Edition, Narrative
from congdoan.narratives.reading import Found, Pointing, read_claims
from congdoan.organisation.models import Unit

MOST_LETTERS = 400_000


def text_of(data: bytes, name: str) -> str:
    """The words of an uploaded file. Raises Refused with the reader's reason where nothing can be read."""
    try:
        reading: Reading = read(data, name=name)
    except UnreadableDocument as reason:
        raise Refused(str(reason), field="file") from reason
    return reading.text


def keep(
    unit: Unit, *, text: str, title: str = "", by: Actor, period: Period | None = None,
    file: tuple[str, bytes] | None = None,
) -> Narrative:  # fmt: skip
    """Keep a text, or what an uploaded `file` says, with every figure in it and what each most likely speaks of.

    `period` is meant where a sentence names none. Raises Refused for an empty or overlong text and an unreadable file.
    """
    words = _checked(text_of(file[1], file[0]) if file else text)
    found = read_claims(words, unit=unit, on=clock.today(), period=period)
    return _kept(unit, words, title.strip() or _first_words(words), found, by, period, file)


@transaction.atomic
def revise(narrative: Narrative, *, text: str, version: int, by: Actor) -> Narrative:
    """Replace the wording. Each claim is found again by its words and those around it; what it is bound to stays.

    A claim whose figure was changed keeps its binding as a proposal; one that is gone is kept and shown as gone. Raises
    Changed when someone saved first, Refused for an empty or overlong text.
    """
    locked = _held(narrative, version, text)
    words = _checked(text)
    if words == locked.text:
        return locked
    Edition.objects.create(
        narrative=locked, version=locked.version, text=locked.text, replaced_at=clock.now(), replaced_by=by.name
    )
    locked.text = words
    locked.version += 1
    locked.save(update_fields=["text", "version"])
    period = queries.meant_by_default(locked)
    found = read_claims(words, unit=locked.unit, on=clock.today(), period=period)
    carry_over(locked, found, Pointing(words, unit=locked.unit, on=clock.today(), period=period))
    _note(locked, "revised", _("Sửa lời văn bản đối chiếu “%(title)s”, bản %(version)d."), by)
    return locked


@transaction.atomic
def save_check(narrative: Narrative, *, reader: User | None, by: Actor) -> Check:
    """Keep what the records tell the reader now of every claim in the text, with the position the journal stood at."""
    rows = [row for row in queries.findings(narrative, reader=reader) if row.claim.is_here]
    counts = queries.tally(rows)
    check = Check.objects.create(
        narrative=narrative,
        version=narrative.version,
        position=position(),
        bound=counts.bound,
        contradicted=counts.contradicted,
        unbound=counts.unbound,
        findings=[_plain(row) for row in rows],
        at=clock.now(),
        by_name=by.name,
    )
    sentence = _("Lưu lần đối chiếu “%(title)s”: %(bound)d khớp, %(contradicted)d trái, %(unbound)d chưa có nguồn.")
    _note(narrative, "checked", sentence, by, bound=check.bound, contradicted=check.contradicted, unbound=check.unbound)
    return check


@transaction.atomic
def discard(narrative: Narrative, *, by: Actor) -> None:
    """Put a narrative away; `bring_back` undoes it. Raises Refused while something noted from it stands."""
    locked = Narrative.objects.select_for_update().get(pk=narrative.pk)
    if queries.noted_from(locked):
        raise Refused(_("Văn bản này còn số để ở phần theo giấy; hãy rút các số ấy trước khi cất đi."))
    locked.discarded_at = clock.now()
    locked.save(update_fields=["discarded_at"])
    _note(locked, "discarded", _("Cất văn bản đối chiếu “%(title)s”."), by)


@transaction.atomic
def bring_back(narrative: Narrative, *, by: Actor) -> None:
    """Take a narrative that was put away back out."""
    narrative.discarded_at = None
    narrative.save(update_fields=["discarded_at"])
    _note(narrative, "brought_back", _("Lấy lại văn bản đối chiếu “%(title)s”."), by)


@transaction.atomic
def _kept(
    unit: Unit, text: str, title: str, found: Sequence[Found], by: Actor, period: Period | None,
    file: tuple[str, bytes] | None,
) -> Narrative:  # fmt: skip
    narrative = Narrative.objects.create(
        unit=unit,
        title=title[:200],
        text=text,
        file=store(file[1], name=file[0], by=by) if file else None,
        period_start=period.start if period else None,
        period_end=period.end if period else None,
        created_at=clock.now(),
        created_by=by.name,
    )
    Claim.objects.bulk_create(new_claim(narrative, number, one) for number, one in enumerate(found, 1))
    sentence = _("Đưa “%(title)s” vào đối chiếu: %(count)d con số.")
    _note(narrative, "kept", sentence, by, count=len(found))
    return narrative


def _held(narrative: Narrative, version: int, text: str) -> Narrative:
    locked = Narrative.objects.select_for_update(of=("self",)).select_related("unit").get(pk=narrative.pk)
    if locked.version != version:
        words = _("Người khác vừa lưu văn bản này. Hãy so hai bản dưới đây rồi lưu lại.")
        raise Changed(words, theirs={"text": locked.text} if locked.text != text else {})
    return locked


def _checked(text: str) -> str:
    words = text.replace("\0", " ")
    if not words.strip():
        raise Refused(_("Hãy chọn một tệp hoặc dán nội dung văn bản."), field="text")
    if len(words) > MOST_LETTERS:
        raise Refused(
            _("Văn bản dài %(letters)d ký tự; mỗi lần đối chiếu được đến %(most)d. Hãy chia nhỏ.")
            % {"letters": len(words), "most": MOST_LETTERS},
            field="text",
        )
    return words


def _first_words(text: str) -> str:
    first = next(line.strip() for line in text.splitlines() if line.strip())
    return first if len(first) <= 120 else first[:119].rsplit(" ", 1)[0] + "…"


def _plain(row: queries.Finding) -> dict[str, object]:
    claim, part = row.claim, row.part
    return {
        "number": claim.number,
        "quote": claim.quote,
        "said": str(claim.said),
        "bound": claim.bound,
        "verdict": "set_aside" if row.is_set_aside else row.verdict.code,
        "known": None if row.known is None else str(row.known),
        "state": part.state.code if part else "",
        "indicator": claim.indicator_id,
        "unit": claim.unit.code if claim.unit else None,
        "period": part.period.code if part else None,
    }


def _note(narrative: Narrative, what: str, sentence: str, by: Actor, **more: int) -> None:
    words = {"title": narrative.title, "version": narrative.version, **more}
    audit.record(f"narratives.narrative.{what}", f"narrative:{narrative.key}", sentence % words, by=by)
