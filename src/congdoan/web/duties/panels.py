"""What stands beside the tree, or on a page of its own: one obligation with all that may be done to it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.forms import Form
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from congdoan.accounts.models import User
from congdoan.activities.models import Act, ActState
from congdoan.desk.looking import Look, look_from
from congdoan.desk.thread import Why, why_late
from congdoan.foundation import clock
from congdoan.obligations import access
from congdoan.obligations.actions.dates import extensions_left
from congdoan.obligations.actions.stepping import short
from congdoan.obligations.models import Duty, NilReturn, Obligation, ObligationEvent, Recurrence, Reminder
from congdoan.obligations.queries import may_carry_out, states_on
from congdoan.obligations.rules import STEPS, Judged
from congdoan.organisation.models import Office
from congdoan.reports.occurrences import answering
from congdoan.web.duties import forms
from congdoan.web.duties.looks import Badge, badge
from congdoan.web.duties.reporting import Reporting, reporting_of
from congdoan.web.shell.request import UserRequest

DONE = {
    "laid": pgettext_lazy("đã qua", "Giao"),
    "opened": pgettext_lazy("đã qua", "Mở văn bản"),
    "acknowledged": pgettext_lazy("đã qua", "Tiếp nhận"),
    "begun": pgettext_lazy("đã qua", "Bắt đầu làm"),
    "carried": pgettext_lazy("đã qua", "Ra văn bản triển khai"),
    "done": pgettext_lazy("đã qua", "Làm xong"),
    "reopened": pgettext_lazy("đã qua", "Mở lại"),
    "nil": pgettext_lazy("đã qua", "Báo không phát sinh"),
    "nil_part": pgettext_lazy("đã qua", "Báo không phát sinh một kỳ"),
    "nil_withdrawn": pgettext_lazy("đã qua", "Rút lại “không phát sinh”"),
    "verified": pgettext_lazy("đã qua", "Xác nhận"),
    "returned": pgettext_lazy("đã qua", "Trả lại"),
    "waived": pgettext_lazy("đã qua", "Miễn"),
    "extended": pgettext_lazy("đã qua", "Gia hạn"),
    "dated": pgettext_lazy("đã qua", "Đặt hạn"),
    "handed_over": pgettext_lazy("đã qua", "Chuyển giao"),
}
"""The steps as a history tells them: English has another word for what was done than for what may be."""
PAPERS = 30
"""So many of the unit's own papers are offered to carry an obligation out."""


@dataclass(frozen=True, slots=True)
class Past:
    """One line of the history."""

    event: ObligationEvent
    label: str


@dataclass(frozen=True, slots=True)
class Panel:
    """One obligation as this reader sees it. `forms` holds only what they may do now, by the verb's name."""

    obligation: Obligation
    look: Look
    judged: Judged
    badge: Badge
    why: Why | None
    accountable: Office | None
    acts: tuple[Act, ...]
    reminders: tuple[Reminder, ...]
    nil: NilReturn | None
    history: tuple[Past, ...]
    forms: Mapping[str, Form]
    is_past: bool
    extensions_left: int | None
    why_not: str
    reporting: Reporting | None = None

    @property
    def reminded_today(self) -> Reminder | None:
        return next((row for row in self.reminders if row.day == self.look.on), None)


def panel_of(
    request: UserRequest, obligation: Obligation, *, on: date, bound: Mapping[str, Form] | None = None
) -> Panel:
    """`bound` holds a form that came back with errors. On a past day nothing can be done: only looked at."""
    look = look_from(on)
    above = [obligation.under] if obligation.under else []
    stands = states_on([obligation, *above], on)
    judged = look.judge(stands[obligation.pk])
    acts = Act.objects.visible_to(request.user).filter(answers__obligation=obligation, state=ActState.RECORDED)
    events = obligation.events.filter(on__lte=on)
    is_past = on < clock.today()
    offered = {} if is_past else {**offered_forms(request, obligation, judged), **(bound or {})}
    for name, form in offered.items():  # they stand on one page, and most ask for a reason
        form.auto_id = f"id_{name}_%s"
    return Panel(
        obligation=obligation,
        look=look,
        judged=judged,
        badge=badge(judged),
        why=why_late(obligation, stands, look) if judged.late and judged.kind != "excused" else None,
        accountable=obligation.office,
        acts=tuple(acts.select_related("kind", "lead").distinct()),
        reminders=tuple(obligation.reminders.filter(day__lte=on).order_by("-day")),
        nil=obligation.nil_returns.filter(withdrawn_at=None).order_by("-said_at").first(),
        history=tuple(Past(event, str(DONE[event.kind])) for event in events),
        forms=offered,
        is_past=is_past,
        extensions_left=extensions_left(obligation) if "extend" in offered else None,
        reporting=reporting_of(request, obligation, judged),
        why_not=_why_not(request, obligation) if not offered and not is_past and judged.is_open else "",
    )


def offered_forms(request: UserRequest, obligation: Obligation, judged: Judged) -> dict[str, Form]:
    """What this person may do to the obligation as it stands, each with its form unbound."""
    version = {"version": obligation.version}
    found: dict[str, Form] = {}
    if access.may_answer(request.user, obligation):
        found.update(_of_bearer(obligation, judged, version))
    if access.may_judge(request.user, obligation):
        found.update(_of_giver(obligation, judged, version))
    if judged.is_open and access.may_extend(request.user, obligation):
        if judged.due_on is None:
            found["set_due"] = forms.SetDueForm(initial={"version": obligation.duty.version})
        else:
            found["extend"] = forms.ExtendForm(initial=version)
    if may_end_recurrence(request.user, obligation.duty):
        found["end_recurrence"] = forms.EndRecurrenceForm(initial={"after": clock.today()})
    return found


def may_end_recurrence(user: User, duty: Duty) -> bool:
    """Whether there is a recurrence to end, and this is the giver's officer."""
    return duty.recurrence != Recurrence.ONCE and not duty.recurs_until and bool(access.may_set_due(user, duty))


def _of_bearer(obligation: Obligation, judged: Judged, version: dict[str, int]) -> dict[str, Form]:
    found: dict[str, Form] = {}
    is_plain = _is_plain(obligation)
    if judged.state in STEPS["acknowledged"].sources:
        found["acknowledge"] = forms.PlainForm(initial=version)
    if judged.is_open and is_plain:
        found["nil"] = forms.PlainForm(initial=version)
        found["finish"] = forms.FinishForm(initial={**version, "on": clock.today()})
    if judged.is_open and is_plain:
        papers = list(may_carry_out(obligation)[:PAPERS])
        if papers and obligation.carried_by_id is None:
            found["carry_out"] = forms.CarryOutForm(initial=version, papers=papers)
    if judged.state in STEPS["reopened"].sources and is_plain:
        found["reopen"] = forms.ReopenForm(initial=version)
    return found


def _of_giver(obligation: Obligation, judged: Judged, version: dict[str, int]) -> dict[str, Form]:
    found: dict[str, Form] = {}
    if judged.is_open:
        found["remind"] = forms.RemindForm(initial={"text": reminder_text(obligation)})
        found["waive"] = forms.WaiveForm(initial=version)
    if _is_plain(obligation):
        if judged.state in STEPS["verified"].sources:
            found["verify"] = forms.PlainForm(initial=version)
        if judged.state in STEPS["returned"].sources:
            found["send_back"] = forms.ReturnForm(initial=version)
    return found


def reminder_text(obligation: Obligation) -> str:
    """Words to begin from; the officer changes them."""
    paper = obligation.duty.document.symbol if obligation.duty.document else ""
    words = {"what": short(obligation.duty.what, 120), "paper": paper}
    text = _("Kính đề nghị đơn vị ghi nhận kết quả “%(what)s”") % words
    if paper:
        text += _(" theo %(paper)s") % words
    if obligation.due_on:
        text += _(", hạn %(day)s") % {"day": f"{obligation.due_on:%d/%m/%Y}"}
    return f"{text}."


def _why_not(request: UserRequest, obligation: Obligation) -> str:
    """Why nothing is offered here, in the words of the access rules."""
    answer = access.may_answer(request.user, obligation)
    return str(answer.reason)


def _is_plain(obligation: Obligation) -> bool:
    """Whether it is answered and judged here, and not by a report of its own."""
    return not obligation.duty.is_report or answering(obligation) is None
