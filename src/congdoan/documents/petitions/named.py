"""Demands named by a noun: "Nguyện vọng của anh Niê là …", "… là câu hỏi của chị Sen", "Theo phản ánh của …"."""

import re
from functools import lru_cache

from congdoan.documents.petitions.words import voices

_WISH = (
    r"nguyện vọng|mong muốn|mong ước|mong mỏi|ước mong|ước mơ|ước nguyện|ước muốn|kiến nghị|đề nghị|đề xuất|thỉnh cầu"
    r"|(?:điều|cái|thứ) (?:mà )?[^.;:]{0,40}?\b(?:cần|mong|muốn|trông đợi|chờ đợi|ao ước)"
)
_WORRY = (
    r"nỗi niềm|nỗi lo(?: lắng)?|nỗi khổ|nỗi trăn trở|băn khoăn|trăn trở|vướng mắc|khó khăn|bất cập|bức xúc|lo lắng"
    r"|tâm tư|điều (?:khiến|làm) [^.;:]{0,40}?\b(?:lo|lo lắng|băn khoăn|trăn trở|bức xúc|khổ tâm)"
)
_TOPIC = (
    r"(?:câu chuyện|chủ đề|vấn đề|nội dung|chuyện|điểm nóng|mối lo|điều|câu hỏi|thắc mắc) [^.;:]{0,40}?"
    r"\b(?:làm nóng|được nhắc|nhắc đi|nói nhiều|bàn nhiều|bàn luận|mổ xẻ|quan tâm|hỏi nhiều"
    r"|gửi nhiều|gửi về|đặt ra|nóng nhất|day dứt"
    r"|trở đi trở lại)\b[^.;:]{0,30}?"
)
_MOST = (
    r"(?:bức xúc|lo|lo lắng|băn khoăn|khổ|trăn trở|nan giải|nóng|đáng lo|đáng ngại|mong mỏi|cần|thiệt thòi|vất vả|khó)"
    r" (?:nhất|hơn cả)[^.;:,]{0,30}?"
)
_RAISED = r"nêu|phản ánh|kiến nghị|nhắc|đặt ra|đề cập|quan tâm|giãi bày|bày tỏ"
_A_CLAUSE = 6  # words
_NOT_TOLD = r"(?!do |vì |của |một |rất |chính đáng|xác đáng|sát |thiết thực|có cơ sở|để |những kiến)"


def named(low: str) -> tuple[int, int, str] | None:
    """Of a sentence in small letters: where the demand begins and ends, and the words that say whose it is."""
    text = low.rstrip(' .”"')
    after = _before_it().match(text) or _reported().match(text)
    if (
        after
        and "topic" in after.re.groupindex
        and after.group("topic")
        and len(text[after.end() :].split()) < _A_CLAUSE
    ):
        return None  # "Vấn đề được nhiều người quan tâm nhất là tiền điện nhà trọ" only names the matter
    if after:
        return after.end(), len(text), text[: after.end()]
    behind = _behind_it().match(text)
    return (*behind.span("asked"), behind.group("who")) if behind else None


@lru_cache(maxsize=1)
def _before_it() -> re.Pattern[str]:
    """ "Nguyện vọng lớn nhất của anh Y Thuyên Niê là …", "Vướng mắc lớn nhất được nêu là …"."""
    owned = rf"[^.;:“\"]{{0,60}}?\b(?:{voices()})\b[^.;:“\"]{{0,90}}?"
    raised = rf"[^.;:“\"]{{0,50}}?\b(?:{_RAISED})\b[^.;:“\"]{{0,30}}?"
    opening = (
        r"\W*(?:(?:với|đối với|còn|riêng|về phía) [^.;:,]{2,60}, )?"
        r"(?:một trong những |thêm một |một |các |những |cũng là )?"
    )
    return re.compile(
        rf"{opening}(?:(?:{_WISH}|{_WORRY})(?:{owned}|{raised})"
        rf"|{_MOST}|(?P<topic>{_TOPIC})"
        rf"|(?:với|đối với) [^.;:,]{{0,20}}\b(?:{voices()})\b[^.;:,]{{0,60}}, (?:{_WISH}|{_WORRY})[^.;:“\"]{{0,40}}?)"
        rf"(?:\s(?:là|chính là|vẫn là|đó là|phải kể đến)\s*:?|\s?:)\s*[“\"«]?{_NOT_TOLD}"
    )


@lru_cache(maxsize=1)
def _reported() -> re.Pattern[str]:
    """ "Theo phản ánh của công nhân, …"."""
    return re.compile(
        r"\W*theo (?:phản ánh|kiến nghị|đề nghị|nguyện vọng|đề xuất)(?: của)? [^.;:,]{0,40}?"
        rf"\b(?:{voices()})\b[^.;:]{{0,90}}?,\s"
    )


@lru_cache(maxsize=1)
def _behind_it() -> re.Pattern[str]:
    """ "Liệu công nhân có được … hay không là câu hỏi của anh Chánh"."""
    return re.compile(
        rf"\W*(?P<asked>[^”\"»;]{{16,400}}?)[”\"»]?,?\s(?:đó |đây )?(?:chính |cũng )?là (?:một trong những )?"
        rf"(?P<who>(?:câu hỏi|thắc mắc|băn khoăn|trăn trở|mong muốn|mong mỏi|mong ước|nguyện vọng|đề nghị|đề xuất"
        rf"|kiến nghị|ý kiến|nỗi lo|nỗi niềm|tâm tư|điều)\s[^.;:]{{0,60}}?\b(?:{voices()})\b[^.;:]{{0,90}})\Z"
    )
