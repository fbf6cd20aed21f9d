"""What the web door settles before a view runs: the working date, who acts for which unit, the day one looks from.

In `MIDDLEWARE` after authentication and messages: `kept_by_nobody`, `WorkingOn`, `once.sent_once`, `Refusals`.
`redirects_for_htmx` stands before the session.
"""

from collections.abc import Callable
from contextlib import nullcontext

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _

from congdoan.accounts.access import acting_units, holding_standing
from congdoan.accounts.models import User
from congdoan.foundation import clock
from congdoan.foundation.collisions import COLLIDED, refusal_of
from congdoan.foundation.errors import Refused
from congdoan.foundation.working_date import working_date
from congdoan.web.shell import choices
from congdoan.web.shell.refusals import no_role, only_sent, refusal
from congdoan.web.shell.toasts import say_not_done, toast

Handler = Callable[[HttpRequest], HttpResponse]
View = Callable[..., HttpResponse]


def redirects_for_htmx(handle: Handler) -> Handler:
    """A redirect answered to HTMX becomes a whole visit: HTMX would swap the next page into a part of this one."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = handle(request)
        if request.headers.get("HX-Request") == "true" and 300 <= response.status_code < 400:
            moved = HttpResponse(status=204, headers={"HX-Redirect": response["Location"]})
            moved.cookies = response.cookies
            patch_vary_headers(moved, ["HX-Request"])
            return moved
        return response

    return answer


def kept_by_nobody(handle: Handler) -> Handler:
    """What somebody signed in was shown stays in no browser and no proxy: most machines in an office are shared.

    A view that says otherwise (a photo of an act) is left alone.
    """

    def answer(request: HttpRequest) -> HttpResponse:
        response = handle(request)
        if request.user.is_authenticated:
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response

    return answer


class WorkingOn:
    """Sets the clock to the working date and gives a signed-in request its `unit`, `units`, `actor` and `as_of`.

    The working date may differ by province (the demo's two live in different years): the session notes which one
    applies to the unit one acts for. Costs two queries a request.
    """

    def __init__(self, handle: Handler) -> None:
        self.handle = handle

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user = request.user
        if isinstance(user, User) and not choices.are_settled(request):
            choices.settle(request, user)
        day = working_date(choices.scope(request))
        with clock.set_to(day) if day else nullcontext():
            if not isinstance(user, User):
                return self.handle(request)
            with holding_standing(user):
                self.prepare(request, user)
                return self.handle(request)

    def prepare(self, request: HttpRequest, user: User) -> None:
        """Make it a UserRequest, unless the user holds no role today."""
        units = acting_units(user)
        unit = next((unit for unit in units if unit.code == choices.unit_code(request)), units[0] if units else None)
        if unit:
            if unit.code != choices.unit_code(request):  # the role at the chosen unit has ended meanwhile
                if choices.unit_code(request):
                    toast(
                        request,
                        _("Vai trò tại đơn vị đã chọn không còn hiệu lực. Từ nay bạn làm việc cho %(unit)s.")
                        % {"unit": unit.name},
                    )
                choices.act_for(request, unit)
            vars(request).update(
                units=tuple(units), unit=unit, actor=user.acting(unit), as_of=choices.day_looked_from(request)
            )

    def process_view(self, request: HttpRequest, view: View, _args: object, _kwargs: object) -> HttpResponse | None:
        """A password set by another is changed first; without a role there is nothing to see, except the way out."""
        user = request.user
        open_to_all = getattr(view, "for_anyone", False) or not getattr(view, "login_required", True)
        if not isinstance(user, User) or open_to_all:
            return None
        if user.must_change_password:
            say_not_done(request)
            return redirect("shell:change_password")
        return None if hasattr(request, "unit") else no_role(request)


class Refusals:
    """A verb that refuses becomes a calm page that says what, where and how to mend it; nothing was changed."""

    def __init__(self, handle: Handler) -> None:
        self.handle = handle

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.handle(request)
        return only_sent(request) if response.status_code == 405 and request.method == "GET" else response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        refused = refusal_of(error) if isinstance(error, COLLIDED) else error
        return refusal(request, refused) if isinstance(refused, Refused) else None
