"""The page of one case: its thread, its ruling with the clause, doubles, money; opened with a purpose."""

from dataclasses import dataclass
from typing import Any

from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from congdoan.accounts.disclosures import disclosures_about
from congdoan.accounts.models import Disclosure
from congdoan.cases import access, queries
from congdoan.cases.models import CaseEvent, SupportCase
from congdoan.cases.queries import Money
from congdoan.cases.rules import Answer
from congdoan.foundation.errors import NotAllowed, Refused
from congdoan.foundation.files import open_stored
from congdoan.funds.access import may_see_money
from congdoan.funds.actions import voucher_label
from congdoan.funds.queries import lots_of
from congdoan.web.care import circles
from congdoan.web.care.forms.asking import FACT_WORDS
from congdoan.web.care.forms.steps import PurposeForm
from congdoan.web.care.offering import may_plan_house, offered
from congdoan.web.shell.page import page
from congdoan.web.shell.refusals import put_on
from congdoan.web.shell.request import UserRequest

STEP_WORDS = {
    "ask": gettext_lazy("Đề nghị"),
    "forward": gettext_lazy("Chuyển lên cấp trên"),
    "survey": gettext_lazy("Khảo sát"),
    "propose": gettext_lazy("Trình duyệt"),
    "send_back": gettext_lazy("Trả lại để bổ sung"),
    "refuse": gettext_lazy("Không duyệt"),
    "approve": gettext_lazy("Quyết định hỗ trợ"),
    "hand_over": gettext_lazy("Trao tận tay"),
    "take_back": gettext_lazy("Rút ghi nhận đã trao"),
    "follow_up": gettext_lazy("Thăm lại"),
    "cancel": gettext_lazy("Hủy"),
    "reopen": gettext_lazy("Mở lại"),
}
ANSWERS = {
    Answer.YES: ("done", gettext_lazy("Được")),
    Answer.NO: ("late", gettext_lazy("Không được")),
    Answer.UNSETTLED: ("dateless", gettext_lazy("Chưa kết luận")),
}


@dataclass(frozen=True, slots=True)
class Past:
    """A line of the thread. `note` only where the case is open."""

    label: object
    day: object
    who: str
    note: str
    is_here: bool


def case(request: UserRequest, key: str) -> HttpResponse:
    """The outline for who sees cases; the ruling and doubles for the circle; story and papers once opened."""
    found = access.case_for_viewing(request.user, key)
    return _page(request, found, PurposeForm())


@require_POST
def unlock(request: UserRequest, key: str) -> HttpResponse:
    """Open the case with a purpose."""
    found = access.case_for_opening(request.user, key)
    form = PurposeForm(request.POST)
    if form.is_valid():
        try:
            circles.open_case(request, found, form.cleaned_data["purpose"])
        except Refused as refused:
            put_on(form, refused)
    return redirect("care:case", found.key) if form.is_valid() else _page(request, found, form)


def paper(request: UserRequest, key: str, file_key: str) -> HttpResponseBase:
    """A paper or photo of a case that this visit has opened."""
    row = access.file_for_opening(request.user, key, file_key)
    through = access.case_for_opening(request.user, key)
    house = through.house if row.case_id != through.pk else None
    if not (circles.is_house_opened(request, through, house) if house else circles.is_opened(request, through)):
        raise NotAllowed(_("Hãy mở hồ sơ và nêu mục đích trước khi xem giấy tờ."))
    is_photo = row.file.content_type.startswith("image/")
    response = FileResponse(
        open_stored(row.file), as_attachment=not is_photo, filename=row.file.name, content_type=row.file.content_type
    )
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "no-store"
    return response


def openings(request: UserRequest) -> HttpResponse:
    """Who opened what is kept about me, when and for what: everyone may read this about themself."""
    person = request.user.person
    lines: list[Disclosure] = list(disclosures_about(person.key)[:200]) if person else []
    return page(request, "care/openings.html", part="openings", lines=lines, has_person=person is not None)


def _page(request: UserRequest, found: SupportCase, form: PurposeForm) -> HttpResponse:
    seen = circles.seen(request, found)
    may_open = access.may_open(request.user, found)
    context: dict[str, Any] = {
        "seen": seen,
        "past": _past(found, is_open=seen.is_open),
        "money": _money(found) if seen.in_circle or access.may_pay(request.user, found) else None,
        "decision": found.decision if found.decision_id else None,
        "steps": offered(request, found),
        "may_open": bool(may_open),
        "may_see_money": bool(may_see_money(request.user, found.unit)),
        "purpose_form": form,
        "plan_house": may_plan_house(request, found),
        "house_key": found.house.key if found.house is not None else "",
        "round": found.round,
    }
    if seen.in_circle:
        context |= {**_inside(found), **told_besides(request, found)}
    if seen.is_open:
        context |= _opened(found)
    response = page(request, "care/case.html", part="case", **context)
    response.headers["Cache-Control"] = "no-store"
    return response


def _past(found: SupportCase, *, is_open: bool) -> list[Past]:
    """The steps by their days; `is_here` marks the one recorded last, whichever day it is of."""
    rows: list[CaseEvent] = list(found.events.all())
    last = max((row.pk for row in rows), default=None)
    return [
        Past(
            STEP_WORDS.get(row.step, row.step),
            row.on,
            row.by_name,
            row.note.open() if is_open else "",
            is_here=row.pk == last,
        )
        for row in rows
    ]


def _money(found: SupportCase) -> dict[str, Any]:
    money: Money = queries.money_of(found)
    return {"sum": money, "vouchers": [(voucher_label(row), row) for row in money.vouchers]}


def told_besides(request: UserRequest, found: SupportCase) -> dict[str, Any]:
    """What else the person got and who bears their name: all of it for who decides, of strangers nothing to others."""
    doubles, namesakes, is_more = queries.doubles(found), queries.namesakes_of([found])[found.pk], False
    children = queries.same_children([found])[found.pk]
    if not access.decides(request.user, found):
        doubles, is_more = access.doubles_told(request.user, found.person, doubles)
        namesakes = access.in_sight(request.user, namesakes)
        children = [one for one in children if one.asked_unit_id == found.asked_unit_id]
    return {"doubles": doubles, "is_more": is_more, "namesakes": namesakes, "children": children}


def _inside(found: SupportCase) -> dict[str, Any]:
    """For the circle: what it is for, what the rules say."""
    ruling = queries.ruling_for(found)
    kind, words = ANSWERS[ruling.answer]
    proposal = found.proposals.last()
    return {
        "ruling": ruling,
        "ruling_kind": kind,
        "ruling_words": words,
        "missing": [FACT_WORDS[name] for name in ruling.missing],
        "categories": [found.programme.category_name(code) for code in found.categories],
        "because": found.another_because.open(),
        "proposal": proposal,
        "lots": lots_of(found.source),
        "asked": found.get_asked_as_display(),
        "need_until": found.need_until,
        "received_on": found.received_on,
        "asked_vnd": found.asked_vnd,
        "files_count": found.files.count(),
    }


def _opened(found: SupportCase) -> dict[str, Any]:
    facts = [(FACT_WORDS[name], value) for name, value in queries.facts_of(found).items()]
    return {
        "story": found.story.open(),
        "relative": found.relative_name.open(),
        "relation": found.get_relation_display(),
        "facts": facts,
        "surveys": [(row, row.found.open()) for row in found.surveys.all()],
        "visits": [(row, row.found.open()) for row in found.follow_ups.all()],
        "received_by": [(row, row.receiver.open()) for row in found.hand_overs.filter(undone_at__isnull=True)],
        "exception": proposal.exception.open() if (proposal := found.proposals.last()) else "",
        "files": list(found.files.select_related("file")),
    }
