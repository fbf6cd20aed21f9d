"""Lists of cases: what waits for whom, the masked sheet, who was never reached."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy

from congdoan.accounts import access as accounts
from congdoan.accounts.rules import Task
from congdoan.cases import access, queries
from congdoan.cases.models import CaseState, Programme, SupportCase, SupportCaseQuerySet
from congdoan.documents.writing import OfficialTable, SheetColumn, write_xlsx
from congdoan.foundation import audit, clock
from congdoan.foundation.files import XLSX
from congdoan.foundation.periods import year
from congdoan.foundation.saying import gettext as _
from congdoan.foundation.text import masked
from congdoan.web.care.circles import seen_list
from congdoan.web.shell.page import page
from congdoan.web.shell.request import UserRequest

PAGE = 50

Wanted = Callable[[UserRequest], SupportCaseQuerySet]


@dataclass(frozen=True, slots=True)
class Tab:
    """One list: its slug in the address, its word, what stands in it and what to say where nothing does."""

    slug: str
    label: object
    rows: Wanted
    empty: object


def _own(request: UserRequest) -> SupportCaseQuerySet:
    return SupportCase.objects.visible_to(request.user).filter(unit=request.unit)


def _mine(request: UserRequest) -> SupportCaseQuerySet:
    rows = SupportCase.objects.filter(Q(asked_by=request.user.key) | Q(asked_unit=request.unit))
    if request.user.person_id:
        rows = rows | SupportCase.objects.filter(person=request.user.person_id)
    return SupportCase.objects.visible_to(request.user).filter(pk__in=rows.values("pk"))


def _to_hand_over(request: UserRequest) -> SupportCaseQuerySet:
    rows = SupportCase.objects.visible_to(request.user).singly()
    return rows.filter(Q(unit=request.unit) | Q(asked_unit=request.unit), state=CaseState.APPROVED)


def _to_visit(request: UserRequest) -> SupportCaseQuerySet:
    due = queries.to_visit(request.unit, by=clock.today())
    return SupportCase.objects.visible_to(request.user).filter(pk__in=due.values("pk"))


def _all(request: UserRequest) -> SupportCaseQuerySet:
    seen = SupportCase.objects.visible_to(request.user)
    below = SupportCase.objects.under(request.unit, on=request.as_of)
    return seen.filter(Q(pk__in=below.values("pk")) | Q(for_unit=request.unit))


TABS = (
    Tab(
        "de-nghi",
        gettext_lazy("Đã đề nghị"),
        lambda request: _mine(request).singly(),
        gettext_lazy("Đơn vị chưa đề nghị hỗ trợ cho ai."),
    ),
    Tab(
        "can-xem",
        gettext_lazy("Cần khảo sát"),
        lambda request: _own(request).singly().filter(state__in=[CaseState.RECEIVED, CaseState.EXAMINED]),
        gettext_lazy("Không có đề nghị nào chờ khảo sát."),
    ),
    Tab(
        "cho-duyet",
        gettext_lazy("Chờ duyệt"),
        lambda request: _own(request).filter(state=CaseState.PROPOSED),
        gettext_lazy("Không có hồ sơ nào chờ duyệt."),
    ),
    Tab("cho-trao", gettext_lazy("Chờ trao"), _to_hand_over, gettext_lazy("Không có hồ sơ nào chờ trao.")),
    Tab("tham-lai", gettext_lazy("Cần thăm lại"), _to_visit, gettext_lazy("Chưa có hồ sơ nào đến ngày thăm lại.")),
    Tab("tat-ca", gettext_lazy("Tất cả"), _all, gettext_lazy("Chưa có hồ sơ nào.")),
)


OWN = (
    Tab(
        "cua-toi",
        gettext_lazy("Của tôi"),
        lambda request: SupportCase.objects.own_of(request.user),
        gettext_lazy("Chưa có hồ sơ nào do bạn đề nghị hoặc về bạn."),
    ),
)
"""What is left to who sees no cases of the unit, but may ask, or is the person of one."""


def waiting(request: UserRequest) -> int:
    """What waits at the unit for someone with this person's tasks. One query."""
    states = []
    if accounts.may(request.user, Task.EXAMINE_SUPPORT, at=request.unit):
        states += [CaseState.RECEIVED, CaseState.EXAMINED]
    if accounts.may(request.user, Task.APPROVE_SUPPORT, at=request.unit):
        states.append(CaseState.PROPOSED)
    return SupportCase.objects.filter(unit=request.unit, state__in=states).singly().count() if states else 0


def waiting_here(request: UserRequest) -> HttpResponse:
    """To the list with what this person may do next: whoever approves to what is put forward, else to what is new."""
    decides = accounts.may(request.user, Task.APPROVE_SUPPORT, at=request.unit)
    put_forward = _own(request).filter(state=CaseState.PROPOSED)
    return redirect("care:tab", "cho-duyet" if decides and put_forward.exists() else "can-xem")


def cases(request: UserRequest, slug: str = "") -> HttpResponse:
    """The chosen list; without one, the first that is not empty. Who sees no cases here is shown their own alone, and
    refused where they have none and may not ask: an empty page would say that nobody was helped.
    """
    access.may_enter(request.user, request.unit).require()
    may_see = accounts.may(request.user, Task.SEE_CASES, at=request.unit)
    tabs = TABS if may_see else OWN
    counted = [(tab, tab.rows(request)) for tab in tabs]
    sizes = {tab.slug: rows.distinct().count() for tab, rows in counted}
    chosen = next((tab for tab in tabs if tab.slug == slug), None) or next(
        (tab for tab in tabs if sizes[tab.slug]), tabs[0]
    )
    rows = chosen.rows(request).with_names().distinct()
    rows = rows.order_by("visit_due_on") if chosen.slug == "tham-lai" else rows.order_by("-asked_on", "-pk")
    start = _start(request)
    shown = list(rows[start : start + PAGE])
    may_ask = access.may_ask(request.user, request.unit)
    return page(
        request,
        "care/list.html",
        part="cases",
        tabs=[(tab, sizes[tab.slug]) for tab in tabs],
        chosen=chosen,
        rows=seen_list(request, shown),
        start="?" if start else "",
        following=f"?tu={start + PAGE}" if sizes[chosen.slug] > start + PAGE else "",
        may_ask=bool(may_ask),
        may_see=bool(may_see),
        may_approve=bool(accounts.may(request.user, Task.APPROVE_SUPPORT, at=request.unit)),
    )


def sheet(request: UserRequest) -> HttpResponse:
    """The unit's cases as a sheet: initials, public names, sums. Nobody takes names or needs out of here in bulk."""
    accounts.may(request.user, Task.SEE_CASES, at=request.unit).require()
    rows = list(
        SupportCase.objects.visible_to(request.user).under(request.unit, on=request.as_of).with_names().distinct()
    )
    told = access.workplaces_told(request.user, rows)
    lines = tuple(
        (
            case.key,
            masked(case.person.name),
            case.programme.in_public,
            str(case.for_unit if case.pk in told else case.asked_unit),
            case.asked_on,
            case.get_state_display(),
            case.approved_vnd,
            case.handed_on,
            case.days_to_help,
        )
        for case in rows
    )
    table = OfficialTable(
        issuer=request.unit.name,
        title=_("Danh sách hỗ trợ (đã che tên)"),
        columns=(
            SheetColumn(_("Mã")),
            SheetColumn(_("Họ tên viết tắt")),
            SheetColumn(_("Nội dung")),
            SheetColumn(_("Đơn vị")),
            SheetColumn(_("Ngày đề nghị"), "day"),
            SheetColumn(_("Tình trạng")),
            SheetColumn(_("Số tiền"), "money"),
            SheetColumn(_("Ngày trao"), "day"),
            SheetColumn(_("Số ngày đến tay"), "count"),
        ),
        rows=lines,
        notes=(_("Họ tên và hoàn cảnh không xuất ra tệp; mở từng hồ sơ khi có việc."),),
        name=_("Hỗ trợ"),
    )
    audit.record(
        "cases.list.exported", f"unit:{request.unit.code}", _("Xuất danh sách hỗ trợ đã che tên."), by=request.actor
    )
    return _download(write_xlsx(table), XLSX, "danh-sach-ho-tro.xlsx")


def unreached(request: UserRequest) -> HttpResponse:
    """Who the records say should have been reached and was not; how long people waited for help."""
    accounts.may(request.user, Task.SEE_CASES, at=request.unit).require()
    programmes = list(Programme.objects.filter(is_active=True, is_sensitive=False))
    chosen = next((row for row in programmes if row.code == request.GET.get("chuong-trinh")), None)
    found = queries.never_reached(request.unit, on=request.as_of, programme=chosen)
    rows = seen_list(request, [one.case for one in found])
    waited = queries.time_to_help(request.unit, year(request.as_of.year), on=request.as_of)
    return page(
        request,
        "care/unreached.html",
        part="unreached",
        programmes=programmes,
        chosen=chosen,
        rows=list(zip(rows, found, strict=True)),
        waited=waited,
    )


def _start(request: UserRequest) -> int:
    text = request.GET.get("tu", "")
    return int(text) if text.isdecimal() and len(text) < 7 else 0


def _download(data: bytes, content_type: str, name: str) -> HttpResponse:
    response = HttpResponse(data, content_type=content_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
