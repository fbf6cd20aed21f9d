"""Letters a scan or a hurried hand has spoiled, put right one for one, so that every place stays where it is.

Only what cannot be meant is touched: a syllable no Vietnamese word can be ("suât"), a capital I before a vowel inside
a line ("Iao động"), a naught between letters ("C0NG ĐOÀN").
"""

import re
import unicodedata
from functools import lru_cache

from congdoan.documents.lexicon import lexicon

_TONELESS = re.compile(
    r"(?<![^\W\d_])(?:[bcdđghklmnpqrstvx]{0,3}(?:[âêôơưă]|iê|uyê|yê|uâ|ươ|uô))(?:ch|[cpt])(?![^\W\d_])", re.IGNORECASE
)
_MARKED = re.compile(r"[âêôơưă](?=(?:ch|[cpt])\Z)", re.IGNORECASE)
_CAPITAL_I = re.compile(r"I(?<![^\W_]I)(?=(?!aly)[aàáảãạăằắâầấậeêiòóọoôồốộơờớợuùúụưừứựềếệểễ][a-zà-ỹ])")
_NAUGHT = re.compile(r"0(?<=[^\W\d_]0)(?=[^\W\d_])")
# "694,5 triệu đông", "500.000 dong": the money behind a figure, but not "12.000 đông đảo".
_MONEY = re.compile(
    r"(?<=\d[ \u00a0])[dđ][oôốổỗộò]ng\b(?!\s+(?:đảo|nam|bắc|á\b|chí))"
    r"|(?:(?<=triệu )|(?<=nghìn )|(?<=ngàn )|(?<=tỷ )|(?<=tỉ ))[dđ][oôốổỗộò]ng\b",
    re.IGNORECASE,
)
_LIKE_MONEY = re.compile(r"[dđ][oôốổỗộò]ng", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")
_RISING, _HEAVY = "\u0301", "\u0323"


def repaired(text: str) -> str:
    """`text` (NFC) with the same count of letters."""
    if any(_misread().fullmatch(word) for word in _words(text)):
        text = _misread().sub(
            lambda word: _like(word.group(), lexicon("damage")["misread"][word.group().lower()]), text
        )
    if any(_TONELESS.fullmatch(word) for word in _words(text)):
        text = _TONELESS.sub(lambda found: found.group() if _is_name(found) else _toned(found.group()), text)
    text = _CAPITAL_I.sub("l", text)
    text = _NAUGHT.sub(lambda naught: "O" if text[naught.start() - 1].isupper() else "o", text)
    if any(_LIKE_MONEY.fullmatch(word) for word in _words(text)):
        text = _MONEY.sub(lambda word: _like(word.group(), "đồng"), text)
    return text


@lru_cache(maxsize=2)
def _words(text: str) -> frozenset[str]:
    """Each word once: most texts hold no spoiled one, and need not be searched for one place by place."""
    return frozenset(_WORD.findall(text))


def _is_name(syllable: re.Match[str]) -> bool:
    """ "Krông Păc", "Lò Văn Pêt": a capital behind a capitalised word; other peoples' names need no tone."""
    word = syllable.group()
    if not word[0].isupper() or word[-1].isupper():
        return False
    return bool(
        re.search(r"(?<!\w)[A-ZĐÀ-Ỹ][^\W\d_]*[ ’']\Z", syllable.string[max(0, syllable.start() - 9) : syllable.start()])
    )


@lru_cache(maxsize=1)
def _misread() -> re.Pattern[str]:
    words = "|".join(map(re.escape, lexicon("damage")["misread"]))
    return re.compile(rf"(?<![^\W\d_])(?:{words})(?![^\W\d_])", re.IGNORECASE)


@lru_cache(maxsize=4096)
def _toned(syllable: str) -> str:
    place = _MARKED.search(syllable)
    if place is None:
        return syllable
    heavy = _with(syllable, place.start(), _HEAVY)
    return (
        heavy if heavy.lower() in lexicon("damage")["lost_tone"]["heavy"] else _with(syllable, place.start(), _RISING)
    )


def _with(syllable: str, place: int, tone: str) -> str:
    return syllable[:place] + unicodedata.normalize("NFC", syllable[place] + tone) + syllable[place + 1 :]


def _like(pattern: str, word: str) -> str:
    """`word` in the capitals of `pattern`."""
    if pattern.isupper():
        return word.upper()
    return word.capitalize() if pattern[0].isupper() else word
