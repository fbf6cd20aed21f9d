"""The log people can read: who did what, in whose name, when."""

from datetime import time, timedelta

from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.utils.translation import gettext as _

from congdoan.accounts import access
from congdoan.accounts.rules import Task
from congdoan.foundation import clock
from congdoan.foundation.errors import NotAllowed
from congdoan.foundation.models import AuditEntry
from congdoan.organisation.queries import units_by_code
from congdoan.web.administration.forms import LogForm
from congdoan.web.shell.page import page
from congdoan.web.shell.request import UserRequest

A_PAGE = 100


def log(request: UserRequest) -> HttpResponse:
    """`?who= what= unit= since= until=` narrow; `?truoc=` is the number of the last line of the page before."""
    if not access.standing(request.user).units_for(Task.SEE_LOG):
        raise NotAllowed(_("Xem nhật ký cần vai trò Chủ tịch, Ủy ban Kiểm tra hoặc Quản trị hệ thống."))
    form = LogForm(request.GET or None)
    seen = access.visible_log(request.user)
    if form.is_valid():
        seen = _narrowed(seen, form)
    before = request.GET.get("truoc", "")
    if before.isdecimal():
        seen = seen.filter(pk__lt=int(before))
    found = list(seen.order_by("-pk")[: A_PAGE + 1])
    query = request.GET.copy()
    query.pop("truoc", None)
    if len(found) > A_PAGE:
        query["truoc"] = str(found[A_PAGE - 1].pk)
    following = f"?{query.urlencode()}" if len(found) > A_PAGE else ""
    lines = found[:A_PAGE]
    units = units_by_code(entry.actor_unit for entry in lines)
    entries = [(entry, units.get(entry.actor_unit) or entry.actor_unit) for entry in lines]
    return page(request, "administration/log.html", part="log", form=form, entries=entries, next=following)


def _narrowed(seen: QuerySet[AuditEntry], form: LogForm) -> QuerySet[AuditEntry]:
    data = form.cleaned_data
    if data["who"]:
        seen = seen.filter(actor_name__icontains=data["who"])
    if data["what"]:
        seen = seen.filter(Q(sentence__icontains=data["what"]) | Q(action__startswith=data["what"]))
    if data["unit"]:
        seen = seen.filter(actor_unit__iexact=data["unit"])
    if data["since"]:
        seen = seen.filter(at__gte=clock.moment(data["since"], at=time.min))
    if data["until"]:
        seen = seen.filter(at__lt=clock.moment(data["until"] + timedelta(days=1), at=time.min))
    return seen
