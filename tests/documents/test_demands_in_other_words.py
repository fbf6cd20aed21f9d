"""Demands as other people put them: asked, needed, wished for, complained of, put as questions, line by line."""

import pytest

from congdoan.documents import read_text

HEAD = """Lãnh đạo tỉnh đối thoại với công nhân lao động

Sáng 12/5/2023, tại hội trường, Liên đoàn Lao động tỉnh Trà Vinh phối hợp Ủy ban nhân dân tỉnh tổ chức hội nghị
đối thoại với 250 công nhân lao động. Chủ tịch Ủy ban nhân dân tỉnh chủ trì hội nghị.

"""
TAIL = """

Giải đáp các kiến nghị, Chủ tịch Ủy ban nhân dân tỉnh giao các sở, ngành khẩn trương xem xét, trả lời bằng văn bản trước
ngày 30/6. Ông yêu cầu Sở Xây dựng sớm trình dự án nhà ở xã hội.
"""


def demands(words: str) -> list[str]:
    return [petition.text.value for petition in read_text(f"{HEAD}{words}{TAIL}").petitions]


@pytest.mark.parametrize(
    ("words", "count"),
    [
        (
            "Chị Lê Thị Hoa, công nhân Công ty May Sao Biển, nêu: “Chúng tôi ở trọ chật chội, rất cần một nơi gửi"
            " con sau giờ tan ca”.",
            1,
        ),
        (
            "Theo anh Trần Văn Nam, tài xế xe công nghệ, thành phố cần sớm bố trí các điểm dừng nghỉ có mái che "
            "cho người giao hàng.",
            1,
        ),
        (
            "Anh Nam cũng kiến nghị tăng mức trợ cấp thất nghiệp. Chị Hoa thì mong công ty trả lương đúng ngày. "
            "Còn bà Lan, chủ tịch công đoàn cơ sở, đề xuất tỉnh có quỹ đất xây nhà ở cho công nhân.",
            3,
        ),
        (
            "Đại diện nhóm công nhân ngành gỗ cho biết bụi trong xưởng rất nhiều, mong cơ quan chức năng kiểm tra"
            " định kỳ và buộc doanh nghiệp lắp hệ thống hút bụi.",
            1,
        ),
        ("Nhiều công nhân băn khoăn: Bao giờ dự án nhà ở xã hội ở phường 7 khởi công?", 1),
        (
            "Vấn đề được nhiều người quan tâm nhất là tiền điện nhà trọ. Công nhân Nguyễn Thị Mận đề nghị ngành "
            "điện bán điện đúng giá cho người thuê trọ.",
            1,
        ),
        (
            "Liên quan đến chế độ thai sản, chị Phan Thị Út đặt vấn đề: doanh nghiệp nợ bảo hiểm thì lao động nữ "
            "sinh con được giải quyết ra sao?",
            1,
        ),
        (
            "Từ thực tế đơn vị, điều dưỡng trưởng Hồ Thị Mai nêu tình trạng thiếu nhân lực kéo dài, đề nghị tỉnh "
            "giao thêm biên chế cho trung tâm y tế.",
            1,
        ),
        (
            "Người lao động kiến nghị: tăng tuyến xe buýt vào khu công nghiệp; lắp đèn chiếu sáng đường vào khu "
            "nhà trọ; mở thêm lớp mầm non công lập; sớm chi trả trợ cấp mất việc.",
            4,
        ),
        ("Nhiều ý kiến cho rằng tiền ăn ca 18.000 đồng là quá thấp, cần nâng lên ít nhất 25.000 đồng.", 1),
        (
            "Góp ý tại hội nghị, thầy Võ Văn Tám kiến nghị sửa quy định về định mức giờ dạy của giáo viên làm "
            "công tác công đoàn.",
            1,
        ),
        ("Công nhân vệ sinh môi trường Đỗ Thị Bé bày tỏ nguyện vọng được khám bệnh nghề nghiệp hằng năm.", 1),
        (
            "Cùng nỗi lo ấy, anh Sơn Thạch, lao động tự do, hỏi liệu có được vay vốn ưu đãi khi chưa có hợp đồng "
            "lao động.",
            1,
        ),
        ("Chị Bé nói thêm: “Mong lãnh đạo quan tâm làm sân chơi cho trẻ trong khu lưu trú”.", 1),
        (
            "Ngoài ra, công nhân còn đề nghị công an tăng tuần tra ban đêm quanh khu trọ, xử lý tín dụng đen và "
            "lắp camera an ninh.",
            1,
        ),
        (
            "Hỏi: Công ty có kế hoạch nâng bậc lương cho thợ lâu năm không?\n"
            "Đáp: Ban giám đốc sẽ rà soát trong quý III.",
            1,
        ),
        (
            "Câu hỏi 2 (Tổ hàn): Đề nghị trang bị mặt nạ chống khói.\n"
            "Trả lời: Đồng ý, giao phòng kỹ thuật mua trước ngày 15/6.",
            1,
        ),
        (
            "- Ý kiến 1 (phân xưởng 2): cần thay máy lạnh hỏng ở nhà ăn.\n"
            "- Ý kiến 2 (kho thành phẩm): xin bố trí chỗ để xe có mái che.",
            2,
        ),
        (
            "Các ý kiến tập trung vào ba nhóm: nâng mức hỗ trợ tiền trọ, rút ngắn thủ tục hưởng bảo hiểm thất "
            "nghiệp và kéo dài giờ trông trẻ.",
            1,
        ),
        ("Một số công nhân phản ánh nước máy khu trọ đục, có mùi, mong chính quyền sớm khắc phục.", 1),
        ("Không ít ý kiến đề nghị nhà nước giảm tuổi nghỉ hưu đối với công nhân trực tiếp sản xuất.", 1),
        (
            "Ông Huỳnh Văn Lộc, Chủ tịch Công đoàn Công ty Giày Hướng Dương, kiến nghị tỉnh hỗ trợ doanh nghiệp "
            "đất xây nhà giữ trẻ.",
            1,
        ),
        ("“Chúng tôi chỉ xin được tiêm vắc-xin sớm để yên tâm làm việc”, anh Út Mót, công nhân bốc xếp, chia sẻ.", 1),
        (
            "Bác sĩ Lâm Thị Ngọc, Trạm Y tế xã Đại Phước, trăn trở về phụ cấp trực quá thấp so với công sức bỏ "
            "ra, cần được điều chỉnh cho phù hợp.",
            1,
        ),
        ("Về phía nữ công nhân, chị Thạch Thị Sa Rươne đề đạt nguyện vọng có thêm phòng vắt sữa tại nhà máy.", 1),
        ("Tài xế Kim Sơn mong mỏi có bãi đậu xe tải để không phải ngủ dọc quốc lộ.", 1),
        (
            "Đoàn viên Ngô Văn Đức (Công đoàn Điện lực) xin tỉnh cho hưởng phụ cấp khu vực đối với thợ trực trạm "
            "ở cù lao.",
            1,
        ),
        ("Chị Diễm yêu cầu công ty công khai quỹ phúc lợi, đồng thời đề nghị tổ chức tham quan hằng năm.", 2),
        ("Cử tri công nhân kỳ vọng Quốc hội sớm sửa Luật Bảo hiểm xã hội theo hướng giảm số năm đóng.", 1),
    ],
)
def test_what_people_ask_is_found_and_what_leaders_ask_is_not(words: str, count: int) -> None:
    assert len(demands(words)) == count


def test_the_trouble_and_what_is_asked_for_it_are_one_demand() -> None:
    assert demands("Bác sĩ Lâm Thị Ngọc trăn trở phụ cấp trực quá thấp, đề nghị tỉnh nâng mức chi.") == [
        "phụ cấp trực quá thấp, đề nghị tỉnh nâng mức chi"
    ]


def test_a_leader_who_goes_on_asks_for_nothing() -> None:
    assert not demands(
        "Bà cũng mong các doanh nghiệp trả lương đúng hạn. Ông yêu cầu ngành điện sớm trả lời công nhân."
    )


def test_demands_with_their_answers_under_them_are_found_in_a_letter() -> None:
    """The one who answers, and what is answered, is no demand."""
    letter = """ỦY BAN NHÂN DÂN
THỊ XÃ BẾN LỨC
-------
Số: 212/UBND-NV
V/v trả lời kiến nghị của đoàn viên tại buổi gặp mặt đầu năm

Bến Lức, ngày 14 tháng 3 năm 2024

Kính gửi: Liên đoàn Lao động thị xã.

Ủy ban nhân dân thị xã trả lời như sau:

1. Kiến nghị: Thợ hồ đề nghị được mua bảo hiểm tai nạn theo nhóm.
Trả lời: Giao phòng Nội vụ hướng dẫn trước ngày 30/4/2024.

2. Kiến nghị: Đường vào xóm trọ ngập sau mỗi cơn mưa.
Trả lời: Thi công trong quý II.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH

Võ Văn Tám
"""
    assert [petition.text.value for petition in read_text(letter).petitions] == [
        "được mua bảo hiểm tai nạn theo nhóm",
        "Đường vào xóm trọ ngập sau mỗi cơn mưa",
    ]


def test_speakers_who_open_their_own_line_are_heard() -> None:
    article = """Cà phê cuối tuần với công nhân khu chế xuất

Buổi trò chuyện thứ tư ghi nhận nhiều ý kiến của công nhân.

- Chị Thị Hạnh (chuyền 4): Mong nhà máy lắp thêm quạt hút.
- Anh Danh Út, bảo vệ: Làm chín năm vẫn hợp đồng thời vụ, chưa được đóng bảo hiểm.
- Cô Lý Thị Mai: Công ty có thể trả lương trước Tết một tuần được không?

Nghe xong, ban giám đốc hứa trả lời trong tháng.
"""
    assert [petition.text.value for petition in read_text(article).petitions] == [
        "Mong nhà máy lắp thêm quạt hút",
        "Làm chín năm vẫn hợp đồng thời vụ, chưa được đóng bảo hiểm",
        "Công ty có thể trả lương trước Tết một tuần được không?",
    ]


def test_a_list_of_those_to_be_helped_holds_no_demands() -> None:
    paper = """LIÊN ĐOÀN LAO ĐỘNG TỈNH LONG AN
CÔNG ĐOÀN CÁC KHU CÔNG NGHIỆP
Số: 31/TTr-CĐKCN

Long An, ngày 12 tháng 5 năm 2022

TỜ TRÌNH
Về việc hỗ trợ nhà ở cho đoàn viên

1. Bà Lê Thị Nhung (KCN Tân Đức): nhà dột nát. Đề nghị hỗ trợ xây mới 50 triệu đồng.
2. Ông Võ Văn Em (KCN Long Hậu): ở nhờ đất. Đề nghị hỗ trợ xây mới 50 triệu đồng.
"""
    assert not read_text(paper).petitions
