"""Ruled tables: a head repeated on every page, rows kept whole, the total never alone."""

from congdoan.documents.writing.columns import PADDING_MM, Fit, fit
from congdoan.documents.writing.layout import Layout
from congdoan.documents.writing.paper import Table, Text, plain
from congdoan.documents.writing.safe_text import clean
from congdoan.documents.writing.word.inline import Inline
from congdoan.documents.writing.word.markup import Element, box, cell, paragraph, row, run, table

_LONG_CELL = 300

_SIGNED_MM = 9.0
"""The least height of a row that somebody signs."""


def ruled_table(content: Table, layout: Layout, width_mm: float, inline: Inline) -> list[Element]:
    """The caption, the unit, the table and its note."""
    fitted = fit(content, width_mm, layout.faces.table.size_pt)
    is_plain = all(not name for name, _ in content.groups)
    rows = [row(_heads(content, fitted), is_head=True)] if is_plain else _grouped_heads(content, fitted)
    last = len(content.rows) - 1
    for place, cells in enumerate(content.rows):
        precedes_total = place == last and content.total is not None
        rows.append(_row(content, cells, fitted, inline, keep_next=precedes_total))
    if content.total is not None:
        rows.append(_row(content, content.total, fitted, inline, bold=True))
    above = [("Caption", content.caption), ("Unit", content.unit)]
    return [
        *(paragraph(style, [run(clean(text))]) for style, text in above if text),
        table(fitted.widths_mm, rows, borders=box("tblBorders"), padding_mm=PADDING_MM),
        paragraph("TableNote", [run(clean(content.note))] if content.note else []),
    ]


def _head(text: str, fitted: Fit) -> list[Element]:
    return [paragraph("Cell", [run(clean(text), bold=True, size_pt=fitted.size_pt)], side="center", keep_next=True)]


def _heads(content: Table, fitted: Fit) -> list[Element]:
    return [
        cell(width, _head(column.title, fitted), is_middle=True)
        for column, width in zip(content.columns, fitted.widths_mm, strict=True)
    ]


def _grouped_heads(content: Table, fitted: Fit) -> list[Element]:
    """Two lines: names over their columns; a column without a group reaches over both."""
    upper, lower = [], []
    place = 0
    for name, span in content.groups:
        columns, widths = content.columns[place : place + span], fitted.widths_mm[place : place + span]
        place += span
        if name:
            upper.append(cell(sum(widths), _head(name, fitted), span=span, is_middle=True))
            lower += [
                cell(width, _head(column.title, fitted), is_middle=True)
                for column, width in zip(columns, widths, strict=True)
            ]
        else:
            upper.append(cell(widths[0], _head(columns[0].title, fitted), merge="restart", is_middle=True))
            lower.append(cell(widths[0], [paragraph("Cell", keep_next=True)], merge="continue"))
    return [row(upper, is_head=True), row(lower, is_head=True)]


def _row(
    content: Table,
    cells: tuple[Text, ...],
    fitted: Fit,
    inline: Inline,
    *,
    bold: bool = False,
    keep_next: bool = False,
) -> Element:
    made = [
        cell(
            width,
            [
                paragraph(
                    "Cell",
                    inline.runs(text, bold=bold or None, size_pt=fitted.size_pt),
                    side=column.align,
                    keep_next=keep_next,
                )
            ],
            is_middle=True,
        )
        for column, text, width in zip(content.columns, cells, fitted.widths_mm, strict=True)
    ]
    is_signed = any(column.for_hand for column in content.columns)
    is_long = any(len(plain(text)) > _LONG_CELL for text in cells)
    return row(made, may_split=is_long, least_mm=_SIGNED_MM if is_signed else None)
