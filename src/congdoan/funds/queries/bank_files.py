"""The file handed to the bank: approved transfers, one a line."""

from collections.abc import Sequence

from congdoan.documents.writing import OfficialTable, SheetColumn, write_xlsx
from congdoan.foundation import clock
from congdoan.funds.models import Fund, Voucher, VoucherKind, VoucherState
from congdoan.funds.queries.labels import voucher_label
from congdoan.organisation.models import Unit

HEADS = ("Tên người thụ hưởng", "Số tài khoản", "Ngân hàng", "Số tiền", "Nội dung")


def waiting_transfers(unit: Unit, *, fund: Fund | None = None) -> list[Voucher]:
    """Approved payments through the bank, not yet paid, in the order of their numbers. One query."""
    rows = Voucher.objects.filter(
        unit=unit, kind=VoucherKind.PAYMENT, method="bank", state=VoucherState.APPROVED
    ).select_related("series", "fund", "reservation__purpose")
    return list((rows.filter(fund=fund) if fund else rows).order_by("series__year", "number"))


def bank_csv(vouchers: Sequence[Voucher]) -> str:
    """Comma-separated, with the amounts bare: what internet banking takes. The words are the voucher's number alone:
    a purpose beside a name would tell the bank who is ill.
    """
    rows = [HEADS, *(tuple(map(str, _cells(row))) for row in vouchers)]
    return "\ufeff" + "".join(",".join(map(_quoted, row)) + "\r\n" for row in rows)


def bank_xlsx(unit: Unit, vouchers: Sequence[Voucher]) -> bytes:
    """The same as a sheet to be signed."""
    kinds = ("text", "text", "text", "money", "text")
    total = ("Cộng", "", "", sum(row.amount_vnd for row in vouchers), "")
    return write_xlsx(
        OfficialTable(
            issuer=unit.name,
            title="Bảng kê chuyển khoản",
            period=f"Ngày {clock.today():%d/%m/%Y}",
            columns=tuple(SheetColumn(head, kind) for head, kind in zip(HEADS, kinds, strict=True)),  # type: ignore[arg-type]
            rows=tuple(_cells(row) for row in vouchers),
            total=total,
            name="Chuyển khoản",
        )
    )


def _cells(voucher: Voucher) -> tuple[str, str, str, int, str]:
    return (
        voucher.payee.open(),
        voucher.payee_account.open() if voucher.payee_account else "",
        voucher.payee_bank,
        voucher.amount_vnd,
        voucher_label(voucher),
    )


def _quoted(cell: str) -> str:
    """A cell that cannot run as a formula where it is opened."""
    safe = f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell
    return '"' + safe.replace('"', '""') + '"'
