"""Every address of the site."""

from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from django.views.i18n import set_language

urlpatterns = [
    path("ngon-ngu/", login_not_required(set_language), name="set_language"),
    path("", include("congdoan.web.urls")),
]

handler403 = "congdoan.web.shell.errors.forbidden"
handler404 = "congdoan.web.shell.errors.not_found"
handler500 = "congdoan.web.shell.errors.broken"
