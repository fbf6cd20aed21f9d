"""Every sentence the code asks to have translated, with the file and line that asks."""

import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from babel.messages.extract import extract

KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}

ASKS = re.compile(rb"\b(?:_|\w*gettext\w*)\(")

VIETNAMESE = re.compile("[àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ]", re.IGNORECASE)


@dataclass(frozen=True)
class Sentence:
    """One place where `text` is asked for; `context` tells apart what Vietnamese writes alike."""

    text: str
    context: str | None
    file: Path
    line: int


def in_package(package: Path) -> Iterator[Sentence]:
    """Every marked sentence of the templates and the Python files under `package`."""
    for path in sorted(package.rglob("*.py")):
        if "migrations" not in path.parts and ASKS.search(source := path.read_bytes()):
            yield from _in_python(source, path)
    for path in sorted(package.rglob("templates/**/*.*")):
        if path.is_file():
            yield from in_template(path)


def in_template(path: Path) -> Iterator[Sentence]:
    """The sentences of one template, which Django first turns into a Python-like text with the same lines."""
    from django.utils.translation.template import templatize

    python_like = templatize(path.read_text(), origin=str(path))
    # A tag that begins an indented line leaves its call indented, which Python's tokenizer takes for a block.
    yield from _in_python(re.sub(r"(?m)^[ \t]+(?=\S)", "", python_like).encode(), path)


def _in_python(source: bytes, path: Path) -> Iterator[Sentence]:
    found: Iterable[tuple[int, str | tuple[str, ...], list[str], str | None]] = extract(
        "python", io.BytesIO(source), keywords=KEYWORDS, options={"encoding": "utf-8"}
    )
    for line, message, _comments, context in found:
        yield Sentence(message if isinstance(message, str) else message[0], context, path, line)


def unmarked_in(path: Path) -> Iterator[tuple[int, str]]:
    """Vietnamese words of a template that nothing marks for translation, as (line, words)."""
    from django.template.base import DebugLexer, TokenType

    inside_translation = False
    for token in DebugLexer(path.read_text()).tokenize():
        if token.token_type == TokenType.BLOCK:
            name = token.contents.split()[0]
            if name in ("blocktranslate", "blocktrans", "comment"):
                inside_translation = True
            elif name in ("endblocktranslate", "endblocktrans", "endcomment"):
                inside_translation = False
        elif token.token_type == TokenType.TEXT and not inside_translation:
            for offset, line in enumerate(token.contents.split("\n")):
                if VIETNAMESE.search(line):
                    yield (token.lineno or 1) + offset, line.strip()
