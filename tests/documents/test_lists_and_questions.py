"""What a list is about stands over it; what people ask for is put as a question or as advice; offices issue papers."""

import pytest

from congdoan.documents import read_text

DECISION = """LIÊN ĐOÀN LAO ĐỘNG TỈNH AN LẠC
CÔNG ĐOÀN VIÊN CHỨC TỈNH
Số: 57/QĐ-CĐVC
An Lạc, ngày 23 tháng 9 năm 2024

QUYẾT ĐỊNH
Về việc hỗ trợ đoàn viên bị thiệt hại do bão

Điều 1. Hỗ trợ mười hai đoàn viên thuộc 4 công đoàn cơ sở có nhà hư hỏng, với tổng số tiền 30.000.000 đồng, cụ thể:

1. 05 đoàn viên có nhà bị sập: 3.000.000 đồng/người.

2. 07 đoàn viên có nhà tốc mái: 2.142.000 đồng/người.

Điều 2. Nguồn kinh phí

a) Quỹ xã hội của Công đoàn Viên chức tỉnh: 20.000.000 đồng;

b) Công đoàn cơ sở đóng góp: 10.000.000 đồng.

TM. BAN THƯỜNG VỤ
CHỦ TỊCH

Lê Thị Sáng
"""


def test_the_entries_of_a_list_are_what_its_heading_says() -> None:
    measures = [(claim.text, claim.measure) for claim in read_text(DECISION).claims]
    assert measures[:8] == [
        ("mười hai đoàn viên", "members_supported"),
        ("4 công đoàn cơ sở", "unions_count"),
        ("30.000.000 đồng", "support_amount"),
        ("05 đoàn viên", "members_supported"),
        ("3.000.000 đồng/người", "unit_amount"),
        ("07 đoàn viên", "members_supported"),
        ("2.142.000 đồng/người", "unit_amount"),
        ("20.000.000 đồng", "support_amount"),
    ]


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (
            "Chăm lo:\n - Ốm đau: 21 lượt người.\n - Hoạn nạn: 4 gia đình.",
            "21 lượt người=members_supported 4 gia đình=members_supported",
        ),
        ("Khen thưởng:\n - Giấy khen: 12 đồng chí.", "12 đồng chí=awards_individual"),
        ("Tập huấn nghiệp vụ:\n - Tổ trưởng công đoàn: 120 người.", "120 người=participants_count"),
        ("Tư vấn pháp luật:\n - Trực tiếp: 214 lượt người.", "214 lượt người=legal_consultations"),
        ("Hàng cứu trợ gồm:\n - 1.200 thùng mì.\n - ba tạ gạo.", "1.200 thùng=goods_donated ba tạ gạo=goods_donated"),
        ("Danh hiệu “Giỏi việc trường”: cấp trường 1.070, cấp tỉnh 7.", "1.070=awards_individual 7=awards_individual"),
        ("Số sáng kiến được công nhận là 73 (năm trước ít hơn).", "73=initiatives_recognised"),
        ("Phong trào hiến máu thu về 612 đơn vị.", "612 đơn vị=blood_units"),
        ("Ngày hội hiến máu có 12 đơn vị tham gia.", "12 đơn vị=participants_count"),
        ("Khám sức khỏe định kỳ: 1.196/1.221 nữ đoàn viên.", "1.196/1.221 nữ đoàn viên=members_supported"),
        ("Thăm ốm đau, thai sản 267 lượt chị.", "267 lượt=members_supported"),
        ("Bảo đảm việc làm cho 1.136 lao động.", "1.136 lao động=workers_count"),
        ("Công ty cam kết trả 1.150 triệu đồng tiền bảo hiểm.", "1.150 triệu đồng=debt_amount"),
        ("Quyên góp mỗi người một ngày lương, thu được 890 triệu đồng.", "890 triệu đồng=donations_raised"),
        ("Còn 6 doanh nghiệp có trên 1.000 lao động chưa có quy chế.", "6 doanh nghiệp=enterprises_count"),
        ("Phiếu thuận phải trên 50%, ít nhất 03 người đối với nơi nhỏ.", ""),
        (
            "Đã có 56 kiến nghị được gửi đến, 41 kiến nghị được giải quyết.",
            "56 kiến nghị=opinions_count 41 kiến nghị=petitions_resolved",
        ),
        ("Tuyên truyền được 85 buổi cho 9.400 lượt người.", "85 buổi=events_held 9.400 lượt người=participants_count"),
        ("Hỗ trợ xây nhà cho 8 đoàn viên.", "8 đoàn viên=housing_beneficiaries"),
        ("Có 17 đoàn viên bị tai nạn được trợ cấp.", "17 đoàn viên=members_supported"),
    ],
)
def test_families_of_figures(lines: str, told: str) -> None:
    found = read_text(f"Thương lượng, kết quả.\n{lines}").claims
    assert " ".join(f"{claim.text}={claim.measure}" for claim in found) == told


DIALOGUE = """Lãnh đạo tỉnh đối thoại với công nhân

Sáng 12/5, Chủ tịch UBND tỉnh chủ trì buổi đối thoại với 200 công nhân lao động.

Chị Lò Thị Mai, công nhân may, hỏi: Bao giờ khu công nghiệp có nhà trẻ? “Chúng tôi thuê trọ đã lâu, liệu có được \
mua nhà ở xã hội không?”, chị Giàng Thị Sua đặt vấn đề. Theo chị Hoàng Thị Lý, công ty nên bố trí xe đưa đón. \
Ông Nguyễn Văn Bảy, đại diện công nhân, cho biết đường ngập mỗi khi mưa, tỉnh cần sớm sửa chữa.

Các câu hỏi, kiến nghị của người lao động gửi đến:
1. Bao giờ làm xong đường vào cụm công nghiệp?
2. Nâng bữa ăn ca.

Chủ tịch UBND tỉnh hỏi lại các doanh nghiệp: Vì sao chưa nâng bữa ăn ca?
"""


def test_demands_put_as_questions_and_advice() -> None:
    assert [petition.text.value for petition in read_text(DIALOGUE).petitions] == [
        "Bao giờ khu công nghiệp có nhà trẻ?",
        "Chúng tôi thuê trọ đã lâu, liệu có được mua nhà ở xã hội không?",
        "công ty nên bố trí xe đưa đón",
        "tỉnh cần sớm sửa chữa",
        "Bao giờ làm xong đường vào cụm công nghiệp?",
        "Nâng bữa ăn ca",
    ]


PAPER = """{head}
Số: {number}
Sơn Hà, ngày 05 tháng 3 năm 2024

KẾ HOẠCH
Tổ chức hội thao

I. NỘI DUNG

1. {line}

TM. BAN THƯỜNG VỤ
CHỦ TỊCH

Lê Thị Sáng
"""


@pytest.mark.parametrize(
    ("head", "issuer"),
    [
        ("LIÊN ĐOÀN LAO ĐỘNG TỈNH SƠN HÀ CÔNG ĐOÀN GIÁO DỤC TỈNH", "Công đoàn Giáo dục tỉnh Sơn Hà"),
        ("LIÊN ĐOÀN LAO ĐỘNG TỈNH SƠN HÀ\nBAN NỮ CÔNG", "Ban Nữ công Liên đoàn Lao động tỉnh Sơn Hà"),
        ("LIÊN ĐOÀN LAO ĐỘNG TỈNH SƠN HÀ\nCỤM THI ĐUA SỐ 3", "Cụm thi đua Số 3 Liên đoàn Lao động tỉnh Sơn Hà"),
        ("MẶT TRẬN TỔ QUỐC VIỆT NAM TỈNH SƠN HÀ\nLIÊN ĐOÀN LAO ĐỘNG TỈNH", "Liên đoàn Lao động tỉnh Sơn Hà"),
    ],
)
def test_offices_and_bodies_on_one_line(head: str, issuer: str) -> None:
    header = read_text(PAPER.format(head=head, number="14/KH", line="Tổ chức hội thao.")).header
    assert header.issuer is not None
    assert header.issuer.value == issuer


def test_times_told_by_the_hour_and_in_rules() -> None:
    head = "LIÊN ĐOÀN LAO ĐỘNG TỈNH SƠN HÀ"
    event = "Thời gian: Khai mạc lúc 07 giờ 45 ngày 24/10/2024 (thứ Năm), bế mạc chiều ngày 25/10/2024."
    period = read_text(PAPER.format(head=head, number="14/KH-LĐLĐ", line=event)).period
    assert [str(day.value) for day in (period.start, period.end) if day] == ["2024-10-24", "2024-10-25"]
    line = (
        "Đề nghị đăng ký chậm nhất là 11 giờ ngày 18/10; thống nhất nội dung chậm nhất 15 ngày trước ngày mở hội nghị."
    )
    deadlines = read_text(PAPER.format(head=head, number="14/KH-LĐLĐ", line=line)).deadlines
    assert [
        str((deadline.date or deadline.rule).value) for deadline in deadlines if deadline.date or deadline.rule
    ] == [
        "2024-10-18",
        "chậm nhất 15 ngày trước ngày mở hội nghị",
    ]


def test_the_office_that_drew_a_letter_up_stands_last_in_its_number() -> None:
    letter = (
        "Số: 391/LĐLĐ-CSPL\nV/v nắm tình hình việc làm\n\nSơn Hà, ngày 07 tháng 11 năm 2022\n\n"
        "Kính gửi: Các công đoàn ngành\n\nLĐLĐ tỉnh, qua nắm tình hình, thấy cần thống kê số lao động mất việc.\n\n"
        "TM. BAN THƯỜNG VỤ\nCHỦ TỊCH\n\nLê Thị Sáng\n"
    )
    issuer = read_text(letter).header.issuer
    assert issuer is not None
    assert issuer.value == "Liên đoàn Lao động tỉnh Sơn Hà"


def test_what_a_chat_adds_below_the_signature() -> None:
    chat = (
        "[07:41, 19/9/2024] Thắm: LIÊN ĐOÀN LAO ĐỘNG HUYỆN SÔNG TRÀ\nSố: 41/BC-LĐLĐ\nSông Trà, ngày 19/9/2024\n"
        "BÁO CÁO NHANH\nTình hình thiệt hại do bão\n1. Có 45 đoàn viên bị tốc mái nhà.\n"
        "[07:42, 19/9/2024] Thắm: TM. BAN THƯỜNG VỤ\nCHỦ TỊCH\nLê Thị Sáng\n"
        "[07:50, 19/9/2024] Thắm: Bổ sung: đã hỗ trợ 12 gia đình, mỗi gia đình 2 triệu đồng.\n"
    )
    reading = read_text(chat)
    assert [claim.text for claim in reading.claims] == ["45 đoàn viên", "12 gia đình", "2 triệu đồng"]
    assert reading.signatory is not None
    assert reading.signatory.name is not None
    assert reading.signatory.name.value == "Lê Thị Sáng"
