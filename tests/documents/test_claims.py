"""A report says what was done; every figure is found with its measure, and nothing is taken that claims nothing."""

import unicodedata
from decimal import Decimal

import pytest

from congdoan.documents import Claim, Range, Ratio, places_of, read_figure, read_text

REPORT = """Công đoàn ngành Thủy sản tỉnh An Lạc chăm lo đoàn viên

Sáng 12/3, Công đoàn ngành Thủy sản tổ chức hội nghị sơ kết quý I năm 2024, thu hút hơn 80 đại biểu tham dự.

Từ đầu năm, các cấp công đoàn trong ngành thăm hỏi 312 đoàn viên ốm đau với số tiền 156 triệu đồng; trao 1O5 suất quà,
mỗi suất trị giá 500.000 đồng; bàn giao ba căn nhà “Mái ấm Công đoàn” với tổng kinh phí 180 triệu đồng; kết nạp mới
47 đoàn viên, đạt 94% kế hoạch năm. 12/15 CĐCS doanh nghiệp đã ký thỏa ước lao động tập thể. Bữa ăn ca có giá từ
20.000 - 25.000 đồng. Có khoảng 2 tỷ
350 triệu đồng được vận động ủng hộ Quỹ Vì người nghèo.

Chỉ những đơn vị sử dụng từ 25 lao động trở lên mới phải ký thỏa ước; mỗi ca dài 8 giờ, cách bờ 60 hải lý. Phong trào
“3 tại chỗ” và Nghị quyết số 12-NQ/TU tiếp tục được thực hiện. Năm nay kỷ niệm 95 năm ngày thành lập.

Tin liên quan
Phát hiện 350 gói thuốc lá lậu
"""


def _found(text: str) -> dict[str, Claim]:
    return {" ".join(claim.text.split()): claim for claim in read_text(text).claims}


def test_each_figure_has_its_measure() -> None:
    claims = _found(REPORT)
    assert {text: (claim.measure, claim.unit) for text, claim in claims.items()} == {
        "hơn 80 đại biểu": ("participants_count", "person"),
        "312 đoàn viên": ("members_supported", "person"),
        "156 triệu đồng": ("support_amount", "VND"),
        "1O5 suất quà": ("gifts_given", "item"),
        "500.000 đồng": ("unit_amount", "VND"),
        "ba căn nhà": ("houses_supported", "item"),
        "180 triệu đồng": ("housing_support_amount", "VND"),
        "47 đoàn viên": ("new_members", "person"),
        "94% kế hoạch": ("targets_met", "percent"),
        "12/15 CĐCS": ("collective_agreements", "organisation"),
        "20.000 - 25.000 đồng": ("meal_value", "VND"),
        "khoảng 2 tỷ 350 triệu đồng": ("donations_raised", "VND"),
    }


def test_values_are_read_through_damage() -> None:
    claims = _found(REPORT)
    assert claims["1O5 suất quà"].value == 105
    assert claims["khoảng 2 tỷ 350 triệu đồng"].value == 2_350_000_000
    assert claims["12/15 CĐCS"].value == Ratio(Decimal(12), Decimal(15))
    assert claims["20.000 - 25.000 đồng"].value == Range(Decimal(20_000), Decimal(25_000))
    assert (claims["hơn 80 đại biểu"].qualifier, claims["khoảng 2 tỷ 350 triệu đồng"].qualifier) == ("over", "about")


def test_every_span_gives_its_text_back() -> None:
    for claim in read_text(REPORT).claims:
        assert claim.span.of(REPORT) == claim.text


@pytest.mark.parametrize(
    "sentence",
    [
        "Công đoàn tròn 95 năm tuổi vào ngày 28/7/2024.",
        "Thành lập tổ công đoàn khi có từ 25 lao động trở lên.",
        "Mức chi không quá 20% tổng thu.",
        "Xem Điều 12, khoản 3 Nghị định số 43/2022/NĐ-CP.",
        "Cuộc họp bắt đầu lúc 14 giờ 30 tại phòng 205, tầng 3.",
        "Thực hiện thông điệp “5K” và phương án “1 cung đường - 2 điểm đến”.",
        "Liên hệ số điện thoại 0912345678 hoặc 0293 2210 456.",
        "Tàu gặp nạn cách bờ 12 hải lý, trôi dạt 3 ngày 2 đêm.",
    ],
)
def test_figures_that_claim_nothing(sentence: str) -> None:
    assert read_text(sentence).claims == ()


def test_demands_put_to_leaders_are_petitions_and_their_orders_are_not() -> None:
    text = (
        "Lãnh đạo tỉnh An Lạc đối thoại với công nhân\n\n"
        "Tại buổi đối thoại, chị Lê Thị Bưởi kiến nghị tỉnh xây thêm nhà trẻ gần khu công nghiệp; nhiều ý kiến đề nghị "
        "tăng phụ cấp trực cho nhân viên y tế.\n\n"
        "Chủ tịch UBND tỉnh yêu cầu các sở đề nghị cấp kinh phí trước tháng 6.\n"
    )
    assert [(petition.text.value, petition.theme) for petition in read_text(text).petitions] == [
        ("tỉnh xây thêm nhà trẻ gần khu công nghiệp", "childcare"),
        ("tăng phụ cấp trực cho nhân viên y tế", "pay_allowance"),
    ]


def test_a_claim_speaks_of_the_month_its_sentence_names() -> None:
    text = (
        "Trong tháng 8 năm 2021, công đoàn ngành tổ chức 12 buổi tuyên truyền. Từ đầu năm 2021 đã trao 40 suất quà. "
        "Tháng 9/2021 thăm hỏi 15 đoàn viên. Ngày 14 tháng 10 năm 2021, công đoàn tặng 30 suất quà."
    )
    assert [(claim.text, claim.period) for claim in read_text(text).claims] == [
        ("12 buổi", "2021-08"),
        ("40 suất quà", "2021"),
        ("15 đoàn viên", "2021-09"),
        ("30 suất quà", "2021"),
    ]


def test_what_an_officer_points_at_is_read_although_the_rules_passed_it_over() -> None:
    """A slogan's figure is no claim; pointed at, its grammar is read like any other's. Without a number: nothing."""
    text = "Năm 2023, khẩu hiệu “280 tờ rơi” treo ở cổng."
    assert not read_text(text).claims
    start = text.index("280")
    found = read_figure(text, start, start + len("280 tờ rơi"))
    assert found is not None
    assert (found.value, found.unit, found.measure, found.period) == (280, "item", "documents_distributed", "2023")
    assert found.span.of(text) == found.text == "280 tờ rơi"
    assert read_figure(text, text.index("khẩu"), text.index("khẩu") + 9) is None


def test_words_are_found_however_their_letters_are_composed() -> None:
    text = unicodedata.normalize("NFD", "Phát 280 tờ\nrơi. Đã phát 280 TỜ RƠI, 1280 tờ rơi.")
    assert [span.of(text) for span in places_of(text, "280 tờ rơi")] == [
        unicodedata.normalize("NFD", words) for words in ("280 tờ\nrơi", "280 TỜ RƠI")
    ]
    assert places_of(text, " ") == ()
