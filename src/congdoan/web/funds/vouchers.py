"""The vouchers' desk: what waits for whom, one voucher, and its steps."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from congdoan.accounts.persons import accounts_of
from congdoan.accounts.rules import Task
from congdoan.documents.writing import Paper, layout_on, write_docx, write_pdf
from congdoan.foundation import clock, files
from congdoan.foundation.errors import NotAllowed, NotFound, Refused
from congdoan.funds import access, actions, queries
from congdoan.funds.models import Fund, Reservation, Voucher, VoucherState
from congdoan.funds.paper import voucher_paper
from congdoan.web.funds import several
from congdoan.web.funds.correcting import closed_over, correction, reversing_form
from congdoan.web.funds.forms import PayeeForm, PayForm, ReasonForm, SpendForm, promise_label
from congdoan.web.funds.waiting import tasks_here
from congdoan.web.funds.words import is_decided
from congdoan.web.shell.page import page
from congdoan.web.shell.refusals import put_on
from congdoan.web.shell.request import UserRequest
from congdoan.web.shell.toasts import toast

SHOWN = 60


def desk(request: UserRequest) -> HttpResponse:
    """What waits at the unit acted for: to approve, to pay; and what was done lately. Payees in initials."""
    access.may_see_payees(request.user, request.unit).require()
    rows = Voucher.objects.filter(unit=request.unit, kind="payment").select_related(
        "series", "fund", "reservation__purpose"
    )
    tasks = tasks_here(request)
    return page(
        request,
        "funds/desk.html",
        to_approve=rows.filter(state=VoucherState.PREPARED),
        to_pay=rows.filter(state=VoucherState.APPROVED),
        may_approve_several=several.are_several(several.to_approve(request)),
        may_pay_several=several.are_several(several.to_pay(request)),
        transfers=len(queries.waiting_transfers(request.unit)),
        done=rows.exclude(state__in=[VoucherState.PREPARED, VoucherState.APPROVED])[:20],
        promises=queries.promises_to_pay(request.unit)[:SHOWN],
        may_keep=Task.KEEP_BOOKS in tasks,
    )


def voucher(request: UserRequest, key: str) -> HttpResponse:
    """One voucher as it is printed, and the step that is this person's to take."""
    found = access.voucher_for_reading(request.user, key)
    names = bool(access.may_see_payee_of(request.user, found))
    is_payment = found.kind == "payment"
    return page(
        request,
        "funds/voucher.html",
        voucher=found,
        label=queries.voucher_label(found),
        paper=_paper(found, names),
        names=names,
        sets=found.sets.prefetch_related("postings").order_by("pk"),
        may_approve=is_payment and found.state == "prepared" and access.may_approve(request.user, found.unit),
        is_own=found.prepared_by in accounts_of(request.actor.key),
        may_pay=is_payment and found.state == "approved" and access.may_pay(request.user, found),
        may_cancel=is_payment
        and found.state in {"prepared", "approved"}
        and (access.may_keep_books(request.user, found.unit) or access.may_approve(request.user, found.unit)),
        correction=correction(request, found),
        pay_form=PayForm(),
    )


def step(request: UserRequest, key: str, step: str) -> HttpResponse:
    """Approve, pay, cancel or reverse: one verb each, for whoever may take that step."""
    found = access.voucher_for_reading(request.user, key)
    if step == "duyet":
        return _approve(request, found)
    if step == "chi":
        return _pay(request, found)
    if step in {"huy", "ghi-dao"}:
        return _end(request, found, step)
    raise NotFound(_("Không có bước này."))


def prepare(request: UserRequest, key: str) -> HttpResponse:
    """Put what was set aside on a voucher."""
    promise = _promise(request, key)
    form = PayeeForm(request.POST or None, left_vnd=actions.left_to_pay(promise))
    if form.is_valid():
        try:
            made = actions.prepare_payment(promise, **form.cleaned_data, by=request.actor)
        except Refused as refused:
            put_on(form, refused)
        else:
            toast(request, _("Đã lập phiếu, chờ duyệt."))
            return redirect("funds:voucher", made.key)
    lead = promise_label(promise)
    return page(request, "funds/prepare.html", form=form, lead=lead, promise=promise)


def release(request: UserRequest, key: str) -> HttpResponse:
    """Set free what is neither paid nor on a voucher."""
    promise = _promise(request, key)
    _refuse_decided(promise)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        actions.release(promise, reason=form.cleaned_data["reason"], by=request.actor)
        toast(request, _("Đã giải phóng khoản giữ."))
        return redirect("funds:fund", promise.fund.key)
    return page(
        request,
        "funds/reason.html",
        form=form,
        title=_("Giải phóng khoản giữ"),
        lead=promise_label(promise),
        button=_("Giải phóng"),
    )


def spend(request: UserRequest) -> HttpResponse:
    """A payment of the union's own work: set aside and put on a voucher in one step; approval and cash follow."""
    access.may_keep_books(request.user, request.unit).require()
    form = SpendForm(request.POST or None, unit=request.unit)
    if form.is_valid():
        try:
            made = _spend(request, form)
        except Refused as refused:
            put_on(form, refused)
        else:
            toast(request, _("Đã lập phiếu, chờ duyệt."))
            return redirect("funds:voucher", made.key)
    return page(request, "funds/spend.html", form=form, has_funds=Fund.objects.filter(unit=request.unit).exists())


def printed(request: UserRequest, key: str, kind: str) -> HttpResponse:
    """The voucher as a file to be signed on paper; names only for those who handle the money."""
    found = access.voucher_for_reading(request.user, key)
    access.may_see_payee_of(request.user, found).require()
    if kind not in _WRITERS:
        raise NotFound(_("Không có tệp này."))
    write, content_type = _WRITERS[kind]
    paper = _paper(found, True)
    name = queries.voucher_label(found).replace(" ", "-").replace("/", "-")
    return HttpResponse(
        write(paper, layout_on(paper.on or clock.today())),
        content_type=content_type,
        headers={"Content-Disposition": f'attachment; filename="{name}.{kind}"'},
    )


_WRITERS = {"docx": (write_docx, files.DOCX), "pdf": (write_pdf, "application/pdf")}


@require_POST
def _approve(request: UserRequest, found: Voucher) -> HttpResponse:
    access.may_approve(request.user, found.unit).require()
    actions.approve_payment(found, by=request.actor)
    toast(request, _("Đã duyệt chi."))
    return redirect("funds:voucher", found.key)


@require_POST
def _pay(request: UserRequest, found: Voucher) -> HttpResponse:
    access.may_pay(request.user, found).require()
    form = PayForm(request.POST)
    if not form.is_valid():
        raise Refused(_("Hãy ghi ngày chi."))
    actions.pay_out(found, on=form.cleaned_data["on"], by=request.actor)
    toast(request, _("Đã chi và ghi sổ."))
    return redirect("funds:voucher", found.key)


def _end(request: UserRequest, found: Voucher, step: str) -> HttpResponse:
    reverses = step == "ghi-dao"
    if reverses or not access.may_approve(request.user, found.unit):
        access.may_keep_books(request.user, found.unit).require()
    form = reversing_form(request, found) if reverses else ReasonForm(request.POST or None)
    if form.is_valid():
        verb = actions.reverse_payment if reverses else actions.cancel_voucher
        try:
            verb(found, **form.cleaned_data, by=request.actor)
        except Refused as refused:
            put_on(form, refused)
        else:
            toast(request, _("Đã ghi đảo.") if reverses else _("Đã hủy phiếu, số phiếu giữ nguyên."))
            return redirect("funds:voucher", found.key)
    label = queries.voucher_label(found)
    return page(
        request,
        "funds/reason.html",
        form=form,
        title=_("Ghi đảo %(voucher)s") % {"voucher": label} if reverses else _("Hủy %(voucher)s") % {"voucher": label},
        lead=_lead(found) if reverses else _("Số tiền được giữ lại như trước khi lập phiếu."),
        button=_("Ghi đảo") if reverses else _("Hủy phiếu"),
    )


def _lead(found: Voucher) -> str:
    kept = _("Số tiền được giữ lại như trước khi lập phiếu.")
    if not closed_over(found):
        return kept
    closed = _("Sổ của ngày chi đã khóa và giữ nguyên: bút toán đảo ghi vào kỳ đang mở, dẫn về phiếu này.")
    return f"{closed} {kept}"


def _spend(request: UserRequest, form: SpendForm) -> Voucher:
    said = dict(form.cleaned_data)
    fund, amount = said.pop("fund"), said.pop("amount_vnd")
    return actions.spend(fund, amount, for_unit=request.unit, by=request.actor, **said)


def _refuse_decided(promise: Reservation) -> None:
    """Money a decision on support set aside falls with that decision, not by whoever keeps the books."""
    if is_decided(promise):
        raise NotAllowed(_("Khoản này giữ theo quyết định hỗ trợ; hãy hủy hồ sơ hoặc kết thúc đợt ở Chăm lo."))


def _promise(request: UserRequest, key: str) -> Reservation:
    """A promise of a fund whose books the person keeps. Raises NotFound or NotAllowed."""
    visible = Reservation.objects.filter(fund__in=Fund.objects.visible_to(request.user))
    found = visible.select_related("fund__unit", "purpose", "for_unit").filter(key=key).first()
    if found is None:
        raise NotFound(_("Không có khoản giữ này."))
    access.may_keep_books(request.user, found.fund.unit).require()
    return found


def _paper(found: Voucher, names: bool) -> Paper:
    return voucher_paper(found, names=names)
