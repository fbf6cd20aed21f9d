"""Who is let in: a program with a key, or a browser with a session and its form token."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja.security import APIKeyCookie, HttpBearer

from congdoan.accounts.models import User
from congdoan.foundation.errors import NotAllowed


class ByKey(HttpBearer):
    """`Authorization: Bearer cd_…`. The door has looked the key up; no form token is asked of a program."""

    openapi_description = "congdoan token new USER NAME"

    def authenticate(self, request: HttpRequest, token: str) -> User | None:
        return _known(request) if getattr(request, "is_program", False) else None


class BySession(APIKeyCookie):
    """The browser's session, with `X-CSRFToken` on whatever changes something (GET /me tells it)."""

    param_name = "sessionid"

    def __call__(self, request: HttpRequest) -> Any | None:
        if getattr(request, "is_program", None) is not False:
            return None
        return super().__call__(request)

    def authenticate(self, request: HttpRequest, key: str | None) -> User | None:
        return _known(request)


def _known(request: HttpRequest) -> User | None:
    user = request.user
    if isinstance(user, User) and user.must_change_password:
        raise NotAllowed(_("Hãy đăng nhập trên trang web và đổi mật khẩu tạm trước."))
    return user if isinstance(user, User) else None


LET_IN = [ByKey(), BySession()]
