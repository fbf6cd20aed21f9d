"""Which measure a figure belongs to, by the rules of `lexicons/measures.toml`."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from congdoan.documents.claims.figures import Figure
from congdoan.documents.claims.nouns import last_counted_in
from congdoan.documents.claims.predicates import told_before, told_behind
from congdoan.documents.lexicon import lexicon
from congdoan.documents.reading import Ratio
from congdoan.foundation.text import canonical

_PREVIOUS = "<prev-money>"
# Between two figures of one list: no verb of its own.
_GOES_ON = re.compile(r"[^.;:\d]{0,14}(?:[,;]| và| cùng| với)\s(?:[^\s,]+,?\s){0,6}")
_BY_HOW_MANY = re.compile(r"[^.;:\d]{0,12}[,(]? ?(?:giảm|tăng|nhiều hơn|ít hơn)(?: được| thêm)?\s")
_COORDINATED = re.compile(r"[^.,;:\d]{0,12}(?:,| và| cùng| cùng với| với)\s(?:(?:hơn|trên|gần|khoảng)\s)?")
_HAS_A_VERB = re.compile(
    r"\b(?:được|đã|có|còn|chưa|không|bị|giải thể|sáp nhập|thành lập|kết nạp|tặng|trao|hỗ trợ|thăm|giúp|tổ chức|mở|thu"
    r"|chi|giảm|tăng|đạt|thắng|nhận|góp|vay|cho|sửa|xây|dự|tham gia|khen|mời|gửi|phát|cử|nghỉ|mất|công nhận|ký"
    r"|giới thiệu|tư vấn|hiến|nâng|tổng|lên)\b"
)
_DOING = re.compile(
    r"\b(?:giải thể|sáp nhập|thành lập|ra mắt|kết nạp|phát triển mới|tặng|trao|hỗ trợ|thăm|giúp|tổ chức|phát hành"
    r"|biên soạn|thu được|chi|vay|sửa|xây|khen|phát|công nhận|ký|giới thiệu|tư vấn|hiến|kiểm tra|bàn giao|khởi công"
    r"|tuyên truyền)\b"
)
_ANYBODY = frozenset(
    {
        "người",
        "lượt người",
        "lượt",
        "đồng chí",
        "đ/c",
        "cá nhân",
        "nữ",
        "nam",
        "chị",
        "cô",
        "thầy",
        "anh em",
    }
)
# What says least: the verb of a list's last entry may say more of the first.
_OF_NOUN_ALONE = frozenset(
    {"workers_count", "members_count", "unions_count", "enterprises_count", "coverage_rate", "women_count", "other"}
)
_TOGETHER = frozenset({"members_supported", "participants_count", "awards_individual"})
_GOODS = frozenset({"item", "tonne", "other"})
_SUMMING = re.compile(r"tổng|kinh phí|số tiền|trị giá|mức|phân bổ|cấp")
# "56 kiến nghị được gửi đến, 41 kiến nghị được giải quyết": the first has its own verb.
_SAID_OF_IT = re.compile(r"\b(?:được|đã|gửi|bị)\b")


@dataclass(frozen=True)
class Surroundings:
    """The words around a figure.

    `noun`: the counted noun and what follows it; `near`: since the figure before; `wide`: the sentence so far;
    `topic`: the paper's subject and the paragraph so far; `lead`: the heading or line its list stands under;
    `beyond`: the words behind the noun to the end of the sentence, other figures and all; `since`: those between the
    figure before and this one.
    """

    noun: str
    near: str
    wide: str
    after: str
    topic: str
    lead: str = ""
    beyond: str = ""
    since: str = ""


@dataclass(frozen=True)
class Judged:
    """A figure before this one in the same stretch, with its measure."""

    figure: Figure
    measure: str
    is_firm: bool = True  # by the words around it, not by its noun alone


class _Later:
    """A pattern that is compiled when it is first searched for: a short paper needs a third of them."""

    __slots__ = ("_text", "search")

    def __init__(self, text: str) -> None:
        self._text = text
        self.search: Callable[[str], re.Match[str] | None] = self._first

    def _first(self, words: str) -> re.Match[str] | None:
        self.search = re.compile(self._text).search
        return self.search(words)


@dataclass(frozen=True)
class _Rule:
    measure: str
    units: frozenset[str]
    previous: frozenset[str]
    previous_money: frozenset[str]
    per: bool | None
    noun: _Later | None
    near: _Later | None
    after: _Later | None
    around: _Later | None
    beyond: _Later | None
    topic: _Later | None
    sentence: _Later | None
    unless: _Later | None
    is_far: bool

    def fits(self, figure: Figure, words: Surroundings, near: str, before: Sequence[Judged]) -> bool:
        if self.per is not None and bool(figure.per) != self.per:
            return False
        if self.previous and not (before and before[-1].measure in self.previous):
            return False
        if self.previous_money and _last_money(before) not in self.previous_money:
            return False
        if self.noun and not self.noun.search(words.noun):
            return False
        if self.near and not self.near.search(near):
            return False
        if self.after and not self.after.search(words.after):
            return False
        if self.around and not any(
            self.around.search(text)
            for text in (near.rpartition(";")[2], _first_part(words.noun), _first_part(words.after))
        ):
            return False
        if self.beyond and not self.beyond.search(words.beyond):
            return False
        if self.topic and not self.topic.search(words.topic):
            return False
        if self.sentence and not self.sentence.search(f"{words.wide} {words.noun} {words.beyond}"):
            return False
        return not (self.unless and self.unless.search(near))

    def is_led(self, words: Surroundings) -> bool:
        """A rule for entries of a list: `near` is searched in the line that leads it, `not` before the figure."""
        if not (self.near and self.near.search(words.lead)) or (self.noun and not self.noun.search(words.noun)):
            return False
        return not (self.unless and self.unless.search(words.near))


def judge(figure: Figure, words: Surroundings, before: Sequence[Judged]) -> Judged:
    """With its measure, "other" where no rule fits. `before`: figures of the same sentence, nearest last."""
    if figure.unit == "VND":
        return Judged(figure, _money(figure, words, before))
    rules = _rules_of("context", figure.unit)
    has_verb = bool(_DOING.search(words.near))  # what stands before it in the sentence is another matter
    for near in (words.near,) if has_verb or words.wide == words.near else (words.near, words.wide):
        for rule in rules:
            if rule.previous and near is not words.near:
                continue  # "the figure before" says nothing about far words
            if rule.fits(figure, words, near, before):
                return Judged(figure, rule.measure)
        if near is words.near and (told := _told(figure, words)):
            return Judged(figure, told)
    inherited = _inherited(figure, words, before)
    if inherited:
        return Judged(figure, inherited)
    if words.lead:
        for rule in _rules_of("lead", figure.unit):
            if rule.is_led(words):
                return Judged(figure, rule.measure)
    if figure.noun in _ANYBODY and (head := _head_before(words.near)):
        words = replace(words, noun=head)
    for rule in _rules_of("plain", figure.unit):
        if rule.fits(figure, words, words.near, before):
            is_share = figure.unit == "percent" and rule.measure != "targets_met"
            return Judged(figure, "coverage_rate" if is_share else rule.measure, is_firm=False)
    return Judged(figure, "other", is_firm=False)


def _head_before(near: str) -> str | None:
    """Whom "người" means: "tổng số đoàn viên toàn ngành lên 18.920 người", "bác sĩ 142 người"."""
    clause = near.rpartition(";")[2]
    return next((noun for noun, unit in last_counted_in(clause) if unit == "person" and noun not in _ANYBODY), None)


def _told(figure: Figure, words: Surroundings) -> str | None:
    """By the verb before or behind; a list's own line says more than the harm its entries tell of."""
    if figure.noun == "chỉ tiêu":
        return None
    told = told_before(words.near, figure.unit) or told_behind(words.beyond, figure.unit)
    return None if told == "other" and words.lead else told


def joined_with(first: Judged, second: Judged, between: str) -> Judged:
    """ "100% doanh nghiệp nhà nước và 78% doanh nghiệp … ký thỏa ước": said of the second, it holds for the first."""
    is_list = re.fullmatch(r"[^.;:\d]{0,40}?(?:,| và| cùng)\s", between)
    if (
        not is_list
        or _SAID_OF_IT.search(between)
        or first.is_firm
        or not second.is_firm
        or first.measure not in _OF_NOUN_ALONE
        or second.measure == "women_count"  # "76 công đoàn viên, 52 nữ": some of the first
        or first.figure.unit != second.figure.unit
    ):
        return first
    return Judged(first.figure, second.measure)


def _money(figure: Figure, words: Surroundings, before: Sequence[Judged]) -> str:
    """On the near words, the sentence, and last on the paragraph and title, where an amount only says "tổng số"."""
    sentence = words.wide.replace(";", ",")
    clause = words.wide.rpartition(";")[2]  # with a verb of its own it is not about what stands before it
    far = words.near if _DOING.search(words.near) else clause if _HAS_A_VERB.search(clause) else sentence
    contexts = [words.near, words.wide]
    if words.lead:
        contexts.append(f"{words.lead} {sentence}".replace(";", ","))
    if _SUMMING.search(words.wide) or _SUMMING.search(words.lead):
        contexts.append(f"{words.topic} {sentence}".replace(";", ","))
    for place, near in enumerate(contexts):
        for rule in _rules("money"):
            if rule.measure == "other" and rule.near is None:
                break
            if place and not rule.is_far and near == contexts[place - 1]:
                continue  # nothing new: the figure opens its sentence
            counted = (
                [item for item in before if item.figure.unit not in ("VND", "percent")] if rule.previous else before
            )
            if not rule.fits(figure, words, far if rule.is_far and near is words.near else near, counted):
                continue
            if rule.measure != _PREVIOUS:
                return rule.measure
            if _last_money(before):
                return _last_money(before)
    return next(
        (rule.measure for rule in _rules("money_last") if rule.fits(figure, words, words.wide, before)), "other"
    )


def _last_money(before: Sequence[Judged]) -> str:
    return next((item.measure for item in reversed(before) if item.figure.unit == "VND"), "")


def _first_part(text: str) -> str:
    return text.partition(";")[0].partition(",")[0]


def _inherited(figure: Figure, words: Surroundings, before: Sequence[Judged]) -> str | None:
    """A bare list goes on with what it began: "cấp cơ sở: 1.873; cấp thành phố: 95"; a share follows its ratio."""
    if not before:
        return None
    last = before[-1]
    if not figure.noun and figure.unit == last.figure.unit and figure.unit != "percent":
        return last.measure
    if (
        figure.unit == "percent"
        and isinstance(last.figure.value, Ratio)
        and last.measure in ("targets_met", "women_count")
    ):
        return last.measure
    return _coordinated(figure, words.since, last)


def _coordinated(figure: Figure, since: str, last: Judged) -> str | None:
    """What the figure shares with the one before, where only the words of a list stand between them."""
    if _BY_HOW_MANY.fullmatch(since) and last.figure.noun.startswith(figure.noun) and figure.noun:
        return last.measure  # "5 vụ tai nạn, giảm 2 vụ"
    if last.measure == "other" or not _GOES_ON.fullmatch(since) or _HAS_A_VERB.search(since):
        return None
    one, other = last.figure, figure
    is_like = one.noun.startswith(other.noun) or other.noun.startswith(one.noun)
    if one.unit == other.unit and is_like and other.unit != "percent":
        return last.measure  # "386 lượt người, qua điện thoại 740 lượt"
    if last.measure == "goods_donated" and other.unit in _GOODS:
        return last.measure  # "17 tấn gạo, 3.000 hộp cá"
    if one.unit == other.unit == "person" and last.measure in _TOGETHER and _COORDINATED.fullmatch(since):
        return last.measure  # "đưa 438 công nhân cùng hơn 60 cháu nhỏ về quê"
    return None


@lru_cache(maxsize=32)
def _rules_of(table: str, unit: str) -> tuple[_Rule, ...]:
    return tuple(rule for rule in _rules(table) if not rule.units or unit in rule.units)


@lru_cache(maxsize=4)
def _rules(table: str) -> tuple[_Rule, ...]:
    return tuple(_rule(entry) for entry in lexicon("measures")[table])


def _rule(entry: dict[str, Any]) -> _Rule:
    def pattern(key: str) -> _Later | None:
        return _Later(canonical(entry[key])) if key in entry else None

    return _Rule(
        measure=entry["measure"],
        units=frozenset(entry.get("units", ())),
        previous=frozenset(entry.get("prev", ())),
        previous_money=frozenset(entry.get("prev_money", ())),
        per=entry.get("per"),
        noun=pattern("noun"),
        near=pattern("near"),
        after=pattern("after"),
        around=pattern("around"),
        beyond=pattern("beyond"),
        topic=pattern("topic"),
        sentence=pattern("sentence"),
        unless=pattern("not"),
        is_far=entry.get("far", False),
    )
