"""Letters a scan or a hurried hand has spoiled, put right one for one, so that every place stays where it is.

Only what cannot be meant is touched: a syllable no Vietnamese word can be ("suât"), a capital I before a vowel inside
a line ("Iao động"), a naught between letters ("C0NG ĐOÀN").
"""

import re
import unicodedata
from functools import lru_cache

from congdoan.documents.letters import CAPITALS
from congdoan.documents.lexicon import lexicon

_ENDING = re.compile(r"[âêôơưăÂÊÔƠƯĂ](?:ch|CH|[cptCPT])(?![^\W\d_])")  # of a syllable that must bear a tone
_MARKED = re.compile(r"[âêôơưă](?=(?:ch|[cpt])\Z)", re.IGNORECASE)
_HEAD = re.compile(r"[^\W\d_]*\Z")
_BEGINNING = re.compile(
    r"(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdđghklmnprstvx])?(?:i|uy|y|u|ư)?\Z", re.IGNORECASE
)  # "ĐVƯT" is no syllable
_CAPITAL_I = re.compile(r"I(?=(?!aly)[aàáảãạăằắâầấậeêiòóọoôồốộơờớợuùúụưừứựềếệểễ][a-zà-ỹ])")
_NAUGHT = re.compile(r"0(?=[^\W\d_])")
# "694,5 triệu đông", "500.000 dong": the money behind a figure, but not "12.000 đông đảo".
_MONEY = re.compile(r"[dđDĐ][oôốổỗộòOÔỐỔỖỘÒ](?:ng|NG)\b(?!\s+(?:đảo|nam|bắc|á\b|chí))")
_FIGURE_BEFORE = re.compile(r"(?:\d|\b(?:triệu|nghìn|ngàn|tỷ|tỉ))[ \u00a0]\Z", re.IGNORECASE)
# "CÔNG ĐOÀN VlÊN CHỨC TỈNH HẢl NlNH": a small l beside a capital, in a word that has no other small letter.
_SMALL_L = re.compile(rf"l(?:(?<=[{CAPITALS}]l)|(?=[{CAPITALS}]))")
_WORD_BEFORE = re.compile(r"[^\W_]*\Z")
_WORD = re.compile(r"[^\W_]*")
_CAPITALISED = re.compile(rf"(?<!\w)[{CAPITALS}][^\W\d_]*[ ’']\Z")
_RISING, _HEAVY = "\u0301", "\u0323"


def repaired(text: str) -> str:
    """`text` (NFC) with the same count of letters."""
    text = _SMALL_L.sub(_capital_again, text)
    low = text.lower()
    words = lexicon("damage")["misread"]
    if any(word in low for word in words):
        text = _misread().sub(lambda word: _like(word.group(), words[word.group().lower()]), text)
    text = _ENDING.sub(_toned_again, text)
    pairs = lexicon("damage")["misread_together"]
    if any(pair in low for pair in _spoiled_pairs()):
        text = _misread_together().sub(lambda pair: _pair_again(pair.group(), pairs), text)
    text = _CAPITAL_I.sub(lambda letter: "I" if _letter_before(letter) else "l", text)
    text = _NAUGHT.sub(_letter_for_naught, text)
    return _MONEY.sub(_money_again, text)


def _capital_again(letter: re.Match[str]) -> str:
    place, text = letter.start(), letter.string
    before = _WORD_BEFORE.search(text, max(0, place - 12), place)
    behind = _WORD.match(text, place + 1, place + 12)
    others = ((before.group() if before else "") + (behind.group() if behind else "")).replace("l", "")
    is_word = len(others) > 1 and others.isalpha() and others.isupper() and others.strip("OI")
    return "I" if is_word or (others and not others.strip("IVX")) else "l"


def _pair_again(pair: str, known: dict[str, str]) -> str:
    """Word for word in its own capitals, with the blank or line end that stood between them."""
    first, gap, last = pair.partition("\n") if "\n" in pair else pair.partition(" ")
    right_first, right_last = known[f"{first} {last}".lower()].split()
    return _like(first, right_first) + gap + _like(last, right_last)


def _letter_before(found: re.Match[str]) -> str:
    before = found.string[found.start() - 1 : found.start()]
    return before if before.isalpha() or before == "_" else ""


def _letter_for_naught(naught: re.Match[str]) -> str:
    before = _letter_before(naught)
    return "0" if not before else "O" if before.isupper() else "o"


def _money_again(word: re.Match[str]) -> str:
    before = word.string[max(0, word.start() - 8) : word.start()]
    return _like(word.group(), "đồng") if _FIGURE_BEFORE.search(before) else word.group()


def _toned_again(ending: re.Match[str]) -> str:
    """The marked vowel with its tone, where nothing but a beginning stands before it in the word, and it is no name."""
    before = _HEAD.search(ending.string, max(0, ending.start() - 8), ending.start())
    beginning = before.group() if before else ""
    place = ending.start() - len(beginning)
    if not _BEGINNING.match(beginning) or _is_name(ending.string, place, ending.end()):
        return ending.group()
    return _toned(beginning + ending.group())[len(beginning) :]


def _is_name(text: str, start: int, end: int) -> bool:
    """ "Krông Păc", "Lò Văn Pêt": a capital behind a capitalised word; other peoples' names need no tone."""
    if not text[start].isupper() or text[end - 1].isupper():
        return False
    return bool(_CAPITALISED.search(text[max(0, start - 9) : start]))


@lru_cache(maxsize=1)
def _misread() -> re.Pattern[str]:
    words = "|".join(map(re.escape, lexicon("damage")["misread"]))
    return re.compile(rf"(?<![^\W\d_])(?:{words})(?![^\W\d_])", re.IGNORECASE)


@lru_cache(maxsize=1)
def _misread_together() -> re.Pattern[str]:
    pairs = "|".join(re.escape(pair).replace(r"\ ", "[ \n]") for pair in lexicon("damage")["misread_together"])
    return re.compile(rf"(?<![^\W\d_])(?:{pairs})(?![^\W\d_])", re.IGNORECASE)


@lru_cache(maxsize=1)
def _spoiled_pairs() -> tuple[str, ...]:
    """Each pair on one line and over a line end: texts that hold none need no closer look."""
    return tuple(form for pair in lexicon("damage")["misread_together"] for form in (pair, pair.replace(" ", "\n")))


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
