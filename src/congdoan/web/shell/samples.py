"""What the gallery shows in each piece: invented, with the longest labels we know. Not translated."""

from dataclasses import dataclass
from datetime import date

from congdoan.documents.writing import Column, Paper, Paragraph, Recipient, Signature, Table

LONGEST_UNIT = "Công đoàn cơ sở Trung tâm Kiểm soát bệnh tật và Phòng, chống dịch bệnh thành phố trực thuộc tỉnh"
WORDS = {
    "soon": "Còn 2 ngày",
    "late": "Trễ 9 ngày làm việc",
    "done-late": "Xong, trễ 19 ngày",
    "dateless": "Không ghi hạn",
}


@dataclass(frozen=True, slots=True)
class Step:
    """A knot of the sample trail."""

    label: str
    url: str = "#"
    note: str = ""


STEPS = [
    Step("42-NQ/TW", note="24/11/2023"),
    Step("53-CTr/TU", note="24/05/2024"),
    Step("282/LĐLĐ", note="18/06/2024"),
    Step("57/KH-CĐN", note="31/07/2024"),
    Step("Nhiệm vụ 1", note="bạn đang ở đây"),
]

KINDS = [("visit", "Thăm hỏi"), ("gift", "Tặng quà"), ("talk", "Tuyên truyền, sinh hoạt chuyên đề")]
WRONG = {
    "wrong-what": "Thăm đoàn viên điều trị dài ngày",
    "wrong-on": "31/9/2024",
    "wrong-amount_vnd": "3 triệu mấy",
    "wrong-people": "2,5",
    "wrong-kind": "visit",
    "wrong-source": "own",
    "wrong-unit-search": "cong doan",
}


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the sample tree."""

    level: int
    guides: str
    node: str
    symbol: str
    what: str
    state: str = ""
    words: str = ""
    note: str = ""
    why: str = ""
    due: str = ""
    counts: tuple[int, int, int, int] | None = None
    selected: bool = False


TREE = [
    Row(0, "", "paper runs", "53-CTr/TU", "Chương trình hành động", "dateless", "Không ghi hạn", counts=(21, 9, 4, 8)),
    Row(
        1,
        "tee",
        "knot opens",
        "57/KH-CĐN",
        "Công đoàn ngành Y tế",
        "done-late",
        "Xong, trễ 19 ngày",
        due="hạn 04/07/2024",
        why="Nút thắt: ban hành 31/07/2024, trễ 19 ngày; 4 đơn vị dưới bị chậm theo",
        counts=(8, 4, 4, 2),
    ),
    Row(
        2,
        "pass tee",
        "duty opens",
        "",
        LONGEST_UNIT,
        "late",
        "Trễ 9 ngày",
        "Nhiệm vụ 1 · bằng chứng: biên bản, ảnh",
        due="hạn 30/08/2024",
        selected=True,
    ),
    Row(
        3,
        "pass pass end",
        "act",
        "",
        "Sinh hoạt chuyên đề, khoa Nội",
        note="14/08/2024 · 161 lượt người · biên bản, 3 ảnh",
    ),
    Row(
        2,
        "pass end",
        "duty",
        "",
        "Giám sát, phản biện xã hội",
        "doing",
        "Đang làm 4/6",
        due="hạn 31/10/2024",
        counts=(2, 4, 0, 0),
    ),
    Row(
        1,
        "end-loose",
        "paper unsent",
        "",
        "Công đoàn Viên chức tỉnh",
        "unsent",
        note="Đã gửi 18/06/2024, chưa xác nhận đã nhận",
        due="hạn 04/07/2024",
        counts=(0, 0, 0, 2),
    ),
]

SENTENCE = [
    ("plain", "404 đoàn viên", "+3"),
    ("bound", "146 sáng kiến, đề tài", ""),
    ("free", "hơn 90 %", ""),
    ("clash", "85 đoàn viên ưu tú", ""),
]
MONEY = [
    ("Tiếp nhận từ Tổng Liên đoàn và ba tỉnh", 125_000_000, "done", "Khớp sổ quỹ"),
    ("Hỗ trợ F0, F1, F2", 403_000_000, "doing", "Đang đối chiếu"),
    ("Quỹ xã hội, theo báo cáo giấy", None, "dateless", "Số ước, giữ nguyên lời"),
]
PAPER = Paper(
    superior="LĐLĐ tỉnh Phong Lai",
    issuer="Công đoàn ngành Y tế",
    symbol="BC-CĐYT",
    number="61",
    place="Phong Lai",
    on=date(2024, 9, 16),
    kind="Báo cáo",
    subject="Danh sách việc trễ theo Công văn số 282/LĐLĐ ngày 18/6/2024",
    body=(
        Paragraph("Thực hiện Công văn số 282/LĐLĐ ngày 18/6/2024 của LĐLĐ tỉnh, Công đoàn ngành báo cáo như sau:"),
        Table(
            (Column("STT"), Column("Đơn vị"), Column("Hạn"), Column("Trễ", align="right")),
            (("1", "CĐCS Trung tâm Y tế huyện Nậm Sơn", "30/8/2024", "9 ngày"),),
        ),
        Paragraph("Các đơn vị trên chịu trách nhiệm hoàn thành trước ngày 27/9/2024"),
    ),
    recipients=(Recipient("LĐLĐ tỉnh", "B/c"),),
    archive="VT",
    signatures=(Signature("CHỦ TỊCH", "Hoàng Văn Tường", ("TM. BAN THƯỜNG VỤ",)),),
)
READ = [
    ("", "Công đoàn ngành "),
    ("what", "tổ chức đánh giá và báo cáo kết quả"),
    ("", " về "),
    ("who", "LĐLĐ tỉnh"),
    ("", ", "),
    ("gap", "kịp thời"),
    ("", "; cao điểm "),
    ("when", "từ ngày 01/8/2021 đến ngày 31/8/2021"),
    ("", ", đủ "),
    ("quantity", "100 % đơn vị"),
    ("", ", theo "),
    ("basis", "Kế hoạch số 32/KH-LĐLĐ"),
    ("", "./."),
]
STRAND = [
    ("is-here", "Thăm đoàn viên khoa Sản", "15/09/2024"),
    ("", "Nhiệm vụ 12/KH-CĐN, mục 3.2", "xong đúng hạn"),
    ("is-ahead", "Báo cáo quý III", "chưa đến kỳ"),
]
LETTERS = "Ưỡn ẹo, nghiễm nhiên, thuở ấy, quyển sổ, Ẩm Ỷ Ự Ặ Ễ Ỗ."
CONFIRMED = "không phát sinh, đã xác nhận 05/01"
SAID = {
    "ink": "Mực đen",
    "ink_2": "Mực nhạt",
    "paper": "Giấy trắng",
    "paper_2": "Bìa",
    "pen": "Bút xanh",
    "thread": "Chỉ đỏ",
    "h1": "Tiêu đề trang",
    "h2": "Tiêu đề phần",
    "h3": "Tiêu đề mục",
    "small": "Chữ phụ 14. Dòng nhỏ nhất là 13, chỉ cho chú thích.",
    "tree": "Cây mẫu",
    "sign": "Đọc và ký",
    "extend": "Gia hạn",
    "all": "Xem tất cả",
    "close": "Đóng",
    "submit": "Trình ký",
    "focused": "Đang chọn bằng phím",
    "signed": "Số đã ký",
    "now": "Số bây giờ",
    "record": "Ghi nhận việc đã làm",
    "record_note": "Khoảng nửa phút, có ảnh càng tốt",
    "help": "Đề nghị hỗ trợ",
    "help_note": "Cho một đoàn viên đang khó khăn",
    "voice": "Gửi kiến nghị",
    "voice_note": "Có người trả lời, có ngày trả lời",
    "late": "Trễ",
    "nothing": "Không phát sinh",
    "do": "Ghi nhận",
    "table": "Bảng mẫu",
    "money": "Tiền",
    "content": "Nội dung",
    "amount": "Số tiền",
    "condition": "Tình trạng",
    "sum": "Cộng",
    "board": "Bảng chỉ tiêu mẫu",
    "unit": "Đơn vị",
    "people": "người",
    "missing": "chưa báo cáo",
    "overdue": "Trễ hạn",
    "no_case": "Chưa có hồ sơ chăm lo nào",
    "no_case_note": "Khi biết một đoàn viên đang khó khăn, hãy bắt đầu từ đây.",
    "panel": "Khung bên",
    "panel_note": "Mở bên cạnh, không che trang; trên điện thoại trượt lên từ dưới.",
    "how": "Cách tính",
    "how_note": "Cách tính, đơn vị, việc, giấy tờ.",
    "reminded": "Đã nhắc 4 đơn vị.",
    "info": "Báo tin thường: điều nên biết.",
    "fill": "Cần điền: văn bản không ghi hạn.",
    "wrong": "Sai hoặc trễ: nói rõ, kèm cách sửa.",
    "done": "Xong: 8/8 đơn vị đã báo cáo.",
    "colours": "Màu",
    "type": "Chữ và số",
    "icons": "Hình",
    "the_thread": "Sợi chỉ",
    "states": "Trạng thái: chữ, hình, màu",
    "buttons": "Nút",
    "forms": "Biểu mẫu và lỗi",
    "tasks": "Việc",
    "tables": "Bảng",
    "blocks": "Chỗ trống, báo tin, khung bên",
    "print": "Bản in",
}
