"""Messages that did not leave the system: to whom, why, and once more."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from congdoan.accounts import access, channels
from congdoan.accounts import outbox as sending
from congdoan.accounts.models import OutboxMessage
from congdoan.accounts.rules import Task
from congdoan.web.shell.page import page
from congdoan.web.shell.request import UserRequest
from congdoan.web.shell.toasts import toast

A_PAGE = 100


def outbox(request: UserRequest) -> HttpResponse:
    """What was tried and did not go out, newest first, and what still waits. POST sends again what was ticked."""
    access.may(request.user, Task.ADMINISTER, at=request.unit).require()
    unsent = access.visible_messages(request.user).filter(sent_at__isnull=True)
    failed = unsent.filter(attempts__gt=0).select_related("notice__user").order_by("-pk")
    if request.method == "POST":
        count = sending.send_again(_ticked(request, list(failed)), by=request.actor)
        said = ngettext("%(n)d tin sẽ được gửi lại.", "%(n)d tin sẽ được gửi lại.", count) % {"n": count}
        toast(request, said if count else _("Hãy chọn ít nhất một tin để gửi lại."))
        return redirect("administration:outbox")
    waiting = unsent.filter(attempts=0).order_by("queued_at")
    return page(
        request,
        "administration/outbox.html",
        part="outbox",
        lines=[(row, sending.reason(row), row.attempts >= sending.ATTEMPTS) for row in failed[:A_PAGE]],
        hidden=max(0, failed.count() - A_PAGE),
        waiting=waiting.count(),
        oldest=waiting.first(),
        is_on=bool(channels.in_use()),
    )


def _ticked(request: UserRequest, failed: list[OutboxMessage]) -> list[OutboxMessage]:
    """A message is named by its notice and channel."""
    keys = set(request.POST.getlist("keys"))
    return [row for row in failed if f"{row.notice.key}@{row.channel}" in keys]
