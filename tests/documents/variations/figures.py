"""Reports put together by chance: a text, and each figure of it with the measures that are right."""

import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

_PARTS: dict[str, Any] = tomllib.loads((Path(__file__).parent / "figures.toml").read_text(encoding="utf-8"))
_LEAD = "Công đoàn tỉnh Hà Nam: Kết quả năm 2023\n\nNăm 2023, hoạt động công đoàn có nhiều chuyển biến.\n\n"
_CHOICE = re.compile(r"\(([^()]*\|[^()]*)\)")
_FIGURE = re.compile(r"\[\[(?P<words>.*?):(?P<measures>[a-z_|]+)\]\]")
_DOER = re.compile(rf"^(?:{'|'.join(_PARTS['U'])}) (?:đã )?")


@dataclass(frozen=True)
class Told:
    text: str
    figures: tuple[tuple[int, int, tuple[str, ...]], ...]  # from, to, the measures that are right


def reported(die: Random) -> Told:
    """Three things a union did, in one sentence, in three, in a list or behind labels."""
    first, *others = (_sentence(form, die) for form in die.sample(_PARTS["sentences"], 3))
    shape = die.choice(["sentence", "paragraph", "list", "labels"])
    if shape == "sentence":
        marked = die.choice(_PARTS["joints"]).join([first, *map(_without_doer, others)]) + "."
    elif shape == "paragraph":
        marked = " ".join(f"{sentence[0].upper()}{sentence[1:]}." for sentence in (first, *others))
    elif shape == "list":
        entries = (_without_doer(sentence) for sentence in (first, *others))
        marked = "Kết quả cụ thể như sau:\n" + "\n".join(f"- {entry[0].upper()}{entry[1:]};" for entry in entries)
    else:
        labels = die.sample(_PARTS["labels"], 3)
        marked = "\n".join(
            f"{label}: {_without_doer(told)}." for label, told in zip(labels, (first, *others), strict=True)
        )
    return _told(marked)


def _sentence(form: str, die: Random) -> str:
    for mark in ("PH", "P", "U", "H"):
        while f"{{{mark}}}" in form:
            form = form.replace(f"{{{mark}}}", die.choice(_PARTS[mark]), 1)
    while (choice := _CHOICE.search(form)) is not None:
        form = form[: choice.start()] + die.choice(choice.group(1).split("|")) + form[choice.end() :]
    for mark, number in _NUMBERS.items():
        while mark in form:
            form = form.replace(mark, number(die), 1)
    return re.sub(" {2,}", " ", form).replace(" ,", ",").rstrip(". ")


def _thousands(number: int) -> str:
    return f"{number:,}".replace(",", ".")


def _money(die: Random) -> str:
    return die.choice(
        [
            f"{die.randint(12, 980)} triệu đồng",
            f"{die.randint(2, 30)},{die.randint(1, 9)} tỷ đồng",
            f"{die.randint(12, 980)}.000.000 đồng",
            f"{die.randint(2, 9)} tỷ {die.randint(100, 900)} triệu đồng",
        ]
    )


_NUMBERS: dict[str, Callable[[Random], str]] = {
    "{K}": lambda die: str(die.randint(15, 980)),
    "{K2}": lambda die: die.choice([f"{die.randint(2, 9):02d}", str(die.randint(11, 96))]),
    "{K3b}": lambda die: str(die.randint(2, 9)),
    "{K3}": lambda die: _thousands(die.randint(100, 9800)),
    "{K4}": lambda die: _thousands(die.randint(1100, 98000)),
    "{M}": _money,
    "{PC}": lambda die: f"{die.randint(51, 99)},{die.randint(1, 9)}",
}


def _without_doer(sentence: str) -> str:
    bare = _DOER.sub("", sentence)
    return bare if bare.startswith(("[[", "“")) else bare[0].lower() + bare[1:]


def _told(marked: str) -> Told:
    text, place, figures = _LEAD, 0, []
    for found in _FIGURE.finditer(marked):
        text += marked[place : found.start()]
        words = found.group("words").strip()
        figures.append((len(text), len(text) + len(words), tuple(found.group("measures").split("|"))))
        text += found.group("words")
        place = found.end()
    return Told(f"{text}{marked[place:]}\n", tuple(figures))
