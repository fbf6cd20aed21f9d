"""Labels that Word counts by itself: "1.", "a)", "II." stand nowhere in the text of a .docx."""

from dataclasses import dataclass
from xml.etree.ElementTree import Element

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_VALUE = f"{_W}val"
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"),
    (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


@dataclass(frozen=True)
class _Level:
    shape: str
    text: str
    first: int


class Numbering:
    """Counts paragraphs as Word does; call `label_of` once for each paragraph, in order."""

    def __init__(self, numbering: Element | None, styles: Element | None) -> None:
        self._levels: dict[str, dict[int, _Level]] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._of_style = _numbers_of_styles(styles)
        if numbering is None:
            return
        abstract = {item.get(f"{_W}abstractNumId", ""): _levels(item) for item in numbering.findall(f"{_W}abstractNum")}
        for item in numbering.findall(f"{_W}num"):
            pointer = item.find(f"{_W}abstractNumId")
            if pointer is not None:
                self._levels[item.get(f"{_W}numId", "")] = abstract.get(pointer.get(_VALUE, ""), {})

    def label_of(self, paragraph: Element) -> str:
        """ "1. ", "- " or "" where the paragraph is not counted."""
        number_id, depth = self._number_of(paragraph)
        level = self._levels.get(number_id, {}).get(depth)
        if level is None:
            return ""
        if level.shape == "bullet":
            return "- "
        if level.shape == "none":
            return ""
        counts = self._counts.setdefault(number_id, {})
        counts[depth] = counts.get(depth, level.first - 1) + 1
        for deeper in [place for place in counts if place > depth]:
            del counts[deeper]
        label = level.text
        for place in range(depth + 1):
            shape = self._levels[number_id].get(place, level)
            label = label.replace(f"%{place + 1}", _shaped(counts.get(place, shape.first), shape.shape))
        return f"{label} " if label.strip() else ""

    def _number_of(self, paragraph: Element) -> tuple[str, int]:
        own = paragraph.find(f"{_W}pPr/{_W}numPr")
        style = paragraph.find(f"{_W}pPr/{_W}pStyle")
        if own is None:
            return self._of_style.get(style.get(_VALUE, ""), ("", 0)) if style is not None else ("", 0)
        return _pair(own)


def _pair(properties: Element) -> tuple[str, int]:
    number, depth = properties.find(f"{_W}numId"), properties.find(f"{_W}ilvl")
    place = depth.get(_VALUE, "0") if depth is not None else "0"
    return (number.get(_VALUE, "") if number is not None else ""), int(place) if place.isdigit() else 0


def _numbers_of_styles(styles: Element | None) -> dict[str, tuple[str, int]]:
    found: dict[str, tuple[str, int]] = {}
    for style in styles.findall(f"{_W}style") if styles is not None else ():
        properties = style.find(f"{_W}pPr/{_W}numPr")
        if properties is not None:
            found[style.get(f"{_W}styleId", "")] = _pair(properties)
    return found


def _levels(abstract: Element) -> dict[int, _Level]:
    levels: dict[int, _Level] = {}
    for item in abstract.findall(f"{_W}lvl"):
        place = item.get(f"{_W}ilvl", "")
        shape, text, first = (item.find(f"{_W}{name}") for name in ("numFmt", "lvlText", "start"))
        start = first.get(_VALUE, "1") if first is not None else "1"
        if place.isdigit() and shape is not None and text is not None:
            levels[int(place)] = _Level(
                shape.get(_VALUE, "decimal"), text.get(_VALUE, ""), int(start) if start.isdigit() else 1
            )  # fmt: skip
    return levels


def _shaped(number: int, shape: str) -> str:
    if shape in ("lowerLetter", "upperLetter") and 1 <= number <= 26:
        return chr((ord("a") if shape == "lowerLetter" else ord("A")) + number - 1)
    if shape in ("upperRoman", "lowerRoman") and 1 <= number < 4000:
        roman = _roman(number)
        return roman if shape == "upperRoman" else roman.lower()
    return f"{number:02d}" if shape == "decimalZero" else str(number)


def _roman(number: int) -> str:
    letters = ""
    for worth, sign in _ROMAN:
        letters += sign * (number // worth)
        number %= worth
    return letters
