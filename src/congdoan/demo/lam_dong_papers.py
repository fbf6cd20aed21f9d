"""The papers of the Lâm Đồng campaign, written anew:

symbols, dates, structure and duties are true, the sentences are ours.
"""

from datetime import date

from congdoan.demo.orders import Ask, Order, to_body, to_group
from congdoan.demo.world import World

TITLE = "phát động đợt thi đua cao điểm “Toàn dân đoàn kết, quyết tâm phòng, chống dịch bệnh Covid-19”"
START, PEAK = date(2021, 8, 3), (date(2021, 8, 1), date(2021, 8, 31))


UPPER = ["sector_children", "officials_children", "district_children"]
PROVINCIAL_CLAUSES = [
    (
        "I",
        "Mục đích, yêu cầu",
        "Khơi dậy tinh thần đoàn kết, chủ động của đoàn viên, người lao động toàn tỉnh trong phòng, chống dịch.",
    ),
    (
        "II",
        "Thời gian",
        "Từ ngày ban hành đến khi dịch bệnh được khống chế; cao điểm từ ngày 01/8/2021 đến ngày 31/8/2021.",
    ),
    ("III", "Tổ chức thực hiện", ""),
    (
        "III/1",
        "Các cấp công đoàn",
        "Xây dựng kế hoạch và phát động đợt thi đua tại cấp mình trước ngày 06/8/2021.",
    ),
    (
        "III/2",
        "Báo cáo",
        "Báo cáo sơ kết trước ngày 23/8/2021; kết thúc đợt thi đua, báo cáo tổng kết và đề xuất khen thưởng.",
    ),
]
PROVINCIAL_ASKS = [
    Ask(
        "Xây dựng kế hoạch và phát động đợt thi đua tại cấp mình",
        UPPER,
        "III/1",
        due_on=date(2021, 8, 6),
        proof="kế hoạch",
    ),
    Ask(
        "Báo cáo sơ kết đợt thi đua cao điểm",
        ["sector_children"],
        "III/2",
        due_on=date(2021, 8, 23),
        proof="báo cáo",
    ),
    Ask(
        "Báo cáo tổng kết, đề xuất khen thưởng khi kết thúc đợt thi đua",
        UPPER,
        "III/2",
        due_text="kết thúc đợt thi đua",
        proof="báo cáo",
    ),
]
UNIONS = ["grassroots_children"]
SECTOR_CLAUSES = [
    ("I", "Mục đích, yêu cầu", ""),
    (
        "I/1",
        "",
        "Phát huy tinh thần đoàn kết, tương thân tương ái của đoàn viên, cán bộ y tế trong phòng, chống dịch.",
    ),
    (
        "I/2",
        "",
        "Đoàn viên, người lao động chấp hành nghiêm quy định phòng dịch, vừa chống dịch vừa giữ vững công việc.",
    ),
    ("I/3", "", "Phát hiện, biểu dương kịp thời tập thể, cá nhân và nhân rộng mô hình phòng dịch hiệu quả."),
    (
        "II",
        "Thời gian",
        "Từ nay đến khi dịch bệnh trên địa bàn tỉnh được ngăn chặn; cao điểm từ ngày 01/8/2021 đến ngày 31/8/2021.",
    ),
    ("III", "Nội dung", ""),
    (
        "III/1",
        "Thi đua phòng, chống dịch, bảo đảm an toàn cho đoàn viên",
        "Tuyên truyền thông điệp 5K, vận động đoàn viên và gia đình tự giác khai báo y tế, không để lây lan dịch tại nơi làm việc.",
    ),
    (
        "III/2",
        "Thi đua lao động giỏi, lao động sáng tạo gắn với an toàn phòng dịch",
        "Duy trì, kiện toàn Tổ an toàn Covid-19, bảo đảm 100% cơ quan, đơn vị, doanh nghiệp có Tổ an toàn Covid-19.",
    ),
    (
        "III/3",
        "Thi đua chăm lo đời sống đoàn viên, người lao động",
        "Phối hợp với chuyên môn bảo đảm chế độ cho đoàn viên bị ảnh hưởng bởi dịch, giám sát việc thực hiện chính sách hỗ trợ.",
    ),
    (
        "III/4",
        "Thi đua hưởng ứng hoạt động xã hội, ủng hộ nguồn lực chống dịch",
        "Vận động, chia sẻ, hỗ trợ lực lượng tuyến đầu; không để đoàn viên nào thiếu lương thực, thuốc men.",
    ),
    ("IV", "Tổ chức thực hiện", ""),
    (
        "IV/1",
        "Công đoàn ngành",
        "Phát động, theo dõi đợt thi đua; kết thúc đợt đánh giá, báo cáo LĐLĐ tỉnh và đề xuất khen thưởng.",
    ),
    (
        "IV/2",
        "Công đoàn cơ sở",
        "Phát động và tổ chức đợt thi đua phù hợp với đơn vị; phối hợp với chính quyền làm tốt công tác biểu dương; báo cáo theo quy định.",
    ),
]
SECTOR_ASKS = [
    Ask(
        "Phát động và tổ chức đợt thi đua cao điểm trong đơn vị",
        UNIONS,
        "IV/2",
        due_on=date(2021, 8, 10),
        proof="biên bản, ảnh",
        measure="launches_held",
    ),
    Ask(
        "Duy trì, kiện toàn Tổ an toàn Covid-19",
        UNIONS,
        "III/2",
        due_on=date(2021, 8, 13),
        proof="quyết định kiện toàn",
        measure="safety_teams",
    ),
    Ask(
        "Tuyên truyền thông điệp 5K, quy định phòng, chống dịch",
        UNIONS,
        "III/1",
        due_on=date(2021, 8, 31),
        measure="propaganda_sittings",
    ),
    Ask("Vận động, hỗ trợ lực lượng tuyến đầu chống dịch", UNIONS, "III/4", measure="frontline_gifts"),
    Ask(
        "Báo cáo sơ kết đợt thi đua về Công đoàn ngành",
        UNIONS,
        "IV/2",
        due_on=date(2021, 8, 18),
        due_text="báo cáo theo quy định",
        proof="báo cáo",
    ),
]


def provincial_plan() -> Order:
    """32/KH-LĐLĐ, 30/7/2021."""
    return Order(
        type="KH",
        number=32,
        subject=TITLE[0].upper() + TITLE[1:],
        peak=PEAK,
        archive="VT, Ban Chính sách",
        clauses=PROVINCIAL_CLAUSES,
        recipients=[to_group(code, purpose="thực hiện") for code in UPPER],
        asks=PROVINCIAL_ASKS,
    )


def sector_plan(world: World) -> Order:
    """08/KH-CĐYT, 3/8/2021."""
    return Order(
        type="KH",
        number=8,
        subject=TITLE[0].upper() + TITLE[1:],
        period=(START, None),
        peak=PEAK,
        archive="CĐ ngành",
        clauses=SECTOR_CLAUSES,
        recipients=[
            to_body(world["LD"], purpose="báo cáo"),
            to_group("grassroots_children", purpose="thực hiện"),
        ],
        asks=SECTOR_ASKS,
    )


def district_plan(number: int, day: date) -> Order:
    """A district federation's own plan on the basis of 32/KH-LĐLĐ."""
    due = max(date(2021, 8, 15), day.replace(day=min(day.day + 7, 31)))
    return Order(
        type="KH",
        number=number,
        subject=TITLE[0].upper() + TITLE[1:],
        period=(day, None),
        peak=PEAK,
        clauses=[
            (
                "I",
                "Nội dung",
                "Các công đoàn cơ sở phát động đợt thi đua, tuyên truyền phòng dịch và hỗ trợ đoàn viên gặp khó khăn.",
            ),
            ("II", "Tổ chức thực hiện", f"Công đoàn cơ sở phát động trước ngày {due:%d/%m/%Y}."),
        ],
        recipients=[to_group("grassroots_children", purpose="thực hiện")],
        asks=[
            Ask(
                "Phát động đợt thi đua tại đơn vị",
                ["grassroots_children"],
                "II",
                due_on=due,
                proof="biên bản",
                measure="launches_held",
            )
        ],
    )
