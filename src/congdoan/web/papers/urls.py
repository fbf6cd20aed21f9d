"""Addresses of the papers: books, papers coming in and going out, and what they ask."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from congdoan.web.papers import waiting
from congdoan.web.papers.views import (
    arriving,
    batches,
    books,
    document,
    drafting,
    drafts_duties,
    duties,
    files,
    issuing,
    lists,
)
from congdoan.web.shell.areas import Area, readers

app_name = "papers"
AREA = Area(
    label=_("Văn bản"),
    short=_("Văn bản"),
    icon="paper",
    path="van-ban/",
    home="papers:list",
    waiting=waiting.count,
    shown_to=readers,
)

urlpatterns = [
    path("", lists.listed, name="list"),
    path("tiep-nhan/", arriving.drop, name="drop"),
    path("tiep-nhan/luot/<str:key>/", batches.batch, name="batch"),
    path("tiep-nhan/luot/<str:key>/<int:number>/van-nhan/", batches.take_anyway, name="batch_take"),
    path("tiep-nhan/luot/<str:key>/<int:number>/doc-lai/", batches.try_again, name="batch_again"),
    path("giao-mieng/", duties.spoken, name="spoken"),
    path("soan/", drafting.begin, name="begin"),
    path("so/", books.books, name="books"),
    path("so/mo/", books.opened, name="open_series"),
    path("so/<int:year>/<str:direction>/in/", books.printed, name="printed"),
    path("so/<int:year>/<str:direction>.xlsx", books.sheet, name="sheet"),
    path("so/<int:series>/", books.series, name="series"),
    path("so/<int:series>/so-dau/", books.first_number, name="first_number"),
    path("so/<int:series>/khoa/", books.closed, name="close_series"),
    path("so/<int:series>/huy/", books.void_next, name="void_next"),
    path("so/dong/<int:line>/huy/", books.void_number, name="void_number"),
    path("viec/<str:key>/nhan/", duties.accept, name="accept"),
    path("viec/<str:key>/bo/", duties.reject, name="reject"),
    path("viec/<str:key>/xem-lai/", duties.reconsider, name="reconsider"),
    path("viec/<str:key>/sua/", duties.amend, name="amend"),
    path("viec/<str:key>/tach/", duties.split, name="split"),
    path("<str:key>/", document.shown, name="document"),
    path("<str:key>/doc/", arriving.read, name="read"),
    path("<str:key>/doc/cua-minh/", arriving.claim, name="claim"),
    path("<str:key>/bo/", drafting.set_aside, name="set_aside"),
    path("<str:key>/lay-lai/", drafting.bring_back, name="bring_back"),
    path("<str:key>/viec/", duties.add, name="add_duty"),
    path("<str:key>/viec/bo-cua-noi-khac/", duties.reject_others, name="reject_others"),
    path("<str:key>/viec/doc-tu-noi-dung/", drafts_duties.propose, name="propose"),
    path("<str:key>/soan/", drafting.edit, name="edit"),
    path("<str:key>/noi-nhan/<int:recipient>/", drafting.readdress, name="readdress"),
    path("<str:key>/xem-truoc/", issuing.preview, name="preview"),
    path("<str:key>/ban-hanh/", issuing.issue, name="issue"),
    path("<str:key>/da-ban-hanh/", issuing.result, name="result"),
    path("<str:key>/thu-hoi/", issuing.recall, name="recall"),
    path("<str:key>/thay-the/", issuing.replace, name="replace"),
    path("<str:key>/vao-so/", document.register, name="register"),
    path("<str:key>/xac-nhan/", document.acknowledge, name="acknowledge"),
    path("<str:key>/ban-in.<str:kind>", files.written, name="written"),
    path("<str:key>/tep/<str:file>/", files.download, name="file"),
]
