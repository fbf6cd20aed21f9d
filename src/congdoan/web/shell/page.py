"""One URL, one template, named parts: the whole page for a browser, the part for HTMX."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.cache import patch_vary_headers

from congdoan.web.shell.frame import frame
from congdoan.web.shell.request import asks_for_part


def page(
    request: HttpRequest, template: str, part: str | None = None, *, status: int = 200, **context: Any
) -> HttpResponse:
    """Answer with `template`: whole, or only its partial `part` when HTMX asks.

    A part is one element that carries its own id, so it replaces itself (`hx-swap="outerHTML"`); toasts waiting for the
    person ride along. The whole page alone pays for the frame: rail, counts, menus. What the person may not see must
    not be in `context`: a part can be asked for by anyone who may ask for the page.
    """
    if part and asks_for_part(request):
        body = render_to_string(f"{template}#{part}", context, request)
        if messages.get_messages(request):
            body += render_to_string("shell/toasts.html#riding_along", {}, request)
    else:
        drawn = frame(request)
        layout = "shell/base.html" if drawn.today else "shell/alone.html"
        body = render_to_string(template, {**context, "frame": drawn, "layout": layout}, request)
    response = HttpResponse(body, status=status)
    patch_vary_headers(response, ["HX-Request"])
    return response
