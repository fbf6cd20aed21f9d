"""Papers to tell stories with: all of our own invention."""

from datetime import date

from builders import Province
from congdoan.organisation.models import BodyGroup, Unit
from congdoan.registry import actions
from congdoan.registry.fields import BaseFields, ClauseFields, PaperFields, RecipientFields
from congdoan.registry.models import RecipientKind, RegisteredDocument

MARCH_1 = date(2021, 3, 1)
MARCH_4 = date(2021, 3, 4)


def letter(symbol: str = "41/LĐLĐ", *, issued_on: date | None = MARCH_1, **changes: object) -> PaperFields:
    """An official letter of the federation, as a clerk at another unit would type it in."""
    fields = PaperFields(
        subject="V/v chuẩn bị Tháng Công nhân",
        type="CV",
        issuer_text="Liên đoàn Lao động tỉnh Phong Lai",
        symbol=symbol,
        issued_on=issued_on,
        text="Đề nghị các đơn vị gửi kế hoạch.",
    )
    return fields.with_(**changes)


def plan(*, to: str = "grassroots_children", **changes: object) -> PaperFields:
    """A plan of a sector union to the grassroots unions directly under it."""
    fields = PaperFields(
        subject="Phát động Tháng An toàn vệ sinh lao động",
        type="KH",
        signer_name="Vũ Thị Sao",
        signer_title="CHỦ TỊCH",
        signer_authority="TM. BAN THƯỜNG VỤ",
        place="Phong Lai",
        clauses=(ClauseFields("Mỗi đơn vị tổ chức ít nhất một buổi tập huấn.", "1", path="1"),),
        recipients=(RecipientFields("Các CĐCS trực thuộc", RecipientKind.COPY, group=BodyGroup.objects.get(code=to)),),
    )
    return fields.with_(**changes)


def issued_plan(province: Province, *, on: date = MARCH_4, unit: Unit | None = None) -> RegisteredDocument:
    draft = actions.draft(unit or province.sector, fields=plan(), by=province.minh)
    return actions.issue(draft, on=on, by=province.minh)


def base(symbol: str, dated: date | None = None, *, is_nested: bool = False) -> BaseFields:
    return BaseFields(symbol, dated, "Ban Thường vụ Tỉnh ủy Phong Lai", is_nested=is_nested)
