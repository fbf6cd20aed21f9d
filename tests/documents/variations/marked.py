"""A paper with its gold, kept together while its text is edited."""

import copy
import json
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

Edit = tuple[int, int, str]  # from, to, what stands there instead


@dataclass
class Marked:
    """`claims` and `petitions` are the gold's, each with its place in `text`; `document` is the gold's."""

    text: str
    gold: dict[str, Any]
    claims: list[tuple[int, int]] = field(default_factory=list)
    petitions: list[tuple[int, int] | None] = field(default_factory=list)

    def edited(self, edits: Iterable[Edit]) -> "Marked":
        """With parted stretches replaced; what stands inside a claim or a demand changes its text."""
        parted: list[Edit] = []
        for edit in sorted(edits):
            if not parted or edit[0] >= parted[-1][1]:
                parted.append(edit)
        pieces, place = [], 0
        for start, end, words in parted:
            pieces += [self.text[place:start], words]
            place = end
        text = "".join([*pieces, self.text[place:]])
        moved = _Moved(parted)
        return Marked(
            text,
            copy.deepcopy(self.gold),
            [moved.span(*claim) for claim in self.claims],
            [moved.span(*petition) if petition else None for petition in self.petitions],
        )

    def renamed(self, names: dict[str, str]) -> "Marked":
        """With each of `names` (as written, or in capitals) replaced wherever it stands, in text and gold."""
        if not names:
            return self
        pattern = re.compile(
            rf"(?<!\w)(?:{'|'.join(re.escape(name) for name in sorted(names, key=len, reverse=True))})(?!\w)",
            re.IGNORECASE,
        )
        small = {name.lower(): new for name, new in names.items()}

        def new(found: re.Match[str]) -> str:
            old, words = found.group(), small[found.group().lower()]
            return words.upper() if old.isupper() and len(old) > 1 else words

        changed = self.edited((found.start(), found.end(), new(found)) for found in pattern.finditer(self.text))
        changed.gold = _strings(changed.gold, lambda text: pattern.sub(new, text))
        return changed

    def as_gold(self) -> dict[str, Any]:
        """The gold of the text as it now stands."""
        gold = copy.deepcopy(self.gold)
        for claim, (start, end) in zip(gold["claims"], self.claims, strict=True):
            claim["start"], claim["text"] = start, self.text[start:end]
        gold["claims"].sort(key=lambda claim: claim["start"])
        for petition, place in zip(gold.get("petitions", []), self.petitions, strict=True):
            if place:
                petition["text"] = self.text[slice(*place)]
        return gold


@dataclass
class _Moved:
    edits: list[Edit]

    def span(self, start: int, end: int) -> tuple[int, int]:
        return self._place(start, is_end=False), self._place(end, is_end=True)

    def _place(self, place: int, *, is_end: bool) -> int:
        shift = 0
        for start, end, words in self.edits:
            if end <= place and not (start == end == place and is_end):
                shift += len(words) - (end - start)
            elif start < place < end:
                return start + shift + (len(words) if is_end else 0)
            else:
                break
        return place + shift


def _strings(thing: Any, change: Any) -> Any:
    if isinstance(thing, str):
        return change(thing)
    if isinstance(thing, list):
        return [_strings(part, change) for part in thing]
    if isinstance(thing, dict):
        return {name: _strings(part, change) for name, part in thing.items()}
    return thing


def opened(paper: Path) -> Marked:
    """The paper `NNN.txt` with its gold `NNN.json`, its letters composed."""
    stored = paper.read_bytes().decode("utf-8")
    gold = json.loads(paper.with_suffix(".json").read_text(encoding="utf-8"))
    places = _composed_places(stored)
    text = unicodedata.normalize("NFC", stored)
    marked = Marked(text, gold)
    for claim in gold["claims"]:
        marked.claims.append((places[claim["start"]], places[claim["start"] + len(claim["text"])]))
    for petition in gold.get("petitions", []):
        words = unicodedata.normalize("NFC", petition["text"])
        start = text.find(words)
        marked.petitions.append((start, start + len(words)) if start >= 0 else None)
    return marked


def _composed_places(stored: str) -> list[int]:
    """Of each place of `stored`, the place in the composed text."""
    places, length, cluster = [], 0, ""
    for letter in stored:
        if cluster and not unicodedata.combining(letter):
            length += len(unicodedata.normalize("NFC", cluster))
            cluster = ""
        places.append(length)
        cluster += letter
    return [*places, length + len(unicodedata.normalize("NFC", cluster))]
