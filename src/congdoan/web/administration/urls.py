"""Addresses of Quản trị."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from congdoan.accounts.access import standing
from congdoan.accounts.rules import Task
from congdoan.web.administration.views import accounts, installation, keys, log, outbox, own, persons
from congdoan.web.shell.areas import Area
from congdoan.web.shell.request import UserRequest


def shown_to(request: UserRequest) -> bool:
    """Those who administer accounts or read the log somewhere."""
    now = standing(request.user)
    return any(now.units_for(task) for task in (Task.ADMINISTER, Task.SEE_LOG))


app_name = "administration"
AREA = Area(label=_("Quản trị"), icon="gear", path="quan-tri/", home="administration:home", shown_to=shown_to)

urlpatterns = [
    path("", installation.home, name="home"),
    path("quyen-cua-toi/", own.rights, name="rights"),
    path("quyen-cua-toi/<str:key>/uy-quyen/", own.delegate, name="delegate"),
    path("tai-khoan/", accounts.listing, name="accounts"),
    path("tai-khoan/moi/", accounts.create, name="create"),
    path("tai-khoan/<str:key>/", accounts.account, name="account"),
    path("tai-khoan/<str:key>/dat-lai-mat-khau/", accounts.reset, name="reset"),
    path("tai-khoan/<str:key>/dong/", accounts.close, name="close"),
    path("tai-khoan/<str:key>/mo-lai/", accounts.reopen, name="reopen"),
    path("tai-khoan/<str:key>/vai-tro/", accounts.grant, name="grant"),
    path("tai-khoan/<str:key>/nguoi/", persons.whose, name="whose"),
    path("tai-khoan/<str:key>/khoa/", keys.issue, name="issue_key"),
    path("tai-khoan/<str:key>/khoa/<str:token>/thu-hoi/", keys.revoke, name="revoke_key"),
    path("vai-tro/<str:key>/ket-thuc/", accounts.end_role, name="end_role"),
    path("tin-gui/", outbox.outbox, name="outbox"),
    path("nhat-ky/", log.log, name="log"),
    path("lich/", installation.calendar, name="calendar"),
    path("lich/<str:day>/bo/", installation.remove_day, name="remove_day"),
    path("tham-so/", installation.parameters, name="parameters"),
    path("tham-so/<str:key>/", installation.parameter, name="parameter"),
    path("tham-so/<str:key>/doi-chieu/", installation.compared, name="compared"),
    path("ngay-lam-viec/", installation.working_date, name="working_date"),
]
