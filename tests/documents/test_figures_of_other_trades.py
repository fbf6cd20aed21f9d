"""Figures as ports, mills, schools and industrial zones report them: short, in words, in tables with a sum below."""

import pytest

from congdoan.documents import Claim, read_text


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("5.200 lượt người nghe tuyên truyền về Luật Công đoàn.", "5.200 lượt người=participants_count"),
        ("Trong năm có 1.150 người được tập huấn.", "1.150 người=participants_count"),
        (
            "Giới thiệu 51 đoàn viên ưu tú, Đảng kết nạp 38.",
            "51 đoàn viên=members_introduced_to_party 38=party_admissions",
        ),
        ("Tiếp nhận 65 lượt ý kiến, đã giải quyết 48.", "65 lượt ý kiến=opinions_count 48=petitions_resolved"),
        (
            "Có 61.340 lao động (nữ 38.220, chiếm 62,3%).",
            "61.340 lao động=workers_count 38.220=women_count 62,3%=women_count",
        ),
        (
            "Khảo sát chín nhà lưu trú, có 4 nhà dột nát, hai nhà chưa có nước.",
            "chín nhà lưu trú=inspections_held 4 nhà=other hai nhà=other",
        ),
        ("Xe đã qua 8 điểm ở năm huyện, thị xã.", "8 điểm=other năm huyện, thị xã=other"),
        ("Bài thi đạt 95 điểm; hai năm huyện tổ chức.", ""),
        ("Chị cầm phiếu 350 ngàn đồng.", "350 ngàn đồng=unit_amount"),
        (
            "Tổng kinh phí hơn 1,134 tỷ, trong đó doanh nghiệp góp 47%.",
            "hơn 1,134 tỷ=finance_expenditure 47%=donations_received",
        ),
        ("Nhà máy cho 940 công nhân ngừng việc luân phiên.", "940 công nhân=workers_count"),
        (
            "Xảy ra 02 cuộc ngừng việc tập thể với trên 460 người.",
            "02 cuộc=labour_disputes trên 460 người=labour_disputes",
        ),
        ("Công đoàn khởi kiện một vụ; một người nghỉ.", "một vụ=labour_disputes"),
        ("Đã cấp đổi thẻ đoàn viên: 9.105 thẻ.", "9.105 thẻ=documents_distributed"),
        ("Cuộc thi nhận 312 tác phẩm của 145 tác giả.", "312 tác phẩm=contest_entries 145 tác giả=participants_count"),
        ("Hỗ trợ 3 triệu đồng/gia đình có nhà sập.", "3 triệu đồng/gia đình=unit_amount"),
        ("Bàn giao hai “Mái ấm Công đoàn”.", "hai “Mái ấm Công đoàn”=houses_supported"),
        ("Phân xưởng lắp 12 quạt trước 15/10/2024.", "12 quạt=other"),
        ("- 121/158 doanh nghiệp tổ chức đối thoại.", "121/158 doanh nghiệp=dialogues_held"),
    ],
)
def test_what_a_sentence_claims(line: str, told: str) -> None:
    found = read_text(f"Thương lượng, kết quả:\n{line}").claims
    assert " ".join(f"{claim.text}={claim.measure}" for claim in found) == told


REPORT = """CÔNG ĐOÀN CÁC KHU CÔNG NGHIỆP TỈNH BÌNH LÂM
Số: 231/BC-CĐKCN
Bình Lâm, ngày 10 tháng 12 năm 2022

BÁO CÁO
Kết quả hoạt động năm 2022

I. KẾT QUẢ

{table}

TM. BAN THƯỜNG VỤ
CHỦ TỊCH

Trương Thị Bích
"""
OF_BODIES = """Bảng 2. Hỗ trợ đoàn viên khó khăn (đơn vị tính: đồng)
TT\tĐơn vị\tSố người\tSố tiền
1\tCĐCS Công ty May Sao Mai\t24\t24.000.000
2\tCĐCS Công ty Giày Thành Đạt\t31\t31.000.000
Cộng\t\t55\t55.000.000"""
OF_TASKS = """Bảng 1. So với kế hoạch
Nội dung | ĐVT | Kế hoạch | Thực hiện | Tỷ lệ (%)
Kết nạp đoàn viên | người | 6.000 | 7.112 | 118,5
Tập huấn cán bộ CĐ | lớp | 10 | 12 | 120
Thu đoàn phí | triệu đồng | 2.000 | 2.390,5 | 119,5
Tỷ lệ CĐCS có thỏa ước | % | 70 | 76,4 | 109,1"""


def test_a_table_of_bodies_is_about_what_its_caption_says_and_so_is_its_sum() -> None:
    claims = _of_table(OF_BODIES)
    people = {claim.text: claim for claim in claims if claim.unit == "person"}
    assert set(people) == {"24", "31", "55"}
    assert {claim.measure for claim in people.values()} == {"members_supported"}
    money = [(claim.value, claim.measure) for claim in claims if claim.unit == "VND"]
    assert money == [(amount, "support_amount") for amount in (24_000_000, 31_000_000, 55_000_000)]


def test_a_table_of_tasks_takes_the_unit_of_each_row_and_its_share_of_the_plan() -> None:
    claims = {claim.text: (claim.value, claim.unit, claim.measure) for claim in _of_table(OF_TASKS)}
    assert claims["7.112"] == (7112, "person", "new_members")
    assert claims["118,5"][1:] == ("percent", "targets_met")
    assert claims["12"] == (12, "item", "classes_held")
    assert claims["2.390,5"] == (2_390_500_000, "VND", "finance_revenue")  # the row below begins with "Tỷ"
    assert claims["76,4"][1] == "percent"


OF_DISTRICTS = """Kết quả năm 2021 theo huyện
Huyện | Kết nạp mới | CĐCS mới | Thu đoàn phí (triệu đồng) | Đạt (%)
Huyện Sông Trà | 312 | 3 | 415 | 104
Thị xã An Khê | 97 | 1 | 120,5 | 88
Cộng | 409 | 4 | 535,5 | """


def test_a_district_that_names_a_row_is_no_unit_of_count() -> None:
    claims = _of_table(OF_DISTRICTS)
    assert [(claim.text, claim.unit) for claim in claims] == [
        (figure, unit)
        for row in (("312", "3", "415", "104"), ("97", "1", "120,5", "88"), ("409", "4", "535,5"))
        for figure, unit in zip(row, ("person", "organisation", "VND", "percent"), strict=False)
    ]


def _of_table(table: str) -> tuple[Claim, ...]:
    return read_text(REPORT.format(table=table)).claims
