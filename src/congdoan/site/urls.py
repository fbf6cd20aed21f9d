"""Every address of the site."""

from django.urls import include, path

urlpatterns = [
    path("api/", include("congdoan.api.urls")),
    path("", include("congdoan.web.urls")),
]

handler403 = "congdoan.web.shell.errors.forbidden"
handler404 = "congdoan.web.shell.errors.not_found"
handler500 = "congdoan.web.shell.errors.broken"
