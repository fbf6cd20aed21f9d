"""The words of demands: who speaks, who answers, what introduces a demand. Lists are in `lexicons/petitions.toml`."""

import re
from functools import lru_cache

from congdoan.documents.lexicon import lexicon, longest_first
from congdoan.foundation.text import canonical

_VOICES = re.compile(r"ý kiến|kiến nghị|đề xuất|nguyện vọng|phản ánh|câu hỏi|đề nghị của|thắc mắc|tâm tư")
# A report's own "KIẾN NGHỊ, ĐỀ XUẤT" asks its readers; people's voices are told with the people.
_OF_PEOPLE = re.compile(
    r"(?:người lao động|đoàn viên|công nhân|đại biểu|cử tri|nhà giáo|giáo viên|cán bộ|viên chức|công chức|cnvclđ|nlđ)"
    r"|ý kiến[^.;]{0,60}:?\Z|tại (?:hội nghị|buổi)|tổng hợp|ghi nhận|tiếp nhận"
)
# "Một số kiến nghị tiêu biểu:", "Nội dung kiến nghị", "Những vấn đề đoàn viên quan tâm"; a report that asks for itself
# says only "Kiến nghị, đề xuất" or whom it asks.
_MANY_VOICES = re.compile(
    r"\b(?:các|một số|những|nhiều|\d+|nội dung|danh mục)\s(?:\S+\s){0,3}?"
    r"(?:ý kiến|kiến nghị|đề xuất|nguyện vọng|phản ánh|câu hỏi|thắc mắc|vấn đề)"
)
_OWN = re.compile(
    r"\W*(?:[ivx\d]+[.)]\s*)?(?:(?:một số|những|các)\s)?(?:kiến nghị|đề xuất|đề nghị)"
    r"(?:(?:,| và|\s?[-–/])\s?(?:kiến nghị|đề xuất|đề nghị))*(?:\s(?:với|đối với|gửi|lên)\s.*)?\W*"
)
ANSWERED = re.compile(
    r"trả lời|giải đáp|tiếp thu|kết luận|kết quả giải quyết|phát biểu chỉ đạo|ý kiến (?:của |chỉ đạo )?(?:lãnh đạo"
    r"|giám đốc"
    r"|tổng giám đốc|hiệu trưởng|chủ tọa|chủ trì|ban giám đốc|ban giám hiệu|chỉ đạo)"
)

# Who begs leave or pardon asks for nothing.
_ASKING_FOR = r"xin(?! cảm| cám| lỗi| phép| chúc| chào| nghỉ| việc| hứa| ý kiến| chia| kính| chuyển| thôi)"
_QUOTED = re.compile(r"\s*[“\"][^”\"]*[”\"],?")
_OPENING = 40  # letters
_NO_VOICE = frozenset(
    {"lượt", "lượt người", "lượt khách", "lượt đoàn viên", "con", "trẻ", "trẻ em", "cháu", "trường hợp", "nạn nhân"}
    | {"f0", "f1", "ca f0", "người", "nam", "nữ", "cá nhân", "gương", "chủ tịch", "ủy viên", "giám đốc", "hiệu trưởng"}
    | {"thành viên", "mẹ", "cụ", "hs", "gv", "đv", "em", "bạn", "chủ cơ sở", "thí sinh", "đối tượng", "khách"}
)


def theme_of(low: str) -> str:
    """The first theme of `lexicons/petitions.toml` one of whose words occurs, else "other"."""
    return next((name for name, words in _themes() if words.search(low)), "other")


@lru_cache(maxsize=1)
def _themes() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (str(entry["name"]), re.compile(rf"(?<!\w)(?:{any_of(entry['words'])})(?!\w)"))
        for entry in lexicon("petitions")["theme"]
    )


def any_of(words: list[str]) -> str:
    return "|".join(re.escape(canonical(word)) for word in longest_first(words))


def is_leader(low: str) -> bool:
    """Do these words name one who answers? "Yêu cầu" is a leader's word unless somebody else says it."""
    if _leaders().search(low):
        return True
    ordered = low.find("yêu cầu")
    return ordered >= 0 and not speakers().search(low, 0, ordered)


@lru_cache(maxsize=1)
def _leaders() -> re.Pattern[str]:
    orders = (
        r"(?<!\w)giao (?!thông|lưu|dịch|tiếp|ca|hàng|khoán|đất|việc|mùa|nhận)"  # "giao Sở Xây dựng", not "giao thông"
    )
    return re.compile(rf"{any_of(lexicon('petitions')['leaders'])}|{orders}")


@lru_cache(maxsize=1)
def introducing() -> re.Pattern[str]:
    words = "|".join(re.escape(canonical(word)) for word in longest_first(lexicon("petitions")["introducing"]))
    return re.compile(
        rf"(?<!\w)(?<!các )(?<!những )(?<!được )(?<!đơn )(?<!câu )(?!(?<=thăm )hỏi|(?<=đòi )hỏi|(?<=học )hỏi)"
        rf"(?:{words}|{_ASKING_FOR})(?!\w)\s*(?:,\s*)?(?::\s*)?"
    )


def troubled(low: str) -> int | None:
    """Behind what in the sentence a speaker tells of want or wrong: "chia sẻ về | tiền điện quá cao"; None if none
    does."""
    for told in _telling().finditer(low):
        if _troubles().search(low, told.end()) and speakers().search(low, 0, told.start()):
            return None if is_leader(low[: told.start()]) else told.end()
    return None


def is_troubled(low: str) -> bool:
    """Do these words tell of want or wrong?"""
    return bool(_troubles().search(low))


@lru_cache(maxsize=1)
def _telling() -> re.Pattern[str]:
    words = lexicon("petitions")
    matter = rf"\s(?:{any_of(words['matters'])})"
    joint = r"\s(?:về|trong|trước|đến|tới|của việc|liên quan đến|khi|như|là|rằng)"
    return re.compile(
        rf"(?<!\w)(?:{any_of(words['telling'])})(?:{matter}(?:{joint})?|{joint}(?:{matter})?)(?!\w)\s*(?:[,:]\s*)?"
        rf"|(?<!\w)(?:đề cập|chỉ ra|than phiền|phản ánh)(?!\w)\s*(?:[,:]\s*)?"
    )


@lru_cache(maxsize=1)
def _troubles() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{any_of(lexicon('petitions')['troubles'])})(?!\w)")


@lru_cache(maxsize=1)
def voices() -> str:
    """A pattern of everyone who may speak as a petitioner."""
    people = [noun for noun in lexicon("counting")["units"]["person"] if noun not in _NO_VOICE]
    return any_of([*lexicon("petitions")["speakers"], *people])


@lru_cache(maxsize=1)
def speakers() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{voices()})(?!\w)")


@lru_cache(maxsize=1)
def meetings() -> re.Pattern[str]:
    return re.compile(any_of(lexicon("petitions")["meetings"]))


def opens_list(low: str, *, is_minutes: bool) -> bool | None:
    """Does what follows these words hold people's demands? None where they say nothing of it."""
    if ANSWERED.search(low):
        return False
    if not _VOICES.search(low) or (not is_minutes and _OWN.fullmatch(low)):
        return None
    return True if is_minutes or _OF_PEOPLE.search(low) or _MANY_VOICES.search(low) else None


def speaks_first(low: str) -> bool:
    """Does the sentence open with somebody who is no leader: "Chị Hoa …", "Còn y sĩ Chá …"?"""
    closing = _QUOTED.match(low)  # "“…”, chị Sen nói"
    first = closing.end() if closing else 0
    found = speakers().search(low, first, first + _OPENING)
    return found is not None and not is_leader(low[first : first + _OPENING * 2])
