"""The thread of a paper: the tree, the day one looks at, the panel beside it."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

from congdoan.desk.thread import Thread, rows, thread
from congdoan.foundation import clock
from congdoan.foundation.errors import Refused
from congdoan.obligations import access
from congdoan.registry import access as registry
from congdoan.registry.models import RegisteredDocument
from congdoan.web.duties.branches import branch_of
from congdoan.web.duties.drawing import Drawer
from congdoan.web.duties.panels import panel_of
from congdoan.web.shell.page import page
from congdoan.web.shell.request import UserRequest
from congdoan.web.shell.typed import read_day

TICKS = 4


@dataclass(frozen=True, slots=True)
class Slider:
    """The days one may look at: `step` of `steps` from `first`."""

    first: date
    last: date
    day: date
    ticks: tuple[date, ...]

    @property
    def step(self) -> int:
        return (self.day - self.first).days

    @property
    def steps(self) -> int:
        return (self.last - self.first).days


def shown(request: UserRequest, key: str) -> HttpResponse:
    """The tree and, with `?xem=`, the panel. `?ngay=` (or the slider's `?buoc=`) is the day, `?tre=1` the late only."""
    document = registry.document_for_reading(request.user, key)
    day, complaint = day_asked(request, document)
    found = thread(document, on=day, user=request.user)
    selected = request.GET.get("xem", "")
    query = _query(request, day)
    drawer = Drawer(found, query, selected)
    opened = frozenset(request.GET.get("mo", "").split())
    laid = rows(found, only_late="tre" in query, opened=opened)
    context = {
        "document": document, "thread": found, "chain": drawer.chain(), "rows": [drawer.row(row) for row in laid],
        "slider": _slider(found, day), "only_late": "tre" in query, "complaint": complaint, "query": query,
        "is_ahead": day > clock.today(), "close": drawer.link(""),
        "folded_url": Drawer(found, {name: value for name, value in query.items() if name != "mo"}, "").link(selected),
        **_panel(request, found, selected, drawer, day),
    }  # fmt: skip
    part = "panel" if request.headers.get("HX-Target") == "panel" else "thread"
    return page(request, "duties/thread.html", part=part, **context)


def _panel(request: UserRequest, found: Thread, selected: str, drawer: Drawer, day: date) -> dict[str, Any]:
    kind, _dash, key = selected.partition("-")
    if kind == "o" or (kind == "u" and key):
        node = next((each for each in found.walk() if each.key == selected), None)
        if kind == "o" or (node and node.obligation):
            return {"panel": panel_of(request, access.obligation(request.user, key), on=day)}
        return {"branch": branch_of(request, found, node, _before_key(drawer))} if node else {}
    if kind == "v" and any(paper.key == key for paper in found.chain):
        return {"branch": branch_of(request, found, None, _before_key(drawer))}
    node = next((each for each in found.walk() if each.key == selected), None)
    return {"branch": branch_of(request, found, node, _before_key(drawer))} if node else {}


def _before_key(drawer: Drawer) -> str:
    return drawer.link("").rstrip("&") + ("&xem=" if drawer.query else "xem=")


def _query(request: UserRequest, day: date) -> dict[str, str]:
    """What the links of the page keep: the day when it is not today's, the filter, what was opened."""
    kept = {name: request.GET[name] for name in ("tre", "mo") if request.GET.get(name)}
    return {**kept, "ngay": f"{day:%d/%m/%Y}"} if day != request.as_of else kept


def day_asked(request: UserRequest, document: RegisteredDocument) -> tuple[date, str]:
    """The day asked for, or the one the whole site looks from; and what was wrong with what was typed."""
    first = _first_day(document)
    try:
        if step := request.GET.get("buoc", ""):
            return first + timedelta(days=min(max(int(step), 0), 3660)), ""
        if typed := request.GET.get("ngay", ""):
            day = read_day(typed, today=clock.today())
            if not first <= day <= first + timedelta(days=3660):
                words = _("Ngày %(day)s nằm ngoài thời gian của văn bản này; đang nhìn tại ngày %(today)s.")
                return request.as_of, words % {"day": typed, "today": f"{request.as_of:%d/%m/%Y}"}
            return day, ""
    except (ValueError, OverflowError):
        return request.as_of, _("Không hiểu ngày được chọn.")
    except Refused as refused:
        return request.as_of, str(refused)
    return request.as_of, ""


def _first_day(document: RegisteredDocument) -> date:
    return document.issued_on or clock.today()


def _slider(found: Thread, day: date) -> Slider:
    first = _first_day(found.chain[0])
    last = max(filter(None, [found.last_day, clock.today(), day])) + timedelta(days=1)
    apart = (last - first) / TICKS
    ticks = tuple(first + apart * place for place in range(TICKS + 1))
    return Slider(min(first, day), last, day, ticks)
