"""What every answer carries, whatever page made it."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

Handler = Callable[[HttpRequest], HttpResponse]

POLICY = "; ".join(
    (
        "default-src 'self'",
        "img-src 'self' data: blob:",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
"""Scripts, styles and fonts from our own address only: no inline script, no inline style, no eval."""


def content_security_policy(handle: Handler) -> Handler:
    """State on every answer where a page may load from."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = handle(request)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        return response

    return answer


def chosen_language(handle: Handler) -> Handler:
    """Vietnamese, unless the person chose otherwise here.

    Django's own middleware would follow the browser's language, and most office computers in Vietnam run an
    English browser: the officer would meet English nobody asked for.
    """
    known = {code for code, _ in settings.LANGUAGES}

    def answer(request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, settings.LANGUAGE_CODE)
        with translation.override(chosen if chosen in known else settings.LANGUAGE_CODE):
            response = handle(request)
            response.headers.setdefault("Content-Language", translation.get_language())
            return response

    return answer
