"""Many files at once: dropped in, followed while the worker reads them, decided one by one."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from congdoan.intake import access, actions, queries
from congdoan.web.shell.page import page
from congdoan.web.shell.request import UserRequest
from congdoan.web.shell.toasts import toast


def batch(request: UserRequest, key: str) -> HttpResponse:
    """How far the files have come; what is unsure stands first. Asks for itself again while files wait."""
    found = access.batch(request.user, key)
    rows = queries.files_of(found)
    context: dict[str, Any] = {"batch": found, "rows": rows, "progress": queries.progress(rows)}
    return page(request, "papers/batch.html", part="files", **context)


@require_POST
def take_anyway(request: UserRequest, key: str, number: int) -> HttpResponse:
    """Lay a duplicate or unreadable file on the desk all the same."""
    row = access.file_for_deciding(request.user, key, number)
    document = actions.take_anyway(row, by=request.user.acting(row.batch.unit))
    toast(request, _("Đã đưa lên bàn làm việc; kiểm tra rồi vào sổ."))
    return redirect("papers:read", document.key)


@require_POST
def try_again(request: UserRequest, key: str, number: int) -> HttpResponse:
    """Let the worker read it once more."""
    row = access.file_for_deciding(request.user, key, number)
    actions.try_again(row, by=request.user.acting(row.batch.unit))
    return redirect("papers:batch", key)
