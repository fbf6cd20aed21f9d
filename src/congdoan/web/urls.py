"""Every address of the web door: the frame's own, then each area's."""

from django.urls import include, path

from congdoan.web.shell.areas import areas

urlpatterns = [
    path("", include("congdoan.web.shell.urls")),
    *(path(area.path, include(f"congdoan.web.{name}.urls")) for name, area in areas()),
]
