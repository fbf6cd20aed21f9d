"""What a line of *Kính gửi* or *Nơi nhận* says: for which purpose, to whom in plain words, or only where the copy lies.

Pure. Whom the words mean on a day is a question for `registry.recognising`.
"""

import re
from dataclasses import dataclass

from congdoan.foundation.text import fold, nfc

SAME_AS_ADDRESSEES = "như kính gửi"

REPORT, CARRY_OUT, KNOW, COORDINATE, DIRECT = "báo cáo", "thực hiện", "biết", "phối hợp", "chỉ đạo"
PURPOSES = (CARRY_OUT, COORDINATE, KNOW, REPORT, DIRECT)

_PURPOSE_WORDS = (
    (REPORT, ("b/c", "bc", "bao cao", "de b/c", "de bao cao")),
    (CARRY_OUT, ("t/h", "th", "thuc hien", "de thuc hien", "de t/h", "de trien khai")),
    (COORDINATE, ("p/h", "ph", "phoi hop", "de phoi hop", "de p/h")),
    (KNOW, ("biet", "de biet", "de b", "b")),
    (DIRECT, ("c/d", "chi dao", "de chi dao", "de c/d")),
)
_IN_BRACKETS = re.compile(r"\s*\(([^()]{1,30})\)\s*$")
_TAIL_WORDS = re.compile(r"\s+để\s+(báo cáo|thực hiện|triển khai|phối hợp|biết|chỉ đạo)(?:\s*,.*)?$", re.IGNORECASE)
_LEAD = re.compile(r"^[\s\-–—+•*]+")
_ARCHIVE = re.compile(r"^lưu\b\s*:?\s*", re.IGNORECASE)
_SHORT = (
    (re.compile(r"\btlđlđvn\b|\btlđ\b"), "tổng liên đoàn lao động việt nam"),
    (re.compile(r"\btổng lđlđ\b"), "tổng liên đoàn lao động"),
    (re.compile(r"\blđlđ\b"), "liên đoàn lao động"),
    (re.compile(r"\bcđcs\b|\bcông đoàn cs\b"), "công đoàn cơ sở"),
    (re.compile(r"\bcđcstv\b"), "công đoàn cơ sở thành viên"),
    (re.compile(r"\bcđvc\b"), "công đoàn viên chức"),
    (re.compile(r"\bcđyt\b"), "công đoàn y tế"),
    (re.compile(r"\bcđn\b"), "công đoàn ngành"),
    (re.compile(r"\bcđ\b"), "công đoàn"),
    (re.compile(r"\bvp\b"), "văn phòng"),
    (re.compile(r"\bbch\b"), "ban chấp hành"),
    (re.compile(r"\bbtv\b"), "ban thường vụ"),
    (re.compile(r"\bubkt\b"), "ủy ban kiểm tra"),
    (re.compile(r"\bubnd\b"), "ủy ban nhân dân"),
    (re.compile(r"\bmttq\b"), "mặt trận tổ quốc"),
    (re.compile(r"\bbv\b"), "bệnh viện"),
    (re.compile(r"\bttyt\b"), "trung tâm y tế"),
)
_EMPTY_WORDS = re.compile(
    r"\b(?:các|những|toàn thể|tất cả|toàn bộ|mỗi|từng|ban chấp hành|ban thường vụ|đồng chí)\b|\b100\s?%"
)
# Where the next body of a line begins: "LĐLĐ các huyện, thành phố, Công đoàn ngành" are two, not three.
_NEXT_BODY = re.compile(
    r"\s*(?:[,;]|\bvà\b)\s*"
    r"(?=(?:các |những )?(?:liên đoàn|lđlđ|công đoàn|cđcs|cđ|nghiệp đoàn|ubnd|ủy ban|sở|văn phòng|bảo hiểm)\b)",
    re.IGNORECASE,
)
# Words that may stand as a short form on one side only: "Công đoàn cơ sở …" is filed as "CĐCS …".
ABBREVIATED = frozenset(word for _pattern, long in _SHORT for word in fold(long).split())
# Say again whose they are, and narrow nothing.
_SCOPE = re.compile(
    r"\b(?:trong |tren dia ban |tren |thuoc )(?:toan )?(?:tinh|nganh|he thong|dia ban)\b"
    r"|\btoan (?:tinh|nganh|he thong)\b"
)
_UNIONS_OF = re.compile(r"\Acong doan (?=don vi truc thuoc\Z)")
_ONE_DISTRICT = re.compile(r"(?<=lien doan lao dong )(?:cap )?(?:huyen|quan)\Z")
_DISTRICTS = re.compile(r"\b(?:huyen|thi xa|thanh pho|quan|tp|tx)(?: (?:va )?(?:huyen|thi xa|thanh pho|quan|tp|tx))+\b")
_UPPER_UNIONS = re.compile(r"cong doan cap tren(?: truc tiep)?(?: co so)?(?: truc thuoc| trong tinh| tren dia ban)*\Z")


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line: the words that name someone, and why they receive it ("" where the paper does not say)."""

    name: str
    purpose: str = ""
    is_archive: bool = False

    @property
    def is_same_as_addressees(self) -> bool:
        return fold(self.name) == fold(SAME_AS_ADDRESSEES)


def read_line(printed: str) -> Line:
    """Take a line apart. "- VP Tỉnh ủy (B/c);" names the office and says: for report."""
    text = _LEAD.sub("", " ".join(nfc(printed).split())).strip(" ;.")
    if found := _ARCHIVE.match(text):
        return Line(text[found.end() :].strip(" ;."), is_archive=True)
    for pattern in (_IN_BRACKETS, _TAIL_WORDS):
        if (found := pattern.search(text)) and (purpose := _purpose(found[1])):
            return Line(text[: found.start()].strip(" ;,."), purpose)
    return Line(text)


def plain_words(name: str) -> str:
    """`name` folded, its short forms spelled out: "Các CĐCS trực thuộc" → "cac cong doan co so truc thuoc"."""
    return fold(_spelled_out(name))


def core_words(name: str) -> str:
    """`plain_words` without what does not change who is meant (các, Ban Chấp hành, đồng chí)."""
    return " ".join(fold(_EMPTY_WORDS.sub(" ", _spelled_out(name))).replace(",", " ").split())


def parts(name: str) -> list[str]:
    """The names joined by commas, "và" or ";" in one line, each on its own."""
    return [part.strip() for part in re.split(r"\s*[,;]\s*|\s+và\s+", name) if part.strip()]


def bodies(name: str) -> list[str]:
    """The bodies a line names, each with the places that belong to it."""
    return [part.strip() for part in _NEXT_BODY.split(nfc(name)) if part.strip()]


def group_words(name: str) -> str:
    """`core_words` of a group, every list of kinds of districts said in one way."""
    return _ONE_DISTRICT.sub("huyen thanh pho", _DISTRICTS.sub("huyen thanh pho", core_words(name)))


def without_scope(core: str) -> str:
    """Group words without those that only repeat where the group is: "cap cong doan trong tinh" → "cap cong doan"."""
    return _UNIONS_OF.sub("", " ".join(_SCOPE.sub(" ", core).split()))


def means_upper_unions(name: str) -> bool:
    """ "Công đoàn cấp trên trực tiếp cơ sở": every union between the province and the grassroots."""
    return bool(_UPPER_UNIONS.match(core_words(name)))


def _spelled_out(name: str) -> str:
    text = nfc(name).casefold()
    for pattern, long in _SHORT:
        text = pattern.sub(long, text)
    return " ".join(text.split())


def _purpose(words: str) -> str:
    folded = fold(words).strip(" .;")
    for purpose, forms in _PURPOSE_WORDS:
        if folded in forms or any(folded.startswith(f"{form} ") and len(form) > 2 for form in forms):
            return purpose
    return ""
