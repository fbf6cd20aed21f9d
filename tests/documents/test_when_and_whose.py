"""A figure means little without its time and its owner: both are read from the sentence outward."""

import pytest

from congdoan.documents import Claim, read_text

REPORT = """LIÊN ĐOÀN LAO ĐỘNG TỈNH AN LẠC
LIÊN ĐOÀN LAO ĐỘNG HUYỆN SÔNG THAO
Số: 58/BC-LĐLĐ
Sông Thao, ngày 12 tháng 6 năm 2024

BÁO CÁO
Kết quả hoạt động 6 tháng đầu năm, nhiệm vụ 6 tháng cuối năm 2024

I. KẾT QUẢ
1. Đến 31/5/2024, LĐLĐ huyện quản lý 87 CĐCS.
2. Năm 2023, các cấp công đoàn kết nạp 40 đoàn viên. LĐLĐ tỉnh trao 12 suất quà.
3. Trong 5 năm qua giới thiệu 60 đoàn viên ưu tú cho Đảng. Toàn huyện hiện có 95 doanh nghiệp.
4. Có 7 tập thể được tặng Bằng khen của LĐLĐ tỉnh.

II. NHIỆM VỤ 6 THÁNG CUỐI NĂM
1. Kết nạp thêm 53 đoàn viên, hướng tới năm 2030.

Nơi nhận:
- Lưu: VP.
"""


def _claims(text: str) -> dict[str, Claim]:
    return {" ".join(claim.text.split()): claim for claim in read_text(text).claims}


@pytest.mark.parametrize(
    ("figure", "period", "body"),
    [
        ("87 CĐCS", "2024-01/2024-06", "Liên đoàn Lao động huyện Sông Thao"),
        ("40 đoàn viên", "2023", "Liên đoàn Lao động huyện Sông Thao"),
        ("12 suất quà", "2023", "Liên đoàn Lao động tỉnh An Lạc"),
        ("60 đoàn viên", "2019-2024", "Liên đoàn Lao động huyện Sông Thao"),
        ("95 doanh nghiệp", "2024-01/2024-06", "Liên đoàn Lao động huyện Sông Thao"),
        ("7 tập thể", "2024-01/2024-06", "Liên đoàn Lao động tỉnh An Lạc"),
        ("53 đoàn viên", "2024-07/2024-12", "Liên đoàn Lao động huyện Sông Thao"),
    ],
)
def test_a_half_year_report(figure: str, period: str, body: str) -> None:
    claim = _claims(REPORT)[figure]
    assert (claim.period, claim.organisation) == (period, body)


ARTICLE = """Nhiều hoạt động chăm lo ở Công đoàn ngành Y tế

(BAL) - Ngày 6/1, Công đoàn ngành Y tế tỉnh An Lạc tổ chức hội nghị tổng kết hoạt động năm 2022, triển khai
nhiệm vụ năm 2023.

Công đoàn ngành phối hợp với Sở Y tế thăm hỏi 312 đoàn viên. Thành lập năm 2012 với 68 đoàn viên, đến nay nghiệp đoàn
xe cứu thương có 120 đoàn viên.

Theo báo cáo của BHXH tỉnh, còn 5 đơn vị chậm đóng bảo hiểm.

Dịp này, LĐLĐ tỉnh trao 20 suất quà; 1 đồng chí nhận Bằng khen của Tổng LĐLĐ Việt Nam.
"""


@pytest.mark.parametrize(
    ("figure", "period", "body"),
    [
        ("312 đoàn viên", "2022", "Công đoàn ngành Y tế tỉnh An Lạc"),
        ("68 đoàn viên", "2012", "Công đoàn ngành Y tế tỉnh An Lạc"),
        ("120 đoàn viên", "2022", "Công đoàn ngành Y tế tỉnh An Lạc"),
        ("5 đơn vị", "2022", "BHXH tỉnh An Lạc"),
        ("20 suất quà", "2022", "LĐLĐ tỉnh An Lạc"),
        ("1 đồng chí", "2022", "Tổng LĐLĐ Việt Nam"),
    ],
)
def test_news_of_a_meeting_that_looks_back(figure: str, period: str, body: str) -> None:
    claim = _claims(ARTICLE)[figure]
    assert (claim.period, claim.organisation) == (period, body)


def test_a_month_that_opens_the_article_holds_for_all_of_it() -> None:
    claims = _claims(
        "Mát lòng công trường\n\nĐăng lúc 15:20 - 05/08/2024\n\nTrong tháng 7, Công đoàn ngành Xây dựng đến "
        "19 công trường.\n\nChương trình trao 76 chiếc quạt.\n"
    )
    assert {text: claim.period for text, claim in claims.items()} == {
        "19 công trường": "2024-07", "76 chiếc": "2024-07",
    }  # fmt: skip


def test_nine_months_of_a_year() -> None:
    claims = _claims("Sơ kết công tác công đoàn 9 tháng năm 2024\n\nCác cấp công đoàn thành lập 23 CĐCS.\n")
    assert claims["23 CĐCS"].period == "2024-01/2024-09"


def test_no_year_is_made_up() -> None:
    assert _claims("Chiều 16/5, LĐLĐ tỉnh gặp gỡ 250 công nhân.")["250 công nhân"].period is None


def test_a_province_named_once_in_passing_owns_nothing() -> None:
    claims = _claims(
        "Chăm lo đoàn viên\n\nLĐLĐ tỉnh trao 30 suất quà.\n" + "Đoàn viên phấn khởi, yên tâm công tác lâu dài. " * 30
        + "\nLĐLĐ tỉnh ủng hộ nhân dân tỉnh Bình Hải 50 triệu đồng.\n"
    )  # fmt: skip
    assert claims["30 suất quà"].organisation == "LĐLĐ tỉnh"
