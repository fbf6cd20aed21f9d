"""Bringing in a sheet of members: upload, look, write, take back. What is long the worker does."""

from collections.abc import Iterable
from io import BytesIO

import xlsxwriter
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from congdoan.accounts.access import standing
from congdoan.accounts.rules import Task
from congdoan.documents.sheets import MAX_ROWS, CellError, mark_errors
from congdoan.foundation import clock, files
from congdoan.foundation.errors import Refused
from congdoan.foundation.progress import progress_of
from congdoan.membership import access
from congdoan.membership.importing import advance, order_commit, take
from congdoan.membership.importing import undo as take_back
from congdoan.membership.models import ImportRow, ImportState, MemberImport
from congdoan.web.members.forms import UploadForm
from congdoan.web.shell.page import page
from congdoan.web.shell.refusals import put_on
from congdoan.web.shell.request import UserRequest
from congdoan.web.shell.toasts import toast

SHOWN = 100
AT_ONCE_BYTES = 150_000
"""Files up to this size are read while one waits (some 2,000 rows); larger ones by the worker."""
AT_ONCE_ROWS = 2_000

HEADS = (
    "STT",
    "Họ và tên",
    "Ngày sinh",
    "Giới tính",
    "Đơn vị (mã hoặc tên)",
    "Số căn cước",
    "Chức vụ, nghề nghiệp",
    "Khoa, phòng, tổ",
    "Điện thoại",
    "Dân tộc",
    "Tôn giáo",
    "Quê quán",
    "Nơi ở hiện nay",
    "Trình độ chuyên môn",
    "Ngày vào công đoàn",
    "Số thẻ",
)


def batches(request: UserRequest) -> HttpResponse:
    """Choose a file; below it, what was brought in before."""
    access.may_import(request.user, request.unit).require()
    form = UploadForm(request.POST or None, request.FILES or None, initial={"since": clock.today()})
    if request.method == "POST" and form.is_valid():
        try:
            made = _taken(request, form)
        except Refused as refused:
            put_on(form, refused)
        else:
            return redirect("members:batch", made.key)
    held = standing(request.user).units_for(Task.KEEP_MEMBERS)
    earlier = MemberImport.objects.filter(under__in=held).select_related("under")[:20]
    return page(request, "members/batches.html", part="upload", form=form, earlier=earlier)


def batch(request: UserRequest, key: str) -> HttpResponse:
    """How far it is; what is wrong, who is known, what would come in."""
    found = access.batch_for_keeping(request.user, key)
    rows = ImportRow.objects.filter(batch=found).order_by("line").select_related("unit", "known")
    return page(
        request,
        "members/batch.html",
        part="state",
        batch=found,
        is_running=found.state in (ImportState.READING, ImportState.WRITING),
        progress=progress_of(f"import:{found.key}"),
        faulty=[(row, list(row.errors.values())) for row in rows.exclude(errors={})[:SHOWN]],
        good=rows.filter(errors={})[:SHOWN],
        fresh=found.rows_read - found.rows_faulty - found.rows_known,
    )


@require_POST
def commit(request: UserRequest, key: str) -> HttpResponse:
    found = access.batch_for_keeping(request.user, key)
    ordered = order_commit(found, skips_faulty=bool(request.POST.get("skip")), by=request.actor)
    if ordered.rows_read <= AT_ONCE_ROWS:
        advance(ordered)
    toast(request, _("Đã cho nhập danh sách."))
    return redirect("members:batch", key)


@require_POST
def undo(request: UserRequest, key: str) -> HttpResponse:
    take_back(access.batch_for_keeping(request.user, key), by=request.actor)
    toast(request, _("Đã hoàn tác cả lần nhập."))
    return redirect("members:batch", key)


def marked(request: UserRequest, key: str) -> HttpResponse:
    """The very file, each wrong cell coloured with the words beside it; of a very long one only the wrong rows."""
    found = access.batch_for_keeping(request.user, key)
    rows = ImportRow.objects.filter(batch=found).exclude(errors={}).order_by("line")
    if found.rows_read > MAX_ROWS:
        return _workbook(_only_wrong(found, rows.iterator(chunk_size=1000)), "dong-co-loi.xlsx")
    errors = [
        CellError(row.line, message, found.titles.get(column, ""))
        for row in rows
        for column, message in row.errors.items()
    ]
    return _workbook(mark_errors(files.bytes_of(found.file), errors, name=found.file_name), "danh-sach-co-loi.xlsx")


def template(_request: UserRequest) -> HttpResponse:
    """An empty sheet with the heads the import understands; all is text, so that no number loses its nought."""
    target = BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    head = book.add_format({"bold": True, "text_wrap": True, "border": 1, "valign": "vcenter"})
    text = book.add_format({"num_format": "@"})
    sheet = book.add_worksheet("Đoàn viên")
    for place, title in enumerate(HEADS):
        sheet.set_column(place, place, 6 if place == 0 else 30 if place == 1 else 18, text)
        sheet.write_string(0, place, title, head)
    sheet.freeze_panes(1, 2)
    book.close()
    return _workbook(target.getvalue(), "mau-danh-sach-doan-vien.xlsx")


def _taken(request: UserRequest, form: UploadForm) -> MemberImport:
    [upload] = form.cleaned_data["file"][:1]
    data = upload.read()
    made = take(
        data,
        name=upload.name,
        under=request.unit,
        since=form.cleaned_data["since"],
        basis=form.basis(),
        by=request.actor,
    )
    return advance(made) if len(data) <= AT_ONCE_BYTES else made


def _only_wrong(found: MemberImport, rows: Iterable[ImportRow]) -> bytes:
    target = BytesIO()
    book = xlsxwriter.Workbook(target, {"constant_memory": True})
    sheet = book.add_worksheet("Lỗi")
    sheet.write_row(0, 0, ["Dòng", "Họ và tên", "Cột", "Lỗi"])
    line = 1
    for row in rows:
        for column, message in row.errors.items():
            for place, value in enumerate((str(row.line), row.name, found.titles.get(column, column), message)):
                sheet.write_string(line, place, value)
            line += 1
    book.close()
    return target.getvalue()


def _workbook(data: bytes, name: str) -> HttpResponse:
    return HttpResponse(
        data, content_type=files.XLSX, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )
