"""What a report's state looks like, and its text as a screen draws it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from congdoan.reports.figures import Shown, segments
from congdoan.reports.models import Block, Remark, Report
from congdoan.reports.rules import Words

LOOK_OF_STATE: dict[str, tuple[str, Promise]] = {
    "none": ("idle", _("Chưa bắt đầu")),
    "draft": ("doing", _("Đang soạn")),
    "sent": ("doing", _("Đã gửi, chờ xem")),
    "returned": ("returned", _("Bị trả lại")),
    "accepted": ("done", _("Được chấp nhận")),
    "signed": ("done", _("Đã ký")),
}


@dataclass(frozen=True, slots=True)
class Row:
    """A block of the report with what hangs on it."""

    block: Block
    pieces: Sequence[Words | Shown]
    remarks: Sequence[Remark]
    is_open: bool
    """Whether its text stands in a form just now."""

    @property
    def is_heading(self) -> bool:
        return self.block.kind == "heading"


def rows(report: Report, figures: dict[str, Shown], *, opened: str) -> list[Row]:
    """The report's blocks in order. `opened` is the key of the block being written, or empty. Two queries."""
    remarks: dict[int | None, list[Remark]] = {}
    for remark in report.remarks.all():
        remarks.setdefault(remark.block_id, []).append(remark)
    return [
        Row(block, segments(block, figures), remarks.get(block.pk, []), block.key == opened)
        for block in report.blocks.select_related("excerpt_of__report__unit")
    ]
