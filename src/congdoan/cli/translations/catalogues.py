"""The English catalogues: one beside each area's or room's own words."""

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from congdoan.cli.translations.sentences import Sentence

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")


@dataclass(frozen=True)
class Translation:
    text: str
    context: str | None
    english: str
    file: Path
    line: int

    @property
    def loses_a_placeholder(self) -> bool:
        """True where the English would show other values than the Vietnamese."""
        return set(PLACEHOLDER.findall(self.text)) != set(PLACEHOLDER.findall(self.english))


def files(package: Path) -> list[Path]:
    return sorted(package.rglob("locale/*/LC_MESSAGES/*.po"))


def translations(package: Path) -> Iterator[Translation]:
    """Every entry that has an English sentence; of a plural only the last form is compared."""
    for path in files(package):
        with path.open("rb") as file:
            for message in read_po(file, locale=path.parts[-3]):
                text, english = _last(message.id), _last(message.string)
                if text and english and not message.fuzzy:
                    yield Translation(_first(message.id), message.context, english, path, message.lineno or 0)


def _first(forms: str | Sequence[str] | None) -> str:
    return forms if isinstance(forms, str) else forms[0] if forms else ""


def _last(forms: str | Sequence[str] | None) -> str:
    return forms if isinstance(forms, str) else forms[-1] if forms else ""


def untranslated(sentences: Iterator[Sentence], package: Path) -> list[Sentence]:
    """The sentences that have no English anywhere."""
    known = {(entry.text, entry.context) for entry in translations(package)}
    return [sentence for sentence in sentences if sentence.text and (sentence.text, sentence.context) not in known]


def compile_stale(package: Path) -> int:
    """Write the .mo beside every .po that is newer; how many were written. Safe while others read or do the same."""
    written = 0
    for path in files(package):
        target = path.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= path.stat().st_mtime:
            continue
        unfinished = target.with_suffix(f".{os.getpid()}")
        with path.open("rb") as source, unfinished.open("wb") as file:
            write_mo(file, read_po(source, locale=path.parts[-3]))
        unfinished.replace(target)
        written += 1
    return written
