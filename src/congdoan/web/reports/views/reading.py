"""Reading a report: its text with every figure a door, and beside it what the reader may do next."""

from typing import Any

from django.http import HttpResponse

from congdoan.reports import access, queries
from congdoan.reports.figures import Shown, changes_since, frozen_figure, live_figure, shown
from congdoan.reports.models import Report
from congdoan.web.reports.forms import (
    AddForm,
    BlockForm,
    PlaceForm,
    RemarkForm,
    ReplyForm,
    ReturnForm,
    VersionForm,
    WordingForm,
)
from congdoan.web.reports.looks import LOOK_OF_STATE, rows
from congdoan.web.shell.page import page
from congdoan.web.shell.request import UserRequest


def report(request: UserRequest, key: str) -> HttpResponse:
    """The report. `?sua=` opens a block for writing, `?so=` a figure's trail, `?nhan-xet=` a remark on a block."""
    found = access.report(request.user, key)
    part = "panel" if "so" in request.GET or "nhan-xet" in request.GET else "text"
    return page(request, "reports/report.html", part=part, **contents(request, found))


def contents(request: UserRequest, found: Report, *, written: BlockForm | None = None) -> dict[str, Any]:
    """All that the page of a report shows this reader; `written` is a block's form that was refused."""
    figures = shown(found)
    opened = request.GET.get("sua", "")
    may_write = access.may_write(request.user, found)
    drawn = rows(found, figures, opened=opened if may_write else "")
    block = next((row.block for row in drawn if row.is_open), None)
    return {
        "report": found,
        "asked": found.request,
        "rows": drawn,
        "figures": list(figures.values()),
        "look": LOOK_OF_STATE[found.state],
        "may_write": may_write,
        "may_judge": access.may_judge(request.user, found),
        "may_sign": access.may_sign(request.user, found),
        "written": written or (BlockForm(initial={"text": block.text, "version": block.version}) if block else None),
        "add_form": AddForm(),
        "place_form": PlaceForm(),
        "return_form": ReturnForm(initial={"version": found.version}),
        "version_form": VersionForm(initial={"version": found.version}),
        "reply_form": ReplyForm(),
        "general_remarks": [row for row in found.remarks.all() if row.block_id is None],
        "excerpts": queries.readable_excerpts(found) if may_write else (),
        "below": queries.below(found) if may_write else (),
        "history": found.events.all(),
        **_panel(request, found, figures),
    }


def _panel(request: UserRequest, found: Report, figures: dict[str, Shown]) -> dict[str, Any]:
    """What stands in the side panel: a figure's trail, a remark being made, or the report's own state."""
    name = request.GET.get("so", "")
    if name in figures:
        token = figures[name].token
        live = live_figure(token)
        return {
            "panel": "figure",
            "figure": figures[name],
            "frozen": frozen_figure(token),
            "live": live,
            "changes": changes_since(token),
            "wording_form": WordingForm(initial={"wording": token.wording}),
            "remark_form": RemarkForm(),
        }
    block = found.blocks.filter(key=request.GET.get("nhan-xet", "")).first()
    if block:
        return {"panel": "remark", "remarked": block, "remark_form": RemarkForm()}
    return {"panel": "state", "remark_form": RemarkForm()}
