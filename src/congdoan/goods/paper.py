"""A lot taken in and an issue given out as the papers that are signed."""

from datetime import date

from congdoan.documents.writing import Column, Paper, Paragraph, Signer, Signers, Table
from congdoan.foundation.figures import format_number
from congdoan.goods.models import GoodsIssue, GoodsLot
from congdoan.organisation import queries as organisation
from congdoan.organisation.models import Unit


def receipt_paper(lot: GoodsLot, *, names: bool) -> Paper:
    """Phiếu nhập hiện vật. Without `names` only givers who agreed to be named are."""
    givers = [giver.name for giver in lot.givers.all() if names or giver.is_public]
    lines = [
        ("Bên giao:", "; ".join(givers) or "…"),
        ("Hạn dùng:", f"{lot.expires_on:%d/%m/%Y}" if lot.expires_on else ""),
        ("Ghi chú:", lot.memo),
        ("Tình trạng:", f"đã hủy: {lot.taken_back_because}" if lot.taken_back_because else ""),
    ]
    goods = _goods(lot, lot.quantity, lot.worth_vnd)
    return _paper(lot.unit, "Phiếu nhập hiện vật", lot.key, lot.received_on, lines, goods,
                  ("Người giao", "Người nhận", "Phụ trách đơn vị"), is_void=bool(lot.taken_back_because))  # fmt: skip


def issue_paper(issue: GoodsIssue) -> Paper:
    """Phiếu xuất hiện vật: to a unit, a record or a place, never to a name."""
    lot = issue.lot
    receiver = issue.receiver or (issue.for_unit.name if issue.for_unit else "")
    record = f" (hồ sơ {issue.source.partition(':')[2]})" if issue.source else ""
    lines = [
        ("Nơi nhận:", f"{receiver}{record}"),
        ("Từ lô hàng:", f"{lot.key}, nhận ngày {lot.received_on:%d/%m/%Y}."),
        ("Lý do:", issue.reason or f"{issue.get_kind_display()}."),
        ("Tình trạng:", f"đã hủy: {issue.undone_because}" if issue.undone_on else ""),
    ]
    return _paper(lot.unit, "Phiếu xuất hiện vật", issue.key, issue.on, lines, _goods(lot, issue.quantity, None),
                  ("Người nhận", "Người xuất", "Phụ trách đơn vị"), is_void=issue.undone_on is not None)  # fmt: skip


def _goods(lot: GoodsLot, quantity: int, worth_vnd: int | None) -> Table:
    """What is handed over. What it is worth stands there where it was said, and that it is not in the books."""
    columns = (Column("STT", align="center"), Column("Tên hàng"), Column("Đơn vị tính", align="center"),
               Column("Số lượng", align="right"))  # fmt: skip
    row = ("1", lot.what, lot.counted_in, format_number(quantity))
    if worth_vnd is None:
        return Table(columns=columns, rows=(row,))
    return Table(
        columns=(*columns, Column("Giá trị ước tính (đồng)", align="right")),
        rows=((*row, format_number(worth_vnd)),),
        note="Giá trị ước tính không vào sổ quỹ.",
    )


def _paper(
    unit: Unit,
    kind: str,
    key: str,
    on: date,
    lines: list[tuple[str, str]],
    goods: Table,
    signs: tuple[str, ...],
    *,
    is_void: bool,
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
            goods,
            Signers(tuple(Signer(title) for title in signs)),
        ),
        is_draft=is_void,
    )
