"""The outline of a report as officers type it: one heading a line, its figures after a bar."""

import re

from django.utils.translation import gettext as _

from congdoan.foundation.errors import Refused
from congdoan.indicators.models import Indicator
from congdoan.reports.actions.asking import Heading, heading

LINE = re.compile(r"(?:(?P<label>[IVXLC]+|\d+(?:\.\d+)*|[a-zđ])[.)]\s+)?(?P<title>[^|]+?)\s*(?:\|\s*(?P<codes>.*))?")


def read_outline(text: str) -> list[Heading]:
    """`II. Chăm lo đời sống | members_visited, frontline_gifts` → a heading with its figures. One query.

    Raises Refused naming the line and the code for a figure that does not exist, or when no line has a title.
    """
    found = [
        (number, match)
        for number, line in enumerate(text.splitlines(), start=1)
        if (match := LINE.fullmatch(line.strip()))
    ]
    known = set(Indicator.objects.values_list("code", flat=True))
    headings = []
    for number, match in found:
        codes = [code.strip() for code in (match["codes"] or "").split(",") if code.strip()]
        for code in codes:
            if code not in known:
                raise Refused(
                    _("Dòng %(line)d: không có chỉ tiêu mã “%(code)s”. Xem mã ở trang Chỉ tiêu.")
                    % {"line": number, "code": code},
                    field="outline",
                )
        headings.append(heading(match["label"] or "", match["title"].strip(), indicators=codes))
    if not headings:
        raise Refused(_("Đề cương cần ít nhất một mục."), field="outline")
    return headings


def _line(row: Heading) -> str:
    label = f"{row['label']}. " if row["label"] else ""
    codes = f" | {', '.join(row['indicators'])}" if row["indicators"] else ""
    return f"{label}{row['title']}{codes}"
