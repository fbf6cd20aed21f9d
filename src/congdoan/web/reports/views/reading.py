"""Reading a report: its text with every figure a door, and beside it what the reader may do next."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.urls import reverse

from congdoan.indicators.access import may_see_what_for
from congdoan.indicators.queries import trail
from congdoan.registry import access as registry
from congdoan.reports import access, queries
from congdoan.reports.drift import changes_since
from congdoan.reports.figures import Shown, as_told, frozen_figure, live_figure, period_of, plain_text, shown
from congdoan.reports.models import Report, Token
from congdoan.web.reports.forms import (
    AddForm,
    BlockForm,
    PlaceForm,
    RemarkForm,
    ReturnForm,
    VersionForm,
    WordingForm,
)
from congdoan.web.reports.looks import legend, look_of, rows
from congdoan.web.shell.page import page
from congdoan.web.shell.request import UserRequest

ACTS_SHOWN = 8
"""Acts named in the panel of a figure; the figure's own page has all of them."""


def report(request: UserRequest, key: str) -> HttpResponse:
    """The report. `?sua=` opens a block for writing, `?so=` a figure's trail, `?nhan-xet=` a remark on a block."""
    found = access.report(request.user, key)
    part = "panel" if "so" in request.GET or "nhan-xet" in request.GET else "text"
    return page(request, "reports/report.html", part=part, **contents(request, found))


def contents(
    request: UserRequest,
    found: Report,
    *,
    writing: str = "",
    written: BlockForm | None = None,
    remarking: RemarkForm | None = None,
) -> dict[str, Any]:
    """All that the page of a report shows this reader.

    `written` is the refused form of the block `writing`, `remarking` a refused remark.
    """
    figures = as_told(shown(found), request.user)
    opened = writing or request.GET.get("sua", "")
    may_write = access.may_write(request.user, found)
    drawn = rows(found, figures, opened=opened if may_write else "")
    block = next((row.block for row in drawn if row.is_open), None)
    may_take_back = access.may_take_back(request.user, found)
    excerpts = queries.readable_excerpts(found) if may_write else []
    headings = list(dict.fromkeys(row.heading for row in excerpts))
    heading = request.GET.get("muc", headings[0] if headings else "")
    return {
        "report": found,
        "asked": found.request,
        "rows": drawn,
        "figures": list(figures.values()),
        "legend": legend(drawn),
        "look": look_of(found),
        "may_write": may_write,
        "may_judge": access.may_judge(request.user, found),
        "may_sign": access.may_sign(request.user, found),
        "may_take_back": may_take_back,
        "written": written or (BlockForm(initial={"text": block.text, "version": block.version}) if block else None),
        "add_form": AddForm(auto_id="add-%s"),
        "place_form": PlaceForm(auto_id="place-%s"),
        "return_form": ReturnForm(initial={"version": found.version}, auto_id="return-%s"),
        "version_form": VersionForm(initial={"version": found.version}, auto_id="state-%s"),
        "general_remarks": found.remarks.filter(block=None).select_related("token__indicator"),
        "excerpts": [row for row in excerpts if row.heading == heading],
        "headings": headings,
        "heading": heading,
        "below": queries.desks_below(found) if may_write else (),
        "history": found.events.all(),
        "open_remarks": found.remarks.filter(closed_at=None).count(),
        "paper": registry.visible_to(request.user).filter(report=found).first(),
        **_panel(request, found, figures, remarking or RemarkForm()),
    }


def _trail(token: Token) -> str:
    """The page of the figure as it is now, down to its acts and papers."""
    address = reverse("figures:figure", args=[token.report.unit.code, token.indicator_id])
    return f"{address}?{urlencode({'period': period_of(token).code})}"


def _panel(request: UserRequest, found: Report, figures: dict[str, Shown], remarking: RemarkForm) -> dict[str, Any]:
    """What stands in the side panel: a figure's trail, a remark being made, or the report's own state."""
    asked = request.POST if remarking.is_bound else request.GET
    name = asked.get("so", "")
    if name in figures and may_see_what_for(request.user, found.unit, figures[name].token.indicator):
        return {**_opened(figures[name]), "remark_form": remarking}
    block = found.blocks.filter(key=asked.get("doan" if remarking.is_bound else "nhan-xet", "")).first()
    if block:
        words = plain_text(block, figures)
        return {"panel": "remark", "remarked": block, "remarked_words": words, "remark_form": remarking}
    return {"panel": "state", "remark_form": remarking}


def _opened(figure: Shown) -> dict[str, Any]:
    """A figure with its formula, its parts, the acts behind it and what moved it since."""
    token = figure.token
    live = live_figure(token)
    return {
        "panel": "figure",
        "figure": figure,
        "frozen": frozen_figure(token),
        "live": live,
        "acts": trail(live, limit=ACTS_SHOWN),
        "changes": changes_since(token),
        "trail": _trail(token),
        "period": period_of(token).code,
        "wording_form": WordingForm(initial={"wording": token.wording}),
    }
