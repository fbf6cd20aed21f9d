"""Việc của tôi: what is due, late, returned, to sign, new; the notices; and the search."""

from dataclasses import dataclass

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from congdoan.accounts import access as accounts
from congdoan.accounts import notices as told
from congdoan.accounts.models import Notice, User
from congdoan.accounts.rules import Task
from congdoan.cases.access import may_ask as may_ask_support
from congdoan.desk.queries import Work, my_work
from congdoan.desk.queries import search as find
from congdoan.desk.work import Group, Item
from congdoan.foundation import clock
from congdoan.foundation.errors import NotFound
from congdoan.obligations.access import visible_to
from congdoan.registry.access import may_register
from congdoan.web.duties.looks import Badge, badge
from congdoan.web.shell.frame import entries
from congdoan.web.shell.page import page
from congdoan.web.shell.request import UserRequest
from congdoan.web.shell.templatetags.figures import weekday


@dataclass(frozen=True, slots=True)
class Line:
    """One thing to do, as the list shows it."""

    item: Item
    badge: Badge
    when: str
    steps: tuple[dict[str, str], ...]


def desk(request: UserRequest) -> HttpResponse:
    """The desk of the unit one acts for. Who sees totals only begins at the figures."""
    if not accounts.may(request.user, Task.READ, at=request.unit):
        return redirect("figures:board")
    work = my_work(request.user, request.unit, on=request.as_of)
    may_ask = may_ask_support(request.user, request.unit).allowed
    may_answer = bool(accounts.may(request.user, Task.ANSWER, at=request.unit)) and request.as_of == clock.today()
    return page(
        request, "today/desk.html", part="desk", work=work, lead=_lead(work), may_answer=may_answer,
        may_record=accounts.may(request.user, Task.RECORD_ACT, at=request.unit).allowed,
        may_ask_support=may_ask,
        may_take_in=not may_ask and may_register(request.user, request.unit).allowed,
        late=_lines(work.late), returned=_lines(work.returned), due=_lines(work.due), undated=_lines(work.undated),
        to_verify=_lines(work.to_verify),
        elsewhere=[entry for entry in entries(request) if entry.waiting and entry.waits_at],
        unread=told.unread(request.user)[:5],
    )  # fmt: skip


def search(request: UserRequest) -> HttpResponse:
    """Papers, units, duties and acts that hold every word."""
    words = request.GET.get("q", "").strip()[:200]
    return page(
        request, "today/search.html", part="found", words=words, found=find(words, request.user),
        may_find_people=accounts.may(request.user, Task.SEE_MEMBERS, at=request.unit).allowed,
    )  # fmt: skip


def notices(request: UserRequest) -> HttpResponse:
    """Everything the person was told, newest first; POST marks all as read."""
    if request.method == "POST":
        told.mark_read(request.user)
        return redirect("today:notices")
    return page(request, "today/notices.html", part="notices", notices=request.user.notices.all()[:60])


def follow(request: UserRequest, key: str) -> HttpResponse:
    """Open what a notice is about, and count it as read."""
    notice = request.user.notices.filter(key=key).first()
    if notice is None:
        raise NotFound(_("Không có thông báo này."))
    told.mark_read(request.user, [key])
    return redirect(_where(notice))


ADDRESSES = {
    "obligation": "duties:obligation",
    "document": "duties:thread",
    "report": "reports:report",
    "act": "acts:act",
    "request": "reports:desk",
    "target": "figures:target",
    "case": "care:case",
    "round": "care:round",
    "forgetting": "members:forget_request",
}
"""Where the subject of a notice (`obligation:KEY`) is read."""


def _where(notice: Notice) -> str:
    kind, _colon, key = notice.link.partition(":")
    if notice.link.startswith("/"):
        return notice.link
    if kind == "duty":
        return _own_obligation(notice.user, key)
    try:
        return reverse(ADDRESSES[kind], args=[key])
    except (KeyError, NoReverseMatch):
        return reverse("duties:mine")


def _own_obligation(user: User, duty: str) -> str:
    """What a duty without a paper asks of the person's own units."""
    units = [unit.pk for unit in accounts.acting_units(user)]
    mine = Q(bearer__in=units) | Q(heir__in=units)
    found = visible_to(user).filter(mine, duty__key=duty).order_by("-placed_on", "pk").first()
    return reverse("duties:obligation", args=[found.key]) if found else reverse("duties:mine")


def _lead(work: Work) -> str:
    day = _("%(weekday)s, %(day)s.") % {"weekday": weekday(work.look.on), "day": f"{work.look.on:%d/%m/%Y}"}
    parts = []
    if late := work.late.whole:
        parts.append(ngettext("Có %(n)d việc trễ", "Có %(n)d việc trễ", late) % {"n": late})
    if back := work.returned.whole + len(work.reports_returned):
        parts.append(ngettext("%(n)d việc bị trả lại", "%(n)d việc bị trả lại", back) % {"n": back})
    if sign := len(work.to_sign):
        parts.append(ngettext("%(n)d bản đang chờ ký", "%(n)d bản đang chờ ký", sign) % {"n": sign})
    if not parts:
        return f"{day} " + _("Không có việc nào trễ.")
    words = "; ".join(parts)
    return f"{day} {words[:1].upper()}{words[1:]}."


def _lines(group: Group) -> list[Line]:
    return [Line(item, badge(item.judged), _when(item), _steps(item)) for item in group.items]


def _when(item: Item) -> str:
    due = item.judged.due_on
    if item.returned:
        return f"{item.returned.actor_name}, {item.returned.on:%d/%m/%Y}"
    if due is None:
        return item.obligation.duty.due_text
    if item.judged.is_open and not item.judged.late:
        return f"{weekday(due)}, {due:%d/%m/%Y}"
    return _("hạn %(day)s") % {"day": f"{due:%d/%m/%Y}"}


def _steps(item: Item) -> tuple[dict[str, str], ...]:
    """The small trail: the paper, then the duty or its period."""
    duty, paper = item.obligation.duty, item.obligation.duty.document
    if item.obligation.period_start:
        here = _("Kỳ %(month)s") % {"month": f"{item.obligation.period_start:%m/%Y}"}
    else:
        here = _("Nhiệm vụ %(number)d") % {"number": duty.ordinal} if paper else str(duty.get_origin_display())
    upper = item.obligation.under.duty.document if item.obligation.under_id and item.obligation.under else None
    papers = [each for each in (upper, paper) if each]
    url = "duties:thread"
    return (
        *({"label": each.symbol or each.subject[:40], "url": reverse(url, args=[each.key])} for each in papers),
        {"label": here, "url": ""},
    )
