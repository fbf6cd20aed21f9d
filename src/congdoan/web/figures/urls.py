"""Figures: the board, one figure's trail, targets."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from congdoan.web.figures import boards, targets
from congdoan.web.shell.areas import Area

app_name = "figures"

AREA = Area(label=_("Chỉ tiêu"), short=_("Chỉ tiêu"), icon="chart", path="chi-tieu/", home="figures:board")

urlpatterns = [
    path("", boards.board, name="board"),
    path("bang-tinh/", boards.export, name="export"),
    path("con-so/<str:unit>/<str:indicator>/", boards.figure, name="figure"),
    path("giao/", targets.targets, name="targets"),
    path("giao/moi/", targets.give, name="give"),
    path("giao/<str:key>/", targets.target, name="target"),
    path("giao/<str:key>/dieu-chinh/", targets.change, name="change"),
    path("giao/<str:key>/dang-ky/", targets.register, name="register"),
    path("giao/<str:key>/chia/", targets.split, name="split"),
]
