"""The file that goes to the bank, and the statement that comes back."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from congdoan.foundation import files
from congdoan.foundation.errors import NotFound, Refused
from congdoan.funds import access, actions, queries
from congdoan.funds.models import Fund, PostingSet, StatementLine
from congdoan.web.funds.forms import StatementForm
from congdoan.web.shell.page import page
from congdoan.web.shell.refusals import put_on
from congdoan.web.shell.request import UserRequest
from congdoan.web.shell.toasts import toast

SHOWN = 60


def transfers(request: UserRequest, kind: str) -> HttpResponse:
    """Approved transfers of the unit as the bank takes them."""
    access.may_keep_books(request.user, request.unit).require()
    vouchers = queries.waiting_transfers(request.unit)
    if not vouchers:
        raise NotFound(_("Không có lệnh chuyển khoản nào đã duyệt."))
    if kind == "xlsx":
        data, content_type = queries.bank_xlsx(request.unit, vouchers), files.XLSX
    else:
        data, content_type = queries.bank_csv(vouchers).encode(), "text/csv; charset=utf-8"
    headers = {"Content-Disposition": f'attachment; filename="chuyen-khoan.{"xlsx" if kind == "xlsx" else "csv"}"'}
    return HttpResponse(data, content_type=content_type, headers=headers)


def statement(request: UserRequest, key: str) -> HttpResponse:
    """Read the bank's file, and match what it could not match by itself."""
    fund = access.fund_for_reading(request.user, key)
    access.may_keep_books(request.user, fund.unit).require()
    form = StatementForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        file = form.cleaned_data["file"][0]
        try:
            read = actions.import_statement(fund, file.read(), name=file.name, by=request.actor)
        except Refused as refused:
            put_on(form, refused)
        else:
            words = _("Đọc %(taken)d dòng mới, bỏ qua %(known)d dòng đã có, khớp ngay %(matched)d.")
            toast(request, words % {"taken": read.taken, "known": read.known, "matched": read.matched})
            return redirect("funds:statement", fund.key)
    waiting = StatementLine.objects.filter(fund=fund, matched__isnull=True)
    return page(
        request,
        "funds/statement.html",
        fund=fund,
        form=form,
        count=waiting.count(),
        waiting=_likely(list(waiting[:SHOWN]), fund),
        matched=StatementLine.objects.filter(fund=fund, matched__isnull=False)
        .select_related("matched__voucher__series", "matched__origin", "matched__purpose")
        .order_by("-happened_on", "-pk")[:20],
        unseen=PostingSet.objects.filter(
            fund=fund, postings__account="bank", statement_line__isnull=True, reverses__isnull=True
        ).count(),
    )


def _likely(lines: list[StatementLine], fund: Fund) -> list[tuple[StatementLine, list[tuple[PostingSet, bool]]]]:
    """Each line with the sets it may be, and of each set whether it was booked after the line's books were closed."""
    likely, closed = queries.likely_sets_of(lines), queries.closed_periods(fund.unit_id)
    return [
        (line, [(one, queries.is_booked_after_closing(line, one, closed)) for one in likely[line.pk][:3]])
        for line in lines
    ]


def match(request: UserRequest, key: str, line: str) -> HttpResponse:
    """Say which set a line is, or take a match back."""
    fund = access.fund_for_reading(request.user, key)
    access.may_keep_books(request.user, fund.unit).require()
    found = StatementLine.objects.filter(fund=fund, key=line).first()
    if found is None or request.method != "POST":
        raise NotFound(_("Không có dòng sao kê này."))
    if request.POST.get("set"):
        booked = PostingSet.objects.filter(fund=fund, key=request.POST["set"]).first()
        if booked is None:
            raise NotFound(_("Không có bút toán này."))
        actions.match(found, booked, by=request.actor, reason=request.POST.get("reason", ""))
        toast(request, _("Đã đối chiếu."))
    else:
        actions.unmatch(found, by=request.actor)
        toast(request, _("Đã bỏ đối chiếu."))
    return redirect("funds:statement", fund.key)
