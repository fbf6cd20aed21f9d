"""One's own: rights with who gave them and until when, lending the chair."""

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from congdoan.accounts import access, actions
from congdoan.accounts.models import Role, User
from congdoan.accounts.rules import TASKS_OF_ROLE, Task
from congdoan.foundation import clock
from congdoan.foundation.errors import Refused
from congdoan.web.administration.forms import DelegateForm
from congdoan.web.shell.page import page
from congdoan.web.shell.refusals import put_on
from congdoan.web.shell.request import UserRequest
from congdoan.web.shell.toasts import toast


def rights(request: UserRequest) -> HttpResponse:
    """Quyền của tôi: who gave it, where, until when, and what it includes."""
    today = clock.today()
    holdings = request.user.holdings.select_related("unit", "stands_in_for").order_by("-valid")
    rows = [
        (row, today in row.valid, [task.label for task in Task if task in TASKS_OF_ROLE[row.role]]) for row in holdings
    ]
    lent = request.user.stand_ins.select_related("user", "unit").order_by("-valid")
    return page(request, "administration/rights.html", rows=rows, lent=lent, chair=Role.CHAIR)


def delegate(request: UserRequest, key: str) -> HttpResponse:
    """Lend one's chair for dated days to someone with a role in the house."""
    holding = access.role_for_delegating(request.user, key)
    among = _colleagues(holding.unit_id, holding.user_id)
    form = DelegateForm(request.POST or None, among=among)
    if request.method == "POST" and form.is_valid():
        try:
            actions.delegate(holding, **form.cleaned_data, by=request.actor)
        except Refused as refused:
            put_on(form, refused)
        else:
            toast(request, _("Đã ủy quyền."))
            return redirect("administration:rights")
    title = _("Ủy quyền chủ tịch")
    return page(
        request,
        "administration/form.html",
        part="form",
        form=form,
        title=title,
        lead=holding.unit.name,
        act=_("Ủy quyền"),
        back="administration:rights",
    )


def _colleagues(unit_id: int, holder_id: int) -> QuerySet[User]:
    here = User.objects.filter(is_active=True, holdings__unit=unit_id, holdings__valid__contains=clock.today())
    return here.exclude(pk=holder_id).order_by("name").distinct()
