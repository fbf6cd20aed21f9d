"""What a figure counts, in other words than the corpus's: the verb before or behind it decides before its noun."""

from decimal import Decimal

import pytest

from congdoan.documents import Claim, read_text


def claim(words: str, figure: str) -> Claim:
    """The claim of the sentence whose words hold `figure`."""
    article = f"Tin công đoàn\n\nNăm 2023, {words[0].lower()}{words[1:]}\n"
    return next(claim for claim in read_text(article).claims if figure.lower() in claim.text.lower())


@pytest.mark.parametrize(
    ("words", "figure", "measure"),
    [
        ("Trong đợt rét, công đoàn các xã biếu chăn màn 215 hộ đoàn viên neo đơn.", "215", "members_supported"),
        (
            "Đã có 86 công nhân mắc sốt xuất huyết, phải nằm viện dài ngày được nghiệp đoàn đến động viên.",
            "86",
            "members_supported",
        ),
        ("Quỹ tương trợ giải quyết cho 41 lượt đoàn viên tạm ứng chi phí phẫu thuật.", "41", "members_supported"),
        ("Gian hàng 0 đồng đã phục vụ 1.350 lượt người lao động.", "1.350", "members_supported"),
        ("Đoàn y bác sĩ tình nguyện khám, cấp thuốc cho 620 công nhân vệ sinh môi trường.", "620", "members_supported"),
        ("Nhân Ngày Thương binh - Liệt sĩ, ngành đã tri ân 34 gia đình chính sách.", "34", "members_supported"),
        ("Có 57 nữ công nhân thai sản, con nhỏ được hỗ trợ tiền sữa.", "57", "members_supported"),
        ("Hơn 300 anh em xa quê được đón Tết tại khu lưu trú với bữa cơm tất niên.", "300", "members_supported"),
        ("Các cơ sở mới thu nạp 48 đoàn viên.", "48", "new_members"),
        ("Qua vận động, 93 lái xe công nghệ đã viết đơn vào nghiệp đoàn.", "93", "new_members"),
        ("Số đoàn viên phát triển trong quý là 512 người.", "512", "new_members"),
        ("Toàn huyện có 3.412 đoàn viên sinh hoạt tại 71 công đoàn cơ sở.", "3.412", "members_count"),
        ("Công ty đang sử dụng 1.870 lao động, phần lớn là nữ.", "1.870", "workers_count"),
        ("Trạm y tế xã chỉ có 5 y sĩ và 2 nữ hộ sinh.", "5 y sĩ", "workers_count"),
        ("Doanh nghiệp cho 260 công nhân tạm nghỉ việc không lương.", "260", "workers_count"),
        (
            "Từ nguồn công đoàn giới thiệu, 21 quần chúng ưu tú đã được đứng trong hàng ngũ của Đảng.",
            "21",
            "party_admissions",
        ),
        (
            "Công đoàn bồi dưỡng, giới thiệu 17 đoàn viên ưu tú để cấp ủy xem xét kết nạp.",
            "17",
            "members_introduced_to_party",
        ),
        ("Dịp này, 12 tập thể và 30 cá nhân được Tổng Liên đoàn trao bằng khen.", "30 cá nhân", "awards_individual"),
        ("Hội nghị khen 9 đơn vị dẫn đầu phong trào.", "9 đơn vị", "awards_collective"),
        ("Năm qua ngành có 64 nhà giáo đạt danh hiệu giáo viên dạy giỏi cấp tỉnh.", "64", "awards_individual"),
        ("Tuyên dương 25 nữ công nhân đảm đang.", "25", "awards_individual"),
        ("Hội thảo quy tụ 180 cán bộ công đoàn chủ chốt.", "180", "participants_count"),
        ("Lớp học có 75 tổ trưởng công đoàn theo học trong 3 ngày.", "75", "participants_count"),
        (
            "Ngày hội thu hút sự hưởng ứng của đông đảo công nhân với 2.300 lượt người đến tham dự.",
            "2.300",
            "participants_count",
        ),
        ("Giải bóng đá có 16 đội với 240 cầu thủ tranh tài.", "240", "participants_count"),
        ("Buổi nói chuyện chuyên đề thu hút 410 chị em.", "410", "participants_count"),
        ("Ngành mở 12 khóa bồi dưỡng nghiệp vụ.", "12", "classes_held"),
        ("Các cấp công đoàn đã triển khai 45 buổi sinh hoạt chuyên đề.", "45", "events_held"),
        ("Trong năm diễn ra 27 cuộc đối thoại giữa lãnh đạo với người lao động.", "27", "dialogues_held"),
        ("Ủy ban Kiểm tra tiến hành giám sát 14 đơn vị về thu đoàn phí.", "14", "inspections_held"),
        ("Đoàn liên ngành kiểm tra việc đóng bảo hiểm tại 22 doanh nghiệp.", "22", "inspections_held"),
        ("Đến cuối năm, 83% doanh nghiệp có tổ chức công đoàn ký được thỏa ước.", "83", "collective_agreements"),
        ("Công đoàn thương lượng thành công 16 bản thỏa ước lao động tập thể.", "16", "collective_agreements"),
        ("Ra mắt 3 nghiệp đoàn bốc xếp.", "3", "new_unions"),
        ("96% công đoàn cơ sở xếp loại khá trở lên.", "96", "union_quality"),
        ("Công nhân Nhà máy có 58 cải tiến kỹ thuật được áp dụng.", "58", "initiatives_recognised"),
        ("Các sáng kiến mang lại lợi ích kinh tế 4,2 tỷ đồng.", "4,2", "initiative_value"),
        ("Trao tận tay công nhân 500 phần quà gồm gạo, dầu ăn.", "500", "gifts_given"),
        ("Tặng 90 giỏ quà Tết cho đoàn viên nghèo.", "90", "gifts_given"),
        ("Mỗi túi quà trị giá 350.000 đồng.", "350.000", "unit_amount"),
        ("Tổng trị giá các phần quà là 175 triệu đồng.", "175", "gifts_amount"),
        ("Tặng 30 chiếc xe đạp cho học sinh vùng lũ.", "30", "goods_donated"),
        ("Chuyển 15 tấn gạo tới bà con vùng cách ly.", "15", "goods_donated"),
        ("Công đoàn ngành chi 620 triệu đồng thăm hỏi đoàn viên đau ốm.", "620", "support_amount"),
        ("Từ nguồn quỹ, công đoàn đã giúp đoàn viên gặp hoạn nạn hơn 1,2 tỷ đồng.", "1,2", "support_amount"),
        ("Các nhà hảo tâm tài trợ 250 triệu đồng cho chương trình.", "250", "donations_received"),
        ("Tổng Liên đoàn cấp về 300 triệu đồng hỗ trợ đoàn viên bị thiệt hại do bão.", "300", "donations_received"),
        ("Đoàn viên toàn ngành góp một ngày lương được 1,8 tỷ đồng.", "1,8", "donations_raised"),
        ("Mái ấm công đoàn được xây với kinh phí 80 triệu đồng.", "80", "housing_support_amount"),
        ("Ba đoàn viên được bàn giao nhà mới trong tháng.", "Ba đoàn viên", "housing_beneficiaries"),
        ("Bàn giao 6 mái ấm công đoàn cho công nhân nghèo.", "6", "houses_supported"),
        ("Các doanh nghiệp còn nợ bảo hiểm xã hội 37 tỷ đồng.", "37", "debt_amount"),
        ("Thu nhập của công nhân đạt 8,2 triệu đồng/tháng.", "8,2", "wage_average"),
        ("Thưởng Tết bình quân 6,5 triệu đồng/người.", "6,5", "bonus_amount"),
        ("Bữa ăn giữa ca có giá trị 25.000 đồng.", "25.000", "meal_value"),
        ("Thu kinh phí công đoàn được 12,4 tỷ đồng, vượt dự toán.", "12,4", "finance_revenue"),
        ("Chi hoạt động phong trào hết 2,1 tỷ đồng.", "2,1", "finance_expenditure"),
        ("Tổ chức tài chính vi mô giải ngân 18 tỷ đồng cho đoàn viên vay.", "18", "loans_amount"),
        ("Xảy ra 4 vụ ngừng việc tập thể.", "4", "labour_disputes"),
        ("Trong quý có 9 người bị tai nạn lao động.", "9", "accidents_count"),
        ("Tiếp nhận 120 lượt kiến nghị của công nhân.", "120", "opinions_count"),
        ("Đã giải quyết dứt điểm 74 kiến nghị.", "74", "petitions_resolved"),
        ("Phát 5.000 cẩm nang pháp luật cho công nhân.", "5.000", "documents_distributed"),
        ("Tư vấn qua điện thoại cho 330 lượt lao động.", "330", "legal_consultations"),
        ("Hiến được 285 đơn vị máu.", "285", "blood_units"),
        ("Trao 45 suất học bổng cho con đoàn viên.", "45", "scholarships_given"),
        ("Hỗ trợ 600 vé tàu cho công nhân về quê.", "600", "tickets_given"),
        ("Đăng ký 33 công trình chào mừng đại hội.", "33", "works_registered"),
        ("Hoàn thành 14/15 chỉ tiêu.", "14/15", "targets_met"),
        ("Nữ chiếm 62% tổng số đoàn viên.", "62", "women_count"),
        ("Có 1.150 bài dự thi gửi về ban tổ chức.", "1.150", "contest_entries"),
        ("Trong khu công nghiệp có 96 doanh nghiệp đang hoạt động.", "96", "enterprises_count"),
        ("Có 36 đoàn viên được giới thiệu sang Đảng và 24 người đã đứng dưới cờ.", "24 người", "party_admissions"),
        (
            "Hai đoàn viên ở Minh Hà và Tân Lập được hỗ trợ 90 triệu đồng xây nhà.",
            "Hai đoàn viên",
            "housing_beneficiaries",
        ),
        (
            "Đã thăm 952 lượt đoàn viên, tư vấn cho 386 lượt người, qua điện thoại, Zalo 740 lượt.",
            "740",
            "legal_consultations",
        ),
        ("Đoàn xe đưa 438 công nhân cùng hơn 60 cháu nhỏ về quê ăn Tết.", "60 cháu", "members_supported"),
        (
            "Công đoàn tiếp nhận 50 thùng mì, lương khô và 35 triệu đồng do các đơn vị bạn gửi lên.",
            "35 triệu",
            "donations_received",
        ),
        ("Trao 150 suất quà x 500.000 đồng.", "500.000", "unit_amount"),
        ("Phần quà gồm gạo, dầu ăn và 300.000 đồng tiền mặt mỗi phần.", "300.000", "unit_amount"),
        ("Trường còn thiếu 12 giáo viên tiếng Anh.", "12 giáo viên", "other"),
        ("Huyện thành lập 03 CĐCS, giải thể 02 CĐCS.", "02 CĐCS", "unions_count"),
        ("Quỹ đã cho 11 đoàn viên mượn gần 90 triệu đồng sửa xe.", "90 triệu", "loans_amount"),
        ("Tiền bảo hiểm còn tạm treo của bệnh viện là 8,7 tỷ đồng.", "8,7 tỷ", "debt_amount"),
    ],
)
def test_the_verb_tells_the_measure(words: str, figure: str, measure: str) -> None:
    assert claim(words, figure).measure == measure


def test_words_that_only_look_like_a_keyword_tell_nothing() -> None:
    """ "Lương khô" is no pay, "chi bộ" no spending, "thăm hỏi" no question."""
    assert claim("Xã đã gửi lương khô và 20 triệu đồng cho chốt trực.", "20 triệu").measure != "wage_average"
    assert claim("Có 1.917 nhà giáo được thăm hỏi, trợ cấp trong năm học.", "1.917").measure == "members_supported"


def test_a_table_in_whole_dong_is_not_multiplied_by_what_stands_above_it() -> None:
    """The paragraph above speaks of "1,1 tỷ đồng"; a name in the next cell ("Triệu Thị Lan") multiplies nothing."""
    table = (
        "Tin công đoàn\n\nĐợt lũ làm hư hại tài sản ước trên 1,1 tỷ đồng, đề nghị hỗ trợ:\n\n"
        "TT\tHọ và tên\tThiệt hại\tĐề nghị hỗ trợ\n"
        "5\tTriệu Thị Lan - Khoa Nhi\tsập bếp\t15.000.000\n"
        "6\tHà Văn Chung - Khoa Sản\ttốc mái\t20.000.000\n"
    )
    values = [claim.value for claim in read_text(table).claims]
    assert 15_000_000 in values
    assert max(value for value in values if isinstance(value, Decimal)) == 1_100_000_000
