"""Chăm lo: asking, examining, deciding, handing over, visiting; gift rounds; union houses."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from congdoan.cases.access import may_enter
from congdoan.web.care.views import (
    asking,
    case,
    deciding,
    goods,
    houses,
    limits,
    lists,
    lists_of_gifts,
    rounds,
    rulebook,
    ruling,
    steps,
)
from congdoan.web.shell.areas import Area
from congdoan.web.shell.request import UserRequest

app_name = "care"


def _has_business(request: UserRequest) -> bool:
    return bool(may_enter(request.user, request.unit))


AREA = Area(
    label=_("Chăm lo"),
    icon="heart",
    path="cham-lo/",
    home="care:list",
    waiting=lists.waiting,
    waits_for=_("Hồ sơ hỗ trợ chờ khảo sát hoặc chờ duyệt"),
    waits_at="care:waiting",
    shown_to=_has_business,
)

urlpatterns = [
    path("", lists.cases, name="list"),
    path("danh-sach/", lists.waiting_here, name="waiting"),
    path("danh-sach/<slug:slug>/", lists.cases, name="tab"),
    path("bang.xlsx", lists.sheet, name="sheet"),
    path("de-nghi/", asking.ask, name="ask"),
    path("duyet/", deciding.approve, name="approve"),
    path("quyet-dinh/<str:key>/", deciding.decision, name="decision"),
    path("quyet-dinh/<str:key>/danh-sach.<str:kind>", deciding.paper, name="decision_list"),
    path("chua-duoc-cham-lo/", lists.unreached, name="unreached"),
    path("ai-da-mo/", case.openings, name="openings"),
    path("quy-dinh/", ruling.rules, name="rules"),
    path("quy-dinh/dat/<str:programme>/", rulebook.lay, name="lay_rules"),
    path("quy-dinh/dung/<str:programme>/<str:since>/", rulebook.stop, name="stop_rules"),
    path("quy-dinh/doi-chieu/<str:programme>/<str:since>/", ruling.compared, name="compared"),
    path("quy-dinh/tham-quyen/", limits.limits, name="limits"),
    path("dot-qua/", rounds.rounds, name="rounds"),
    path("dot-qua/moi/", rounds.open_round, name="open_round"),
    path("dot-qua/<str:key>/", rounds.gift_round, name="round"),
    path("dot-qua/<str:key>/phan-bo/", rounds.quotas, name="quotas"),
    path("dot-qua/<str:key>/quyet-dinh/", rounds.decide, name="decide_round"),
    path("dot-qua/<str:key>/ket-thuc/", rounds.close, name="close_round"),
    path("dot-qua/<str:key>/phieu-chi/<str:unit>/", rounds.pay, name="pay_round"),
    path("dot-qua/<str:key>/ten/<str:unit>/", lists_of_gifts.names, name="names"),
    path("dot-qua/<str:key>/ten/<str:unit>/bot/<str:case>/", lists_of_gifts.strike, name="strike"),
    path("dot-qua/<str:key>/ten/<str:unit>/ky-nhan.<str:kind>", lists_of_gifts.slips, name="slips"),
    path("dot-qua/<str:key>/trao/<str:unit>/", lists_of_gifts.ticks, name="ticks"),
    path("dot-qua/<str:key>/trao/<str:unit>/rut/", lists_of_gifts.untick, name="untick"),
    path("hien-vat/", goods.stock, name="goods"),
    path("hien-vat/nhap/", goods.take_in, name="take_goods"),
    path("hien-vat/den/<str:key>/", goods.arrive, name="goods_arrive"),
    path("hien-vat/phieu/<str:key>/huy/", goods.undo, name="undo_goods"),
    path("hien-vat/phieu/<str:key>.<str:kind>", goods.issue_file, name="goods_issue"),
    path("hien-vat/<str:key>.<str:kind>", goods.lot_file, name="goods_file"),
    path("hien-vat/<str:key>/", goods.lot, name="goods_lot"),
    path("hien-vat/<str:key>/<slug:slug>/", goods.give, name="give_goods"),
    path("nha/<str:key>/", houses.house, name="house"),
    path("nha/<str:key>/moc/", houses.milestone, name="milestone"),
    path("nha/<str:key>/nguon/", houses.pledge, name="pledge"),
    path("nha/<str:key>/nguon/<int:place>/", houses.given, name="given"),
    path("nha/<str:key>/ban-giao.<str:kind>", houses.minutes, name="house_minutes"),
    path("ho-so/<str:key>/", case.case, name="case"),
    path("ho-so/<str:key>/mo/", case.unlock, name="unlock"),
    path("ho-so/<str:key>/lap-ho-so-nha/", houses.plan, name="plan_house"),
    path("ho-so/<str:key>/cung-gop/", houses.join, name="join_house"),
    path("ho-so/<str:key>/bien-ban.<str:kind>", deciding.minutes, name="minutes"),
    path("ho-so/<str:key>/tep/<str:file_key>/", case.paper, name="paper"),
    path("ho-so/<str:key>/<slug:slug>/", steps.step, name="step"),
]
