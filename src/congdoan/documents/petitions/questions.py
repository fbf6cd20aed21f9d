"""Demands put as questions or as advice: "Bao giờ có nhà trẻ?", "Theo chị Lý, công ty nên bố trí xe đưa đón"."""

import re

_PERSON = (
    r"(?:chị|anh|bà|ông|cô|thầy|cô giáo|thầy giáo|bác sĩ|điều dưỡng|đại biểu|công nhân|nữ công nhân|người lao động"
    r"|đoàn viên|nhà giáo|giáo viên|nhân viên|đại diện|bạn|em|đồng chí|đ/c|nhiều ý kiến|có ý kiến|ý kiến|cử tri)"
)
# Who is asked to act.
_BODY = (
    r"(?:tỉnh|huyện|thành phố|thị xã|xã|phường|công ty|doanh nghiệp|nhà máy|nhà nước|nhà trường|trường|bệnh viện|ngành"
    r"|các ngành|sở|các cấp|công đoàn|bhxh|lãnh đạo|chính quyền|địa phương|ban giám đốc|chủ sử dụng lao động"
    r"|người sử dụng lao động|cơ quan chức năng|các cơ quan|chính sách|chế độ|mức)"
)
_QUOTED = re.compile(r"\W*[“\"«](?P<asked>[^”\"»]{8,400}?\?)\s*[”\"»],?\s*(?P<who>[^”\"»]{2,120})\Z")
_SOMEONE = re.compile(rf"\b{_PERSON}\b")
_QUESTION = re.compile(
    r"(?:bao giờ|khi nào|đến khi nào|vì sao|tại sao|sao lại|liệu|làm sao|làm thế nào|ai sẽ|có thể|có được|có cách nào"
    r"|có giải pháp|có chính sách|có kế hoạch|chế độ|hướng giải quyết)\b"
    r"|.*\b(?:không|chưa|thế nào|ra sao|bao giờ|khi nào|đâu|sao|bao nhiêu|bao lâu|gì|như thế nào)\s?\?\Z"
)
_BEFORE_QUESTION = re.compile(r"[^?:]{0,160}:\s*[“\"«]?\s*")
_ADVISED = re.compile(
    rf"\W*theo (?:ý kiến (?:của )?)?{_PERSON}\s[^.;:]{{2,90}}?,\s(?=[^.;:]{{2,80}}?\b(?:nên|cần|phải)\s)"
    rf"|\W*[^.;]{{0,30}}\b{_PERSON}\s[^.;]{{2,200}}?\b(?:cho rằng|cho biết|nói|chia sẻ|kể|bày tỏ|góp ý|phát biểu)\b"
    rf"[^.;]{{0,200}}?[\s,:“\"](?={_BODY}\s(?:[^\s.,;]+\s){{0,4}}?(?:nên|cần|phải)\s)"
)


def asked_in(low: str) -> tuple[int, int, str] | None:
    """Of a sentence in small letters: where the question or advice begins and ends, and the words that say whose it
    is; None where it asks nothing."""
    text = low.rstrip()
    quoted = _QUOTED.match(text)
    if quoted and _SOMEONE.search(quoted.group("who")):
        return quoted.start("asked"), quoted.end("asked"), quoted.group("who")
    if text.rstrip('”"» ').endswith("?"):
        stop = len(text.rstrip('”"» '))
        opening = _BEFORE_QUESTION.match(text)
        start = opening.end() if opening else len(text) - len(text.lstrip(' “"«'))
        if _QUESTION.match(text[start:stop]):
            return start, stop, text[:start]
    advised = _ADVISED.match(text)
    return (advised.end(), len(text), text[: advised.end()]) if advised else None
