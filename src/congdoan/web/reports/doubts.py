"""What a writer should look at before a report goes up. The verb decides what stops it; these are said before."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from congdoan.reports.figures import Shown
from congdoan.reports.models import Report
from congdoan.web.reports.looks import legend, rows


@dataclass(frozen=True, slots=True)
class Doubt:
    """`stops`: the report cannot be sent before it is mended."""

    text: str
    stops: bool = False


def doubts(report: Report, figures: dict[str, Shown]) -> list[Doubt]:
    """Those that stop the report first. Five queries."""
    drawn = rows(report, figures, opened="")
    counts = legend(drawn)
    unanswered = report.remarks.filter(closed_at__isnull=True).count()
    empty = sum(not row.is_heading and not row.block.text for row in drawn)
    silent = sum(figure.look != "bound" for figure in figures.values())
    changed = sum(bool(row.source_is) for row in drawn)
    said = [
        (unanswered, _("%(count)d nhận xét chưa trả lời."), True),
        (empty, _("%(count)d đoạn chưa viết. Nếu không có gì, hãy ghi “Không phát sinh”."), True),
        (counts.contradicted, _("%(count)d con số gõ tay trái với sổ ghi."), False),
        (counts.typed, _("%(count)d con số gõ tay chưa có nguồn trong sổ ghi."), False),
        (
            silent,
            _("%(count)d con số chưa có ai ghi nhận: ghi nhận việc, báo không phát sinh, hoặc bỏ khỏi câu."),
            False,
        ),
        (changed, _("%(count)d đoạn trích mà nguồn đã đổi."), False),
    ]
    return [Doubt(words % {"count": count}, stops) for count, words, stops in said if count]
