"""How a refusal is told: beside the field where a form is in hand, else as a calm page or a note above the page."""

from typing import Any

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from congdoan.foundation.errors import Changed, NotAllowed, NotFound, Refused
from congdoan.web.shell.page import page
from congdoan.web.shell.request import asks_for_part

_STATUS: dict[type[Refused], int] = {NotFound: 404, NotAllowed: 403}


def put_on(form: BaseForm, refused: Refused) -> None:
    """Show the refusal on `form`, beside the field it names where the form has it or knows it by a name of its own."""
    try:
        form.add_error(refused.field, str(refused))
    except ValueError:  # Django's word for a field the form does not have
        form.add_error(None, str(refused))


def refusal(request: HttpRequest, refused: Refused) -> HttpResponse:
    """What, where and how to mend it: 404, 403 or 409. Asked by HTMX, it appears above the page one is on."""
    status = next((code for kind, code in _STATUS.items() if isinstance(refused, kind)), 409)
    context: dict[str, Any] = {"refused": refused, "title": _title(refused), "theirs": getattr(refused, "theirs", {})}
    if asks_for_part(request):
        body = render_to_string("shell/refusal.html#note", context, request)
        return HttpResponse(body, status=status, headers={"HX-Retarget": "#refusal", "HX-Reswap": "innerHTML"})
    return page(request, "shell/refusal.html", status=status, back=where_from(request), **context)


def only_sent(request: HttpRequest) -> HttpResponse:
    """An address that only takes what a form sends was opened: reloaded, or gone back to after signing in."""
    said = _("Địa chỉ này chỉ nhận việc bấm từ trang của nó. Hãy mở lại trang ấy rồi bấm lại.")
    context = {"refused": said, "title": _("Chưa làm được"), "back": where_from(request)}
    return page(request, "shell/refusal.html", status=405, **context)


def no_role(request: HttpRequest) -> HttpResponse:
    """The account holds no role on the working date: say so and who can mend it."""
    return page(request, "shell/no_role.html", status=403)


def where_from(request: HttpRequest) -> str:
    """The page of ours one came from: a link from elsewhere must not lead back there out of our own page."""
    before = request.headers.get("Referer", "/")
    ours = url_has_allowed_host_and_scheme(before, {request.get_host()}, require_https=request.is_secure())
    return before if ours else "/"


def _title(refused: Refused) -> str:
    if isinstance(refused, Changed):
        return _("Có người vừa lưu trước")
    if isinstance(refused, NotFound):
        return _("Không tìm thấy")
    if isinstance(refused, NotAllowed):
        return _("Chưa được phép")
    return _("Chưa làm được")
