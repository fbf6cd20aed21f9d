"""Yes, no, or not settled; at most how much; and the clause that says so. Pure: values in, value out.

The rule is chosen by when the need arose and ended, when the dossier was received and what was paid before: never by
the day somebody looks.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from django.utils.translation import gettext as _

from congdoan.cases.rules.rulebook import Facts, Line, Rulebook
from congdoan.foundation.figures import format_vnd
from congdoan.foundation.naming import in_readers_language

FOREVER = date.max


class Answer(StrEnum):
    YES = "yes"
    NO = "no"
    UNSETTLED = "unsettled"


@dataclass(frozen=True, slots=True)
class Event:
    """What happened, from `since` to `until`; None while it goes on. What is known of it reaches to the receipt."""

    since: date
    until: date | None
    received_on: date

    @property
    def known_until(self) -> date:
        return self.until or max(self.since, self.received_on)

    def meets(self, since: date, until: date | None) -> bool:
        """Whether some day of the event lies from `since` up to, not including, `until`."""
        return since <= self.known_until and self.since < (until or FOREVER)


@dataclass(frozen=True, slots=True)
class Given:
    """What the person was granted before: under which act and line, for what, by whom, how much."""

    programme: str
    act: str
    line: str
    category: str
    amount_vnd: int
    event: Event
    given_on: date
    by_unit: str
    case: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """The question: who pays (code and level), the event, under which categories, and what is known of the case."""

    payer: str
    level: str
    event: Event
    categories: tuple[str, ...]
    facts: Facts = field(default_factory=dict)
    before: tuple[Given, ...] = ()


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at on the way: whether it stands (None: nobody has said), in words, by which clause."""

    passed: bool | None
    words: str
    clause: str = ""
    clause_en: str = ""

    @property
    def clause_words(self) -> str:
        return in_readers_language(self.clause, self.clause_en)


@dataclass(frozen=True, slots=True)
class Ruling:
    """`at_most_vnd` None with a yes: the rule sets no ceiling of its own. `clause` is always said, as papers say it."""

    answer: Answer
    reason: str
    clause: str
    at_most_vnd: int | None = None
    line: str = ""
    category: str = ""
    act: str = ""
    row: int | None = None
    missing: tuple[str, ...] = ()
    checks: tuple[Check, ...] = ()
    is_verified: bool = True
    clause_en: str = ""

    @property
    def clause_words(self) -> str:
        return in_readers_language(self.clause, self.clause_en)


def judge(asked: Asked, rulebooks: Sequence[Rulebook]) -> Ruling:
    """What the rules in `rulebooks` (one programme's, of one scope) give for what is asked."""
    book = rulebook_for(asked.event, rulebooks)
    if book is None:
        return _outside(asked.event, rulebooks)
    if book.dossiers_until and asked.event.received_on > book.dossiers_until:
        words = _("Hồ sơ nhận ngày %(day)s, sau ngày cuối %(last)s.") % {
            "day": _day(asked.event.received_on),
            "last": _day(book.dossiers_until),
        }
        return _stopped(words, book)
    ruling = _by_lines(asked, book)
    return _of_the_gap(asked, book, rulebooks) or ruling if _says_nothing(book, asked) else ruling


def _says_nothing(book: Rulebook, asked: Asked) -> bool:
    return not any(line.category in asked.categories for line in book.lines)


def _of_the_gap(asked: Asked, book: Rulebook, rulebooks: Sequence[Rulebook]) -> Ruling | None:
    """For what was begun under an act that helps it and went on under one that does not name it: what the older act
    says if that is a no, else not settled, for neither says which of them holds. None where no older act names it.
    """
    met = [one for one in rulebooks if one.since < book.since and asked.event.meets(one.since, one.until)]
    older = max((one for one in met if not _says_nothing(one, asked)), key=lambda one: one.since, default=None)
    if older is None:
        return None
    ruling = _by_lines(asked, older)
    if ruling.answer == Answer.NO:
        return ruling
    words = _(
        "Việc bắt đầu khi còn %(older)s (có mức này) và kéo sang %(act)s (không nêu mức này); quy định không nói tới "
        "trường hợp chuyển tiếp này: hãy hỏi cấp trên, nơi duyệt nêu căn cứ."
    )
    said = {"older": older.act, "act": book.act}
    return replace(
        ruling,
        answer=Answer.UNSETTLED,
        reason=words % said,
        clause=_("%(older)s và %(act)s: không có điều khoản chuyển tiếp") % said,
        clause_en="",
        at_most_vnd=None,
        act=book.act,
        row=book.row,
        is_verified=False,
        missing=(),
    )


def rulebook_for(event: Event, rulebooks: Iterable[Rulebook]) -> Rulebook | None:
    """The latest act in force on some known day of the event: what was begun under one and went on past the first day
    of the next is judged by the next; what ended on that day, by the one it was begun under. None when no day of it was
    covered.
    """
    met = sorted((book for book in rulebooks if event.meets(book.since, book.until)), key=lambda book: book.since)
    if len(met) > 1 and event.until == met[-1].since:
        return met[-2]
    return met[-1] if met else None


def _outside(event: Event, rulebooks: Sequence[Rulebook]) -> Ruling:
    stopped = [book for book in rulebooks if book.until and book.until <= event.since]
    later = [book for book in rulebooks if book.since > event.known_until]
    if stopped and not later:
        last = max(stopped, key=lambda book: book.since)
        words = _("Việc xảy ra ngày %(day)s, sau khi chế độ đã dừng từ %(end)s.") % {
            "day": _day(event.since),
            "end": _day(last.until or event.since),
        }
        return _stopped(words, last)
    words = _("Chưa có quy định nào cho việc xảy ra ngày %(day)s.") % {"day": _day(event.since)}
    return Ruling(Answer.UNSETTLED, words, _("chưa có định mức; nơi duyệt nêu căn cứ riêng"), is_verified=False)


def _stopped(words: str, book: Rulebook) -> Ruling:
    english = book.english.get("stopped_by", "")
    return Ruling(Answer.NO, words, book.stopped_by or book.act, act=book.act, row=book.row, clause_en=english)


def _by_lines(asked: Asked, book: Rulebook) -> Ruling:
    """The best line that fits; a no where the best one is used up, for of several lines only the highest is given."""
    claimed = [line for line in book.lines if line.category in asked.categories]
    here = [line for line in claimed if not line.levels or asked.level in line.levels]
    fitting = [(line, line.fits(asked.facts)) for line in here]
    yes = sorted((line for line, fits in fitting if fits), key=_height, reverse=True)
    unsaid = [line for line, fits in fitting if fits is None]
    frame = Ruling(
        Answer.NO,
        "",
        book.act,
        act=book.act,
        row=book.row,
        checks=tuple(Check(fits, line.words, line.clause, line.clause_en) for line, fits in fitting),
        is_verified=book.is_verified,
    )
    if yes:
        return _of_line(frame, yes[0], unsaid, asked, book)
    if unsaid:
        return replace(
            frame,
            answer=Answer.UNSETTLED,
            reason=_("Chưa đủ dữ kiện để kết luận."),
            clause=unsaid[0].clause,
            clause_en=unsaid[0].clause_en,
            missing=_missing(unsaid, asked),
        )
    if claimed and not here:
        return replace(frame, reason=_("%(act)s không quy định mức cho cấp này.") % {"act": book.act})
    return replace(frame, reason=_("Không thuộc đối tượng hoặc mức nào của %(act)s.") % {"act": book.act})


def _of_line(frame: Ruling, line: Line, unsaid: list[Line], asked: Asked, book: Rulebook) -> Ruling:
    named = replace(frame, line=line.code, category=line.category)
    if (refusal := _used_up(line, asked, book)) is not None:
        return _refused(replace(named, checks=(*frame.checks, refusal)), refusal)
    at_most, reductions = _ceiling(line, asked, book)
    named = replace(named, checks=(*frame.checks, *reductions))
    if at_most is not None and at_most <= 0:
        return _refused(named, reductions[-1])
    higher = [other for other in unsaid if _height(other) > _height(line)]
    return replace(
        named,
        answer=Answer.YES,
        reason=line.words,
        clause=line.clause,
        clause_en=line.clause_en,
        at_most_vnd=at_most,
        missing=_missing(higher, asked),
    )


def _refused(ruling: Ruling, by: Check) -> Ruling:
    return replace(ruling, reason=by.words, clause=by.clause, clause_en=by.clause_en)


def _missing(lines: list[Line], asked: Asked) -> tuple[str, ...]:
    return tuple(dict.fromkeys(fact for line in lines for fact in line.unknown(asked.facts)))


def _height(line: Line) -> int:
    return line.at_most_vnd if line.at_most_vnd is not None else 10**15


def _used_up(line: Line, asked: Asked, book: Rulebook) -> Check | None:
    """Why the line was given already as often as it may be; None when it is free."""
    before = _counted(line, asked)
    same = [one for one in before if one.category == line.category]
    meeting = [one for one in same if _meets(one.event, asked.event)]
    clause = book.once_clause or line.clause
    english = book.english.get("once_clause", "") if book.once_clause else line.clause_en
    if line.once == "person" and same:
        said: dict[str, object] = {"day": _day(same[0].given_on), "act": same[0].act}
        return Check(
            False, _("Đã hỗ trợ ngày %(day)s theo %(act)s; mỗi người chỉ hưởng một lần.") % said, clause, english
        )
    if line.once and meeting:
        said = {"day": _day(meeting[0].given_on), "act": meeting[0].act}
        return Check(False, _("Việc này đã được hỗ trợ ngày %(day)s theo %(act)s.") % said, clause, english)
    year = asked.event.since.year
    in_year = [one for one in same if one.event.since.year == year]
    if line.times_a_year is not None and len(in_year) >= line.times_a_year:
        said = {"count": len(in_year), "year": year, "most": line.times_a_year}
        return Check(
            False,
            _("Năm %(year)d đã hỗ trợ %(count)d lần; nhiều nhất %(most)d lần một năm.") % said,
            line.clause,
            line.clause_en,
        )
    if line.years_between:
        recent = [one for one in same if _years_after(one.event.since, line.years_between) > asked.event.since]
        if recent:
            said = {"day": _day(recent[0].event.since), "years": line.years_between}
            return Check(
                False, _("Đã hỗ trợ việc ngày %(day)s, chưa đủ %(years)d năm.") % said, line.clause, line.clause_en
            )
    return None


def _ceiling(line: Line, asked: Asked, book: Rulebook) -> tuple[int | None, tuple[Check, ...]]:
    """At most how much: the line's, less what the year or a lower category of the same event has taken."""
    if line.at_most_vnd is None:
        return None, ()
    left, checks = line.at_most_vnd, []
    before = _counted(line, asked)
    if line.a_year_at_most_vnd is not None:
        year = asked.event.since.year
        taken = sum(one.amount_vnd for one in before if one.category == line.category and one.event.since.year == year)
        if line.a_year_at_most_vnd - taken < left:
            left = line.a_year_at_most_vnd - taken
            said = {"year": year, "taken": format_vnd(taken), "most": format_vnd(line.a_year_at_most_vnd)}
            words = _("Năm %(year)d đã nhận %(taken)s; cả năm nhiều nhất %(most)s.") % said
            checks.append(Check(left > 0, words, line.clause, line.clause_en))
    if book.highest_only:
        lower = sum(
            one.amount_vnd for one in before if one.category != line.category and _meets(one.event, asked.event)
        )
        if lower:
            left = min(left, line.at_most_vnd - lower)
            words = _("Trong cùng đợt đã nhận %(taken)s ở mức khác; chỉ hưởng mức cao nhất.")
            clause = book.highest_clause or line.clause
            english = book.english.get("highest_clause", "") if book.highest_clause else line.clause_en
            checks.append(Check(left > 0, words % {"taken": format_vnd(lower)}, clause, english))
    return left, tuple(checks)


def _counted(line: Line, asked: Asked) -> list[Given]:
    """What counts against the line: everybody's grants, or only the payer's own where each level may give its own."""
    own = [one for one in asked.before if not line.across_levels or one.by_unit == asked.payer]
    return sorted(own, key=lambda one: one.given_on)


def _meets(one: Event, other: Event) -> bool:
    return one.since <= other.known_until and other.since <= one.known_until


def _years_after(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"
