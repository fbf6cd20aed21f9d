"""Demands put as questions or as advice: "Bao giờ có nhà trẻ?", "Theo chị Lý, công ty nên bố trí xe đưa đón"."""

import re
from functools import lru_cache

from congdoan.documents.petitions.words import speakers, voices

# Who is asked to act.
_BODY = (
    r"(?:tỉnh|huyện|thành phố|thị xã|xã|phường|công ty|doanh nghiệp|nhà máy|nhà nước|nhà trường|trường|bệnh viện|ngành"
    r"|các ngành|sở|các cấp|công đoàn|bhxh|lãnh đạo|chính quyền|địa phương|ban giám đốc|chủ sử dụng lao động"
    r"|người sử dụng lao động|cơ quan chức năng|các cơ quan|chính sách|chế độ|mức)"
)
_SHOULD = re.compile(rf"{_BODY}\s(?:[^\s.,;]+\s){{0,4}}?(?:nên|cần|phải)\s")
_QUOTED = re.compile(r"\W*[“\"«](?P<asked>[^”\"»]{8,400}?\?)\s*[”\"»],?\s*(?P<who>[^”\"»]{2,120})\Z")
_QUESTION = re.compile(
    r"(?:bao giờ|khi nào|đến khi nào|vì sao|tại sao|sao lại|liệu|làm sao|làm thế nào|ai sẽ|có thể|có được|có cách nào"
    r"|có giải pháp|có chính sách|có kế hoạch|chế độ|hướng giải quyết)\b"
    r"|.*\b(?:bao giờ|khi nào|vì sao|tại sao|làm sao)\b.*\?\Z"
    r"|.*\b(?:không|chưa|thế nào|ra sao|bao giờ|khi nào|đâu|sao|bao nhiêu|bao lâu|gì|như thế nào)\s?\?\Z"
)
_BEFORE_QUESTION = re.compile(r"[^?:]{0,160}:\s*[“\"«]?\s*")
_NEED = re.compile(
    r"\b(?:cần|nên|phải được|mong|xin|đề nghị|kiến nghị|giá như|giá mà|ước gì|ước|muốn|sớm có|sớm được|trông chờ"
    r"|chưa (?:được|có)|thiếu|quá (?:thấp|cao|ít|xa|tải|cũ|nóng|chậm|lâu|dài|khó|nặng|đông|chật|nhỏ|phức tạp)"
    r"|xuống cấp|không đủ|bị cắt"
    r"|không (?:có|được) (?:nước|chỗ|nơi|nhà|điện|xe|ai|người|thuốc|trường|phụ cấp|bảo hiểm|hợp đồng|tiền|trả"
    r"|nghỉ|hưởng|đóng)"
    r"|dôi dư|phải (?:mua|thuê|chờ|nhịn|xếp hàng|vay|đi nhờ|ở nhờ|ở tạm)|làm sao (?:để|cho))\b"
)
_SAYING = (
    r"(?:nêu(?: ý kiến| thực tế| thực trạng| tình trạng| vấn đề| nguyện vọng)?|phản ánh|cho rằng|cho biết|cho hay"
    r"|chia sẻ|bày tỏ|trình bày|nói(?: thêm| rõ)?|kể|than phiền|than|giãi bày|bộc bạch|tâm sự|phát biểu|góp ý"
    r"|đặt vấn đề|đề đạt|yêu cầu|xin|kỳ vọng|thỉnh cầu|nhắn gửi|gửi gắm|thẳng thắn|trải lòng|thổ lộ|trăn trở"
    r"|băn khoăn|lo lắng|viết|ghi|nhắn"
    r"|ngập ngừng|rụt rè|mạnh dạn|thỏ thẻ|nghẹn ngào|phàn nàn|kêu|lên tiếng|thở dài|rầu rĩ|bức xúc)"
)
_ASKS = re.compile(r"\b(?:kiến nghị|đề nghị|đề xuất|mong|mong muốn|xin|yêu cầu|đề đạt|nêu ý kiến|góp ý|hỏi)\W*\Z")
# "Nâng phụ cấp cho y tế thôn bản", said somebody: what opens so is asked for.
_DEMANDING = re.compile(
    r"\W*(?:sớm|nâng|tăng|giảm|bổ sung|hỗ trợ|mở|xây|đầu tư|cải thiện|điều chỉnh|sửa|trang bị|tạo điều kiện|có"
    r" chính sách|giải quyết|xem xét|tổ chức|bố trí|ban hành|lắp|cấp|cho phép|bỏ|bớt)\b"
)
_COMPLAINS = re.compile(r"\b(?:phàn nàn|than|than phiền|than thở|kêu|bức xúc|băn khoăn|trăn trở|lo lắng)\W*\Z")
# "Giá như có chuyến xe về quê …, anh Thol bày tỏ."
_SAID_BEFORE = re.compile(
    r"\W*(?P<asked>[^”\"»]{16,400}?)[”\"»]?,\s(?P<who>[^”\"»,]{2,120}(?:,\s[^”\"»,]{2,80}){0,2}?"
    rf",?\s(?:{_SAYING}|kiến nghị|đề nghị|đề xuất|mong muốn|hỏi))\W*\Z"
)


def asked_in(low: str) -> tuple[int, int, str] | None:
    """Of a sentence in small letters: where the question or advice begins and ends, and the words that say whose it
    is; None where it asks nothing."""
    text = low.rstrip()
    quoted = _QUOTED.match(text)
    if quoted and speakers().search(quoted.group("who")):
        return quoted.start("asked"), quoted.end("asked"), quoted.group("who")
    if text.rstrip('”"» ').endswith("?"):
        stop = len(text.rstrip('”"» '))
        opening = _BEFORE_QUESTION.match(text)
        start = opening.end() if opening else len(text) - len(text.lstrip(' “"«'))
        if _QUESTION.match(text[start:stop]):
            return start, stop, text[:start]
    advised = _advised().match(text)
    return (advised.end(), len(text), text[: advised.end()]) if advised else None


def said_to_need(low: str) -> tuple[int, int, str] | None:
    """Of a sentence that tells what somebody said: where what is said begins and ends, and whose words they are.

    Several people's complaints are demands as they stand; one person's only with a word of need.
    """
    text = low.rstrip()
    said = _said().match(text)
    if said and (said.group("many") or _NEED.search(text, said.end())):
        return said.end(), len(text), text[: said.end()]
    before = _SAID_BEFORE.match(text)
    if before and speakers().search(before.group("who")) and _is_asked(before.group("asked"), before.group("who")):
        return before.start("asked"), before.end("asked"), before.group("who")
    return None


def should(words: str) -> bool:
    """ "công ty nên nâng lên 25.000 đồng": a body is told what to do."""
    return bool(_SHOULD.match(words))


def _is_asked(words: str, who: str) -> bool:
    return bool(_COMPLAINS.search(who) or _NEED.search(words) or _DEMANDING.match(words) or _ASKS.search(who))


@lru_cache(maxsize=1)
def _person() -> str:
    return rf"(?:{voices()}|đ/c|có ý kiến)"


@lru_cache(maxsize=1)
def _advised() -> re.Pattern[str]:
    """ "Theo chị Lý, công ty nên bố trí xe đưa đón", "Anh Sang cho rằng tỉnh cần …"."""
    return re.compile(
        r"\W*(?:cũng |còn |và )?theo (?:nhiều |không ít |một số |các )?(?:ý kiến (?:của )?)?"
        rf"{_person()}\b[^.;:]{{0,90}}?,\s"
        r"(?=[^.;:]{2,80}?\b(?:nên|cần|phải)\s)"
        rf"|\W*[^.;]{{0,30}}\b{_person()}\s[^.;]{{2,200}}?\b(?:cho rằng|cho biết|nói|chia sẻ|kể|bày tỏ|góp ý"
        rf"|phát biểu)\b[^.;]{{0,200}}?[\s,:“\"](?={_BODY}\s(?:[^\s.,;]+\s){{0,4}}?(?:nên|cần|phải)\s)"
    )


@lru_cache(maxsize=1)
def _said() -> re.Pattern[str]:
    """Several people's complaints ("nhiều ý kiến nêu: a; b") or somebody's own ("chị Hoa nói: “Chúng tôi cần …”")."""
    return re.compile(
        r"\W*(?:[^.;:]{0,60}?,\s)?(?:(?P<many>(?:nhiều|một số|không ít|các|đa số|phần lớn|đông đảo)\s(?:ý kiến"
        rf"|công nhân|người lao động|đoàn viên|giáo viên|đại biểu|anh chị em|chị em|cử tri))|{_person()})"
        rf"\b[^:;?]{{0,140}}?\b{_SAYING}\b"
        r"(?:\srằng|\slà|\sthêm)?\s*[:,]?\s*[“\"«]?(?=\w)"
    )
