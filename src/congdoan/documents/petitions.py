"""Demands people put to leaders, where a paper tells of such a meeting or lists such demands.

What leaders ask in return is an instruction, and a body's own wish in its report is none either.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from congdoan.documents.claims.scope import paragraphs_of_article
from congdoan.documents.lexicon import lexicon, longest_first
from congdoan.documents.outline import Item
from congdoan.documents.questions import asked_in
from congdoan.documents.reading import Header, Petition, Section, Value
from congdoan.documents.source import Source
from congdoan.foundation.text import canonical

_LEAD = 1500  # letters in which news say what they are about
_SENTENCE = re.compile(r"[.!?…]+[”\"»]?(?=\s+[“\"«(]?[A-ZĐÂĂÊÔƠƯÀ-Ỹ])")
_PARTS = re.compile(r";|,\s+(?:đồng thời\s+)?(?=(?:kiến nghị|đề nghị|mong muốn|mong)\s)")
_GOING_ON = re.compile(
    r"(?:cùng với đó|bên cạnh đó|ngoài ra|đồng thời|cùng mối quan tâm này|cũng tại [^,]{4,40}|tương tự"
    r"|về [^,]{4,60})\s*,\s*"
)
_DEMANDING = re.compile(
    r"(?:nâng|có|bổ sung|tăng|sớm|xem xét|hỗ trợ|mở|xây dựng|đầu tư|quan tâm|tạo|cải thiện|điều chỉnh|giảm|sửa"
    r"|tổ chức|đẩy|ban hành|bố trí|cho phép|cần)\b"
)
_RECORDED = re.compile(
    r"(?:ghi nhận|tiếp nhận|lắng nghe|nghe|có|nêu|tập hợp|các|nhiều|những|một số)[^.;:]{0,40}"
    r"(?:ý kiến|kiến nghị|đề xuất|phản ánh|băn khoăn|câu hỏi)[^.;:]{0,20}"
    r"(?:về chủ trương|về việc|về các vấn đề|về các nội dung|về|liên quan đến các vấn đề|liên quan đến|xoay quanh"
    r"|tập trung vào|như|(?=:))\s*:?\s*"
    r"(?:(?:\d+|các|một số|những)\s+(?:nhóm\s+)?(?:vấn đề|nội dung)[^.;:]{0,20}:\s*)?"
)
# "…, tôi xin tỉnh cho xây trường mầm non …”, chị Xúa nói": asked for in the speaker's own words.
_IN_OWN_WORDS = re.compile(
    r"(?:tôi|chúng tôi|tụi tôi|tụi tui|chúng em|bà con|chị em|anh em)(?: công nhân| chúng tôi)?"
    r"(?: rất| chỉ| cũng| đều| xin| luôn| thật sự| thực sự)*\s"
    r"(?:xin|mong|đề nghị|kiến nghị|đề xuất|mong muốn|mong mỏi|mong chờ|cần)\s(?!cảm ơn|cám ơn|chúc|hứa|lỗi|phép|chào)"
    r"(?:rằng |được |là )?"
)
# Behind a leader's sentence "Ông đề nghị các đơn vị …" is the leader again.
_PRONOUN = re.compile(
    r"\W*(?:ông|bà|đồng chí|chủ tịch|bí thư|giám đốc)(?: cũng| còn| đã| đồng thời)*\s"
    r"(?:đề nghị|yêu cầu|mong|giao|kết luận|đề xuất)\b"
)
_CLOSING_QUOTE = re.compile(r"[”\"»’]")
_CONNECTIVE = re.compile(
    r"[\s,:–+•*-]*(?:\(?\d{1,2}[.)]\s+)?"
    r"(?:(?:đồng thời|và|cũng như|cùng với đó|ngoài ra|bên cạnh đó|rằng|về|là|được)[\s,:]+(?=\w))?"
)
_QUESTIONED = re.compile(r"(?:tổng hợp|tập hợp|danh mục|danh sách)[^.;]{0,30}(?:ý kiến|kiến nghị|đề xuất|câu hỏi)")

_VOICES = re.compile(r"ý kiến|kiến nghị|đề xuất|nguyện vọng|phản ánh|câu hỏi|đề nghị của|thắc mắc|tâm tư")
# A report's own "KIẾN NGHỊ, ĐỀ XUẤT" asks its readers; people's voices are told with the people.
_OF_PEOPLE = re.compile(
    r"(?:người lao động|đoàn viên|công nhân|đại biểu|cử tri|nhà giáo|giáo viên|cán bộ|viên chức|công chức|cnvclđ|nlđ)"
    r"|ý kiến[^.;]{0,60}:?\Z|tại (?:hội nghị|buổi)|tổng hợp|ghi nhận|tiếp nhận"
)
_ANSWERED = re.compile(
    r"trả lời|giải đáp|tiếp thu|kết luận|kết quả giải quyết|phát biểu chỉ đạo|ý kiến (?:của |chỉ đạo )?(?:lãnh đạo"
    r"|giám đốc"
    r"|tổng giám đốc|hiệu trưởng|chủ tọa|chủ trì|ban giám đốc|ban giám hiệu|chỉ đạo)"
)
_INSTRUCTION = re.compile(r"\W*(?:giao|phân công)\s")
_ENTRY = re.compile(r"[-–+•*]\s*\S|\(?\d{1,2}[).]\s")
_HEAD_OF_ENTRY = 60  # letters
_THANKS = re.compile(r"\W*(?:trân trọng |xin )?(?:cảm ơn|cám ơn|nhất trí|thống nhất|biểu quyết|không có ý kiến)")
_SPEAKER = (
    r"(?:(?:các |một số |nhiều )?ý kiến(?: thứ \w+| khác)?(?: của)?\s*:?\s*)?"
    r"(?:đ/c|đồng chí|ông|bà|anh|chị|cô|thầy|bác sĩ|điều dưỡng|đại diện|đại biểu|công nhân|đoàn viên|người lao động"
    r"|tổ)\s"
    r"[^:;.]{2,90}?"
)
_SPEAKER_ASKS = re.compile(
    rf"\W*{_SPEAKER}(?::\s*|,?\s(?:cũng |có ý kiến |nêu ý kiến |phát biểu )?)(?:kính |xin )?(?=(?:đề nghị|kiến nghị"
    rf"|đề xuất"
    r"|mong muốn|mong|xin|phản ánh|hỏi)\b)"
)
_WHO_SAYS = re.compile(
    rf"\W*{_SPEAKER}(?::\s*|,?\s(?:cũng |có ý kiến |nêu ý kiến |phát biểu )?(?=(?:đề nghị|kiến nghị|đề xuất"
    rf"|mong muốn|hỏi)\b))"
)


def petitions_of(
    source: Source, header: Header, sections: tuple[Section, ...], items: tuple[Item, ...], *, is_minutes: bool = False
) -> tuple[Petition, ...]:
    """Each demand once, in order of text."""
    if header.number or header.issuer or sections:
        return tuple(_listed(source, header, sections, items, is_minutes=is_minutes))
    if not _is_meeting(source):
        return ()
    found: dict[str, Petition] = {}
    for petition in _told(source):
        found.setdefault(petition.text.value.lower(), petition)
    return tuple(found.values())


def _is_meeting(source: Source) -> bool:
    return bool(_meetings().search(source.low, 0, _LEAD))


@lru_cache(maxsize=1)
def _meetings() -> re.Pattern[str]:
    return re.compile(_any_of(lexicon("petitions")["meetings"]))


def _listed(
    source: Source, header: Header, sections: tuple[Section, ...], items: tuple[Item, ...], *, is_minutes: bool
) -> Iterator[Petition]:
    """Items of a paper that compiles the demands of others."""
    subject = header.subject.value.lower() if header.subject else source.low[: items[0].start if items else 0]
    if not _QUESTIONED.search(subject):
        if is_minutes or _meetings().search(canonical(subject)):
            yield from _recorded(source, sections, items, is_minutes=is_minutes)
        return
    titled = {
        section.path
        for section in sections
        if section.title and re.search(r"kiến nghị|ý kiến|đề xuất", section.title.value.lower())
    }
    for item in items:
        text = source.flow[item.start : item.end]
        is_entry = item.is_labelled or text.lstrip().startswith(("-", "+", "•"))
        if _INSTRUCTION.match(text.lower()):
            continue
        if item.path and is_entry and (not titled or any(item.path[: len(path)] == path for path in titled)):
            yield _petition(source, item.start, item.end)


def _recorded(
    source: Source, sections: tuple[Section, ...], items: tuple[Item, ...], *, is_minutes: bool
) -> Iterator[Petition]:
    """Minutes, or the report of a meeting: what a list under "Ý kiến của người lao động:" holds, and what one speaker
    asks: "Đ/c Nga (tổ may 4): đề nghị …". What leaders answer is none, nor what a report itself asks for at its end."""
    voices = {
        section.path: _opens_list(canonical(section.title.value.lower()), is_minutes=is_minutes)
        for section in sections
        if section.title
    }
    is_open = False
    for item in items:
        text = source.low[item.start : item.end].strip()
        of_heading = next(
            (voices[item.path[:depth]] for depth in range(len(item.path), 0, -1) if item.path[:depth] in voices), None
        )
        is_entry = bool(_ENTRY.match(text)) or item.is_labelled
        if not is_entry:
            is_open = text.endswith(":") and bool(_opens_list(text, is_minutes=is_minutes))
        elif _ANSWERED.search(text[:_HEAD_OF_ENTRY]) or (item.is_labelled and text.endswith(":")):
            is_open = bool(_opens_list(text, is_minutes=is_minutes)) and text.endswith(":")
            continue
        spoken = _SPEAKER_ASKS.match(text)
        is_listed = is_entry and (is_open or bool(of_heading)) and not _THANKS.match(text)
        if is_listed or (spoken and not _is_leader(spoken.group())):
            yield _petition(source, item.start, item.end)


def _opens_list(low: str, *, is_minutes: bool) -> bool | None:
    """Does what follows these words hold people's demands? None where they say nothing of it."""
    if _ANSWERED.search(low):
        return False
    if not is_minutes and not _OF_PEOPLE.search(low):
        return None
    return True if _VOICES.search(low) else None


def _told(source: Source) -> Iterator[Petition]:
    """Sentence by sentence: a speaker asks, a list is introduced, or the one before goes on."""
    is_open = is_answering = False
    for first, last in paragraphs_of_article(source):
        if is_open and (source.flow[first] in "-+•" or _ENTRY.match(source.low, first, last)):
            yield _petition(source, first, last)
            continue
        if source.low[first:last].rstrip().endswith(":") and _opens_list(source.low[first:last], is_minutes=False):
            is_open = True
            continue
        place = first
        for stop in [*(found.end() for found in _SENTENCE.finditer(source.flow, first, last)), last]:
            begin = _demand_start(source, place, stop, is_open=is_open)
            sentence = source.low[place:stop]
            says_more = begin is not None and len(source.low[begin:stop].split()) > 2
            asked = None if says_more or is_answering else asked_in(sentence)
            if asked and not _is_leader(asked[2]):
                yield from _split(source, place + asked[0], place + asked[1])
                place = stop
                continue
            if begin is not None and (
                re.match(r"\W*của\b", source.low[begin:stop]) or (is_answering and _PRONOUN.match(sentence))
            ):
                begin = None
            is_answering = _is_leader(sentence) or (is_answering and bool(_PRONOUN.match(sentence)))
            is_open = begin is not None or (is_open and _is_caption(source, first, last))
            if begin is not None:
                yield from _split(source, begin, stop)
            place = stop


def _is_caption(source: Source, start: int, end: int) -> bool:
    """Printed twice on the page: under a picture and as its description."""
    return source.flow.count(source.flow[start:end]) > 1


def _demand_start(source: Source, start: int, end: int, *, is_open: bool) -> int | None:
    """Where the demand of a sentence begins; None if it makes none."""
    while start < end and source.flow[start] in " \t\n":
        start += 1
    low = source.low[start:end]
    recorded = _RECORDED.search(low)
    if recorded:
        return start + recorded.end()
    own = _IN_OWN_WORDS.search(low)
    if own and _is_quoted(source, start + own.start()) and not _is_leader(low[own.end() :].rpartition("”")[2]):
        return start + own.end()
    asking = _introducing().search(low)
    before = low[: asking.start()] if asking else low[:80]
    if _is_leader(before if asking else low):
        return None
    if asking and (_speakers().search(before) or (is_open and not before.strip())):
        return start + asking.end()
    going_on = _GOING_ON.match(low)
    if is_open and going_on:
        return start + going_on.end()
    return start if is_open and _DEMANDING.match(low) else None


def _is_quoted(source: Source, place: int) -> bool:
    """More quotation marks were opened than closed before `place` in its paragraph."""
    before = source.flow[source.flow.rfind("\n", 0, place) + 1 : place]
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1


def _split(source: Source, start: int, end: int) -> Iterator[Petition]:
    closing = _CLOSING_QUOTE.search(source.flow, start, end) if _is_quoted(source, start) else None
    end = closing.start() if closing else end
    parts = []
    place = start
    for cut in _PARTS.finditer(source.low, start, end):
        parts.append((place, cut.start()))
        place = cut.end()
    parts.append((place, end))
    lead = source.low[max(0, start - 12) : start]
    if (
        len(parts) > 1
        and re.search(r"phản ánh\s*\Z", lead)
        and source.low[slice(*parts[1])].lstrip().startswith(("mong", "đề nghị", "kiến nghị"))
    ):
        parts = parts[1:]
    for first, last in parts:
        if len(source.flow[first:last].split()) >= 3:
            yield _petition(source, first, last)


def _petition(source: Source, start: int, end: int) -> Petition:
    speaker = _WHO_SAYS.match(source.low, start, end)
    begin = speaker.end() if speaker else start
    connective = _CONNECTIVE.match(source.low, begin, end)
    begin = connective.end() if connective else begin
    asking = re.compile(r"(?:một số ý kiến khác |nhiều ý kiến )?(?:đề nghị|kiến nghị|đề xuất) ").match(
        source.low, begin, end
    )
    begin = asking.end() if asking else begin
    text = source.flow[begin:end].rstrip(' .;,…/!”"')
    span = source.span(begin, begin + len(text))
    return Petition(Value(re.sub(r"\s+", " ", text).strip(), span, 0.8), theme_of(source.low[begin:end]))


def theme_of(low: str) -> str:
    """The first theme of `lexicons/petitions.toml` one of whose words occurs, else "other"."""
    return next((name for name, words in _themes() if words.search(low)), "other")


@lru_cache(maxsize=1)
def _themes() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (str(entry["name"]), re.compile(rf"(?<!\w)(?:{_any_of(entry['words'])})(?!\w)"))
        for entry in lexicon("petitions")["theme"]
    )


def _any_of(words: list[str]) -> str:
    return "|".join(re.escape(canonical(word)) for word in longest_first(words))


def _is_leader(low: str) -> bool:
    return bool(_leaders().search(low))


@lru_cache(maxsize=1)
def _leaders() -> re.Pattern[str]:
    return re.compile(_any_of(lexicon("petitions")["leaders"]))


@lru_cache(maxsize=1)
def _introducing() -> re.Pattern[str]:
    words = "|".join(re.escape(canonical(word)) for word in longest_first(lexicon("petitions")["introducing"]))
    return re.compile(
        rf"(?<!\w)(?<!các )(?<!những )(?<!được )(?<!đơn )(?<!thăm )(?<!câu )(?<!đòi )(?<!học )"
        rf"(?:{words})(?!\w)\s*(?:,\s*)?(?::\s*)?"
    )


@lru_cache(maxsize=1)
def _speakers() -> re.Pattern[str]:
    words = "|".join(re.escape(canonical(word)) for word in longest_first(lexicon("petitions")["speakers"]))
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)")
