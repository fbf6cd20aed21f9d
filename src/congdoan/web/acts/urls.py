"""Recording what was done, and finding it again."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from congdoan.web.acts import listing, recording, teams, viewing
from congdoan.web.shell.areas import Area, readers

app_name = "acts"

AREA = Area(label=_("Ghi nhận"), short=_("Ghi nhận"), icon="pen", path="ghi-nhan/", home="acts:list", shown_to=readers)

urlpatterns = [
    path("", listing.acts, name="list"),
    path("moi/", recording.record, name="record"),
    path("khong-phat-sinh/<str:key>/", recording.nothing_happened, name="nothing_happened"),
    path("to/", teams.teams, name="teams"),
    path("to/<str:key>/", teams.team, name="team"),
    path("to/<str:key>/thay-doi/", teams.change, name="team_change"),
    path("to/<str:key>/ket-thuc/", teams.end, name="team_end"),
    path("<str:key>/", viewing.act, name="act"),
    path("<str:key>/bien-nhan/", recording.receipt, name="receipt"),
    path("<str:key>/hoan-tac/", recording.undo, name="undo"),
    path("<str:key>/dinh-chinh/", viewing.correct, name="correct"),
    path("<str:key>/rut/", viewing.withdraw, name="withdraw"),
    path("<str:key>/ket-luan/", viewing.conclude, name="conclude"),
    path("<str:key>/ket-luan/<int:ordinal>/", viewing.assign, name="assign"),
    path("<str:key>/kien-nghi/<int:ordinal>/", viewing.recommend, name="recommend"),
    path("<str:key>/tep/<str:file_key>/", viewing.paper, name="paper"),
]
