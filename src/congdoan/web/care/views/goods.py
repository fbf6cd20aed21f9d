"""The stock of goods: what lies there, what came in, where each lot went, its papers."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.db.models import Sum
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from congdoan.documents.writing import Paper, layout_on, write_docx, write_pdf
from congdoan.foundation import clock, files
from congdoan.foundation.errors import NotFound, Refused
from congdoan.goods import access, actions, queries
from congdoan.goods.models import GoodsLot
from congdoan.goods.paper import issue_paper, receipt_paper
from congdoan.organisation.queries import subtree
from congdoan.web.care.forms.goods import DayForm, GiveAwayForm, OutForm, SendForm, TakeInForm, WhyForm, WriteOffForm
from congdoan.web.shell.page import page
from congdoan.web.shell.refusals import put_on
from congdoan.web.shell.request import UserRequest
from congdoan.web.shell.toasts import toast

SHOWN = 100
Way = tuple["str | Promise", type[OutForm], Callable[..., object], "str | Promise"]

WAYS: dict[str, Way] = {
    "chuyen": (gettext_lazy("Chuyển đơn vị"), SendForm, actions.send, gettext_lazy("Đã chuyển; nơi nhận sẽ xác nhận.")),
    "ung-ho": (gettext_lazy("Ủng hộ nơi khác"), GiveAwayForm, actions.give_away, gettext_lazy("Đã xuất kho.")),
    "hong": (gettext_lazy("Ghi hỏng, hết hạn"), WriteOffForm, actions.write_off, gettext_lazy("Đã ghi giảm kho.")),
}
WRITERS = {"docx": (write_docx, files.DOCX), "pdf": (write_pdf, "application/pdf")}


def stock(request: UserRequest) -> HttpResponse:
    """The unit's lots, what is on its way here, and what lies at the units below, kind by kind."""
    access.may_see(request.user, request.unit).require()
    own = GoodsLot.objects.filter(unit=request.unit).standing()
    below = subtree(request.unit, on=request.as_of).exclude(pk=request.unit.pk)
    held = GoodsLot.objects.visible_to(request.user).filter(unit__in=below.values("pk")).in_stock()
    return page(
        request,
        "care/goods.html",
        part="goods",
        lots=own[:SHOWN],
        coming=queries.coming(request.unit)[:SHOWN],
        below=held.values("what", "counted_in")
        .annotate(held=Sum("quantity") - Sum("given_out"))
        .order_by("what")[:SHOWN],
        may_keep=bool(access.may_keep(request.user, request.unit)),
    )


def take_in(request: UserRequest) -> HttpResponse:
    """Take goods in as one lot."""
    access.may_keep(request.user, request.unit).require()
    form = TakeInForm(request.POST or None)
    if form.is_valid():
        said = dict(form.cleaned_data)
        try:
            made = actions.receive(request.unit, said.pop("what"), said.pop("quantity"), **said, by=request.actor)
        except Refused as refused:
            put_on(form, refused)
        else:
            toast(request, _("Đã nhập kho."))
            return redirect("care:goods_lot", made.key)
    return _form(request, form, _("Nhập hiện vật"), _("Nhập kho"), lead=request.unit.name)


def lot(request: UserRequest, key: str) -> HttpResponse:
    """One lot: who gave it, what is left, and where it went, through every unit, down to the records of people."""
    found = access.lot_for_reading(request.user, key)
    keeps = bool(access.may_keep(request.user, found.unit))
    seen = set(
        GoodsLot.objects.visible_to(request.user).filter(pk__in=_lots_on_way(found)).values_list("pk", flat=True)
    )
    return page(
        request,
        "care/goods_lot.html",
        lot=found,
        givers=[giver.name for giver in found.givers.all() if keeps or giver.is_public],
        unnamed=found.givers.filter(is_public=False).count() if not keeps else 0,
        ways=[way for way in queries.trace(found) if way.lot.pk in seen],
        undone=found.issues.filter(undone_on__isnull=False),
        may_keep=keeps and not found.taken_back_because,
        outs=[(slug, label) for slug, (label, *_rest) in WAYS.items()],
    )


def give(request: UserRequest, key: str, slug: str) -> HttpResponse:
    """Send, give away, write off; or take back a lot entered by mistake."""
    found = access.lot_for_keeping(request.user, key)
    lead = actions.counted_words(found, found.left)
    if slug == "huy":
        form: forms.Form = WhyForm(request.POST or None)
        if _done(form, lambda: actions.take_back(found, **form.cleaned_data, by=request.actor)):
            toast(request, _("Đã hủy lô hàng nhập nhầm."))
            return redirect("care:goods")
        return _form(request, form, _("Hủy lô nhập nhầm"), _("Hủy lô hàng"), lead=lead, back=found)
    if slug not in WAYS:
        raise NotFound(_("Không có bước này."))
    label, make, verb, said = WAYS[slug]
    form = make(request.POST or None, lot=found)
    if _done(form, lambda: verb(found, **_said(form), by=request.actor)):
        toast(request, str(said))
        return redirect("care:goods_lot", found.key)
    return _form(request, form, str(label), str(label), lead=lead, back=found)


def arrive(request: UserRequest, key: str) -> HttpResponse:
    """Confirm goods another unit sent."""
    coming = access.issue_for_taking(request.user, key, request.unit)
    form = DayForm(request.POST or None)
    if _done(form, lambda: actions.confirm(coming, **form.cleaned_data, by=request.actor)):
        toast(request, _("Đã nhập kho."))
        return redirect("care:goods")
    lead = f"{actions.counted_words(coming.lot, coming.quantity)} · {coming.lot.unit.name}"
    return _form(request, form, _("Xác nhận đã nhận hàng"), _("Đã nhận đủ"), lead=lead)


def undo(request: UserRequest, key: str) -> HttpResponse:
    """Undo an issue written by mistake; one that answers a case is undone with its hand-over."""
    found = access.issue_for_reading(request.user, key)
    access.may_keep(request.user, found.lot.unit).require()
    if found.source:
        raise Refused(_("Hàng đã trao theo hồ sơ; hãy rút ghi nhận đã trao trong hồ sơ ấy."))
    form = WhyForm(request.POST or None)
    if _done(form, lambda: actions.undo(found, **form.cleaned_data, by=request.actor)):
        toast(request, _("Đã hủy phiếu xuất; hàng về lại kho."))
        return redirect("care:goods_lot", found.lot.key)
    lead = actions.counted_words(found.lot, found.quantity)
    return _form(request, form, _("Hủy phiếu xuất"), _("Hủy phiếu xuất"), lead=lead, back=found.lot)


def lot_file(request: UserRequest, key: str, kind: str) -> HttpResponse:
    """Phiếu nhập, to be signed."""
    found = access.lot_for_reading(request.user, key)
    names = bool(access.may_keep(request.user, found.unit))
    return _file(receipt_paper(found, names=names), kind, f"phieu-nhap-{found.key}")


def issue_file(request: UserRequest, key: str, kind: str) -> HttpResponse:
    """Phiếu xuất, to be signed."""
    found = access.issue_for_reading(request.user, key)
    return _file(issue_paper(found), kind, f"phieu-xuat-{found.key}")


def _file(paper: Paper, kind: str, name: str) -> HttpResponse:
    if kind not in WRITERS:
        raise NotFound(_("Không có tệp này."))
    write, content_type = WRITERS[kind]
    answer = HttpResponse(write(paper, layout_on(paper.on or clock.today())), content_type=content_type)
    answer["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    return answer


def _done(form: forms.Form, verb: Callable[[], object]) -> bool:
    """Whether the form was sent, is right, and the verb did not refuse; why not stands beside the field."""
    if not form.is_valid():
        return False
    try:
        verb()
    except Refused as refused:
        put_on(form, refused)
        return False
    return True


def _said(form: forms.Form) -> dict[str, Any]:
    return dict(form.cleaned_data)


def _form(
    request: UserRequest, form: forms.Form, title: str, button: str, *, lead: str = "", back: GoodsLot | None = None
) -> HttpResponse:
    return page(request, "care/goods_form.html", form=form, title=title, button=button, lead=lead, back=back)


def _lots_on_way(found: GoodsLot) -> set[int]:
    return {way.lot.pk for way in queries.trace(found)}
