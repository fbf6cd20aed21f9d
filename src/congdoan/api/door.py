"""What is settled before an operation runs: language, who calls, for which unit, on which working date."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.utils.translation.trans_real import parse_accept_lang_header

from congdoan.accounts.access import acting_units
from congdoan.accounts.models import User
from congdoan.accounts.tokens import holder_of
from congdoan.api import errors
from congdoan.foundation import clock
from congdoan.foundation.errors import NotAllowed, Refused
from congdoan.foundation.working_date import working_date
from congdoan.organisation.models import Unit
from congdoan.organisation.queries import dated_scope

View = Callable[..., HttpResponse]
UNIT_HEADER = "Congdoan-Unit"
LANGUAGES = ("vi", "en")


def at_the_door(view: View) -> View:
    """`view` behind the door. What is asked of a caller nobody knows is left to the operation: 401, or the public."""

    @wraps(view)
    def answer(request: HttpRequest, *args: object, **named: object) -> HttpResponse:
        with translation.override(_language(request)):
            try:
                _refuse_nul(request)
                with _called(request):
                    response = view(request, *args, **named)
            except Refused as refused:
                response = errors.refusal(request, refused)
            response.headers["Content-Language"] = translation.get_language()
        response.headers.setdefault("Cache-Control", "private, no-store")
        patch_vary_headers(response, ["Accept-Language", "Authorization", "Cookie", UNIT_HEADER])
        return response

    answer.login_required = False  # type: ignore[attr-defined]  # operations say themselves who is let in
    answer.csrf_exempt = True  # type: ignore[attr-defined]  # asked of sessions alone, in `auth`
    return answer


@contextmanager
def _called(request: HttpRequest) -> Iterator[None]:
    """Within the block the request is an ApiRequest, where its caller is known, and the clock stands as for them."""
    secret = _secret(request)
    if secret is None:
        _call_by_session(request)
        yield
        return
    user = holder_of(secret)
    if user is None:
        yield
        return
    unit, units, on = _acting(user, request.headers.get(UNIT_HEADER, ""))
    with on:
        vars(request).update(user=user, unit=unit, units=units, actor=user.acting(unit), is_program=True)
        yield


def _call_by_session(request: HttpRequest) -> None:
    """The site's middleware knows a session's caller already; another of their units may be named."""
    if not isinstance(request.user, User) or not hasattr(request, "unit"):
        return
    wanted = request.headers.get(UNIT_HEADER, "")
    unit = next((unit for unit in vars(request)["units"] if unit.code == wanted), None) if wanted else request.unit
    if unit is None:
        raise _not_there(wanted)
    vars(request).update(unit=unit, actor=request.user.acting(unit), is_program=False)


def _acting(user: User, wanted: str) -> tuple[Unit, tuple[Unit, ...], AbstractContextManager[None]]:
    """The unit named, else the first at which a role is held on that unit's own working date; and its clock."""
    for unit in Unit.objects.filter(holdings__user=user).distinct().order_by("pk"):
        if wanted and unit.code != wanted:
            continue
        day = working_date(dated_scope(unit))
        units = tuple(acting_units(user, on=day or clock.today()))
        if unit in units:
            return unit, units, clock.set_to(day) if day else nullcontext()
    if wanted:
        raise _not_there(wanted)
    raise NotAllowed(_("Tài khoản này chưa có vai trò nào còn hiệu lực."))


def _not_there(code: str) -> NotAllowed:
    return NotAllowed(_("Bạn không giữ vai trò nào tại đơn vị mang mã “%(code)s”.") % {"code": code})


def _secret(request: HttpRequest) -> str | None:
    """What stands after “Bearer”; None where no key is shown."""
    scheme, _blank, secret = request.headers.get("Authorization", "").partition(" ")
    return secret.strip() if scheme.lower() == "bearer" else None


def _language(request: HttpRequest) -> str:
    """The first of Accept-Language that we speak, Vietnamese unless told."""
    wanted = (code for code, _quality in parse_accept_lang_header(request.headers.get("Accept-Language", "")))
    return next((code[:2] for code in wanted if code[:2] in LANGUAGES), LANGUAGES[0])


def _refuse_nul(request: HttpRequest) -> None:
    """PostgreSQL holds no such character; nobody's text has it."""
    values = [request.path, *(value for many in request.GET.lists() for value in [many[0], *many[1]])]
    if any("\x00" in value for value in values):
        raise Refused(_("Yêu cầu có ký tự không dùng được (NUL)."))
