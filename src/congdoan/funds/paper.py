"""A voucher as the paper that is signed: who, what for, how much in figures and in words, and who signs."""

from congdoan.documents.writing import Column, Paper, Paragraph, Table
from congdoan.foundation.figures import amount_in_words, format_vnd
from congdoan.foundation.text import masked
from congdoan.funds.models import Voucher
from congdoan.funds.queries.labels import LETTERS
from congdoan.organisation import queries as organisation

_KINDS = {
    ("payment", "cash"): "Phiếu chi",
    ("payment", "bank"): "Ủy nhiệm chi",
    ("receipt", "cash"): "Phiếu thu",
    ("receipt", "bank"): "Giấy báo có",
}


def voucher_paper(voucher: Voucher, *, names: bool) -> Paper:
    """The voucher as it is printed. Without `names` payee and donors stand in initials, as in every list."""
    is_payment = voucher.kind == "payment"
    on = voucher.paid_on or voucher.prepared_on
    above = organisation.parent(voucher.unit, on=on)
    others_see = voucher.counterparty if is_payment else masked(voucher.counterparty)
    known = voucher.payee.open() if is_payment and names else voucher.counterparty
    payee = known if names else others_see
    lines = [
        ("Họ và tên người nhận tiền: " if is_payment else "Người nộp tiền: ", payee),
        ("Lý do: ", voucher.memo),
        ("Quỹ: ", voucher.fund.name),
        ("Số tiền: ", format_vnd(voucher.amount_vnd)),
        ("Viết bằng chữ: ", f"{amount_in_words(voucher.amount_vnd)}."),
    ]
    if voucher.method == "bank" and is_payment and names:
        account = voucher.payee_account.open() if voucher.payee_account else ""
        lines.insert(1, ("Số tài khoản, ngân hàng: ", ", ".join(filter(None, [account, voucher.payee_bank]))))
    if voucher.state in {"cancelled", "reversed"}:
        lines.append(("Tình trạng: ", f"{voucher.get_state_display()}: {voucher.ended_reason}"))
    return Paper(
        issuer=voucher.unit.name,
        superior=above.name if above else "",
        kind=_KINDS[voucher.kind, voucher.method],
        subject="",
        symbol=f"{LETTERS[voucher.kind, voucher.method]}-{voucher.series.year}",
        number=f"{voucher.number:04}",
        place=voucher.unit.place,
        on=on,
        body=(*(Paragraph(text, lead=lead.strip()) for lead, text in lines if text), _signing(voucher)),
        is_draft=voucher.state in {"prepared", "cancelled"},
    )


def _signing(voucher: Voucher) -> Table:
    """Those who took the steps, side by side, and a place for whoever takes or brings the money."""
    steps = [
        ("Chủ tài khoản", voucher.approved_by_name),
        ("Người lập phiếu", voucher.prepared_by_name),
        ("Thủ quỹ", voucher.paid_by_name),
    ]
    if voucher.kind == "payment":
        steps.append(("Người nhận tiền", ""))
    else:
        steps = [*steps[1:], ("Người nộp tiền", "")]
    return Table(
        columns=tuple(Column(title, align="center") for title, _name in steps),
        rows=(tuple(name for _title, name in steps),),
    )
