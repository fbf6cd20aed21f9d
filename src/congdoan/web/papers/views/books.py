"""The books: their series, their printed registers, numbers voided."""

from urllib.parse import quote

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from congdoan.accounts import access as accounts
from congdoan.accounts.rules import Task
from congdoan.documents.writing.sheet import OfficialTable, SheetColumn, write_xlsx
from congdoan.foundation import clock
from congdoan.foundation.errors import Refused
from congdoan.foundation.files import XLSX
from congdoan.foundation.periods import Period
from congdoan.registry import access, actions
from congdoan.registry.models import Direction, Series, TakenNumber
from congdoan.web.papers import registers
from congdoan.web.papers.forms.books import FirstNumberForm, ReasonForm, SeriesForm
from congdoan.web.shell.page import page
from congdoan.web.shell.refusals import put_on
from congdoan.web.shell.request import UserRequest
from congdoan.web.shell.toasts import not_done, toast


def books(request: UserRequest) -> HttpResponse:
    """The books of the unit one acts for, for who may read its papers."""
    accounts.may(request.user, Task.READ, at=request.unit).require()
    rows = Series.objects.filter(unit=request.unit).select_related("type")
    may = access.may_register(request.user, request.unit)
    return page(request, "papers/books.html", rows=rows, may_register=may, form=SeriesForm(), year=clock.today().year)


def opened(request: UserRequest) -> HttpResponse:
    """Open a book."""
    access.may_register(request.user, request.unit).require()
    form = SeriesForm(request.POST or None)
    if form.is_valid():
        values = form.cleaned_data
        names = ("direction", "type", "scope", "label", "first_number")
        try:
            period = Period(values["start"], values["end"])
            actions.open_series(request.unit, period=period, by=request.actor, **{name: values[name] for name in names})
        except Refused as refused:
            put_on(form, refused)
        else:
            toast(request, _("Đã mở sổ."))
            return redirect("papers:books")
    return page(request, "papers/open_series.html", form=form)


def series(request: UserRequest, series: int) -> HttpResponse:
    """One book: its lines, void ones struck through, and what may be done with it."""
    book = _book(request, series)
    return page(
        request,
        "papers/series.html",
        series=book,
        lines=book.taken.select_related("document__issuer", "document__type")[:500],
        form=FirstNumberForm(initial={"number": book.first_number}),
        reason=ReasonForm(),
        may_register=access.may_register(request.user, request.unit),
    )


@require_POST
def first_number(request: UserRequest, series: int) -> HttpResponse:
    book = _own_book(request, series)
    form = FirstNumberForm(request.POST)
    if form.is_valid():
        actions.declare_first_number(book, number=form.cleaned_data["number"], by=request.actor)
    else:
        not_done(request, " ".join(str(error) for errors in form.errors.values() for error in errors))
    return redirect("papers:series", series)


@require_POST
def closed(request: UserRequest, series: int) -> HttpResponse:
    actions.close_series(_own_book(request, series), on=clock.today(), by=request.actor)
    toast(request, _("Đã khóa sổ."))
    return redirect("papers:series", series)


@require_POST
def void_next(request: UserRequest, series: int) -> HttpResponse:
    reason = request.POST.get("reason", "")[:300]
    taken = actions.void_next(_own_book(request, series), reason=reason, on=clock.today(), by=request.actor)
    toast(request, _("Đã hủy số %(number)d.") % {"number": taken.number})
    return redirect("papers:series", series)


@require_POST
def void_number(request: UserRequest, line: int) -> HttpResponse:
    taken = get_object_or_404(TakenNumber.objects.select_related("series"), pk=line, series__unit=request.unit)
    access.may_register(request.user, request.unit).require()
    actions.void_number(taken, reason=request.POST.get("reason", "")[:300], by=request.actor)
    toast(request, _("Đã hủy số %(number)d.") % {"number": taken.number})
    return redirect("papers:series", taken.series_id)


def printed(request: UserRequest, year: int, direction: str) -> HttpResponse:
    """The register of a year for the printer, with the columns of the rulebook."""
    register = _register(request, year, direction)
    return page(request, "papers/printed.html", register=register, year=year, direction=direction)


def sheet(request: UserRequest, year: int, direction: str) -> HttpResponse:
    """The same register as a workbook."""
    register = _register(request, year, direction)
    table = OfficialTable(
        issuer=request.unit.name,
        title=register.title,
        columns=tuple(SheetColumn(title) for title in register.columns),
        rows=tuple(row.cells for row in register.rows),
        notes=(register.source,),
        name=register.name,
    )
    response = HttpResponse(write_xlsx(table), content_type=XLSX)
    response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(register.name)}.xlsx"
    return response


def _register(request: UserRequest, year: int, direction: str) -> registers.Register:
    kinds = {"den": Direction.INCOMING, "di": Direction.OUTGOING}
    accounts.may(request.user, Task.READ, at=request.unit).require()
    if direction not in kinds or not 1950 <= year <= 2200:
        raise Http404
    lines = _lines(request, year, kinds[direction])
    return registers.incoming(lines, year) if direction == "den" else registers.outgoing(lines, year)


def _lines(request: UserRequest, year: int, direction: Direction) -> QuerySet[TakenNumber]:
    own = TakenNumber.objects.filter(series__unit=request.unit, series__direction=direction, taken_on__year=year)
    seen = own.filter(document__in=access.visible_to(request.user)) | own.filter(document__isnull=True)
    return seen.select_related("series__type", "document__issuer", "document__type").order_by(
        "series__type", "series_id", "number", "suffix"
    )


def _book(request: UserRequest, series: int) -> Series:
    accounts.may(request.user, Task.READ, at=request.unit).require()
    return get_object_or_404(Series.objects.select_related("type", "unit"), pk=series, unit=request.unit)


def _own_book(request: UserRequest, series: int) -> Series:
    book = _book(request, series)
    access.may_register(request.user, book.unit).require()
    return book
