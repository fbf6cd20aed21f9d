"""Funds: what a unit holds, what comes in and goes out, the books and what is published of them."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from congdoan.web.funds import (
    bank,
    between,
    books,
    budget,
    closing,
    dues,
    ending,
    overview,
    publishing,
    raising,
    several,
    taking,
    tracing,
    vouchers,
)
from congdoan.web.funds.waiting import sees_funds, waiting
from congdoan.web.shell.areas import Area

app_name = "funds"

AREA = Area(
    label=_("Quỹ"),
    icon="money",
    path="quy/",
    home="funds:list",
    waiting=waiting,
    shown_to=sees_funds,
    waits_for=_("Phiếu chi chờ duyệt hoặc chờ chi"),
    waits_at="funds:desk",
)

urlpatterns = [
    path("", overview.funds, name="list"),
    path("mo-quy/", taking.open_fund, name="open"),
    path("chi/", vouchers.spend, name="spend"),
    path("phieu/", vouchers.desk, name="desk"),
    path("phieu/duyet-nhieu/", several.approve, name="approve_several"),
    path("phieu/chi-nhieu/", several.pay, name="pay_several"),
    path("phieu/<str:key>/", vouchers.voucher, name="voucher"),
    path("phieu/<str:key>/in.<str:kind>", vouchers.printed, name="voucher_file"),
    path("phieu/<str:key>/<str:step>/", vouchers.step, name="voucher_step"),
    path("giu/<str:key>/lap-phieu/", vouchers.prepare, name="prepare"),
    path("giu/<str:key>/giai-phong/", vouchers.release, name="release"),
    path("khoan-thu/<str:key>/", tracing.lot, name="lot"),
    path("khoan-thu/<str:key>/ghi-dao/", tracing.take_back, name="take_back"),
    path("so/", books.book, name="book"),
    path("so/excel/", books.sheet, name="book_sheet"),
    path("chuyen-khoan.<str:kind>", bank.transfers, name="transfers"),
    path("khoa-so/", closing.closings, name="closings"),
    path("khoa-so/ngay/", closing.close_day, name="close_day"),
    path("khoa-so/ky/", closing.close_period, name="close_period"),
    path("du-toan/", budget.year, name="budget"),
    path("du-toan/lap/", budget.draw, name="draw"),
    path("du-toan/<str:what>/", budget.decide, name="budget_step"),
    path("doan-phi/", dues.month, name="dues"),
    path("doan-phi/<str:what>/", dues.act, name="dues_step"),
    path("giua-cac-cap/", between.between, name="between"),
    path("giua-cac-cap/<str:key>/nhan/", between.arrive, name="arrive"),
    path("van-dong/", raising.raised, name="raised"),
    path("van-dong/<str:key>/rut/", raising.withdraw, name="withdraw_raised"),
    path("cong-khai/", publishing.statement, name="public"),
    path("cong-khai.<str:kind>", publishing.taken, name="public_file"),
    path("<str:key>/", overview.fund, name="fund"),
    path("<str:key>/thu/", taking.receive, name="receive"),
    path("<str:key>/chuyen-so/", ending.carry, name="carry"),
    path("<str:key>/dong/", ending.close, name="close"),
    path("<str:key>/rut-gui/", taking.move, name="move"),
    path("<str:key>/sao-ke/", bank.statement, name="statement"),
    path("<str:key>/sao-ke/<str:line>/", bank.match, name="match"),
]
