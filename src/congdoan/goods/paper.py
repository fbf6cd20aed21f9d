"""A lot taken in and an issue given out as the papers that are signed."""

from datetime import date

from congdoan.documents.writing import Column, Paper, Paragraph, Table
from congdoan.foundation.figures import format_vnd
from congdoan.goods.actions import counted_words
from congdoan.goods.models import GoodsIssue, GoodsLot
from congdoan.organisation import queries as organisation
from congdoan.organisation.models import Unit


def receipt_paper(lot: GoodsLot, *, names: bool) -> Paper:
    """Phiếu nhập hiện vật. Without `names` only givers who agreed to be named are."""
    givers = [giver.name for giver in lot.givers.all() if names or giver.is_public]
    lines = [
        ("Bên giao:", "; ".join(givers) or "…"),
        ("Hiện vật:", f"{counted_words(lot, lot.quantity)}."),
        ("Giá trị ước tính:", "" if lot.worth_vnd is None else f"{format_vnd(lot.worth_vnd)} (không vào sổ quỹ)."),
        ("Hạn dùng:", f"{lot.expires_on:%d/%m/%Y}" if lot.expires_on else ""),
        ("Ghi chú:", lot.memo),
    ]
    return _paper(lot.unit, "Phiếu nhập hiện vật", lot.key, lot.received_on, lines, ("Bên giao", "Bên nhận"),
                  is_void=bool(lot.taken_back_because))  # fmt: skip


def issue_paper(issue: GoodsIssue) -> Paper:
    """Phiếu xuất hiện vật: to a unit, a record or a place, never to a name."""
    lot = issue.lot
    receiver = issue.receiver or (issue.for_unit.name if issue.for_unit else "")
    record = f" (hồ sơ {issue.source.partition(':')[2]})" if issue.source else ""
    lines = [
        ("Nơi nhận:", f"{receiver}{record}"),
        ("Hiện vật:", f"{counted_words(lot, issue.quantity)}."),
        ("Từ lô hàng:", f"{lot.key}, nhận ngày {lot.received_on:%d/%m/%Y}."),
        ("Lý do:", issue.reason or f"{issue.get_kind_display()}."),
        ("Tình trạng:", f"đã hủy: {issue.undone_because}" if issue.undone_on else ""),
    ]
    return _paper(lot.unit, "Phiếu xuất hiện vật", issue.key, issue.on, lines, ("Người xuất", "Người nhận"),
                  is_void=issue.undone_on is not None)  # fmt: skip


def _paper(
    unit: Unit, kind: str, key: str, on: date, lines: list[tuple[str, str]], signs: tuple[str, str], *, is_void: bool
) -> Paper:
    above = organisation.parent(unit, on=on)
    return Paper(
        issuer=unit.name,
        superior=above.name if above else "",
        kind=kind,
        subject="",
        symbol="HV",
        number=key,
        place=organisation.place_of(unit, on=on),
        on=on,
        body=(
            *(Paragraph(text, lead=lead) for lead, text in lines if text),
            Table(columns=tuple(Column(title, align="center") for title in signs), rows=(("", ""),)),
        ),
        is_draft=is_void,
    )
