"""A voucher as the paper that is signed: cash vouchers on the Finance Ministry's forms C40-BB and C41-BB.

The forms come from the accounting regime for the public sector, which the unions follow: the circular in force on the
voucher's day is named on it. What is written by hand on the form (accounts, address, papers enclosed, the sum received)
is left as dotted lines. Money through a bank has no prescribed form of the union's own.
"""

from datetime import date

from congdoan.documents.writing import Paper, Paragraph, Signer, Signers
from congdoan.documents.writing.paper import Block
from congdoan.foundation.figures import amount_in_words, format_number
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
_FORMS = {"receipt": "C40-BB", "payment": "C41-BB"}
_REGIMES = (
    (date(2025, 1, 1), "Thông tư số 24/2024/TT-BTC ngày 17/4/2024"),
    (date(2018, 1, 1), "Thông tư số 107/2017/TT-BTC ngày 10/10/2017"),
)
_DOTS = "." * 36


def voucher_paper(voucher: Voucher, *, names: bool) -> Paper:
    """The voucher as it is printed. Without `names` payee and donors stand in initials, as in every list."""
    on = voucher.paid_on or voucher.prepared_on
    above = organisation.parent(voucher.unit, on=on)
    return Paper(
        issuer=voucher.unit.name,
        superior=above.name if above else "",
        kind=_KINDS[voucher.kind, voucher.method],
        subject="",
        form=_form(voucher, on),
        symbol=f"{LETTERS[voucher.kind, voucher.method]}-{voucher.series.year}",
        number=f"{voucher.number:04}",
        place=organisation.place_of(voucher.unit, on=on),
        on=on,
        body=(*_lines(voucher, names), *_signing(voucher)),
        is_draft=voucher.state in {"prepared", "cancelled"},
    )


def _form(voucher: Voucher, on: date) -> tuple[str, ...]:
    """The form's number and the circular that prescribes it; none for money through a bank or before the circulars."""
    act = next((act for since, act in _REGIMES if since <= on), "")
    if voucher.method != "cash" or not act:
        return ()
    return (f"Mẫu số: {_FORMS[voucher.kind]}", f"(Ban hành kèm theo {act} của Bộ Tài chính)")


def _lines(voucher: Voucher, names: bool) -> tuple[Paragraph, ...]:
    is_payment = voucher.kind == "payment"
    words = amount_in_words(voucher.amount_vnd)
    lines = [
        ("Họ và tên người nhận tiền:" if is_payment else "Họ và tên người nộp tiền:", _payee(voucher, names)),
        ("Địa chỉ:", _DOTS if voucher.method == "cash" else ""),
        ("Số tài khoản, ngân hàng:", _account(voucher) if names else ""),
        ("Nội dung:", voucher.memo),
        ("Quỹ:", voucher.fund.name),
        ("Số tiền:", f"{format_number(voucher.amount_vnd)} đồng"),
        ("Viết bằng chữ:", f"{words}."),
        ("Kèm theo:", f"{_DOTS} chứng từ kế toán."),
    ]
    if voucher.state in {"cancelled", "reversed"}:
        lines.append(("Tình trạng:", f"{voucher.get_state_display()}: {voucher.ended_reason}"))
    return tuple(Paragraph(text, lead=lead) for lead, text in lines if text)


def _payee(voucher: Voucher, names: bool) -> str:
    if voucher.kind == "payment":
        return (voucher.payee.open() if names else "") or voucher.counterparty
    return voucher.counterparty if names else masked(voucher.counterparty)


def _account(voucher: Voucher) -> str:
    if voucher.method != "bank" or voucher.kind != "payment":
        return ""
    account = voucher.payee_account.open() if voucher.payee_account else ""
    return ", ".join(filter(None, [account, voucher.payee_bank]))


def _signing(voucher: Voucher) -> tuple[Block, ...]:
    """The three who answer for the paper; for cash, under the sum received, who took or brought it and the cashier."""
    answering = Signers(
        (
            Signer("Thủ trưởng đơn vị", voucher.approved_by_name, "Ký, họ tên, đóng dấu"),
            Signer("Kế toán trưởng"),
            Signer("Người lập", voucher.prepared_by_name),
        )
    )
    if voucher.method != "cash":
        return (answering,)
    other = "Người nhận tiền" if voucher.kind == "payment" else "Người nộp tiền"
    return (
        answering,
        Paragraph(_DOTS, lead="Đã nhận đủ số tiền, bằng số:"),
        Paragraph(_DOTS * 2, lead="Bằng chữ:"),
        Signers((Signer(other), Signer("Thủ quỹ", voucher.paid_by_name))),
    )
