"""Reminders: to one bearer from its panel, to many from a list of who is late or has not opened the paper."""

from collections.abc import Sequence

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from congdoan.desk.looking import look_from
from congdoan.foundation import clock
from congdoan.foundation.errors import NotFound, Refused
from congdoan.obligations import access, actions
from congdoan.obligations.actions.reminding import Reminded
from congdoan.obligations.models import Obligation, Reminder
from congdoan.obligations.queries import now
from congdoan.obligations.rules import Judged
from congdoan.registry import access as registry
from congdoan.web.duties.forms import BulkRemindForm, RemindForm
from congdoan.web.duties.looks import badge
from congdoan.web.duties.panels import panel_of
from congdoan.web.duties.views.moving import back, trail_to
from congdoan.web.shell.page import page
from congdoan.web.shell.refusals import put_on
from congdoan.web.shell.request import UserRequest
from congdoan.web.shell.toasts import toast


@require_POST
def one(request: UserRequest, key: str) -> HttpResponse:
    """Remind one bearer."""
    obligation = access.obligation_for_reminding(request.user, key)
    form = RemindForm(request.POST)
    if form.is_valid():
        try:
            told = actions.remind([obligation], text=form.cleaned_data["text"], by=request.actor)
            toast(request, _told(told))
            return redirect(back(request, key))
        except Refused as refused:
            put_on(form, refused)
    panel = panel_of(request, obligation, on=clock.today(), bound={"remind": form})
    steps = trail_to(obligation.duty.document)
    return page(request, "duties/obligation.html", part="obligation", status=422, panel=panel, steps=steps)


PRESSING = {"late", "unsent"}
"""What a reminder to many is meant for unless one chooses otherwise."""


def many(request: UserRequest, key: str) -> HttpResponse:
    """Remind many bearers of one paper at once: those ticked, by default all who are late or have not opened it."""
    document = registry.document_for_reading(request.user, key)
    look = look_from(clock.today())
    given = Q(duty__giver_heir=request.unit) | Q(duty__giver_heir=None, duty__given_by=request.unit)
    owed = access.visible_to(request.user).filter(given, duty__document=document).open().exclude(bearer=request.unit)
    rows = [(row, look.judge(now(row))) for row in owed.with_names().order_by("duty__ordinal", "bearer__sort_key")]
    if not rows:
        raise NotFound(_("Không có nhiệm vụ nào của văn bản này do đơn vị bạn giao mà chưa xong."))
    access.may_remind(request.user, rows[0][0]).require()
    today = Reminder.objects.filter(obligation__in=[row for row, _judged in rows], day=look.on)
    reminded = {reminder.obligation_id: reminder for reminder in today}
    form = BulkRemindForm(
        request.POST or None, keys=[row.key for row, _judged in rows], initial={"text": _words(document.symbol)}
    )
    if request.method == "POST" and form.is_valid():
        chosen = [row for row, _judged in rows if row.key in set(form.cleaned_data["keys"])]
        told = actions.remind(chosen, text=form.cleaned_data["text"], by=request.actor)
        toast(request, _told(told))
        return redirect(reverse("duties:thread", args=[key]))
    ticked = set(request.POST.getlist("keys")) if request.method == "POST" else _default(rows)
    lines = [(row, badge(judged), reminded.get(row.pk), row.key in ticked) for row, judged in rows]
    pressing = [line for line in lines if line[3] or line[1].kind in PRESSING]
    others = [line for line in lines if line not in pressing]
    return page(
        request, "duties/remind.html", part="form", document=document, form=form, pressing=pressing, others=others
    )


def _default(rows: Sequence[tuple[Obligation, Judged]]) -> set[str]:
    return {row.key for row, judged in rows if judged.kind in PRESSING}


def _words(symbol: str) -> str:
    return _("Kính đề nghị đơn vị thực hiện và ghi nhận kết quả nhiệm vụ theo %(paper)s.") % {"paper": symbol}


def _told(told: Reminded) -> str:
    """How many were reminded now, of how much; and who had been today already, by whom. A unit counts once."""
    words = []
    units = len({reminder.obligation.holder_id for reminder in told.sent})
    if units:
        said = ngettext("Đã nhắc %(n)d đơn vị", "Đã nhắc %(n)d đơn vị", units) % {"n": units}
        if len(told.sent) > units:
            said += _(" về %(n)d nhiệm vụ") % {"n": len(told.sent)}
        words.append(f"{said}.")
    already = list(dict.fromkeys((str(row.obligation.holder), row.sent_by_name) for row in told.already))
    words += [_("%(unit)s đã được %(who)s nhắc hôm nay.") % {"unit": unit, "who": who} for unit, who in already[:3]]
    if len(already) > 3:
        words.append(_("Và %(n)d đơn vị khác đã được nhắc hôm nay.") % {"n": len(already) - 3})
    return " ".join(words)
