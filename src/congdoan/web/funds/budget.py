"""Dự toán and quyết toán of a year, side by side with what the books say."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from congdoan.accounts.persons import accounts_of
from congdoan.foundation import clock, periods
from congdoan.foundation.errors import NotFound, Refused
from congdoan.funds import access, actions, queries
from congdoan.funds.models import Estimate, Origin, Purpose, Settlement, Stream
from congdoan.web.funds.reading import read_year
from congdoan.web.shell import typed
from congdoan.web.shell.page import page
from congdoan.web.shell.request import UserRequest
from congdoan.web.shell.toasts import toast


@dataclass(frozen=True, slots=True)
class Line:
    """One heading: `name` is `in:dues`, then what was meant and what was done.

    `is_personal`: its sum tells who is ill or in need where the unit is small.
    """

    name: str
    label: str
    official: str
    planned_vnd: int
    done_vnd: int
    is_personal: bool = False

    @property
    def is_used(self) -> bool:
        return bool(self.planned_vnd or self.done_vnd)


def year(request: UserRequest) -> HttpResponse:
    """The year of one stream: meant, done so far, settled."""
    if not access.may_see_money(request.user, request.unit):
        access.may_keep_books(request.user, request.unit).require()
    return _page(request)


def draw(request: UserRequest) -> HttpResponse:
    """Write the estimate's lines."""
    access.may_keep_books(request.user, request.unit).require()
    stream, number = _chosen(request)
    if request.method != "POST":
        return _page(request, drawing=True)
    lines, wrong = {}, {}
    for name in _names(stream):
        try:
            lines[name] = typed.read_money(request.POST.get(name, "").strip() or "0")
        except Refused as refused:
            wrong[name] = str(refused)
    if not wrong:
        read = request.POST.get("version", "")
        version = int(read) if read.isdecimal() else 0
        actions.draw_estimate(request.unit, stream=stream, year=number, lines=lines, version=version, by=request.actor)
        toast(request, _("Đã lưu dự toán."))
        return redirect(f"{request.path.replace('lap/', '')}?dong={stream}&nam={number}")
    return _page(request, drawing=True, wrong=wrong)


def decide(request: UserRequest, what: str) -> HttpResponse:
    """Approve the estimate, draw the settlement, approve the settlement."""
    stream, number = _chosen(request)
    where = {"unit": request.unit, "stream": stream, "year": number}
    if request.method != "POST":
        raise NotFound(_("Không có bước này."))
    if what == "quyet-toan":
        access.may_keep_books(request.user, request.unit).require()
        actions.settle_year(request.unit, stream=stream, year=number, by=request.actor)
    else:
        access.may_approve(request.user, request.unit).require()
        estimate = Estimate.objects.filter(**where).first() if what == "duyet" else None
        settlement = Settlement.objects.filter(**where).first() if what == "duyet-quyet-toan" else None
        if estimate:
            read = request.POST.get("version", "")
            actions.approve_estimate(estimate, version=int(read) if read.isdecimal() else 0, by=request.actor)
        elif settlement:
            actions.approve_settlement(settlement, by=request.actor)
        else:
            raise NotFound(_("Không có bước này."))
    toast(request, _("Đã ghi."))
    return redirect(f"{request.path.rsplit('/', 2)[0]}/?dong={stream}&nam={number}")


def _chosen(request: UserRequest) -> tuple[str, int]:
    said = request.POST if request.method == "POST" else request.GET
    stream = said.get("dong", "budget")
    return (stream if stream in Stream.values else "budget"), read_year(said.get("nam", ""), clock.today().year)


def _names(stream: str) -> list[str]:
    origins = Origin.objects.filter(streams__stream=stream).exclude(code="carried")
    purposes = Purpose.objects.filter(streams__stream=stream).exclude(code="carried")
    return [f"in:{row.code}" for row in origins] + [f"out:{row.code}" for row in purposes]


def _page(request: UserRequest, *, drawing: bool = False, wrong: dict[str, str] | None = None) -> HttpResponse:
    stream, number = _chosen(request)
    where = {"unit": request.unit, "stream": stream, "year": number}
    estimate = Estimate.objects.filter(**where).prefetch_related("lines").first()
    settlement = Settlement.objects.filter(**where).first()
    lines = [line for line in _lines(request, stream, number, estimate) if drawing or line.is_used]
    if not drawing:
        lines = _folded(lines)
    mine = accounts_of(request.actor.key)
    keeps, approves = access.may_keep_books(request.user, request.unit), access.may_approve(request.user, request.unit)
    return page(
        request,
        "funds/budget.html",
        stream=stream,
        streams=Stream.choices,
        year=number,
        estimate=estimate,
        settlement=settlement,
        taken_in=[line for line in lines if line.name.startswith("in:")],
        spent=[line for line in lines if line.name.startswith("out:")],
        opening_vnd=queries.held_before(request.unit, stream, periods.year(number).start),
        drawing=drawing,
        wrong=wrong or {},
        typed=request.POST,
        may_draw=keeps and (estimate is None or estimate.state == "draft"),
        may_approve=approves and estimate and estimate.state == "draft" and estimate.drawn_by not in mine,
        may_settle=keeps and settlement is None,
        may_approve_settlement=approves
        and settlement
        and not settlement.approved_by
        and settlement.drawn_by not in mine,
    )


def _lines(request: UserRequest, stream: str, number: int, estimate: Estimate | None) -> list[Line]:
    planned = {
        f"in:{row.origin_id}" if row.origin_id else f"out:{row.purpose_id}": row.amount_vnd
        for row in (estimate.lines.all() if estimate else [])
    }
    taken_in, spent = queries.executed(request.unit, stream, periods.year(number))
    done = {f"in:{row.code}": row.amount_vnd for row in taken_in} | {f"out:{row.code}": row.amount_vnd for row in spent}
    purposes = list(Purpose.objects.filter(streams__stream=stream))
    headings = [(f"in:{row.code}", row) for row in Origin.objects.filter(streams__stream=stream)]
    headings += [(f"out:{row.code}", row) for row in purposes]  # type: ignore[misc]
    personal = {f"out:{row.code}" for row in purposes if row.is_sensitive}
    return [
        Line(name, str(row), row.official, planned.get(name, 0), done.get(name, 0), name in personal)
        for name, row in headings
    ]


def _folded(lines: list[Line]) -> list[Line]:
    """All help for persons as one line, at the place of the first: the books tell nobody who was ill."""
    personal = [line for line in lines if line.is_personal]
    if not personal:
        return lines
    together = Line(
        "out:care",
        _("Thăm hỏi, trợ cấp đoàn viên"),
        personal[0].official,
        sum(line.planned_vnd for line in personal),
        sum(line.done_vnd for line in personal),
    )
    place = lines.index(personal[0])
    return [*lines[:place], together, *(line for line in lines[place:] if not line.is_personal)]
