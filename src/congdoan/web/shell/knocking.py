"""Who knocks at the door of the pages: from which address, from a browser that was let in before or a strange one."""

from contextlib import suppress
from ipaddress import IPv6Address, ip_address, ip_network

from django.conf import settings
from django.core.signing import BadSignature, TimestampSigner
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

from congdoan.accounts.patience import Knock
from congdoan.foundation.keys import new_key
from congdoan.installation.settings import installation

COOKIE = "congdoan-browser"
KEPT_SECONDS = 180 * 24 * 3600
NAMES = 8
"""How many people one browser of an office remembers having let in."""

_signer = TimestampSigner(salt="congdoan.web.knocking")


def knock(request: HttpRequest, name: str) -> Knock:
    """The browser counts as known only for a name that signed in with it; its cookie is signed and opens nothing."""
    browser, names = _known(request)
    return Knock(name, address(request), browser if _mark(name) in names else "")


def remember(request: HttpRequest, response: HttpResponse, name: str) -> None:
    """This browser has let `name` in."""
    browser, names = _known(request)
    kept = [_mark(name), *(each for each in names if each != _mark(name))][:NAMES]
    response.set_cookie(
        COOKIE, _signer.sign_object([browser or new_key(), kept]), max_age=KEPT_SECONDS, httponly=True, samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )  # fmt: skip


def address(request: HttpRequest) -> str:
    """Where the request comes from; of an IPv6 address its network, which one household or office has whole.

    Behind a proxy of ours (`CONGDOAN_HTTPS`) it is the last address of X-Forwarded-For: the one the proxy itself saw
    and wrote. What stands before it, and the whole header where no proxy of ours is, anybody may have written.
    """
    seen = str(request.META.get("REMOTE_ADDR", ""))
    if installation().behind_https and _is_near(seen):
        seen = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip() or seen
    try:
        found = ip_address(seen)
    except ValueError:
        return "?"
    if isinstance(found, IPv6Address) and found.ipv4_mapped is None:
        return str(ip_network((found, 64), strict=False))
    return str(found.ipv4_mapped if isinstance(found, IPv6Address) else found)


def _is_near(seen: str) -> bool:
    """Whether the proxy's own address: this machine or its network."""
    with suppress(ValueError):
        return ip_address(seen).is_private
    return not seen


def _known(request: HttpRequest) -> tuple[str, list[str]]:
    with suppress(BadSignature, ValueError, TypeError):
        browser, names = _signer.unsign_object(request.COOKIES.get(COOKIE, ""), max_age=KEPT_SECONDS)
        return str(browser), [str(name) for name in names]
    return "", []


def _mark(name: str) -> str:
    """Stands for the name: whoever looks into the browser's cookies does not read who works at this machine."""
    return salted_hmac("congdoan.web.knocking", name.casefold().strip(), algorithm="sha256").hexdigest()[:16]
