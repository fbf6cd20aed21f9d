"""Addresses of Đoàn viên."""

from django.urls import path
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from congdoan.accounts.access import may
from congdoan.accounts.rules import Task
from congdoan.web.members.views import (
    admitting,
    counting,
    exporting,
    file,
    forgetting,
    importing,
    listing,
    moving,
    party,
    reconciling,
)
from congdoan.web.shell.areas import Area
from congdoan.web.shell.request import UserRequest


def _see_members(request: UserRequest) -> bool:
    return may(request.user, Task.SEE_MEMBERS, at=request.unit).allowed


app_name = "members"
AREA = Area(
    label=pgettext_lazy("nhiều người", "Đoàn viên"),
    icon="people",
    path="doan-vien/",
    home="members:list",
    waiting=moving.waiting,
    waits_for=_("Đoàn viên chuyển đến, chờ nhận"),
    waits_at="members:transfers",
    shown_to=_see_members,
)

urlpatterns = [
    path("", listing.members, name="list"),
    path("tim-so/", listing.by_number, name="by_number"),
    path("danh-sach.xlsx", exporting.members, name="export"),
    path("nguoi/<str:key>/", file.member, name="member"),
    path("nguoi/<str:key>/mo/<str:group>/", file.open_group, name="open_group"),
    path("nguoi/<str:key>/sua/", file.correct, name="correct"),
    path("nguoi/<str:key>/sua/<str:group>/", file.correct_group, name="correct_group"),
    path("nguoi/<str:key>/the/", file.card, name="card"),
    path("nguoi/<str:key>/can-cu-doan-phi/", file.dues_base, name="dues_base"),
    path("nguoi/<str:key>/chuyen/", moving.transfer_out, name="transfer_out"),
    path("nguoi/<str:key>/thoi/", moving.end, name="end"),
    path("nguoi/<str:key>/mien/", moving.exempt, name="exempt"),
    path("nguoi/<str:key>/mien/<str:exemption>/", moving.end_exemption, name="end_exemption"),
    path("nguoi/<str:key>/gioi-thieu/", party.refer, name="refer"),
    path("nguoi/<str:key>/xoa-thong-tin/", forgetting.ask, name="forget"),
    path("xoa-thong-tin/", forgetting.listing, name="forgetting"),
    path("xoa-thong-tin/<str:key>/", forgetting.request_page, name="forget_request"),
    path("xoa-thong-tin/<str:key>/khong-thuc-hien/", forgetting.refuse, name="refuse_to_forget"),
    path("xoa-thong-tin/<str:key>/rut/", forgetting.withdraw, name="withdraw_forgetting"),
    path("ket-nap/", admitting.admit_one, name="admit"),
    path("ket-nap/nhieu/", admitting.admit_many, name="admit_many"),
    path("dot/<str:key>/", admitting.admission, name="admission"),
    path("dot/<str:key>/rut/", admitting.withdraw_admission, name="withdraw_admission"),
    path("thoi/<str:key>/", moving.leaving, name="leaving"),
    path("thoi/<str:key>/rut/", moving.withdraw_leaving, name="withdraw_leaving"),
    path("chuyen-sinh-hoat/", moving.desk, name="transfers"),
    path("chuyen-sinh-hoat/<str:key>/nhan/", moving.receive, name="receive"),
    path("chuyen-sinh-hoat/<str:key>/tra/", moving.send_back, name="send_back"),
    path("chuyen-sinh-hoat/<str:key>/rut/", moving.cancel, name="cancel"),
    path("gioi-thieu-dang/", party.funnel, name="party"),
    path("gioi-thieu-dang/<str:key>/buoc/", party.advance, name="advance"),
    path("gioi-thieu-dang/<str:key>/lui/", party.step_back, name="step_back"),
    path("gioi-thieu-dang/<str:key>/dung/", party.close, name="close_referral"),
    path("so-luong/", counting.headcounts, name="headcounts"),
    path("so-luong/<str:key>/rut/", counting.withdraw, name="withdraw_headcount"),
    path("doi-chieu/", reconciling.reconcile, name="reconcile"),
    path("nhap/", importing.batches, name="batches"),
    path("nhap/mau.xlsx", importing.template, name="template"),
    path("nhap/<str:key>/", importing.batch, name="batch"),
    path("nhap/<str:key>/loi.xlsx", importing.marked, name="marked"),
    path("nhap/<str:key>/nhap/", importing.commit, name="commit"),
    path("nhap/<str:key>/hoan-tac/", importing.undo, name="undo"),
]
