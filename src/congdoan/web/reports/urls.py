"""Addresses of Báo cáo."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from congdoan.reports import queries
from congdoan.web.reports.narratives import deciding as claims
from congdoan.web.reports.narratives import keeping as texts
from congdoan.web.reports.narratives import marking as marks
from congdoan.web.reports.narratives import reading as narratives
from congdoan.web.reports.views import asking, finding, judging, reading, running, taking, writing
from congdoan.web.shell.areas import Area, readers
from congdoan.web.shell.request import UserRequest


def waiting(request: UserRequest) -> int:
    """Reports from below that nobody has judged yet."""
    return queries.awaiting(request.unit).count()


app_name = "reports"
AREA = Area(label=_("Báo cáo"), icon="folder", path="bao-cao/", home="reports:list", waiting=waiting, shown_to=readers)

urlpatterns = [
    path("", finding.listing, name="list"),
    path("yeu-cau/moi/", asking.ask, name="ask"),
    path("yeu-cau/<str:key>/", finding.desk, name="desk"),
    path("yeu-cau/<str:key>/mo/", writing.open_own, name="open"),
    path("yeu-cau/<str:key>/tong-hop/", writing.draw_together, name="draw_together"),
    path("yeu-cau/<str:key>/chap-nhan/", running.accept_many, name="accept_many"),
    path("yeu-cau/<str:key>/nhac/", running.remind, name="remind"),
    path("yeu-cau/<str:key>/ngay-chot/", running.move_cutoff, name="move_cutoff"),
    path("yeu-cau/<str:key>/dong/", running.close, name="close"),
    path("yeu-cau/<str:key>/mo-lai/", running.reopen, name="reopen"),
    path("doi-chieu/", narratives.listing, name="narratives"),
    path("doi-chieu/moi/", texts.new, name="narrative_new"),
    path("doi-chieu/<str:key>/", narratives.shown, name="narrative"),
    path("doi-chieu/<str:key>/sua/", texts.reword, name="narrative_reword"),
    path("doi-chieu/<str:key>/luu/", texts.save_check, name="narrative_check"),
    path("doi-chieu/<str:key>/cat/", texts.discard, name="narrative_discard"),
    path("doi-chieu/<str:key>/lay-lai/", texts.bring_back, name="narrative_back"),
    path("doi-chieu/<str:key>/xac-nhan/", claims.confirm_all, name="claims_confirm"),
    path("doi-chieu/<str:key>/danh-dau/", marks.mark, name="claim_mark"),
    path("doi-chieu/<str:key>/so/<int:number>/bo-danh-dau/", marks.unmark, name="claim_unmark"),
    path("doi-chieu/<str:key>/so/<int:number>/danh-dau-lai/", marks.mark_again, name="claim_mark_again"),
    path("doi-chieu/<str:key>/so/<int:number>/gan/", claims.bind, name="claim_bind"),
    path("doi-chieu/<str:key>/so/<int:number>/xac-nhan/", claims.confirm, name="claim_confirm"),
    path("doi-chieu/<str:key>/so/<int:number>/bo-qua/", claims.set_aside, name="claim_set_aside"),
    path("doi-chieu/<str:key>/so/<int:number>/xem-lai/", claims.reopen, name="claim_reopen"),
    path("doi-chieu/<str:key>/so/<int:number>/theo-giay/", claims.note, name="claim_note"),
    path("doi-chieu/<str:key>/so/<int:number>/rut/", claims.withdraw, name="claim_withdraw"),
    path("<str:key>/", reading.report, name="report"),
    path("<str:key>/doan/<str:block>/", writing.save, name="write"),
    path("<str:key>/doan/<str:block>/bo/", writing.remove, name="remove"),
    path("<str:key>/doan/<str:block>/dua-lai/", writing.restore, name="restore"),
    path("<str:key>/doan/<str:block>/gan-so/", writing.quote, name="quote"),
    path("<str:key>/doan/<str:block>/giu-so/", writing.keep, name="keep"),
    path("<str:key>/doan/<str:block>/lay-lai/", writing.renew, name="renew"),
    path("<str:key>/doan/<str:block>/chuyen-<str:way>/", writing.move, name="move"),
    path("<str:key>/them-doan/", writing.add, name="add"),
    path("<str:key>/con-so/", writing.place, name="place"),
    path("<str:key>/con-so/<str:name>/cach-viet/", writing.word, name="word"),
    path("<str:key>/trich/<str:block>/", writing.pick, name="pick"),
    path("<str:key>/gui/", writing.send, name="send"),
    path("<str:key>/rut-lai/", writing.take_back, name="take_back"),
    path("<str:key>/nhan-xet/", judging.remark, name="remark"),
    path("<str:key>/nhan-xet/<str:remark_key>/bo/", judging.withdraw_remark, name="withdraw_remark"),
    path("<str:key>/nhan-xet/<str:remark_key>/", writing.reply, name="reply"),
    path("<str:key>/tra-lai/", judging.send_back, name="send_back"),
    path("<str:key>/chap-nhan/", judging.accept, name="accept"),
    path("<str:key>/ky/", judging.sign, name="sign"),
    path("<str:key>/ban-in/", taking.printed, name="printed"),
    path("<str:key>/bao-cao.docx", taking.docx, name="docx"),
    path("<str:key>/bao-cao.pdf", taking.pdf, name="pdf"),
    path("<str:key>/so-lieu.xlsx", taking.xlsx, name="xlsx"),
]
