"""The choices of the top bar, and where one lands after signing in."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST
from django.views.i18n import set_language

from congdoan.accounts.models import User
from congdoan.foundation import clock
from congdoan.web.shell import choices
from congdoan.web.shell.areas import areas
from congdoan.web.shell.page import page
from congdoan.web.shell.request import UserRequest
from congdoan.web.shell.typed import read_day


def first_page(request: UserRequest) -> HttpResponse:
    """The first area of the rail; a word of welcome while there is none."""
    for _name, area in areas():
        if area.shown_to(request):
            return redirect(area.home)
    return page(request, "shell/first_page.html")


@login_not_required
@require_POST
def speak(request: HttpRequest) -> HttpResponse:
    """Choose the language of the screens: for this browser and, signed in, for every next time."""
    response = set_language(request)
    chosen = request.POST.get("language", "")
    if isinstance(request.user, User) and settings.LANGUAGE_COOKIE_NAME in response.cookies:
        User.objects.filter(pk=request.user.pk).update(language=chosen)
    return response


@require_POST
def act_for(request: UserRequest) -> HttpResponse:
    """Act for another of one's units; the page one was on may be out of its reach, so begin at the first."""
    unit = next((unit for unit in request.units if unit.code == request.POST.get("unit")), None)
    if unit is None:
        raise Http404
    choices.act_for(request, unit)
    return redirect("shell:first_page")


@require_POST
def look_from(request: UserRequest) -> HttpResponse:
    """Look from another day, and stay on the page."""
    if "today" in request.POST:
        choices.look_from(request, clock.today())
        return back(request)
    choices.look_from(request, read_day(request.POST.get("day", ""), today=clock.today()))
    return back(request)


def back(request: HttpRequest) -> HttpResponseRedirect:
    """To the page the form names in `next`, if it is one of ours; the day in its address would override the choice."""
    to = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(to, {request.get_host()}, require_https=request.is_secure()):
        to = "/"
    path, _mark, query = to.partition("?")
    kept = "&".join(part for part in query.split("&") if part and not part.startswith(f"{choices.DAY_PARAMETER}="))
    return HttpResponseRedirect(f"{path}?{kept}" if kept else path)
