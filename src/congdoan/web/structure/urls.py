"""Addresses of Tổ chức."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from congdoan.web.shell.areas import Area
from congdoan.web.structure.views import changing, importing, looking, people, rearranging

app_name = "structure"
AREA = Area(label=_("Tổ chức"), icon="tree", path="to-chuc/", home="structure:tree")

urlpatterns = [
    path("", looking.tree, name="tree"),
    path("tim/", looking.search, name="search"),
    path("co-quan/", looking.bodies, name="bodies"),
    path("co-quan/them/", changing.register_body, name="register_body"),
    path("don-vi/<str:code>/", looking.unit, name="unit"),
    path("don-vi/<str:code>/them/", changing.establish, name="establish"),
    path("don-vi/<str:code>/doi-ten/", changing.rename, name="rename"),
    path("don-vi/<str:code>/dia-danh/", changing.change_place, name="change_place"),
    path("don-vi/<str:code>/chuc-vu/", people.appoint, name="appoint"),
    path("don-vi/<str:code>/chuc-vu/<str:key>/thoi/", people.end_office, name="end_office"),
    path("don-vi/<str:code>/ban-chap-hanh/", people.form_committee, name="form_committee"),
    path("don-vi/<str:code>/he-thong/", changing.add_to_line, name="add_to_line"),
    path("don-vi/<str:code>/nhieu/<str:verb>/", rearranging.rearrange_many, name="rearrange_many"),
    path("don-vi/<str:code>/<str:verb>/", rearranging.rearrange, name="rearrange"),
    path("nhap/", importing.batches, name="batches"),
    path("nhap/mau.xlsx", importing.template, name="template"),
    path("nhap/<str:key>/", importing.batch, name="batch"),
    path("nhap/<str:key>/loi.xlsx", importing.marked, name="marked"),
    path("nhap/<str:key>/nhap/", importing.commit, name="commit"),
    path("nhap/<str:key>/hoan-tac/", importing.undo, name="undo"),
]
