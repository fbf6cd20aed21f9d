"""When something is due: the day before or behind what is due, over the turn of the year, reckoned from an event."""

import pytest

from congdoan.documents import read_text, to_json

_PLAN = (
    "LIÊN ĐOÀN LAO ĐỘNG TỈNH HÀ NAM\nSố: 12/KH-LĐLĐ\n\nHà Nam, ngày 28 tháng 12 năm 2023\n\nKẾ HOẠCH\n"
    "Tổ chức Tết Sum vầy năm 2024\n\nI. TỔ CHỨC THỰC HIỆN\n\n1. {duty}\n\nNơi nhận:\n- Lưu: VT.\n\n"
    "TM. BAN THƯỜNG VỤ\nCHỦ TỊCH\n\nLại Thị Ngân\n"
)


@pytest.mark.parametrize(
    ("duty", "due"),
    [
        ("Các đơn vị gửi ý kiến bổ sung về Tổ thư ký trước ngày 09/01.", "2024-01-09"),
        ("Ban Tài chính lập danh sách; đến 30/9/2024 tham mưu khởi kiện doanh nghiệp nợ.", "2024-09-30"),
        ("Văn phòng bổ sung đủ thuốc trong tháng 4/2024.", "2024-04-30"),
        ("Thu nhận bài dự thi đến hết ngày 15/02/2024 (tính theo dấu bưu điện).", "2024-02-15"),
        ("Sau đại hội 10 ngày báo cáo kết quả về LĐLĐ tỉnh.", "Sau đại hội 10 ngày"),
        ("Kết quả gửi về trước Tết Nguyên đán 10 ngày.", "trước Tết Nguyên đán 10 ngày"),
        ("Hằng quý, trước ngày 25 của tháng cuối quý, gửi báo cáo.", "Hằng quý, trước ngày 25 của tháng cuối quý"),
    ],
)
def test_what_is_due_by_when(duty: str, due: str) -> None:
    deadlines = to_json(read_text(_PLAN.format(duty=duty)))["document"]["deadlines"]
    assert [deadline["date"] or deadline["rule"] for deadline in deadlines] == [due]


@pytest.mark.parametrize(
    "told",
    ["Hợp đồng ký trước ngày 09/01/2023 không thuộc đối tượng.", "Sau 10 ngày nghỉ Tết, công nhân trở lại làm việc."],
)
def test_a_day_that_only_bounds_who_is_meant_is_no_deadline(told: str) -> None:
    assert not to_json(read_text(_PLAN.format(duty=told)))["document"]["deadlines"]
