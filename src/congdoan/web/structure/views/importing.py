"""Bringing in units from a sheet: upload, look, found them all, take them back."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from congdoan.accounts import access
from congdoan.accounts.rules import Task
from congdoan.documents.errors import UnreadableDocument
from congdoan.documents.sheets import CellError, mark_errors, read_table
from congdoan.foundation import clock, files
from congdoan.foundation.errors import Refused
from congdoan.organisation.importing import committing
from congdoan.organisation.importing.sheet import columns_of
from congdoan.organisation.models import ImportBatch, ImportState
from congdoan.web.shell.page import page
from congdoan.web.shell.refusals import put_on
from congdoan.web.shell.request import UserRequest
from congdoan.web.shell.toasts import toast
from congdoan.web.structure import template_sheet
from congdoan.web.structure.forms import UploadForm

SHOWN = 200


def batches(request: UserRequest) -> HttpResponse:
    """Choose a file; below it, what was brought in before."""
    access.may(request.user, Task.ORGANISE, at=request.unit).require()
    form = UploadForm(request.POST or None, request.FILES or None, initial={"since": clock.today()})
    if request.method == "POST" and form.is_valid():
        try:
            made = _preview(request, form)
        except UnreadableDocument as unreadable:
            form.add_error("file", str(unreadable))
        except Refused as refused:
            put_on(form, refused)
        else:
            return redirect("structure:batch", made.key)
    reach = access.ids_in_reach(request.user, Task.ORGANISE)
    earlier = ImportBatch.objects.filter(under__in=reach).select_related("under", "file")[:20]
    return page(request, "structure/batches.html", part="upload", form=form, earlier=earlier)


def batch(request: UserRequest, key: str) -> HttpResponse:
    """Every row judged: how many units under whom, and what is wrong where."""
    found = _batch(request, key)
    checked = committing.checked(found) if found.state == ImportState.PREVIEW else None
    return page(
        request,
        "structure/batch.html",
        batch=found,
        check=checked,
        faulty=checked.faulty[:SHOWN] if checked else [],
        rows=checked.proposals[:SHOWN] if checked else [],
        units=found.units.all()[:SHOWN],
    )


@require_POST
def commit(request: UserRequest, key: str) -> HttpResponse:
    count = committing.commit(_batch(request, key), by=request.actor)
    toast(request, _("Đã thành lập %(count)d đơn vị.") % {"count": count})
    return redirect("structure:batch", key)


@require_POST
def undo(request: UserRequest, key: str) -> HttpResponse:
    count = committing.undo(_batch(request, key), by=request.actor)
    toast(request, _("Đã gỡ %(count)d đơn vị.") % {"count": count})
    return redirect("structure:batch", key)


def marked(request: UserRequest, key: str) -> HttpResponse:
    """The very file, each wrong cell coloured, with the words beside it."""
    found = _batch(request, key)
    titles = columns_of(dict.fromkeys(title for _number, cells in found.lines for title in cells))
    errors = [
        CellError(row.row.line, message, titles.get(column, ""))
        for row in committing.checked(found).faulty
        for column, message in row.errors.items()
    ]
    data = mark_errors(files.path_of(found.file.digest).read_bytes(), errors, name=found.file.name)
    return _workbook(data, "danh-sach-co-loi.xlsx")


def template(_request: UserRequest) -> HttpResponse:
    """An empty sheet with the heads the import understands, and the levels it knows."""
    return _workbook(template_sheet.workbook(), "mau-nhap-don-vi.xlsx")


def _preview(request: UserRequest, form: UploadForm) -> ImportBatch:
    [upload] = form.cleaned_data["file"][:1]
    data = upload.read()
    table = read_table(data, name=upload.name)
    return committing.preview(
        [(row.number, row.cells) for row in table.rows],
        file=files.store(data, name=upload.name, by=request.actor),
        under=request.unit,
        since=form.cleaned_data["since"],
        basis=form.basis(),
        by=request.actor,
    )


def _batch(request: UserRequest, key: str) -> ImportBatch:
    reach = access.ids_in_reach(request.user, Task.ORGANISE)
    return get_object_or_404(ImportBatch.objects.select_related("under", "file"), key=key, under__in=reach)


def _workbook(data: bytes, name: str) -> HttpResponse:
    return HttpResponse(
        data, content_type=files.XLSX, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )
