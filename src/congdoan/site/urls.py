"""Every address of the site."""

from django.urls import include, path

urlpatterns = [
    path("ngon-ngu/", include("django.conf.urls.i18n")),
]
