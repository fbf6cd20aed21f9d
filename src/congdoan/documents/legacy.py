"""Texts typed in the fonts of the 1990s: TCVN3 (.VnTime) and VNI, where letters are drawn over foreign glyphs."""

import re
from collections.abc import Iterator

# TCVN3 (ABC): one glyph for one letter. Capitals with tones were drawn by a second font and come as small letters.
_TCVN3_GLYPHS = "¸µ¶·¹¨¾»¼½Æ©ÊÇÈÉË®ÐÌÎÏÑªÕÒÓÔÖÝ×ØÜÞãßáâä«èåæçé¬íêëìîóïñòô­øõö÷ùýúûüþ¡¢§£¤¥¦"
_TCVN3_LETTERS = "áàảãạăắằẳẵặâấầẩẫậđéèẻẽẹêếềểễệíìỉĩịóòỏõọôốồổỗộơớờởỡợúùủũụưứừửữựýỳỷỹỵĂÂĐÊÔƠƯ"
_TCVN3 = dict(zip(_TCVN3_GLYPHS, _TCVN3_LETTERS, strict=True))
_TCVN3_HINT = re.compile(r"[a-zA-Z](?:®|µ|¸|­|«|ª|©|¬|¨|ã|é|è|Ö|ß)|®[µ¸«­ªÒ]|[«µ¸¶·¹]n|¬ng|­[¬í]")

# The glyph of ư was a soft hyphen; on its way through other programs it became a plain one: "tr-íc ngµy", "Th-êng vô".
_LOST_HYPHEN = re.compile(
    r"(?<=[a-zA-Z®§])-(?=[íìîëêñïú¬uan]|[\u00ad\u2011])|(?<=\b[nN]h)-(?=[\s,;.]|$)|(?<=\b[tTdD])-(?=[\s,;.])"
)

# VNI: a vowel followed by a mark glyph.
_VNI_MARKS = {
    "ù": "\u0301", "ø": "\u0300", "û": "\u0309", "õ": "\u0303", "ï": "\u0323", "â": "\u0302", "ê": "\u0306",
    "á": "\u0302\u0301", "à": "\u0302\u0300", "å": "\u0302\u0309", "ã": "\u0302\u0303", "ä": "\u0302\u0323",
    "é": "\u0306\u0301", "è": "\u0306\u0300", "ú": "\u0306\u0309", "ü": "\u0306\u0303", "ë": "\u0306\u0323",
}  # fmt: skip
_VNI_MARKS |= {glyph.upper(): mark for glyph, mark in _VNI_MARKS.items()}
_VNI_LETTERS = {
    "ñ": "đ", "Ñ": "Đ", "ô": "ơ", "Ô": "Ơ", "ö": "ư", "Ö": "Ư", "í": "í", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "ò": "ị",
    "Í": "Í", "Ì": "Ì", "Æ": "Ỉ", "Ó": "Ĩ", "Ò": "Ị", "î": "ỵ", "Î": "Ỵ",
}  # fmt: skip
_VNI_BASES = frozenset("aeouyAEOUYôöÔÖ")
_VNI_HINT = re.compile(r"(?:[aeouAEOU][äáàåãùøûõïÄÁÀÅÃÙØÛÕÏ]|[öÖ][ôÔ]|ñ[aeouôöA-Z])")
_UNICODE_ONLY = re.compile(r"[ạảấầẩẫậắằẳẵặẹẻẽếềểễệịỉọỏốồổỗộớờởỡợụủứừửữựỵỷỹĐđơưăƠƯĂ\u0300-\u0323]")
_GLYPHS_OF_HINTS = "®µ¸\u00ad«ª©¬¨ãéèÖß¶·¹íäáàåùøûõïÄÁÀÅÃÙØÛÕÏôÔñ"  # each hint holds one
_LEAST_HINTS = 8


def legacy_encoding(text: str) -> str | None:
    """ "tcvn3" or "vni" if `text` was typed for such a font, else None. Any Unicode Vietnamese letter settles it."""
    sample = text[:20_000]
    least = max(_LEAST_HINTS, 4 * len(_UNICODE_ONLY.findall(sample)))
    if sum(map(sample.count, _GLYPHS_OF_HINTS)) < least:
        return None
    hints = {"tcvn3": len(_TCVN3_HINT.findall(sample)), "vni": len(_VNI_HINT.findall(sample))}
    best = max(hints, key=lambda name: hints[name])
    return best if hints[best] >= least else None


def from_legacy_glyphs(text: str) -> Iterator[tuple[int, int, str]]:
    """Each letter with the stretch of `text` it stands for; one to one unless the text is in a legacy font."""
    kind = legacy_encoding(text)
    if kind == "vni":
        yield from _from_vni(text)
        return
    lost = {found.start() for found in _LOST_HYPHEN.finditer(text)} if kind else frozenset()
    for place, glyph in enumerate(text):
        yield place, place + 1, "ư" if place in lost else _TCVN3.get(glyph, glyph) if kind else glyph


def _from_vni(text: str) -> Iterator[tuple[int, int, str]]:
    place = 0
    while place < len(text):
        glyph = text[place]
        letter = _VNI_LETTERS.get(glyph, glyph)
        mark = _VNI_MARKS.get(text[place + 1 : place + 2], "") if glyph in _VNI_BASES else ""
        yield place, place + 1 + bool(mark), letter + mark
        place += 1 + bool(mark)
