"""What an own draft asks, read from its words."""

from dataclasses import replace

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from congdoan.documents import Duty, Reading, Span, UnreadableDocument, Value, read_text
from congdoan.obligations import proposing
from congdoan.registry import access
from congdoan.registry.models import RegisteredDocument
from congdoan.web.papers.official import official
from congdoan.web.papers.plain import around
from congdoan.web.shell.request import UserRequest
from congdoan.web.shell.toasts import not_done, toast


@require_POST
def propose(request: UserRequest, key: str) -> HttpResponse:
    """Read the draft as its receivers' systems will, and propose what it asks."""
    document = access.document_for_editing(request.user, key)
    try:
        reading = _reading(document)
    except UnreadableDocument as reason:
        not_done(request, str(reason))
        return redirect("papers:edit", key)
    made = proposing.propose(document, reading, by=request.actor)
    words = _("Đề xuất %(count)d việc; hãy xem từng việc.") % {"count": len(made)}
    toast(request, words if made else _("Không đọc thấy việc nào trong nội dung; hãy thêm tay."))
    return redirect("papers:edit", key)


def _reading(document: RegisteredDocument) -> Reading:
    """The reading of the whole paper with the duties of its body, their places counted in the body."""
    head, tail = around(official(document))
    whole = read_text(f"{head}{document.text}{tail}")
    size = len(document.text)
    moved = (_moved(duty, -len(head)) for duty in whole.duties)
    return replace(whole, duties=tuple(duty for duty in moved if duty.span.start >= 0 and duty.span.end <= size))


def _moved(duty: Duty, by: int) -> Duty:
    def span(old: Span) -> Span:
        return Span(old.start + by, old.end + by)

    return replace(duty, span=span(duty.span), act=Value(duty.act.value, span(duty.act.span), duty.act.confidence))
