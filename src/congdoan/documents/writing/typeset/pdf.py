"""From paper to PDF."""

import json
from functools import cache
from importlib.resources import files
from pathlib import Path

import typst

from congdoan.documents.writing.layout import Layout
from congdoan.documents.writing.paper import Paper
from congdoan.documents.writing.typeset.content import content
from congdoan.documents.writing.typeset.fonts import font_folder

_TEMPLATE = files(__package__).joinpath("paper.typ").read_bytes()
_NO_CLOCK = 0


def write_pdf(paper: Paper, layout: Layout, *, fonts: Path | None = None) -> bytes:
    """`paper` as a tagged PDF with its title and language: the same bytes each time.

    A dated paper comes in the form for the archive, PDF/A-2b. That form asks for a date and forbids characters which no
    font at hand can draw (an emoji, say), so other papers come as ordinary PDF.

    `fonts` is a folder holding Tinos; without it the folder filled at set-up is used, else the machine's own fonts.
    Costs about 20 ms a page.
    """
    said = json.dumps(content(paper, layout), ensure_ascii=False)
    available = _fonts(fonts or font_folder())
    if paper.on:
        try:
            return _printed(said, available, is_for_archive=True)
        except typst.TypstError as refusal:
            if "PDF/A" not in str(refusal):
                raise
    return _printed(said, available, is_for_archive=False)


@cache
def _fonts(folder: Path | None) -> typst.Fonts:
    """Read once: looking through a machine's fonts takes longer than setting a page."""
    return typst.Fonts(font_paths=[str(folder)] if folder else [])


def _printed(said: str, available: typst.Fonts, *, is_for_archive: bool) -> bytes:
    compiler = typst.Compiler(_TEMPLATE, font_paths=available, sys_inputs={"paper": said})
    printed = compiler.compile(format="pdf", pdf_standards="a-2b" if is_for_archive else None, timestamp=_NO_CLOCK)
    assert isinstance(printed, bytes)
    return printed
