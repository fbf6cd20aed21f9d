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
ANSWERED = re.compile(
    r"trả lời|giải đáp|tiếp thu|kết luận|kết quả giải quyết|phát biểu chỉ đạo|ý kiến (?:của |chỉ đạo )?(?:lãnh đạo"
    r"|giám đốc"
    r"|tổng giám đốc|hiệu trưởng|chủ tọa|chủ trì|ban giám đốc|ban giám hiệu|chỉ đạo)"
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
    return bool(_leaders().search(low))


@lru_cache(maxsize=1)
def _leaders() -> re.Pattern[str]:
    return re.compile(any_of(lexicon("petitions")["leaders"]))


@lru_cache(maxsize=1)
def introducing() -> re.Pattern[str]:
    words = "|".join(re.escape(canonical(word)) for word in longest_first(lexicon("petitions")["introducing"]))
    return re.compile(
        rf"(?<!\w)(?<!các )(?<!những )(?<!được )(?<!đơn )(?<!thăm )(?<!câu )(?<!đòi )(?<!học )"
        rf"(?:{words})(?!\w)\s*(?:,\s*)?(?::\s*)?"
    )


@lru_cache(maxsize=1)
def speakers() -> re.Pattern[str]:
    words = "|".join(re.escape(canonical(word)) for word in longest_first(lexicon("petitions")["speakers"]))
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)")


@lru_cache(maxsize=1)
def meetings() -> re.Pattern[str]:
    return re.compile(any_of(lexicon("petitions")["meetings"]))


def opens_list(low: str, *, is_minutes: bool) -> bool | None:
    """Does what follows these words hold people's demands? None where they say nothing of it."""
    if ANSWERED.search(low):
        return False
    if not is_minutes and not _OF_PEOPLE.search(low):
        return None
    return True if _VOICES.search(low) else None
