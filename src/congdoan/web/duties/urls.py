"""Addresses of Nhiệm vụ: threads, one's own duties, one obligation."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from congdoan.web.duties.views import late, lists, moving, reminding, spoken, threads, verifying
from congdoan.web.shell.areas import Area, readers

app_name = "duties"
AREA = Area(
    label=_("Nhiệm vụ"), short=_("Nhiệm vụ"), icon="tree", path="nhiem-vu/", home="duties:list", shown_to=readers
)

urlpatterns = [
    path("", lists.directives, name="list"),
    path("cua-don-vi/", lists.mine, name="mine"),
    path("cho-xac-nhan/", verifying.waiting, name="waiting"),
    path("lich/", lists.calendar, name="calendar"),
    path("giao-mieng/", spoken.shown, name="spoken"),
    path("soi-chi/<str:key>/", threads.shown, name="thread"),
    path("soi-chi/<str:key>/danh-sach-tre/", late.late_sheet, name="late_sheet"),
    path("soi-chi/<str:key>/danh-sach-tre.xlsx", late.late_workbook, name="late_workbook"),
    path("soi-chi/<str:key>/nhac/", reminding.many, name="remind_many"),
    path("dat-han/<str:key>/", moving.set_due, name="set_due"),
    path("noi-len/<str:key>/", moving.carry, name="carry"),
    path("dung-dinh-ky/<str:key>/", moving.end_recurrence, name="end_recurrence"),
    path("<str:key>/", moving.shown, name="obligation"),
    path("<str:key>/van-ban-trien-khai/", moving.carry_out, name="carry_out"),
    path("<str:key>/nhac/", reminding.one, name="remind"),
    path("<str:key>/rut-khong-phat-sinh/", moving.withdraw_nil, name="withdraw_nil"),
    path("<str:key>/<str:address>/", moving.move, name="move"),
]
