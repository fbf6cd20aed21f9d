"""Điện Biên's review of 2021: ordered by the Confederation, written from the records, accepted and signed."""

from datetime import date

from congdoan.demo.orders import Ask, Order, to_group
from congdoan.demo.sending_up import accept_and_sign, order_report, send, take_in
from congdoan.demo.world import World
from congdoan.foundation.periods import year
from congdoan.reports.actions.asking import heading

ORDERED, RECEIVED, DUE = date(2021, 11, 15), date(2021, 11, 19), date(2022, 1, 20)
TITLE = "Tổng kết hoạt động công đoàn năm 2021"
OUTLINE = [
    heading("I", "Phòng, chống dịch Covid-19", indicators=["donations_received", "epidemic_support_amount"]),
    heading("II", "Chăm lo đời sống đoàn viên, người lao động",
            indicators=["gifts_given", "gifts_amount", "houses_supported", "housing_support_amount", "members_supported"]),
    heading("III", "Vận động nguồn lực"),
    heading("IV", "Phát triển đoàn viên, tham gia xây dựng Đảng",
            indicators=["new_members", "members_introduced_to_party"]),
    heading("V", "Học tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh; nhiệm vụ năm 2022"),
]  # fmt: skip
WORDS = [
    "Liên đoàn Lao động tỉnh tiếp nhận {{donations_received}} của Tổng Liên đoàn và công đoàn ba tỉnh bạn để phòng, chống "
    "dịch; hỗ trợ đoàn viên, người lao động là F0, F1, F2 với số tiền {{epidemic_support_amount}}.",
    "Tháng Công nhân trao {{gifts_given}} quà cho đoàn viên đặc biệt khó khăn và người bị tai nạn lao động nặng, tổng số tiền "
    "{{gifts_amount}}.\nHỗ trợ {{houses_supported}} “Mái ấm Công đoàn” với {{housing_support_amount}}. Cả năm "
    "{{members_supported}} được chăm lo từ quỹ của các cấp công đoàn trong tỉnh.",
    "Các cấp công đoàn vận động ủng hộ các quỹ xã hội gần 20 tỷ đồng; kết nối nhà tài trợ giúp các xã khó khăn trên 13 tỷ "
    "đồng. Các khoản này không vào sổ quỹ công đoàn.",
    "Kết nạp {{new_members}}; giới thiệu {{members_introduced_to_party}} là đoàn viên ưu tú để Đảng xem xét, bồi dưỡng, kết nạp.",
    "Triển khai chuyên đề toàn khóa tới các cấp công đoàn; người đứng đầu nêu gương. Năm 2022 tiếp tục hỗ trợ đoàn viên bị "
    "ảnh hưởng bởi dịch, chăm lo Tết Nhâm Dần.",
]


def tell(world: World) -> None:
    """Asked in November, sent on the 11th of January, accepted and signed in the same week."""
    order = Order(
        type="HD",
        number=46,
        subject="Tổng kết hoạt động công đoàn năm 2021",
        clauses=[
            ("1", "", "Đánh giá kết quả năm 2021, trong đó nêu rõ kết quả chăm lo đoàn viên trong đại dịch."),
            ("2", "", f"Các đơn vị trực thuộc gửi báo cáo về Tổng Liên đoàn trước ngày {DUE:%d/%m/%Y}."),
        ],
        recipients=[to_group("children", kind="addressee", purpose="thực hiện")],
        asks=[Ask("Gửi báo cáo tổng kết năm 2021", ["children"], "2", due_on=DUE, proof="báo cáo đã ký")],
    )
    asked = order_report(world, "TLD", order, on=ORDERED, title=TITLE, period=year(2021), outline=OUTLINE)
    take_in(asked, world["DB"], on=RECEIVED, by=world.staff["chinhsach.db"])
    report = send(asked, world["DB"], WORDS, on=date(2022, 1, 11), by=world.staff["chinhsach.db"])
    accept_and_sign(world, report, accepted=date(2022, 1, 12), signed=date(2022, 1, 13))
