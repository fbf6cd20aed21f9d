"""The ways a paper is told anew: each takes a paper and a die, and answers with another paper and its gold."""

import re
import tomllib
import unicodedata
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

from documents.variations.marked import Edit, Marked

WORDS: dict[str, Any] = tomllib.loads((Path(__file__).parent / "words.toml").read_text(encoding="utf-8"))
_NUMERAL = re.compile(r"\d{1,3}(?:[. ]\d{3})+(?![\d.])|\d+(?:,\d+)?")
_PLACE = re.compile(
    rf"(?:{'|'.join(map(re.escape, WORDS['places_after']))}) (?P<name>[A-ZĐ]\w+(?: [A-ZĐ]\w+){{0,2}})(?! \d)"
)
_PERSON = re.compile(
    r"\b(?:[Ôô]ng|[Bb]à|[Cc]hị|[Aa]nh|[Cc]ô|[Tt]hầy|[Đđ]ồng chí|đ/c|bác sĩ|điều dưỡng) "
    r"(?P<name>[A-ZĐ]\w+(?: [A-ZĐ]\w+){1,4})"
)
_YEAR = re.compile(r"(?<![\d.,])20[012]\d(?![\d.]\d|\d)")


def other_provinces(paper: Marked, die: Random) -> Marked:
    """Each province another, one for one."""
    here = [name for name in WORDS["provinces"] if re.search(rf"(?<!\w){name}(?!\w)", paper.text, re.IGNORECASE)]
    others = [name for name in WORDS["provinces"] if name not in here]
    return paper.renamed(dict(zip(here, die.sample(others, len(here)), strict=True)))


def other_places(paper: Marked, die: Random) -> Marked:
    """Districts, communes and villages bear other names."""
    provinces = {name.lower() for name in WORDS["provinces"]}
    here = sorted({found["name"] for found in _PLACE.finditer(paper.text)} - {""})
    here = [name for name in here if name.lower() not in provinces and name.split()[0] not in ("Tỉnh", "Hồ")]
    names = die.sample(WORDS["places"], min(len(here), len(WORDS["places"])))
    return paper.renamed(dict(zip(here, names, strict=False)))


def other_people(paper: Marked, die: Random) -> Marked:
    """Whoever signs or is named with a form of address is somebody else."""
    signatory = (paper.gold["document"].get("signatory") or {}).get("name")
    here = {found["name"] for found in _PERSON.finditer(paper.text)} | ({signatory} if signatory else set())

    def person() -> str:
        return f"{die.choice(WORDS['surnames'][:6])} {die.choice(WORDS['middle'])} {die.choice(WORDS['given'])}"

    return paper.renamed({name: person() for name in sorted(here)})


def other_years(paper: Marked, die: Random) -> Marked:
    """All years as much earlier or later."""
    by = die.choice([-4, -2, -1, 1, 2, 3])
    years = {found.group() for found in _YEAR.finditer(paper.text)} | {str(year) for year in range(2012, 2028)}
    figures = {words.group() for start, end in paper.claims for words in _YEAR.finditer(paper.text[start:end])}
    if figures or "29/02" in paper.text or "29/2" in paper.text:
        return paper
    new = {year: str(int(year) + by) for year in years}
    changed = paper.edited(
        (found.start(), found.end(), new[found.group()]) for found in _YEAR.finditer(paper.text) if found.group() in new
    )

    def later(thing: Any) -> Any:
        if isinstance(thing, str):
            return re.sub(r"(?<![\d.,])20[012]\d(?!\d)", lambda found: new.get(found.group(), found.group()), thing)
        if isinstance(thing, list):
            return [later(part) for part in thing]
        return {name: later(part) for name, part in thing.items()} if isinstance(thing, dict) else thing

    changed.gold = later(changed.gold)
    return changed


def other_figures(paper: Marked, die: Random) -> Marked:
    """Single numbers written in digits become others, of as many digits."""
    edits: list[Edit] = []
    new_values: dict[int, float | int] = {}
    for index, (claim, (start, end)) in enumerate(zip(paper.gold["claims"], paper.claims, strict=True)):
        words = paper.text[start:end]
        found = list(_NUMERAL.finditer(words))
        if (
            len(found) != 1
            or not isinstance(claim["value"], int | float)
            or re.search(r"\d[\d.,]*[OolI]|tr\d|rưỡi", words)
        ):
            continue
        old = found[0].group()
        written, number = _another(old, die)
        before = float(re.sub(r"[. ](?=\d{3})", "", old).replace(",", "."))
        if not before or re.search(r"[a-zA-Z]", words[: found[0].start()][-1:]):
            continue
        factor = claim["value"] / before
        value = round(number * factor, 6)
        new_values[index] = int(value) if value == int(value) else value
        edits.append((start + found[0].start(), start + found[0].end(), written))
    changed = paper.edited(edits)
    for index, new_value in new_values.items():
        changed.gold["claims"][index]["value"] = new_value
    return changed


def _another(old: str, die: Random) -> tuple[str, float]:
    if "," in old:
        whole, _, _ = old.partition(",")
        new = f"{die.randint(2, 9)}{''.join(str(die.randint(1, 9)) for _ in whole[1:])},{die.randint(1, 9)}"
        return new, float(new.replace(",", "."))
    digits = re.sub(r"\D", "", old)
    if old.startswith("0"):
        number = die.randint(2, 9)
        return f"0{number}", number
    first = 3 if len(digits) == 4 else 2
    number = int(str(die.randint(first, 9)) + "".join(str(die.randint(1, 9)) for _ in digits[1:]))
    if len(digits) > 4 and digits.endswith("000"):
        number = int(str(number)[:-3]) * 1000
    if len(digits) > 7 and digits.endswith("000000"):
        number = int(str(number)[:-6]) * 1_000_000
    plain = str(number)
    if not re.search(r"[. ]", old):
        return plain, number
    mark = "." if "." in old else " "
    return re.sub(r"(?<=\d)(?=(?:\d{3})+$)", mark, plain), number


def other_thousands(paper: Marked, die: Random) -> Marked:
    """ "1.234 đoàn viên" as "1 234" or "1234"; money keeps its points, as scribes do."""
    mark = die.choice(["", " "])
    edits: list[Edit] = []
    for start, end in paper.claims:
        words = paper.text[start:end]
        edits += [
            (start + found.start(), start + found.end(), found.group().replace(".", mark))
            for found in re.finditer(r"(?<![\d.,])\d{1,3}\.\d{3}(?![\d.,])(?! ?(?:đồng|đ\b|triệu|tỷ))", words)
            if mark or not re.fullmatch(r"(?:19|20)\d\d", found.group().replace(".", ""))
        ]
    return paper.edited(edits)


def other_nouns(paper: Marked, die: Random) -> Marked:
    """What is counted bears another noun of the same measure."""
    edits: list[Edit] = []
    for claim, (start, end) in zip(paper.gold["claims"], paper.claims, strict=True):
        for kind in WORDS["nouns"]:
            if claim["measure"] not in kind["measures"] or claim["unit"] == "percent":
                continue
            words = paper.text[start:end].lower()
            for noun in sorted(kind["words"], key=len, reverse=True):
                if words.endswith(f" {noun.lower()}") and not re.match(
                    r" (?:ưu tú|mới|nữ|công đoàn)", paper.text[end:]
                ):
                    edits.append((end - len(noun), end, die.choice(kind["words"])))
                    break
    return paper.edited(edits)


def other_verbs(paper: Marked, die: Random) -> Marked:
    """What was done is told with another verb, where it stands within five words of the figure, or before a demand."""
    edits: list[Edit] = []
    places = [
        *((claim["measure"], *span) for claim, span in zip(paper.gold["claims"], paper.claims, strict=True)),
        *(("petition", *span) for span in paper.petitions if span),
    ]
    for measure, start, _ in places:
        for kind in WORDS["verbs"]:
            if measure not in kind["measures"]:
                continue
            either = "|".join(sorted(kind["words"], key=len, reverse=True))
            reach = r"(?:rằng |được |là |cho |\w+ ){0,2}[“\"]?" if measure == "petition" else r"(?:[^\s.;,:\d]+ ){0,3}"
            found = re.search(rf"(?<![\w] )(?<!\w)(?P<verb>{either}) {reach}\Z", paper.text[max(0, start - 70) : start])
            found = found or re.search(rf"(?<!\w)(?P<verb>{either}) {reach}\Z", paper.text[max(0, start - 70) : start])
            if found:
                offset = max(0, start - 70)
                edits.append((offset + found.start("verb"), offset + found.end("verb"), die.choice(kind["words"])))
    return paper.edited(edits)


def other_hedges(paper: Marked, die: Random) -> Marked:
    """Over, nearly, about: another of them."""
    edits: list[Edit] = []
    new: dict[int, str] = {}
    known = [word for words in WORDS["hedges"].values() for word in words]
    for index, (start, end) in enumerate(paper.claims):
        found = re.match(rf"(?:{'|'.join(known)}) ", paper.text[start:end])
        if found and paper.gold["claims"][index]["qualifier"] in WORDS["hedges"]:
            qualifier = die.choice(sorted(WORDS["hedges"]))
            edits.append((start, start + found.end(), die.choice(WORDS["hedges"][qualifier]) + " "))
            new[index] = qualifier
    changed = paper.edited(edits)
    for index, qualifier in new.items():
        changed.gold["claims"][index]["qualifier"] = qualifier
    return changed


def other_marks(paper: Marked, die: Random) -> Marked:
    """Entries of lists bear another mark."""
    mark = die.choice(["+", "•", "*", "–"])
    return paper.edited((found.start(), found.end(), mark) for found in re.finditer(r"(?m)^-(?= )", paper.text))


def other_order(paper: Marked, die: Random) -> Marked:
    """Neighbouring entries of a list change places, two by two."""
    lines = [*re.finditer(r"(?m)^- [^\n]*[;,]$", paper.text)]
    for first, second in zip(lines[::2], lines[1::2], strict=False):
        if second.start() != first.end() + 1 or die.random() < 0.3:
            continue
        if re.search(r"(?i)trong đó|lưu|nêu trên|trên\b", first.group() + second.group()):
            continue
        paper = _swapped(paper, first.span(), second.span())
    return paper


def _swapped(paper: Marked, first: tuple[int, int], second: tuple[int, int]) -> Marked:
    by_second, by_first = second[0] - first[0], (second[1] - second[0]) - (first[1] - first[0])

    def moved(span: tuple[int, int]) -> tuple[int, int]:
        if first[0] <= span[0] < first[1]:
            return span[0] + by_second + by_first, span[1] + by_second + by_first
        if second[0] <= span[0] < second[1]:
            return span[0] - by_second, span[1] - by_second
        return span

    text = paper.text
    joint = text[first[1] : second[0]]
    text = text[: first[0]] + text[slice(*second)] + joint + text[slice(*first)] + text[second[1] :]
    return Marked(
        text,
        paper.gold,
        [moved(span) for span in paper.claims],
        [moved(span) if span else None for span in paper.petitions],
    )


def wrapped(paper: Marked, die: Random) -> Marked:
    """Long lines broken as a narrow page breaks them."""
    width = die.choice([60, 75, 90, 110])
    edits: list[Edit] = []
    place = 0
    for line in paper.text.split("\n"):
        start = len(line) if re.search(r"\t|\||   |CỘNG H", line) else 0  # rows of tables, the two halves of a header
        while len(line) - start > width:
            blank = line.rfind(" ", start + 1, start + width)
            if blank < 0:
                break
            edits.append((place + blank, place + blank + 1, "\n"))
            start = blank + 1
        place += len(line) + 1
    return paper.edited(edits)


def spaced(paper: Marked, die: Random) -> Marked:
    """Blanks doubled here and there, lines ending in blanks, and no-break spaces."""
    return paper.edited(
        (found.start(), found.end(), die.choice(["  ", " ", " "]))
        for found in re.finditer(r"(?<=\w) (?=\w)", paper.text)
        if die.random() < 0.08
    )


def with_neutral_sentences(paper: Marked, die: Random) -> Marked:
    """A sentence that says nothing behind paragraphs of news."""
    if paper.gold["kind"] != "narrative":
        return paper
    return paper.edited(
        (found.end(), found.end(), " " + die.choice(WORDS["neutral"]["sentences"]))
        for found in re.finditer(r"(?m)^[^\n]{160,}\.(?=$)", paper.text)
        if die.random() < 0.5
    )


def with_openings(paper: Marked, die: Random) -> Marked:
    """Words that only open a sentence, before sentences that begin with a common word."""
    return paper.edited(
        (found.start(), found.end(), die.choice(WORDS["neutral"]["openings"]) + found.group().lower())
        for found in re.finditer(r"(?<=[.] )(?:Toàn|Các|Công đoàn|Trong|Qua|Đến|Nhiều|Đã)(?= )", paper.text)
        if die.random() < 0.5
        and not any(start <= found.start() < end for start, end in [*paper.claims, *(p for p in paper.petitions if p)])
    )


def decomposed(paper: Marked, die: Random) -> Marked:
    """Letters and their marks apart."""
    return paper.edited(
        (place, place + 1, unicodedata.normalize("NFD", letter))
        for place, letter in enumerate(paper.text)
        if unicodedata.normalize("NFD", letter) != letter
    )


def misread(paper: Marked, die: Random) -> Marked:
    """A zero in a third of the figures is a letter."""
    edits: list[Edit] = []
    for start, end in paper.claims:
        edits += [
            (start + found.start(), start + found.end(), "O")
            for found in re.finditer(r"(?<=\d)0(?=[\d.,])|(?<=\d)0(?= )", paper.text[start:end])
            if die.random() < 0.3
        ]
    return paper.edited(edits)


def renumbered(paper: Marked, die: Random) -> Marked:
    """Numbers of papers are others: their first digits."""
    numbers = {
        found.group(): f"{die.randint(2, 999):02d}"
        + found.group()[found.group().index("/") if "/" in found.group() else found.group().index("-") :]
        for found in re.finditer(
            r"(?<![\d/])\d{1,4}(?:/(?=[A-ZĐ]{2})|-(?=[A-ZĐ]{2}))[A-ZĐa-z]+(?:[-/][A-ZĐ][\w&]*)*", paper.text
        )
    }
    return paper.renamed(numbers)


KINDS: dict[str, Callable[[Marked, Random], Marked]] = {
    kind.__name__: kind
    for kind in (
        *(other_provinces, other_places, other_people, other_years, renumbered),
        *(other_figures, other_thousands, other_hedges, misread),
        *(other_nouns, other_verbs, with_neutral_sentences, with_openings),
        *(other_order, other_marks, wrapped, spaced, decomposed),
    )
}
