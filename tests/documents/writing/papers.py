"""Papers the stories of writing are told with. Units are of the demo's provinces; the people are invented."""

from dataclasses import replace
from datetime import date
from typing import Any

from congdoan.documents.writing import (
    Bullet,
    Column,
    Heading,
    Paper,
    Paragraph,
    Recipient,
    Signature,
    Signer,
    Signers,
    Table,
)

SUBJECT = "Phát động đợt thi đua cao điểm “Toàn dân đoàn kết, quyết tâm phòng, chống dịch bệnh Covid-19”"
SENTENCE = (
    "Vận động đoàn viên, người lao động thực hiện nghiêm các quy định về phòng, chống dịch; vừa bảo đảm an toàn nơi "
    "làm việc, vừa giữ vững việc làm, tiền lương và đời sống của đoàn viên trong toàn Ngành."
)
_PLAN = Paper(
    superior="Liên đoàn Lao động tỉnh Lâm Đồng",
    issuer="Công đoàn ngành Y tế",
    number="8",
    symbol="KH-CĐYT",
    place="Lâm Đồng",
    on=date(2021, 8, 3),
    kind="Kế hoạch",
    subject=SUBJECT,
    body=(
        Paragraph("Thực hiện Kế hoạch số 32/KH-LĐLĐ ngày 30/7/2021, Ban Thường vụ Công đoàn ngành xây dựng kế hoạch:"),
        Heading(1, "MỤC ĐÍCH, YÊU CẦU", "I"),
        Heading(2, "Bảo đảm an toàn cho đoàn viên", "1"),
        Paragraph(SENTENCE),
        Heading(3, "Chăm lo đời sống", "a"),
        Bullet("Thăm hỏi, động viên đoàn viên trong khu cách ly;"),
        Heading(1, "TỔ CHỨC THỰC HIỆN", "II"),
        Paragraph("Đề nghị các công đoàn cơ sở triển khai và báo cáo theo quy định."),
    ),
    recipients=(
        Recipient("LĐLĐ tỉnh", "B/c"),
        Recipient("Ban Giám đốc Sở Y tế", "để phối hợp"),
        Recipient("Các CĐCS trực thuộc", "để thực hiện"),
    ),
    archive="VT, CĐ ngành",
    signatures=(Signature("CHỦ TỊCH", "Trần Thị Minh Hạnh", ("TM. BAN THƯỜNG VỤ",)),),
)
_LETTER = replace(
    _PLAN,
    superior="",
    issuer="Liên đoàn Lao động tỉnh Lai Châu",
    number="282",
    symbol="LĐLĐ",
    place="Lai Châu",
    on=date(2024, 6, 18),
    kind="",
    subject="thực hiện Chương trình hành động số 53-CTr/TU ngày 24/5/2024 của Ban Thường vụ Tỉnh ủy Lai Châu",
    addressees=("Liên đoàn Lao động các huyện, thành phố", "Công đoàn ngành, Công đoàn Viên chức tỉnh"),
    body=(Paragraph(f"1. {SENTENCE}"), Paragraph(f"2. {SENTENCE}")),
    recipients=(Recipient("Như kính gửi"), Recipient("VP Tỉnh ủy Lai Châu", "B/c"), Recipient("Thường trực LĐLĐ tỉnh")),
    archive="VT, Ban CSPL&QHLĐ",
    signatures=(Signature("PHÓ CHỦ TỊCH", "Lò Văn Hải", ("TM. BAN THƯỜNG VỤ",)),),
)


def plan(**changes: Any) -> Paper:
    """08/KH-CĐYT of Lâm Đồng's health union, two sections long."""
    return replace(_PLAN, **changes)


def letter(**changes: Any) -> Paper:
    """282/LĐLĐ of Lai Châu, a công văn with two addressees."""
    return replace(_LETTER, **changes)


def wide_table(rows: int = 40) -> Table:
    """Twelve columns, three of them grouped heads, one row a unit."""
    columns = (
        Column("STT", align="center"),
        Column("Đơn vị"),
        Column("Tổng số", "Đoàn viên", "right"),
        Column("Nữ", "Đoàn viên", "right"),
        Column("Kế hoạch", "Kết nạp mới", "right"),
        Column("Thực hiện", "Kết nạp mới", "right"),
        Column("Tỷ lệ (%)", "Kết nạp mới", "right"),
        Column("Lượt người", "Chăm lo", "right"),
        Column("Số tiền (đồng)", "Chăm lo", "right"),
        Column("Sáng kiến", align="right"),
        Column("Giới thiệu Đảng", align="right"),
        Column("Ghi chú"),
    )
    figures = ("1.161", "698", "5", "6", "120,0", "33", "112.450.000", "2", "1")
    body = tuple((str(i), f"CĐCS Bệnh viện Đa khoa khu vực số {i}", *figures, "Đạt") for i in range(1, rows + 1))
    return Table(columns, body, total=("", "Tổng cộng", *["0"] * 9, ""), caption="Kết quả theo đơn vị")


def form() -> Paper:
    """A payment voucher on its prescribed form: signed in two rows, the second under what is written by hand."""
    return replace(
        _PLAN,
        kind="Phiếu chi",
        form=("Mẫu số: C41-BB", "(Ban hành kèm theo Thông tư số 107/2017/TT-BTC)"),
        number="0012",
        symbol="PC-2021",
        subject="",
        recipients=(),
        archive="",
        signatures=(),
        body=(
            Paragraph("Hai triệu đồng.", lead="Viết bằng chữ:"),
            Signers((Signer("Thủ trưởng đơn vị", "Trần Thị Minh Hạnh", "Ký, họ tên, đóng dấu"), Signer("Người lập"))),
            Paragraph("......", lead="Đã nhận đủ số tiền:"),
            Signers((Signer("Người nhận tiền"), Signer("Thủ quỹ", "Lê Văn An"))),
        ),
    )
