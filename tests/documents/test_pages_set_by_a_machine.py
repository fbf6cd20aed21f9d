"""Pages as printers and typists leave them: a narrow width, doubled blanks, thousands parted by a blank."""

from congdoan.documents import read_text

_LETTER = """LIÊN ĐOÀN LAO ĐỘNG TỈNH HÀ NAM
Số: 12/BC-LĐLĐ

BÁO CÁO
Kết quả chăm lo đoàn viên

Điều 1. Hỗ trợ ba mươi hai đoàn viên thuộc 14 công đoàn cơ
sở của các huyện Thanh Liêm và Kim Bảng theo đề nghị của Ban
Thường vụ Liên đoàn Lao động tỉnh, trích từ nguồn quỹ xã hội
Công đoàn Việt Nam, chia làm hai đợt, với tổng số tiền 96.500.000
đồng, cụ thể:
1. 05 đoàn viên có nhà bị sập: 7.500.000 đồng/người.
2. 11 đoàn viên có nhà tốc mái: 3.000.000 đồng/người.

TM. BAN THƯỜNG VỤ
CHỦ TỊCH
Lại Thị Ngân
"""


def test_a_name_parted_by_the_width_of_the_page_goes_on_below() -> None:
    reading = read_text(_LETTER)
    assert [claim.text for claim in reading.claims][:3] == [
        "ba mươi hai đoàn viên",
        "14 công đoàn cơ\nsở",
        "96.500.000\nđồng",
    ]


def test_a_line_of_an_article_that_opens_as_a_byline_does_ends_nothing_where_it_goes_on() -> None:
    article = (
        "Chăm lo Tết cho đoàn viên\n\n"
        + "Sáng 12/1, không khí ở xưởng may ấm hẳn lên khi xe quà về tới cổng. " * 4
        + "\n\nTheo Chủ tịch LĐLĐ huyện Thân Văn Quyết, năm nay công đoàn\n"
        + "các cấp trên địa bàn trao 420 suất quà cho đoàn viên.\n"
    )
    assert "420 suất quà" in [claim.text for claim in read_text(article).claims]
    signed = article.replace("Theo Chủ tịch LĐLĐ huyện Thân Văn Quyết, năm nay công đoàn\ncác", "Theo LĐO\n\nCác")
    assert "420 suất quà" not in [claim.text for claim in read_text(signed).claims]


def test_thousands_parted_by_a_blank_are_one_number() -> None:
    reading = read_text(
        "Năm 2023, LĐLĐ tỉnh thăm, hỗ trợ 1 234 đoàn viên, trao 12 500 suất quà; 1 196/1 221 nữ đoàn viên được khám."
    )
    assert [claim.text for claim in reading.claims] == [
        "1 234 đoàn viên",
        "12 500 suất quà",
        "1 196/1 221 nữ đoàn viên",
    ]
    assert [claim.value for claim in reading.claims][:2] == [1234, 12500]


def test_a_day_or_a_year_before_a_figure_is_no_part_of_it() -> None:
    reading = read_text("Trong tháng 12 150 đoàn viên được thăm; năm 2023 120 suất quà được trao.")
    assert [claim.text for claim in reading.claims] == ["150 đoàn viên", "120 suất quà"]


def test_blanks_typed_twice_part_no_words() -> None:
    reading = read_text("Công  đoàn thăm hỏi 48  đoàn  viên với số tiền 24.000.000  đồng.")
    assert [(claim.text, claim.unit) for claim in reading.claims] == [
        ("48  đoàn  viên", "person"),
        ("24.000.000  đồng", "VND"),
    ]
