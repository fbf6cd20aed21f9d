"""Addresses of Việc của tôi, and the search of the top bar."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from congdoan.desk.queries import waiting_count
from congdoan.web.shell.areas import Area, readers
from congdoan.web.shell.request import UserRequest
from congdoan.web.today import views


def waiting(request: UserRequest) -> int:
    return waiting_count(request.unit, on=request.as_of)


app_name = "today"
AREA = Area(
    label=_("Việc của tôi"),
    short=_("Việc"),
    icon="tasks",
    path="viec-cua-toi/",
    home="today:desk",
    waiting=waiting,
    shown_to=readers,
)

urlpatterns = [
    path("", views.desk, name="desk"),
    path("tim/", views.search, name="search"),
    path("thong-bao/", views.notices, name="notices"),
    path("thong-bao/<str:key>/", views.follow, name="follow"),
]
