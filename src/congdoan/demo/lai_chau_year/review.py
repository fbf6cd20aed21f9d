"""The review of 2024: ordered by the province in November, written from the records, accepted and signed in January."""

from datetime import date

from congdoan.demo.lai_chau_papers import UPPER
from congdoan.demo.orders import Ask, Order, to_group
from congdoan.demo.paper_sums import note_beside
from congdoan.demo.sending_up import accept_and_sign, order_report, send, take_in
from congdoan.demo.world import World
from congdoan.foundation import clock
from congdoan.foundation.periods import year
from congdoan.reports import actions as reports
from congdoan.reports.actions.asking import heading
from congdoan.reports.models import ReportRequest

ORDERED, RECEIVED, DUE = date(2024, 11, 25), date(2024, 11, 28), date(2025, 1, 10)
TITLE = "Tổng kết hoạt động công đoàn năm 2024"
CARE = [
    "members_supported", "support_turns", "gifts_given", "gifts_amount", "support_amount",
    "houses_supported", "housing_support_amount",
]  # fmt: skip
OUTLINE = [
    heading("I", "Đại diện, chăm lo đời sống đoàn viên, người lao động", indicators=CARE),
    heading("II", "Tuyên truyền, phong trào thi đua", indicators=["events_held"]),
    heading("III", "Phát triển đoàn viên, tham gia xây dựng Đảng",
            indicators=["new_members", "members_count", "members_introduced_to_party"]),
    heading("IV", "Khó khăn, đề xuất; nhiệm vụ trọng tâm năm 2025"),
]  # fmt: skip
WORDS = [
    "Công đoàn ngành đã thăm hỏi, trao hỗ trợ cho {{members_supported}} với {{support_turns}}, là đoàn viên có hoàn cảnh khó "
    "khăn, mắc bệnh hiểm nghèo và có con vượt khó học giỏi; trong đó {{gifts_given}} quà dịp Tết, Tháng Công nhân và đầu năm "
    "học. Đã chi {{gifts_amount}} tiền quà, {{support_amount}} thăm hỏi, trợ cấp và khuyến học.\n"
    "Xây mới, sửa chữa {{houses_supported}} cho đoàn viên khó khăn về nhà ở với tổng số tiền {{housing_support_amount}}.",
    "Các công đoàn cơ sở tổ chức {{events_held}} sinh hoạt chuyên đề. Năm phong trào thi đua được đổi mới; 146 đề tài nghiên "
    "cứu khoa học, sáng kiến cấp cơ sở được công nhận.",
    "Kết nạp {{new_members}} vào tổ chức công đoàn, vượt chỉ tiêu Liên đoàn Lao động tỉnh giao; đến cuối năm toàn ngành có "
    "{{members_count}} là đoàn viên. Giới thiệu {{members_introduced_to_party}} là đoàn viên ưu tú để Đảng xem xét, bồi dưỡng, "
    "kết nạp.",
    "Một số đơn vị còn chậm giám sát việc thực hiện chế độ, chính sách. Năm 2025 tập trung chăm lo Tết Ất Tỵ, nắm tâm tư, "
    "nguyện vọng đoàn viên trước, trong và sau Tết; kiểm tra, giám sát chế độ với người lao động.",
]
TYPED = "146 đề tài"
WHY_TYPED = "Theo giấy công nhận của hội đồng sáng kiến các đơn vị; số để ở phần theo giấy."
PAPER = (
    "Năm 2024 đã thăm hỏi, trao hỗ trợ cho 404 đoàn viên công đoàn có hoàn cảnh khó khăn, mắc bệnh hiểm "
    "nghèo và có con vượt khó học giỏi; hỗ trợ xây, sửa nhà ở cho đoàn viên với số tiền trên 500 triệu đồng. "
    "Có 146 đề tài nghiên cứu khoa học, sáng kiến cấp cơ sở được công nhận. "
    "Kết nạp được 97 đoàn viên mới, giới thiệu 58 đoàn viên ưu tú cho Đảng xem xét kết nạp."
)


def ask_for_reports(world: World) -> ReportRequest:
    """The province asks its upper unions for the year's review."""
    order = Order(
        type="HD",
        number=21,
        subject="Tổng kết hoạt động công đoàn năm 2024",
        clauses=[
            (
                "1",
                "",
                "Các cấp công đoàn đánh giá kết quả năm 2024 bằng số liệu ghi nhận trong năm, chốt đến 31/12/2024.",
            ),
            (
                "2",
                "",
                f"Công đoàn cấp trên trực tiếp cơ sở gửi báo cáo tổng kết về Liên đoàn Lao động tỉnh trước ngày {DUE:%d/%m/%Y}.",
            ),
        ],
        recipients=[to_group(code, kind="addressee", purpose="thực hiện") for code in UPPER],
        asks=[Ask("Gửi báo cáo tổng kết hoạt động công đoàn năm 2024", UPPER, "2", due_on=DUE, proof="báo cáo đã ký")],
    )
    asked = order_report(world, "LC", order, on=ORDERED, title=TITLE, period=year(2024), outline=OUTLINE)
    for code in ("LC-YT", "LC-GD", "LC-NS", "LC-ML"):
        take_in(asked, world[code], on=RECEIVED, by=world.actor(code))
    return asked


def report(world: World, asked: ReportRequest) -> None:
    """The health sector's is signed the day before its conference; education's waits to be read; two are begun or late."""
    by = world.staff["chinhsach.lc"]
    note_beside(
        world["LC-YT"], PAPER, "Tổng kết năm 2024 (trích)", year(2024), [(146, "initiatives_recognised")],
        on=date(2025, 1, 6), by=by,
    )  # fmt: skip
    written = send(
        asked,
        world["LC-YT"],
        WORDS,
        on=date(2025, 1, 8),
        by=by,
        wordings={"housing_support_amount": "over"},
        kept={TYPED: WHY_TYPED},
    )
    accept_and_sign(world, written, accepted=date(2025, 1, 10), signed=date(2025, 1, 13))
    others = ["Không phát sinh tại cấp mình.", "Các công đoàn cơ sở tổ chức {{events_held}} sinh hoạt chuyên đề.",
              "Chưa nhập danh sách đoàn viên; số lượng báo cáo riêng.", "Không có đề xuất."]  # fmt: skip
    send(asked, world["LC-GD"], others, on=date(2025, 1, 10), by=world.actor("LC-GD"))
    with clock.set_to(clock.moment(date(2025, 1, 9))):
        reports.open_report(asked, unit=world["LC-NS"], by=world.actor("LC-NS"))
