"""Every form of ours is sent once: `{% csrf_token %}` also writes a number of its own, drawn when the page was made.

The same number with the same words typed is the same form: pressed twice, or sent again when the line broke. Its verb
works once, and whoever sends it again is led to where the first one led. Changed words are another form, so that
nothing typed on an old page is lost; a form that was refused may be sent again as it is.
"""

import hashlib
from collections.abc import Callable

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from congdoan.accounts import once
from congdoan.accounts.models import User
from congdoan.web.shell.toasts import toast, was_done

FIELD = "sent-once"
LONGEST_ADDRESS = 600

Handler = Callable[[HttpRequest], HttpResponse]


def sent_once(handle: Handler) -> Handler:
    """In `MIDDLEWARE` after authentication and messages. Costs three queries for a form; none for reading."""

    def answer(request: HttpRequest) -> HttpResponse:
        user = request.user
        if request.method != "POST" or not isinstance(user, User) or not request.POST.get(FIELD):
            return handle(request)
        with transaction.atomic():
            return _within(request, user, handle)

    return answer


def _within(request: HttpRequest, user: User, handle: Handler) -> HttpResponse:
    digest = _digest(request)
    sent = once.first_time(user, digest)
    if sent is None:
        toast(request, _("Biểu mẫu này đã được ghi rồi nên không ghi lần nữa. Muốn ghi thêm thì mở biểu mẫu mới."))
        return redirect(once.answer_to(user, digest) or "/")
    response = handle(request)
    if response.status_code >= 500:  # a crash arrives as an answer: what went wrong takes everything back, the mark too
        transaction.set_rollback(True)
    if transaction.get_rollback():
        return response
    where = response.get("Location", "")
    if 300 <= response.status_code < 400 and was_done(request) and len(where) <= LONGEST_ADDRESS:
        once.keep_answer(sent, where)
    else:
        sent.delete()
    return response


def _digest(request: HttpRequest) -> str:
    """The number and what was typed; of a file its name and what it holds."""
    typed = sorted((name, values) for name, values in request.POST.lists() if name != "csrfmiddlewaretoken")
    files = sorted((name, [(one.name, _content(one)) for one in each]) for name, each in request.FILES.lists())
    return hashlib.sha256(repr((request.path, typed, files)).encode()).hexdigest()


def _content(file: "UploadedFile[bytes]") -> str:
    read = hashlib.sha256()
    for chunk in file.chunks():
        read.update(chunk)
    file.seek(0)
    return read.hexdigest()
