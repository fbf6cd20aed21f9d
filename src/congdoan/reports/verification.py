"""Are the figures of what was sent held still? Each carries its value and the journal position it was read at."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from congdoan.reports.models import Token
from congdoan.reports.rules import is_editable


def verify() -> list[str]:
    """Every figure of a sent, accepted or signed report that is not frozen at its report's position. One query."""
    return list(_findings())


def _findings() -> Iterator[str]:
    rows = Token.objects.select_related("report__unit").order_by("report_id", "pk")
    for token in rows.iterator(chunk_size=2000):
        report = token.report
        words = {"report": report.key, "unit": report.unit.code, "name": token.name}
        if is_editable(report.state):
            if token.frozen is not None:
                yield _("báo cáo %(report)s của %(unit)s đang soạn nhưng số “%(name)s” đã bị giữ lại") % words
        elif token.frozen is None:
            yield _("báo cáo %(report)s của %(unit)s đã gửi nhưng số “%(name)s” chưa được giữ nguyên") % words
        elif token.frozen.get("position") != report.journal_position:
            yield _("báo cáo %(report)s của %(unit)s: số “%(name)s” được giữ ở vị trí khác của sổ ghi") % words
