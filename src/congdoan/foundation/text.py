"""Vietnamese text: one normal form, equality, search without accents, alphabetical order.

Pure functions on strings. Three strengths of sameness, from strict to loose:

* `nfc`: the same letters, however composed;
* `canonical`: also the same syllable, wherever its tone mark was put (hoà = hòa);
* `fold`: also without accents and case, for the stored search columns.
"""

import re
import unicodedata
from functools import lru_cache

_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
_ANY_INVISIBLE = re.compile("[" + "".join(map(chr, _INVISIBLE)) + "]")
_LATIN_MARKS = re.compile("[\u0300-\u036f]")
_TONES = "\u0300\u0309\u0303\u0301\u0323"  # huyền, hỏi, ngã, sắc, nặng: the order of the dictionary
_VOWELS = "aăâeêioôơuưy"
_MARKED_VOWELS = "ăâêôơư"
_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_RANK = {letter: chr(ord("A") + place) for place, letter in enumerate(_ALPHABET)}
_SYLLABLE = re.compile(rf"(qu(?=[{_VOWELS}])|gi(?=[{_VOWELS}])|[^{_VOWELS}]*)([{_VOWELS}]+)([^{_VOWELS}]*)\Z")
_WORD = re.compile(r"[^\W\d_]+")
_LONGEST_BY_WORDS = 400  # letters: what is kept of words must not grow with a text that has no blanks
_KEY_PART = re.compile(r"[^\W\d_]+|\d+")


def nfc(text: str) -> str:
    """`text` composed, without invisible marks (zero-width spaces, soft hyphens, byte-order marks)."""
    composed = unicodedata.normalize("NFC", text)
    return composed.translate(_INVISIBLE) if _ANY_INVISIBLE.search(composed) else composed


def canonical(text: str) -> str:
    """`text` in NFC with each tone mark on the vowel the school grammar puts it on: hoà → hòa, tòan → toàn, qúy → quý.

    Case is kept. A word that is no Vietnamese syllable is left as it is. Use it for equality, never for display.
    """
    composed = nfc(text)
    once = " ".join(set(composed.split()))  # the words of a text recur: each is looked at once
    moved = {word: placed for word in set(_WORD.findall(once)) if (placed := _place_tone(word)) != word}
    return _WORD.sub(lambda word: moved.get(word.group(), word.group()), composed) if moved else composed


def fold(text: str) -> str:
    """Lower case, no accents, đ → d, runs of space as one blank: what the search columns store."""
    if len(text) > _LONGEST_BY_WORDS:
        return _folded(text)
    return " ".join(" ".join(map(_folded_word, text.split())).split())


@lru_cache(maxsize=8_000)
def _folded_word(word: str) -> str:
    """Vietnamese has some seven thousand syllables, and a paper a few hundred of them, again and again."""
    return _folded(word)


def _folded(text: str) -> str:
    # Ornamental capitals (𝓐) are letters only once spread, so they are lowered then.
    spread = unicodedata.normalize("NFKD", text.translate(_INVISIBLE).casefold()).casefold()
    letters = _LATIN_MARKS.sub("", spread)
    if not letters.replace("đ", "d").isascii():
        letters = "".join(mark for mark in letters if not unicodedata.combining(mark))
    return " ".join(letters.replace("đ", "d").split())


def initials(text: str) -> str:
    """First letters of the words, folded: "Liên đoàn Lao động" → "ldld". A number counts whole: "Tổ 12" → "t12"."""
    return "".join(part if part.isdigit() else part[0] for part in _KEY_PART.findall(fold(text)))


def sort_key(text: str) -> str:
    """ASCII key that sorts as a Vietnamese dictionary does, in Python and under SQL `COLLATE "C"`.

    Syllable by syllable: first the letters (a ă â b c d đ …), then the tone (ngang huyền hỏi ngã sắc nặng).
    Numbers come before letters and by size ("Tổ 2" before "Tổ 10"). Case and punctuation do not count.
    """
    return "".join(_key_part(part) for part in _KEY_PART.findall(nfc(text).casefold()))


def person_sort_key(name: str) -> str:
    """Key for lists of people: by given name (the last word), then by the rest. Works under `COLLATE "C"`."""
    rest, _, given = " ".join(name.split()).rpartition(" ")
    return f"{sort_key(given)} {sort_key(rest)}"


def _key_part(part: str) -> str:
    if part.isdecimal():
        digits = str(int(part)) if len(part) < 40 else part
        return f"#{len(digits):02d}{digits}"
    letters, tone = _split_tone(part)
    return "".join(_RANK.get(letter, "~") for letter in letters) + f"!{tone}"


def _split_tone(syllable: str) -> tuple[str, int]:
    """The letters without their tone, and the tone: 0 ngang … 5 nặng."""
    tone = 0
    kept = []
    for mark in unicodedata.normalize("NFD", syllable):
        if mark in _TONES:
            tone = tone or _TONES.index(mark) + 1
        else:
            kept.append(mark)
    return unicodedata.normalize("NFC", "".join(kept)), tone


@lru_cache(maxsize=20_000)
def _place_tone(word: str) -> str:
    letters, tone = _split_tone(word)
    if not tone or len(letters) < 2:
        return word
    parts = _SYLLABLE.match(letters.lower())
    if parts is None or unicodedata.normalize("NFD", word).count(_TONES[tone - 1]) != 1:
        return word
    place = parts.start(2) + _toned_vowel(parts.group(2), closed=bool(parts.group(3)))
    placed = letters[: place + 1] + _TONES[tone - 1] + letters[place + 1 :]
    return unicodedata.normalize("NFC", placed)


def _toned_vowel(vowels: str, *, closed: bool) -> int:
    """Which of `vowels` bears the tone: the last marked one (ươ → ơ), else the last if closed, else last but one."""
    marked = [place for place, vowel in enumerate(vowels) if vowel in _MARKED_VOWELS]
    if marked:
        return marked[-1]
    if len(vowels) == 1 or closed:
        return len(vowels) - 1
    return len(vowels) - 2


def masked(name: str) -> str:
    """`Lò Thị Mai` becomes `L. T. M.`: enough for those who know the person, nothing for anyone else."""
    return " ".join(f"{word[0].upper()}." for word in name.split())
