"""Demands told in running text, sentence by sentence: a speaker asks, a list is introduced, or one before goes on."""

import re
from collections.abc import Iterator

from congdoan.documents.claims.scope import paragraphs_of_article
from congdoan.documents.petitions.exchange import ANSWER, QUESTION, asking_part
from congdoan.documents.petitions.named import named
from congdoan.documents.petitions.questions import asked_in, said_to_need, should
from congdoan.documents.petitions.spans import is_quoted, is_voiced, petition, split
from congdoan.documents.petitions.words import (
    introducing,
    is_leader,
    is_troubled,
    opens_list,
    speakers,
    speaks_first,
    troubled,
)
from congdoan.documents.reading import Petition
from congdoan.documents.source import Source

_SENTENCE = re.compile(r"[.!?…]+[”\"»]?(?=\s+[“\"«(]?[A-ZĐÂĂÊÔƠƯÀ-Ỹ])")
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
# "Vấn đề được nhiều công nhân quan tâm là …": what people raise, said before who answers.
_RAISED = re.compile(
    r"(?:vấn đề|nội dung|ý kiến|kiến nghị|câu hỏi|điều|mối quan tâm|nỗi lo|mong muốn|tâm tư)\b[^.;:]{0,50}?"
    r"\b(?:nêu|nêu lên|quan tâm|đặt ra|phản ánh|đề cập|kiến nghị|nhắc|hỏi|mong mỏi|trăn trở|gửi đến|bàn|lo lắng)\b"
    r"[^.;:]{0,40}?(?:\s(?:là|như|gồm|về)\b|(?=:))\s*(?:là|như)?\s*:?\s*"
)
# "…, tôi xin tỉnh cho xây trường mầm non …”, chị Xúa nói": asked for in the speaker's own words.
_IN_OWN_WORDS = re.compile(
    r"(?:tôi|chúng tôi|tụi tôi|tụi tui|chúng em|bà con|chị em|anh em)(?: công nhân| chúng tôi)?"
    r"(?: rất| chỉ| cũng| đều| xin| luôn| thật sự| thực sự)*\s"
    r"(?:xin|mong|đề nghị|kiến nghị|đề xuất|mong muốn|mong mỏi|mong chờ|cần)\s(?!cảm ơn|cám ơn|chúc|hứa|lỗi|phép|chào)"
    r"(?:rằng |được |là )?"
)
# "Tiếp đó là kiến nghị của chị Thu về việc cấp nước sạch …".
_OF_SOMEONE = re.compile(
    r"\b(?:kiến nghị|đề nghị|đề xuất|câu hỏi|ý kiến|thắc mắc|nguyện vọng|mong muốn)\scủa\s(?P<who>[^.;:]{2,90}?)"
    r"(?:\s(?:về|là)\s|:\s*)"
)
_IN_ORDER = re.compile(r"\W*(?:thứ \w+|một là|hai là|ba là|bốn là|trước hết|trước tiên|cuối cùng)\s*[,:]?\s*\Z")
_ORDERED = re.compile(r"\W*(?:thứ (?:hai|ba|tư|năm|sáu)|hai là|ba là|bốn là|cuối cùng)\s*[,:]\s*")
# Behind a leader's sentence "Ông đề nghị các đơn vị …" is the leader again.
_PRONOUN = re.compile(
    r"\W*(?:ông|bà|đồng chí|chủ tịch|bí thư|giám đốc)(?: cũng| còn| đã| đồng thời)*\s"
    r"(?:đề nghị|yêu cầu|mong|giao|kết luận|đề xuất|nói|cho rằng|cho biết|khẳng định|lưu ý|hứa|cam kết|chia sẻ)\b"
)
# What somebody tells begins behind these.
_TOLD = re.compile(
    r"\b(?:phản ánh(?: về| tình trạng| việc)?|nêu|cho biết|cho hay|chia sẻ|nói(?: thêm)?|kể|than|bộc bạch|tâm sự"
    r"|bày tỏ|giãi bày|trình bày)(?: rằng| là|:)*\s*[“\"]?(?=\w)|[“\"](?=\w)"
)
_WISHED = re.compile(r"(?:mong|đề nghị|kiến nghị|mong muốn|hy vọng|hi vọng|đề xuất)\b")
# "mong ngành giao thông lưu tâm" says nothing but that the trouble should end.
_EMPTY_WISH = re.compile(
    r"[^.;,]{0,60}?\b(?:lưu tâm|quan tâm|xem xét|tháo gỡ|giải quyết|khắc phục|vào cuộc|lắng nghe|chia sẻ|can thiệp"
    r"|có giải pháp|có hướng giải quyết|sớm có câu trả lời|trả lời)\W*"
)
_LONGEST_REASON = 2.2  # so many words of reason to one of the wish
# Who is glad or grateful and hopes on asks for nothing.
_GLAD = re.compile(
    r"\b(?:vui mừng|vui vì|phấn khởi|cảm ơn|cám ơn|biết ơn|xúc động|hạnh phúc|tri ân)\b"
    r"[^.;]*\b(?:mong|hy vọng|hi vọng)\b"
)
_ASKED_BEFORE = re.compile(
    r"\W*(?:đó|đây) (?:chính |cũng )?là (?:một trong những |những )?(?:điều|câu hỏi|thắc mắc|băn khoăn|trăn trở|nỗi lo"
    r"|mong muốn|nguyện vọng|tâm tư|kiến nghị|đề nghị)\b"
)
_ENTRY = re.compile(r"[-–+•*]\s*\S|\(?\d{1,2}[).]\s")


def told(source: Source) -> Iterator[Petition]:
    """Sentence by sentence: a speaker asks, a list is introduced, or the one before goes on."""
    is_open = is_answering = False
    for first, last in paragraphs_of_article(source):
        if ANSWER.match(source.low, first, last):
            is_open, is_answering = False, True
            continue
        if question := QUESTION.match(source.low, first, last):
            is_open = is_answering = False
            yield asking_part(source, question.end(), last)
            continue
        if is_open and (source.flow[first] in "-+•" or _ENTRY.match(source.low, first, last)):
            yield petition(source, first, last)
            continue
        if source.low[first:last].rstrip().endswith(":") and opens_list(source.low[first:last], is_minutes=False):
            is_open = True
            continue
        place = first
        for stop in _stops(source, first, last):
            sentence = source.low[place:stop]
            is_answering = is_answering and (bool(_PRONOUN.match(sentence)) or not speaks_first(sentence))
            demand = _demand(source, place, stop, is_open=is_open, is_answering=is_answering)
            is_answering = demand is None and (is_leader(sentence) or (is_answering and bool(_PRONOUN.match(sentence))))
            is_open = demand is not None or (is_open and _is_caption(source, first, last))
            if demand:
                yield from split(source, *demand)
            place = stop


def _stops(source: Source, first: int, last: int) -> list[int]:
    return [*(found.end() for found in _SENTENCE.finditer(source.flow, first, last)), last]


def _demand(source: Source, start: int, end: int, *, is_open: bool, is_answering: bool) -> tuple[int, int] | None:
    """The demand of a sentence, None where it makes none."""
    while start < end and source.flow[start] in " \t\n":
        start += 1
    low = source.low[start:end]
    if _ASKED_BEFORE.match(low):
        return None
    if start < (stop := _attributed_question(source, start, end)):
        return start, stop
    if _GLAD.search(low) and not re.search(r"đề nghị|kiến nghị|đề xuất", low):
        return None
    begin = _demand_start(source, start, end, is_open=is_open)
    if begin is not None and len(source.low[begin:end].split()) > 2:
        is_owned = re.match(r"\W*của\b", source.low[begin:end]) or (is_answering and _PRONOUN.match(low))
        return None if is_owned else (begin, end)
    asked = named(low) or (None if is_answering else asked_in(low) or said_to_need(low))
    if asked and not is_leader(asked[2]):
        return start + asked[0], start + asked[1]
    return None


def _attributed_question(source: Source, start: int, end: int) -> int:
    """Where a question ends that the next sentence gives to somebody: "Khi nào đường hết ngập? Đó là điều chị Thúy
    hỏi."; `start` where it is none."""
    behind = source.low[end : end + 120].partition(".")[0]
    is_given = _ASKED_BEFORE.match(behind) and speakers().search(behind) and not is_leader(behind)
    return end if is_given and source.low[start:end].rstrip(' ”"').endswith("?") else start


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
    raised = _RAISED.search(low)
    if raised and not is_leader(low[: raised.end()]) and is_troubled(low[raised.end() :]):
        return start + raised.end()
    own = _IN_OWN_WORDS.search(low)
    if own and is_quoted(source, start + own.start()) and not is_leader(low[own.end() :].rpartition("”")[2]):
        return start + own.end()
    of_someone = _OF_SOMEONE.search(low)
    if of_someone and speakers().search(of_someone.group("who")) and not is_leader(low[: of_someone.end()]):
        return start + of_someone.end()
    if is_voiced(source, start):
        return _in_a_quotation(low, start)
    for asking in introducing().finditer(low):
        before = low[: asking.start()]
        if is_leader(before):
            return None
        if speakers().search(before) or (is_open and not before.strip()) or _IN_ORDER.fullmatch(before):
            return start + _with_its_reason(low, asking)
    if is_leader(low):
        return None
    if (trouble := troubled(low)) is not None:
        return start + trouble
    going_on = _GOING_ON.match(low) or _ORDERED.match(low)
    if is_open and going_on:
        return start + going_on.end()
    return start if is_open and _DEMANDING.match(low) else None


def _with_its_reason(low: str, asking: re.Match[str]) -> int:
    """Where a wish begins: with the trouble told before it in the same breath, "… chưa được cấp đất ở, mong tỉnh sớm
    tháo gỡ", unless that is the longer story."""
    told_from = max((found.end() for found in _TOLD.finditer(low, 0, asking.start())), default=None)
    if told_from is None or not _WISHED.match(low, asking.start()):
        return asking.end()
    wish, told = low[asking.end() :], low[told_from : asking.start()]
    if not (is_troubled(told) or "tôi" in told.split()) or told.endswith(" và "):
        return asking.end()
    most = _LONGEST_REASON * len(wish.split())
    for start in (told_from, *(comma.end() for comma in re.finditer(r",\s", low[: asking.start()]))):
        length = len(low[start : asking.start()].split())
        if start >= told_from and (_EMPTY_WISH.fullmatch(wish) or 3 <= length <= most):
            return start
    return asking.end()


def _in_a_quotation(low: str, start: int) -> int | None:
    """Somebody is quoted and goes on: "“… Mong công ty nâng bậc thợ”", "“… Công ty nên nâng lên”"."""
    words = low.lstrip(' “"')
    opening = len(low) - len(words)
    asking = introducing().match(words)
    if asking:
        return start + opening + asking.end()
    return start + opening if should(words) else None
