"""The lists of papers: in, out, waiting, on the desk."""

from django.db.models import Prefetch
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from congdoan.accounts import access as accounts
from congdoan.accounts.rules import Task
from congdoan.registry import access
from congdoan.registry.models import Direction, DocumentQuerySet, DocumentState, RegisteredDocument, TakenNumber
from congdoan.web.papers import waiting
from congdoan.web.papers.forms.books import FindForm
from congdoan.web.shell.page import page
from congdoan.web.shell.request import UserRequest

PAGE = 50
KINDS = (
    ("den", _("Đến")),
    ("di", _("Đi")),
    ("cho", _("Chờ vào sổ")),
    ("du-thao", _("Dự thảo")),
    ("tat-ca", _("Tất cả")),
)


def listed(request: UserRequest) -> HttpResponse:
    """Papers of the unit one acts for, by kind; narrowed by words without accents, year, type and issuer. For
    who may read them: an empty page would say that there are none.
    """
    accounts.may(request.user, Task.READ, at=request.unit).require()
    kind = request.GET.get("so", "den")
    if kind not in dict(KINDS):
        kind = "den"
    form = FindForm(request.GET)
    found = narrowed(of_kind(request, kind), form)
    start = _whole(request.GET.get("tu", ""))
    rows = list(_with_lines(found, request)[start : start + PAGE + 1])
    query = request.GET.copy()
    query["tu"] = str(start + PAGE)
    following = f"?{query.urlencode()}" if len(rows) > PAGE else ""
    return page(
        request,
        "papers/list.html",
        part="rows",
        kind=kind,
        kinds=KINDS,
        form=form,
        rows=rows[:PAGE],
        following=following,
        beginning=f"?so={kind}" if start else "",
        may_register=access.may_register(request.user, request.unit),
        may_assign=accounts.may(request.user, Task.ASSIGN, at=request.unit),
        waiting=waiting.count(request),
        is_narrowed=any(value for value in getattr(form, "cleaned_data", {}).values()),
    )


def of_kind(request: UserRequest, kind: str) -> DocumentQuerySet:
    """The papers of one tab, as far as this person may see them."""
    seen = access.visible_to(request.user)
    unit = request.unit
    by_kind = {
        "den": lambda: seen.arrived_at(unit),
        "di": lambda: seen.issued_by(unit),
        "cho": lambda: seen.waiting_at(unit) | seen.filter(keeper=unit, state=DocumentState.ARRIVING),
        "du-thao": lambda: seen.filter(keeper=unit, state__in=[DocumentState.DRAFT, DocumentState.DISCARDED]),
        "tat-ca": lambda: seen,
    }
    return by_kind[kind]().distinct()


def narrowed(found: DocumentQuerySet, form: FindForm) -> DocumentQuerySet:
    """`found` by what the form asks; a form with mistakes narrows by what is right in it."""
    form.is_valid()
    asked = form.cleaned_data
    if asked.get("words"):
        found = found.filter(pk__in=RegisteredDocument.objects.saying(asked["words"]).values("pk"))
    if asked.get("issuer"):
        found = found.filter(pk__in=RegisteredDocument.objects.saying(asked["issuer"]).values("pk"))
    if asked.get("year"):
        found = found.filter(issued_on__year=asked["year"])
    if asked.get("type"):
        found = found.filter(type=asked["type"])
    return found


def _with_lines(found: DocumentQuerySet, request: UserRequest) -> DocumentQuerySet:
    own = TakenNumber.objects.filter(series__unit=request.unit, void_reason="").select_related("series")
    incoming = own.filter(series__direction=Direction.INCOMING)
    return (
        found.without_words()
        .select_related("type", "issuer", "keeper")
        .prefetch_related(Prefetch("numbers", queryset=incoming, to_attr="arrivals"))
    )


def _whole(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 7 else 0
