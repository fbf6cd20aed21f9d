"""Papers of other provinces and trades: schools, companies, offices, ministries, each with its own way of writing."""

import pytest

from congdoan.documents import Reading, read_text

PLAN = """LIÊN ĐOÀN LAO ĐỘNG TỈNH AN LẠC
Số: 14/KH-LĐLĐ
An Lạc, ngày 05 tháng 3 năm 2024

KẾ HOẠCH
Tổ chức Tháng Công nhân

I. NỘI DUNG

1. {line}

TM. BAN THƯỜNG VỤ
CHỦ TỊCH

Lê Thị Sáng
"""

LETTER = """{head}
Số: 21/{symbol}
An Lạc, ngày 05 tháng 3 năm 2024

KẾ HOẠCH
Tổ chức hội thao
{under}
I. NỘI DUNG

{body}

TM. BAN CHẤP HÀNH
CHỦ TỊCH

Lê Thị Sáng
"""


@pytest.mark.parametrize(
    ("head", "under", "body", "issuer", "superior"),
    [
        (
            "CÔNG TY CP GỖ VIỆT HÀ\nCÔNG ĐOÀN CƠ SỞ",
            "",
            "",
            "Công đoàn cơ sở Công ty CP Gỗ Việt Hà",
            "Công ty CP Gỗ Việt Hà",
        ),
        (
            "TRƯỜNG ĐẠI HỌC SƯ PHẠM BẮC HÀ\nCÔNG ĐOÀN",
            "",
            "",
            "Công đoàn Trường Đại học Sư phạm Bắc Hà",
            "Trường Đại học Sư phạm Bắc Hà",
        ),
        (
            "SỞ CÔNG THƯƠNG TỈNH AN LẠC\nCÔNG ĐOÀN CƠ QUAN SỞ",
            "",
            "",
            "Công đoàn cơ quan Sở Công Thương tỉnh An Lạc",
            "Sở Công Thương tỉnh An Lạc",
        ),
        (
            "CÔNG ĐOÀN NGÀNH Y TẾ TỈNH AN LẠC\nBỆNH VIỆN ĐA KHOA MƯỜNG SO\nCÔNG ĐOÀN CƠ SỞ",
            "",
            "",
            "Công đoàn cơ sở Bệnh viện đa khoa Mường So",
            "Bệnh viện đa khoa Mường So",
        ),
        (
            "LIÊN ĐOÀN LAO ĐỘNG TỈNH AN LẠC\nCÔNG ĐOÀN\nTRƯỜNG THPT SỐ 2 MƯỜNG SO",
            "",
            "",
            "Công đoàn Trường THPT Số 2 Mường So",
            "Liên đoàn Lao động tỉnh An Lạc",
        ),
        (
            "LIÊN ĐOÀN LAO ĐỘNG TỈNH AN LẠC\nCÔNG ĐOÀN TỔNG CÔNG TY CẤP NƯỚC",
            "\nBAN THƯỜNG VỤ\nCÔNG ĐOÀN TỔNG CÔNG TY CẤP NƯỚC MƯỜNG SO\n",
            "",
            "Công đoàn Tổng công ty Cấp nước Mường So",
            "Liên đoàn Lao động tỉnh An Lạc",
        ),
        (
            "TỔNG LIÊN ĐOÀN LAO ĐỘNG VIỆT NAM\nCÔNG ĐOÀN DỆT LỤA VIỆT NAM",
            "",
            "1. Công đoàn Dệt lụa Việt Nam mời các đội.",
            "Công đoàn Dệt lụa Việt Nam",
            "Tổng Liên đoàn Lao động Việt Nam",
        ),
        (
            "Liên đoàn Lao động tỉnh An Lạc\nCông đoàn Viên chức",
            "",
            "",
            "Công đoàn Viên chức tỉnh An Lạc",
            "Liên đoàn Lao động tỉnh An Lạc",
        ),
    ],
)  # fmt: skip
def test_who_issues_by_the_shape_of_its_header(head: str, under: str, body: str, issuer: str, superior: str) -> None:
    header = read_text(LETTER.format(head=head, symbol="KH-CĐ", under=under, body=body)).header
    assert header.issuer is not None
    assert header.superior is not None
    assert header.issuer.value == issuer
    assert header.superior.value == superior


def test_of_two_bodies_on_one_line_both_bear_the_place_below() -> None:
    header = read_text(
        LETTER.format(head="ĐOÀN TNCS HỒ CHÍ MINH - LIÊN ĐOÀN LAO ĐỘNG\nTỈNH AN LẠC", symbol="KHLT", under="", body="")
    ).header
    assert header.issuer is not None
    assert [body.value for body in (header.issuer, *header.co_issuers)] == [
        "Đoàn TNCS Hồ Chí Minh tỉnh An Lạc",
        "Liên đoàn Lao động tỉnh An Lạc",
    ]


@pytest.mark.parametrize("line", ["An Lạc, ngày 19/5/2022", "An Lạc, 19/5/2022", "An Lạc, ngày 19 tháng 5 năm 2022"])
def test_the_day_of_a_paper_in_figures_or_words(line: str) -> None:
    paper = (
        f"LIÊN ĐOÀN LAO ĐỘNG TỈNH AN LẠC\nSố 04/QĐ-LĐLĐ\n{line}\n\nQUYẾT ĐỊNH\nVề việc khen thưởng\n\nĐiều 1. Tặng.\n"
    )
    header = read_text(paper).header
    assert header.place is not None
    assert header.date is not None
    assert (header.place.value, str(header.date.value)) == ("An Lạc", "2022-05-19")


@pytest.mark.parametrize(
    ("line", "ends"),
    [
        ("Thời gian: ngày 01 đến ngày 31/5/2024, cao điểm từ 10-20/5.", "2024-05-01 2024-05-31 2024-05-10 2024-05-20"),
        ("Thời gian cấp đổi từ 15/8 đến hết ngày 30/11/2024.", "2024-08-15 2024-11-30 - -"),
        ("Thời gian: 6 tháng cuối năm 2024", "2024-07-01 2024-12-31 - -"),
        ("Thời gian thực hiện: quý II, quý III năm 2024.", "2024-04-01 2024-09-30 - -"),
        ("Thời gian: nhiệm kỳ 2023 – 2028.", "2023-01-01 2028-12-31 - -"),
        ("Kế hoạch có hiệu lực từ ngày ký đến hết ngày 31/12/2024.", "2024-03-05 2024-12-31 - -"),
        ("Thời gian: Từ thứ Hai, ngày 06/5 đến thứ Sáu, ngày 10/5/2024.", "2024-05-06 2024-05-10 - -"),
        ("Thời gian: 7h30 ngày 20/4/2024 (thứ Bảy) đến 17h00 ngày 21/4/2024 (Chủ nhật).", "2024-04-20 2024-04-21 - -"),
        ("Diễn ra từ tháng 4 đến tháng 6/2024; cao điểm là tháng 5.", "2024-04-01 2024-06-30 2024-05-01 2024-05-31"),
        ("Thời gian: bắt đầu từ 01/4/2024, kết thúc 30/6/2024", "2024-04-01 2024-06-30 - -"),
        ("Thời gian: Trong tháng 5 và tháng 6 năm 2024.", "2024-05-01 2024-06-30 - -"),
        ("Thời gian nộp hồ sơ: trước ngày 15/4/2024.", "- - - -"),
        ("Thời gian công tác từ 5 năm trở lên.", "- - - -"),
    ],
)  # fmt: skip
def test_when_a_plan_is_carried_out(line: str, ends: str) -> None:
    """`ends`: start, end, start and end of the peak."""
    period = read_text(PLAN.format(line=line)).period
    found = (period.start, period.end, period.peak_start, period.peak_end)
    assert " ".join(str(day.value) if day else "-" for day in found) == ends


@pytest.mark.parametrize(
    ("line", "due"),
    [
        ("Các CĐCS gửi báo cáo trước ngày 30 tháng 11 hằng năm.", ["trước ngày 30 tháng 11 hằng năm"]),
        ("Hằng năm, trước ngày 30 tháng 11 báo cáo kết quả về LĐLĐ tỉnh.", ["Hằng năm, trước ngày 30 tháng 11"]),
        ("Báo cáo 6 tháng và năm gửi trước ngày 15/6 và 15/12/2024.", ["2024-06-15", "2024-12-15"]),
        ("Báo cáo gửi trước ngày 15/6 và 15/12 hàng năm.", ["trước ngày 15/6 và 15/12 hàng năm"]),
        ("Gửi báo cáo vào ngày làm việc cuối cùng của tháng.", ["ngày làm việc cuối cùng của tháng"]),
        ("Nộp hồ sơ ít nhất 10 ngày trước khi tổ chức.", ["ít nhất 10 ngày trước khi tổ chức"]),
        ("Hạn chót nhận bài dự thi: 15/8/2024.", ["2024-08-15"]),
        ("Báo cáo đột xuất trong vòng 24 giờ kể từ khi xảy ra.", ["trong vòng 24 giờ kể từ khi xảy ra"]),
    ],
)
def test_by_when_something_is_due(line: str, due: list[str]) -> None:
    deadlines = read_text(PLAN.format(line=line)).deadlines
    assert [str((entry.date or entry.rule).value) for entry in deadlines if entry.date or entry.rule] == due  # type: ignore[union-attr]


def test_a_request_upward_sets_no_date_but_its_own_promise_does() -> None:
    request = PLAN.replace("KẾ HOẠCH", "TỜ TRÌNH").replace("/KH-", "/TTr-")
    asked = read_text(request.format(line="Đề nghị LĐLĐ cấp kinh phí trước ngày 30/4/2024."))
    promised = read_text(request.format(line="Công đoàn sẽ hoàn thành việc sửa nhà trước ngày 31/8/2024."))
    assert asked.deadlines == ()
    assert [str(entry.date.value) for entry in promised.deadlines if entry.date] == ["2024-08-31"]


MINUTES = """CÔNG TY TNHH MAY PHƯƠNG NAM
CÔNG ĐOÀN CƠ SỞ

BIÊN BẢN
Đối thoại định kỳ tại nơi làm việc quý III năm 2024

Hôm nay, ngày 18/9/2024, tại phòng họp Công ty.
I. Nội dung
1. Bà Xuyến báo cáo: Công ty hiện có 1.126 lao động.
2. Ý kiến của người lao động
- Ý kiến của đ/c Hà Thị Nga (tổ may 4): Đề nghị Công ty lắp thêm quạt cho chuyền 7.
- Đ/c Bùi Văn Toàn, tổ cắt: kiến nghị nâng mức bữa ăn ca.
- Bố trí xe đưa đón vào mùa mưa.
3. Ông Nam trả lời:
- Đồng ý lắp thêm quạt trước 15/10/2024;
II. Kết luận
Giao phòng Nhân sự theo dõi, báo cáo trong vòng 15 ngày làm việc.

ĐẠI DIỆN NGƯỜI SỬ DỤNG LAO ĐỘNG          ĐẠI DIỆN TẬP THỂ LAO ĐỘNG
GIÁM ĐỐC                                 CHỦ TỊCH CÔNG ĐOÀN

Trần Hữu Nam                             Vũ Thị Xuyến
"""


def test_minutes_of_a_dialogue_at_a_company() -> None:
    reading = read_text(MINUTES)
    assert reading.header.issuer is not None
    assert reading.header.issuer.value == "Công đoàn cơ sở Công ty TNHH May Phương Nam"
    assert _demands(reading) == [
        "Công ty lắp thêm quạt cho chuyền 7",
        "nâng mức bữa ăn ca",
        "Bố trí xe đưa đón vào mùa mưa",
    ]
    assert reading.signatory is not None
    assert reading.signatory.name is not None
    assert reading.signatory.name.value == "Vũ Thị Xuyến"
    assert reading.period.start is None


def test_a_report_tells_the_voices_of_workers_and_keeps_its_own_wishes_apart() -> None:
    reading = read_text(
        "LIÊN ĐOÀN LAO ĐỘNG TỈNH AN LẠC\nSố: 77/BC-LĐLĐ\nAn Lạc, ngày 20 tháng 6 năm 2023\n\nBÁO CÁO\n"
        "Kết quả hội nghị đối thoại với công nhân lao động năm 2023\n\nI. CÁC Ý KIẾN CỦA NGƯỜI LAO ĐỘNG\n"
        "1. Đề nghị thành phố bố trí quỹ đất xây nhà trẻ.\n2. Nâng cấp đường vào khu nhà trọ tổ 8.\n"
        "II. TRẢ LỜI CỦA LÃNH ĐẠO THÀNH PHỐ\n1. Phòng Giáo dục sẽ khảo sát nhu cầu gửi trẻ.\n"
        "III. KIẾN NGHỊ, ĐỀ XUẤT\n1. Đề nghị LĐLĐ tỉnh hỗ trợ kinh phí tuyên truyền.\n\n"
        "TM. BAN THƯỜNG VỤ\nCHỦ TỊCH\n\nLê Thị Sáng\n"
    )
    assert _demands(reading) == ["thành phố bố trí quỹ đất xây nhà trẻ", "Nâng cấp đường vào khu nhà trọ tổ 8"]


def _demands(reading: Reading) -> list[str]:
    return [petition.text.value for petition in reading.petitions]


CHAT = """[08:12, 14/3/2025] VP LĐLĐ tỉnh - Hạnh: Kính chuyển các đ/c CV của BTV ạ
[08:12, 14/3/2025] VP LĐLĐ tỉnh - Hạnh: LIÊN ĐOÀN LAO ĐỘNG TỈNH SƠN HÀ
Số: 215/LĐLĐ-CSPL
V/v nắm tình hình nợ lương
Sơn Hà, ngày 13/3/2025
Kính gửi: LĐLĐ các huyện
1. Gửi báo cáo về Ban CSPL trước 20/3/2025.
[08:13, 14/3/2025] VP LĐLĐ tỉnh - Hạnh: TM BAN THƯỜNG VỤ
PCT Lò Văn Inh
"""
ONE_LINE = (
    "LIÊN ĐOÀN LAO ĐỘNG TỈNH SƠN HÀ CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM CÔNG ĐOÀN NGÀNH XÂY DỰNG Độc lập - Tự do - "
    "Hạnh phúc Số: 17/CĐXD Phú Cốc, ngày 08 tháng 6 năm 2023 V/v báo cáo tình hình lao động\n"
    "Kính gửi: Các CĐCS trực thuộc\n\nĐề nghị các CĐCS báo cáo trước ngày 15/6/2023.\n"
)
ASKING = """CÔNG ĐOÀN CƠ SỞ TRƯỜNG THCS LÝ TỰ TRỌNG

GIẤY ĐỀ NGHỊ
Về việc hỗ trợ đoàn viên bị cháy nhà

Kính gửi: Ban Thường vụ LĐLĐ huyện Sông Trà

Đề nghị LĐLĐ huyện xem xét hỗ trợ một đoàn viên.

Sông Trà, ngày 08 tháng 4 năm 2024
TM. BAN CHẤP HÀNH
CHỦ TỊCH
Đinh Văn Rể
"""


def test_a_letter_passed_on_in_a_chat() -> None:
    reading = read_text(CHAT)
    assert reading.header.issuer is not None
    assert reading.header.issuer.value == "Liên đoàn Lao động tỉnh Sơn Hà"
    assert str(reading.header.date and reading.header.date.value) == "2025-03-13"
    signatory = reading.signatory
    assert signatory is not None
    assert [part.value for part in (signatory.authority, signatory.title, signatory.name) if part] == [
        "TM BAN THƯỜNG VỤ",
        "PCT",
        "Lò Văn Inh",
    ]
    assert [part.span.of(CHAT) for part in (signatory.authority, signatory.name) if part] == [
        "TM BAN THƯỜNG VỤ",
        "Lò Văn Inh",
    ]


def test_a_header_run_into_one_line() -> None:
    header = read_text(ONE_LINE).header
    found = (header.issuer, header.superior, header.number, header.place, header.subject)
    assert [part.value for part in found if part] == [
        "Công đoàn ngành Xây dựng tỉnh Sơn Hà",
        "Liên đoàn Lao động tỉnh Sơn Hà",
        "17/CĐXD",
        "Phú Cốc",
        "báo cáo tình hình lao động",
    ]


def test_the_day_above_the_signature() -> None:
    header = read_text(ASKING).header
    assert header.place is not None
    assert header.date is not None
    assert (header.place.value, str(header.date.value)) == ("Sông Trà", "2024-04-08")
    assert header.issuer is not None
    assert header.issuer.value == "Công đoàn cơ sở Trường THCS Lý Tự Trọng"
