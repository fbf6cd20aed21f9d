"""What the whole installation goes by: days off, dated parameters, the working date."""

from datetime import date

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from congdoan.accounts import access
from congdoan.accounts.rules import TASKS_OF_ROLE, Task
from congdoan.cases import queries as cases
from congdoan.foundation import clock, ruling
from congdoan.foundation import working_date as dates
from congdoan.foundation.errors import NotAllowed, NotFound, Refused
from congdoan.foundation.models import Holiday, Parameter
from congdoan.organisation.models import Unit
from congdoan.web.administration.forms import HolidayForm, ParameterForm, WorkingDateForm
from congdoan.web.administration.parameters import CHOICES, told
from congdoan.web.shell.page import page
from congdoan.web.shell.refusals import put_on
from congdoan.web.shell.request import UserRequest
from congdoan.web.shell.toasts import toast


def _set_elsewhere(key: str) -> str | None:
    """The page of a parameter whose value has a shape: who may set it, and to what, is asked there. None for others."""
    return "care:limits" if key == cases.LIMITS else "care:rules" if key.startswith(cases.RULES) else None


def home(request: UserRequest) -> HttpResponse:
    """The doors of the area, those this person may open."""
    now = access.standing(request.user)
    may_administer = bool(now.units_for(Task.ADMINISTER))
    failed = access.visible_messages(request.user).filter(sent_at__isnull=True, attempts__gt=0)
    return page(
        request,
        "administration/home.html",
        may_administer=may_administer,
        stuck=failed.count() if may_administer else 0,
        may_see_log=bool(now.units_for(Task.SEE_LOG)),
        may_rule=_rules_the_house(request),
        may_forget=bool(now.units_for(Task.FORGET)),
        may_set_day=dates.may_be_set(),
    )


def calendar(request: UserRequest) -> HttpResponse:
    """`?nam=`: the days off and days worked in exchange of a year; POST enters or corrects one."""
    _require(request)
    form = HolidayForm(request.POST or None)
    may = access.may_rule(request.user)
    if request.method == "POST" and form.is_valid():
        may.require()
        row = ruling.set_holiday(**form.cleaned_data, by=request.actor)
        toast(request, _("Đã ghi vào lịch."))
        return redirect(f"{request.path}?nam={row.day.year}")
    asked = request.GET.get("nam", "")
    year = int(asked) if asked.isdecimal() and 1900 < int(asked) < 3000 else clock.today().year
    years = sorted({day.year for day in Holiday.objects.values_list("day", flat=True)} | {year})
    days = Holiday.objects.filter(day__year=year)
    return page(
        request, "administration/calendar.html", part="days", form=form, days=days, year=year, years=years, may=may
    )


@require_POST
def remove_day(request: UserRequest, day: str) -> HttpResponse:
    access.may_rule(request.user).require()
    try:
        which = date.fromisoformat(day)
    except ValueError as error:
        raise NotFound(_("Không có ngày này.")) from error
    ruling.remove_holiday(which, by=request.actor)
    toast(request, _("Đã bỏ khỏi lịch."))
    return redirect(f"/quan-tri/lich/?nam={which.year}")


def parameters(request: UserRequest) -> HttpResponse:
    """Every parameter of the house with its value today, its source, and whether anyone compared it with the act."""
    _require(request)
    today = clock.today()
    rows = Parameter.objects.filter(_of_the_house(request), valid__contains=today).order_by("key", "scope")
    return page(request, "administration/parameters.html", rows=told(rows))


def parameter(request: UserRequest, key: str) -> HttpResponse:
    """All values of one parameter over time, for everyone and for units of the house; POST adds the next, or is refused
    for one that has a page of its own, or whose value has a shape no line of text is checked against.
    """
    _require(request)
    rows = Parameter.objects.filter(_of_the_house(request), key=key).order_by("scope", "-valid")
    if not rows:
        raise NotFound(_("Không có tham số “%(key)s”.") % {"key": key})
    units = [row.unit for row in access.standing(request.user).holdings if Task.ADMINISTER in TASKS_OF_ROLE[row.role]]
    everyone = access.may_rule(request.user)
    asked = {"now": rows[0].value, "among": CHOICES.get(key, ()), "units": units, "may_for_everyone": everyone.allowed}
    form = ParameterForm(request.POST or None, **asked)
    if request.method == "POST" and (_set_elsewhere(key) or isinstance(rows[0].value, dict)):
        raise Refused(_("Tham số này có trang riêng để đặt, không đặt ở đây."))
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        wanted = ("value", "since", "source_article", "is_verified")
        unit = form.unit()
        access.may_rule(request.user, unit).require()
        said = {name: data[name] for name in wanted} | {"scope": unit.code if unit else ""}
        try:
            ruling.set_parameter(key, **said, basis=form.basis(), by=request.actor)
        except Refused as refused:
            put_on(form, refused)
        else:
            toast(request, _("Đã đặt giá trị mới."))
            return redirect("administration:parameter", key)
    return page(
        request,
        "administration/parameter.html",
        part="next",
        key=key,
        rows=told(rows),
        form=form,
        everyone=everyone,
        elsewhere=_set_elsewhere(key),
        may_set=bool(everyone) or key not in ruling.HOLD_FOR_EVERYONE,
        is_rule=key.startswith(cases.RULES),
        units=[unit.code for unit in units],
    )


@require_POST
def compared(request: UserRequest, key: str) -> HttpResponse:
    """Note that a value was compared with the act it cites: who may change it for its unit, or for everyone."""
    _require(request)
    rows = Parameter.objects.filter(_of_the_house(request), key=key, scope=request.POST.get("scope", ""))
    row = next((one for one in rows if one.valid.lower.isoformat() == request.POST.get("since")), None)
    if row is None:
        raise NotFound(_("Không có tham số “%(key)s”.") % {"key": key})
    unit = Unit.objects.filter(code=row.scope).first() if row.scope else None
    access.may_rule(request.user, unit).require()
    ruling.mark_verified(row, by=request.actor)
    toast(request, _("Đã ghi là đã đối chiếu."))
    return redirect("administration:parameter", key)


def working_date(request: UserRequest) -> HttpResponse:
    """The day the house works on, where it is not the real one: for a rehearsal alone."""
    _require(request)
    if not dates.may_be_set():
        raise NotFound(_("Hệ thống này làm việc theo ngày thật."))
    top = next(top for top in access.tops_for(request.user) if access.may(request.user, Task.ADMINISTER, at=top))
    form = WorkingDateForm(request.POST or None, initial={"day": dates.working_date(top.code)})
    if request.method == "POST" and form.is_valid():
        dates.set_working_date(form.cleaned_data["day"], scope=top.code, by=request.actor)
        toast(request, _("Đã đặt ngày làm việc."))
        return redirect("administration:working_date")
    return page(
        request,
        "administration/form.html",
        part="form",
        form=form,
        title=_("Ngày làm việc của hệ thống"),
        lead=_("Chỉ dùng khi tập huấn hoặc trình diễn: mọi hạn và độ trễ tính theo ngày này."),
        act=_("Đặt"),
        back="administration:home",
    )


def _rules_the_house(request: UserRequest) -> bool:
    tops = access.tops_for(request.user)
    return any(access.may(request.user, Task.ADMINISTER, at=top) for top in tops)


def _of_the_house(request: UserRequest) -> Q:
    """Values for everyone, and those of units of the houses the person belongs to."""
    return Q(scope="") | Q(scope__in=access.house_of(request.user).values("code"))


def _require(request: UserRequest) -> None:
    """Days off and parameters are read by administrators at a top; `access.may_rule` says who changes which."""
    if not _rules_the_house(request):
        raise NotAllowed(_("Lịch và tham số dùng chung cho cả hệ thống; chỉ quản trị ở cấp cao nhất được sửa."))
