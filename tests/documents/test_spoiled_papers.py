"""Papers reach the desk scanned, pasted and retyped; what was spoiled on the way is read as it was meant."""

from datetime import date
from decimal import Decimal

import pytest

from congdoan.documents import Claim, Ratio, Reading, read_text


def _claims(text: str) -> dict[str, Claim]:
    return {" ".join(claim.text.split()): claim for claim in read_text(text).claims}


def _recipients(reading: Reading) -> list[tuple[str, str | None]]:
    return [(entry.name.value, entry.purpose.value if entry.purpose else None) for entry in reading.recipients]


def test_the_motto_on_the_line_of_the_issuer() -> None:
    header = read_text(
        "TỔNG LIÊN ĐOÀN LAO ĐỘNG VIỆT NAM    CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM LIÊN ĐOÀN LAO ĐỘNG TỈNH AN LẠC    "
        "Độc lập - Tự do - Hạnh phúc\nSố: 756/LĐLĐ    An Lạc, ngày 18 tháng 12 năm 2024\nV/v báo cáo\n\n"
        "Kính gửi: Các CĐCS.\n\nĐề nghị báo cáo.\n"
    ).header
    assert header.issuer is not None
    assert header.superior is not None
    assert header.issuer.value == "Liên đoàn Lao động tỉnh An Lạc"
    assert header.superior.value == "Tổng Liên đoàn Lao động Việt Nam"


JOINT = """{head}
Số: 06/KHLT-LĐLĐ-SYT     An Lạc, ngày 14 tháng 8 năm 2023

KẾ HOẠCH LIÊN TỊCH
Chăm lo sức khỏe công nhân

Hai cơ quan thống nhất:

1. Sở Y tế tổ chức khám.

SỞ Y TẾ                    TM. BAN THƯỜNG VỤ LĐLĐ TỈNH
GIÁM ĐỐC                   CHỦ TỊCH

Tạ Thanh Vũ                Lâm Kim Sa
"""


@pytest.mark.parametrize(
    "head",
    [
        "LIÊN ĐOÀN LAO ĐỘNG TỈNH AN LẠC        SỞ Y TẾ TỈNH AN LẠC",
        "LIÊN ĐOÀN LAO ĐỘNG TỈNH AN LẠC - SỞ Y TẾ",
        "LIÊN ĐOÀN LAO ĐỘNG TỈNH AN LẠC\nSỞ Y TẾ",
    ],
)
def test_two_bodies_issue_together(head: str) -> None:
    reading = read_text(JOINT.format(head=head))
    assert reading.header.issuer is not None
    assert reading.header.issuer.value == "Liên đoàn Lao động tỉnh An Lạc"
    assert [body.value for body in reading.header.co_issuers] == ["Sở Y tế tỉnh An Lạc"]
    assert [signer.name and signer.name.value for signer in reading.signatories] == ["Lâm Kim Sa", "Tạ Thanh Vũ"]


MINUTES = """CÔNG ĐOÀN CÁC KCN TỈNH AN LẠC
CÔNG ĐOÀN CƠ SỞ CÔNG TY TNHH SAO MAI
Số: 04/BB-CĐCS
An Lạc, ngày 28 tháng 12 năm 2023

BIÊN BẢN
Họp Ban Chấp hành quý IV năm 2023

Hôm nay, 16 giờ 30, Ban Chấp hành họp, có mặt 9/11 ủy viên; đã chi 8.4 triệu đồng thăm ốm.

THƯ KÝ                           CHỦ TỌA

Bế Thị Nga                       Mạc Đình Khôi
"""


def test_minutes_have_a_subject_and_the_chair_signs_for_them() -> None:
    reading = read_text(MINUTES)
    assert reading.header.type is None
    assert reading.header.subject is not None
    assert reading.header.subject.value == "Họp Ban Chấp hành quý IV năm 2023"
    assert reading.signatory is not None
    assert reading.signatory.name is not None
    assert reading.signatory.name.value == "Mạc Đình Khôi"


def test_eight_point_four_million_is_no_day_in_april() -> None:
    assert _claims(MINUTES)["8.4 triệu đồng"].value == 8_400_000


@pytest.mark.parametrize(
    "listed",
    [
        "Nơi nhận: Như trên; LĐLĐ tỉnh (b/c); Lưu VP.",
        "*Nơi nhận:*\n- Như trên;\n- LĐLĐ tỉnh (b/c);\n- Lưu: VP.",
        "**Nơi nhận**:\n- Như trên;\n- LĐLĐ tỉnh (để b/c);\n- Lưu: VP.",
    ],
)
def test_copies_however_they_are_listed(listed: str) -> None:
    reading = read_text(
        f"Số: 45/CV-LĐLĐ\nV/v quyên góp\nKính gửi: Các CĐCS\nĐề nghị thực hiện.\nTM. BAN THƯỜNG VỤ\nCHỦ TỊCH\n"
        f"Phùng Seo Hoan\n{listed}\n"
    )
    assert _recipients(reading) == [("Như trên", None), ("LĐLĐ tỉnh", "báo cáo")]
    assert reading.archive is not None
    assert reading.archive.value == "VP"


TABLE = """LIÊN ĐOÀN LAO ĐỘNG TỈNH AN LẠC
Số: 58/BC-LĐLĐ
An Lạc, ngày 12 tháng 6 năm 2024

BÁO CÁO
Kết quả hoạt động năm 2023

I. KẾT QUẢ

{table}

Nơi nhận:
- Lưu: VP.
"""


def test_a_table_with_units_in_a_column() -> None:
    claims = read_text(
        TABLE.format(
            table="| TT | Chỉ tiêu | Đơn vị tính | Kết quả |\n|---|---|---|---|\n"
            "| 1 | Kết nạp đoàn viên mới | người | 328 |\n"
            "| 2 | Thành lập công đoàn cơ sở | đơn vị | 6 |\n| 3 | Giá trị làm lợi | triệu đồng | 2.360 |"
        )
    ).claims
    assert [(claim.text, claim.value, claim.unit, claim.measure) for claim in claims] == [
        ("328", 328, "person", "new_members"),
        ("6", 6, "organisation", "new_unions"),
        ("2.360", 2_360_000_000, "VND", "initiative_value"),
    ]


def test_a_table_whose_columns_are_years_or_count_things_and_whose_cells_are_merged() -> None:
    claims = read_text(
        TABLE.format(
            table="Đơn vị tính: triệu đồng\n"
            "| STT | Đơn vị | Số suất quà | Số tiền |\n| 1 | LĐLĐ huyện Sông Thao | 120 | 60,5 |\n| | | 40 | 20 |"
        )
    ).claims
    assert [(claim.text, claim.value, claim.measure) for claim in claims] == [
        ("120", 120, "gifts_given"),
        ("60,5", 60_500_000, "gifts_amount"),
        ("40", 40, "gifts_given"),
        ("20", 20_000_000, "gifts_amount"),
    ]
    by_year = read_text(
        TABLE.format(table="| Nội dung | Năm 2022 | Năm 2023 |\n| Số đoàn viên kết nạp mới | 1.204 | 1.377 |")
    ).claims
    assert [(claim.value, claim.period) for claim in by_year] == [(1204, "2022"), (1377, "2023")]


NEWS = """Chăm lo đoàn viên ở An Lạc

Năm 2024, Liên đoàn Lao động tỉnh An Lạc có nhiều hoạt động thiết thực, được đoàn viên và người lao động trong toàn tỉnh
ghi nhận, đánh giá cao trong các hội nghị và các buổi gặp gỡ với lãnh đạo tỉnh, lãnh đạo các sở, ngành, doanh nghiệp.

{sentence}

>> Xem thêm: Giá thép tăng 3,5% trong tuần qua

Kết nạp mới 47 đoàn viên.
"""


@pytest.mark.parametrize(
    ("sentence", "text", "value", "measure"),
    [
        ("Các cấp công đoàn góp 2 tạ gạo gửi xã nghèo.", "2 tạ gạo", Decimal("0.2"), "goods_donated"),
        ("Bàn giao hai nhà “Mái ấm Công đoàn”.", "hai nhà", 2, "houses_supported"),
        (
            "Xây mới 32 căn nhà, sửa chữa 11 căn nhà cho đoàn viên, trị giá 1 tỷ 720 triệu đồng.",
            "1 tỷ 720 triệu đồng", 1_720_000_000, "housing_support_amount",
        ),
        (
            "96,5% công đoàn cơ sở hoàn thành tốt nhiệm vụ trở lên.",
            "96,5% công đoàn cơ sở", Decimal("96.5"), "union_quality",
        ),
        (
            "Có 100% doanh nghiệp nhà nước và 78% doanh nghiệp tư nhân ký thỏa ước lao động tập thể.",
            "100% doanh nghiệp", 100, "collective_agreements",
        ),
        ("Ban tổ chức nhận 63 phiếu ý kiến.", "63 phiếu", 63, "opinions_count"),
        ("Bữa ăn ca nâng từ 35.000 đồng lên 42.000 đồng/suất.", "42.000 đồng/suất", 42_000, "meal_value"),
        ("Trong 648 lao động có 591 người là đoàn viên.", "591 người", 591, "members_count"),
        ("Giới thiệu 1.204 ĐVƯT cho Đảng.", "1.204 ĐVƯT", 1204, "members_introduced_to_party"),
        ("Toàn ngành có 3.955 CBCCVCLĐ.", "3.955 CBCCVCLĐ", 3955, "workers_count"),
        ("Tổng trị giá quà 12,3 tỷ đồng.", "12,3 tỷ đồng", 12_300_000_000, "gifts_amount"),
        ("Đảng bộ kết nạp 61 đảng viên mới.", "61 đảng viên", 61, "party_admissions"),
        ("Có mặt 9/11 ủy viên.", "9/11 ủy viên", Ratio(Decimal(9), Decimal(11)), "participants_count"),
    ],
)  # fmt: skip
def test_figures_of_the_press(sentence: str, text: str, value: object, measure: str) -> None:
    claims = _claims(NEWS.format(sentence=sentence))
    assert (claims[text].value, claims[text].measure) == (value, measure)
    assert "3,5%" not in claims
    assert "47 đoàn viên" in claims


def test_a_demand_in_the_speakers_own_words() -> None:
    (petition,) = read_text(
        "Lãnh đạo tỉnh An Lạc đối thoại với công nhân\n\n"
        "“Trường cách nhà trọ 6 km, tôi xin tỉnh cho xây trường mầm non nhận trẻ nhỏ”, chị Giàng Thị Xúa nói.\n"
    ).petitions
    assert (petition.text.value, petition.theme) == ("tỉnh cho xây trường mầm non nhận trẻ nhỏ", "childcare")


def test_a_subject_in_quotation_marks_and_who_is_asked_behind_who_asks() -> None:
    reading = read_text(
        "LIÊN ĐOÀN LAO ĐỘNG HUYỆN SÔNG THAO\nSố: 77 /CV- LĐLĐ\n“V/v góp ý dự thảo Đề án”\n\n"
        "Kính gửi: Các CĐCS trực thuộc.\n\nTiếp nhận Công văn số 112/LĐLĐ - ToC ngày 01/3/2023 của LĐLĐ tỉnh, "
        "Ban Thường vụ LĐLĐ huyện xin ý kiến.\n\nBan Thường vụ LĐLĐ huyện đề nghị các đồng chí gửi văn bản "
        "trước ngày 14/3/2023.\n\nNơi nhận:\n- Lưu: VP.\n"
    )
    assert reading.header.subject is not None
    assert reading.header.subject.value == "góp ý dự thảo Đề án"
    assert [base.number and base.number.value for base in reading.bases] == ["112/LĐLĐ-ToC"]
    assert [executor.value for duty in reading.duties for executor in duty.executors] == ["các đồng chí"]


DECISION = """LIÊN ĐOÀN LAO ĐỘNG TỈNH AN LẠC
Số: 1187/QĐ-LĐLĐ
An Lạc, ngày 05 tháng 9 năm 2024

QUYẾT ĐỊNH
Về việc hỗ trợ đoàn viên bị bão

Điều 1. Hỗ trợ 452 đoàn viên với số tiền 1.356.000.000 đồng. Mức hỗ trợ:
a) Nhà sập hoàn toàn: 10.000.000 đồng/trường hợp;
b) Đoàn viên bị thương nặng: 5.000.000 đồng/người.

Điều 2. Công đoàn cấp trên trực tiếp cơ sở trao hỗ trợ xong trước ngày 20/9/2024.

Điều 3. Ban Tổ chức thẩm định trong vòng 15 ngày làm việc kể từ khi nhận hồ sơ; các CĐCS báo cáo 02 ngày/lần.

Nơi nhận:
- Lưu: VT.

TM. BAN THƯỜNG VỤ
CHỦ TỊCH

Tô Xuân An
"""


def test_rates_are_claims_and_nobodys_duty() -> None:
    reading = read_text(DECISION)
    texts = [claim.text for claim in reading.claims]
    assert texts[:2] == ["452 đoàn viên", "1.356.000.000 đồng"]
    assert not any("đồng/" in duty.act.value for duty in reading.duties)
    due = [entry.date.value if entry.date else entry.rule and entry.rule.value for entry in reading.deadlines]
    assert due == [
        date(2024, 9, 20),
        "trong vòng 15 ngày làm việc kể từ khi nhận hồ sơ",
        "02 ngày/lần",
    ]


LEGACY = """li®n ®oµn lao ®éng tØnh nam hµ              Céng hßa x· héi chñ nghÜa viÖt nam
Sè: 112/KH-L§L§                          Nam Hµ, ngµy 03 th¸ng 5 n¨m 2021

KÕ ho¹ch
Tæ chøc Th¸ng C«ng nh©n n¨m 2021

Thùc hiÖn KÕ ho¹ch sè 21/KH-TL§ ngµy 08/4/2021 cña Tæng Liªn ®oµn, Ban Th-êng vô L§L§ tØnh x©y dùng kÕ ho¹ch nh- sau:

1. C¸c C§CS b¸o c¸o kÕt qu¶ vÒ L§L§ tØnh tr-íc ngµy 05/6/2021.

N¬i nhËn:
- C¸c C§CS (t/h);
- L-u: VP.

TM. Ban th-êng vô
Chñ tÞch
TrÇn V¨n B×nh
"""


def test_an_old_font_that_lost_its_capitals_and_its_soft_hyphens() -> None:
    reading = read_text(LEGACY)
    assert reading.header.place is not None
    assert reading.header.place.value == "Nam Hà"
    assert reading.header.subject is not None
    assert reading.header.subject.value == "Tổ chức Tháng Công nhân năm 2021"
    assert [deadline.date and deadline.date.value for deadline in reading.deadlines] == [date(2021, 6, 5)]
    assert _recipients(reading) == [("Các CĐCS", "thực hiện")]
    assert reading.signatory is not None
    assert reading.signatory.name is not None
    assert reading.signatory.name.value == "Trần Văn Bình"


MINUTES_OF_A_DIALOGUE = """BIÊN BẢN
Hội nghị đối thoại định kỳ quý II năm 2022

Độc lập - Tự do - Hạnh phúc

1. Bà Chu Thị Mây tổng hợp 18 ý kiến của 1.246 công nhân:
- Đề nghị Công ty nâng mức hỗ trợ nhà trọ.
- Đề nghị bố trí thêm xe đưa đón tuyến Phù Cừ.
2. Giám đốc trả lời: đồng ý từ 01/7/2022; lập thành 03 bản.
"""


def test_minutes_of_a_dialogue_list_demands_and_their_headings_state_figures() -> None:
    reading = read_text(MINUTES_OF_A_DIALOGUE)
    assert [petition.text.value for petition in reading.petitions] == [
        "Công ty nâng mức hỗ trợ nhà trọ",
        "bố trí thêm xe đưa đón tuyến Phù Cừ",
    ]
    assert [claim.text for claim in reading.claims] == ["18 ý kiến", "1.246 công nhân"]


def test_a_leader_called_by_a_pronoun_asks_for_nothing() -> None:
    petitions = read_text(
        "Giám đốc Sở Y tế đối thoại với cán bộ\n\nChị Lù Thị Sen kiến nghị Sở bố trí phòng nghỉ cho nhân viên.\n\n"
        "Giám đốc Sở Y tế cho biết ngành đã tuyển người. Ông đề nghị các đơn vị rà soát nhu cầu nhà công vụ.\n"
    ).petitions
    assert [petition.text.value for petition in petitions] == ["Sở bố trí phòng nghỉ cho nhân viên"]


PLAN = """LIÊN ĐOÀN LAO ĐỘNG HUYỆN SÔNG THAO
Số: 31/KH-LĐLĐ
Sông Thao, ngày 04 tháng 12 năm 2024

KẾ HOẠCH
Kiểm tra việc thu kinh phí công đoàn

1. Nội dung: việc thu 2% kinh phí, 1% đoàn phí.
2. Thời gian tiến hành: từ 15/12 đến hết 30/01/2025. Mốc thời kỳ kiểm tra: từ 01/01/2022 đến 31/12/2023.
3. Uỷ ban Kiểm tra: báo lịch cho cơ sở; hàng quý báo cáo.
4. Kết thúc đợt kiểm tra, trong 10 ngày Đoàn kiểm tra hoàn thành kết luận.
5. CĐCS chuẩn bị báo cáo, gửi Đoàn trước ngày kiểm tra 03 ngày; báo cáo Tết trước mùng 10 tháng Giêng âm lịch.

Nơi nhận:
- Lưu: VT.
"""


def test_terms_of_an_inspection() -> None:
    reading = read_text(PLAN)
    period = reading.period
    assert (period.start and period.start.value, period.end and period.end.value) == (
        date(2024, 12, 15),
        date(2025, 1, 30),
    )
    assert [deadline.rule and deadline.rule.value for deadline in reading.deadlines] == [
        "hàng quý",
        "Kết thúc đợt kiểm tra, trong 10 ngày",
        "trước ngày kiểm tra 03 ngày",
        "trước mùng 10 tháng Giêng âm lịch",
    ]
    assert reading.claims == ()
    named = {executor.value for duty in reading.duties for executor in duty.executors}
    assert named == {"Uỷ ban Kiểm tra", "Đoàn kiểm tra", "CĐCS"}
