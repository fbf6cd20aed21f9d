"""What a report's state looks like, and its text as a screen draws it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from congdoan.reports.claims import Typed, marked
from congdoan.reports.figures import Shown, segments
from congdoan.reports.models import Block, Remark, Report
from congdoan.reports.queries import changed_sources
from congdoan.reports.rules import Words

LOOK_OF_STATE: dict[str, tuple[str, Promise]] = {
    "none": ("idle", _("Chưa bắt đầu")),
    "draft": ("doing", _("Đang soạn")),
    "sent": ("doing", _("Đã gửi, chờ xem")),
    "returned": ("returned", _("Bị trả lại")),
    "accepted": ("done", _("Được chấp nhận")),
    "signed": ("done", _("Đã ký")),
}

CONCLUDED: tuple[str, Promise] = ("done", _("Đã chốt, chờ ký"))


def look_of(report: Report) -> tuple[str, Promise]:
    """Nobody above accepted what a unit draws together for itself: it is concluded."""
    return CONCLUDED if report.is_own and report.state == "accepted" else LOOK_OF_STATE[report.state]


Piece = Words | Shown | Typed


@dataclass(frozen=True, slots=True)
class Row:
    """A block of the report with what hangs on it."""

    block: Block
    pieces: Sequence[Piece]
    remarks: Sequence[Remark]
    is_open: bool
    """Whether its text stands in a form just now."""
    source_is: str
    """Of an excerpt whose source is no longer as it was picked: `returned` or `rewritten`."""

    @property
    def is_heading(self) -> bool:
        return self.block.kind == "heading"

    @property
    def typed(self) -> list[Typed]:
        """Numbers typed by hand of which the report has a figure of its own."""
        return [piece for piece in self.pieces if isinstance(piece, Typed) and piece.figure]


@dataclass(frozen=True, slots=True)
class Legend:
    """How many numbers of the text stand on records, have no source, or say what the records do not."""

    bound: int
    free: int
    contradicted: int
    typed: int
    """Those of `free` that were typed by hand; the rest are figures nobody has recorded."""


def rows(report: Report, figures: dict[str, Shown], *, opened: str) -> list[Row]:
    """The report's blocks in order. `opened` is the key of the block being written, or empty. Five queries."""
    remarks: dict[int | None, list[Remark]] = {}
    for remark in report.remarks.select_related("token__indicator"):
        remarks.setdefault(remark.block_id, []).append(remark)
    changed = changed_sources(report)
    return [
        Row(
            block,
            _pieces(block, figures),
            remarks.get(block.pk, []),
            block.key == opened,
            changed.get(block.pk, ""),
        )
        for block in report.blocks.select_related("excerpt_of__report__unit").prefetch_related("kept_numbers")
    ]


def legend(drawn: Sequence[Row]) -> Legend:
    """Counted over the text as it stands, so that a number quoted twice counts twice."""
    pieces = [piece for row in drawn for piece in row.pieces if not isinstance(piece, Words)]
    contradicted = sum(isinstance(piece, Typed) and piece.is_contradicted for piece in pieces)
    bound = sum(isinstance(piece, Shown) and piece.look == "bound" for piece in pieces)
    typed = sum(isinstance(piece, Typed) and not piece.is_contradicted and not piece.kept for piece in pieces)
    return Legend(bound, len(pieces) - bound - contradicted, contradicted, typed)


def _pieces(block: Block, figures: dict[str, Shown]) -> Sequence[Piece]:
    """An excerpt's numbers were frozen where it comes from; they are quoted, not typed."""
    found = segments(block, figures)
    if block.kind == "heading" or (block.excerpt_of_id and block.text == block.quoted):
        return found
    kept = {row.words: row for row in block.kept_numbers.all()}
    return [
        replace(piece, kept=kept[piece.text], is_contradicted=False)
        if isinstance(piece, Typed) and piece.is_contradicted and piece.text in kept
        else piece
        for piece in marked(found, figures)
    ]
