"""A few screens that only try the frame: one that refuses, one with a part, one that redirects, one that breaks."""

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import include, path

from congdoan.foundation.errors import Changed, NotAllowed, NotFound, Refused
from congdoan.site.urls import handler403, handler404, handler500, urlpatterns
from congdoan.web.shell.fields import DayField
from congdoan.web.shell.page import page
from congdoan.web.shell.request import UserRequest
from congdoan.web.shell.toasts import toast

__all__ = ["handler403", "handler404", "handler500", "urlpatterns"]

REFUSALS = {
    "verb": Refused("Kỳ báo cáo tháng 8 đã đóng; hãy ghi vào tháng 9."),
    "right": NotAllowed("Việc này cần vai trò Chủ tịch."),
    "missing": NotFound("Không có văn bản nào mang số này."),
    "changed": Changed("Minh vừa lưu lúc 16:05.", theirs={"Hạn": "30/09/2024"}),
}


def refuses(_request: UserRequest, kind: str) -> HttpResponse:
    raise REFUSALS[kind]


def moves(request: UserRequest) -> HttpResponse:
    toast(request, "Đã nhắc 4 đơn vị.", undo="/thu/hoan-tac/")
    return redirect("/thu/trang/")


def says(request: UserRequest) -> HttpResponse:
    """Who acts, seen from when, as words; its part is the note of the refusal page."""
    words = f"{request.actor.name} · {request.unit.code} · {request.as_of:%d/%m/%Y}"
    return page(request, "shell/refusal.html", part="note", title="Thử", refused=words, back="/")


class WorkForm(forms.Form):
    what = forms.CharField(label="Việc")
    on = DayField(label="Ngày")


def work(request: UserRequest) -> HttpResponse:
    """A form that is a part, and figures that open in the side panel."""
    form = WorkForm(request.POST or None)
    if form.is_valid():
        toast(request, "Đã ghi.")
        return redirect("/thu/trang/")
    part = "panel" if "mo" in request.GET else "form"
    context = {"form": form, "figures": (404, 146), "opened": request.GET.get("mo", "")}
    return page(request, "trial/work.html", part=part, **context)


def breaks(_request: UserRequest) -> HttpResponse:
    raise RuntimeError("broken on purpose")


urlpatterns = [
    *urlpatterns,
    path("thu/", include([
        path("tu-choi/<str:kind>/", refuses),
        path("chuyen/", moves),
        path("trang/", says),
        path("hong/", breaks),
        path("viec/", work),
    ])),
]  # fmt: skip
