"""Every verb of the command line, what it is for and what it needs."""

from dataclasses import dataclass
from enum import Enum, auto

from congdoan.installation.words import gettext_noop


class Need(Enum):
    """What must stand before a verb runs. Each includes the ones before it."""

    NOTHING = auto()
    SERVER = auto()
    """PostgreSQL answers, whatever is in it; Django is set up."""
    DATABASE = auto()
    """The database has every migration of this code."""


@dataclass(frozen=True)
class Command:
    """A verb. `module` is imported only when it is called, so one broken verb does not stop `doctor`."""

    name: str
    summary: str
    module: str
    needs: Need = Need.NOTHING
    django: bool = False
    """True where Django must be set up although no database is needed."""
    passes_words: bool = False
    """True where everything after the verb is another program's business."""


COMMANDS = (
    Command(
        "migrate",
        gettext_noop("Đưa cơ sở dữ liệu lên đúng phiên bản chương trình"),
        "congdoan.cli.migrate",
        needs=Need.SERVER,
    ),
    Command("doctor", gettext_noop("Khám máy: thiếu gì, sai gì, sửa thế nào"), "congdoan.cli.doctor"),
    Command("read", gettext_noop("Đọc văn bản: ai ban hành, ai phải làm gì, số liệu nào"), "congdoan.cli.reading"),
    Command(
        "figure",
        gettext_noop("Một con số với các phần và chỗ còn thiếu của nó"),
        "congdoan.cli.figure",
        needs=Need.DATABASE,
    ),
    Command(
        "verify",
        gettext_noop("Đối chiếu mọi điều hệ thống ghi ở hai nơi"),
        "congdoan.cli.verify",
        needs=Need.DATABASE,
    ),
    Command("token", gettext_noop("Khóa truy cập của chương trình ngoài"), "congdoan.cli.tokens", needs=Need.DATABASE),
    Command(
        "keys", gettext_noop("Khóa niêm phong thông tin kín: xem, thay khóa"), "congdoan.cli.keys", needs=Need.DATABASE
    ),
    Command(
        "members",
        gettext_noop("Đoàn viên: nhập danh sách, đối chiếu đầu kỳ và cuối kỳ"),
        "congdoan.cli.members",
        needs=Need.DATABASE,
    ),
    Command(
        "funds",
        gettext_noop("Quỹ: đang có, đã giữ, còn dùng được; sổ tiền mặt, sổ tiền gửi"),
        "congdoan.cli.funds",
        needs=Need.DATABASE,
    ),
    Command(
        "cases",
        gettext_noop("Hồ sơ hỗ trợ: đang ở bước nào, chờ ai, đã trao; không nêu tên, không nêu bệnh"),
        "congdoan.cli.cases",
        needs=Need.DATABASE,
    ),
    Command("totals", gettext_noop("Tính lại các số tổng"), "congdoan.cli.totals", needs=Need.DATABASE),
    Command("eval", gettext_noop("Chấm điểm việc đọc văn bản theo bộ đáp án"), "congdoan.cli.evaluation"),
    Command(
        "claims",
        gettext_noop("Đối chiếu số liệu của một văn bản với sổ ghi"),
        "congdoan.cli.claims",
        needs=Need.DATABASE,
    ),
    Command(
        "corrections",
        gettext_noop("Đưa văn bản đã sửa sau khi máy đọc ra thành bộ đáp án"),
        "congdoan.cli.corrections",
        needs=Need.DATABASE,
    ),
    Command("check", gettext_noop("Kiểm tra mã nguồn đúng như CI, trừ các bài thử"), "congdoan.cli.check"),
    Command("test", gettext_noop("Chạy các bài thử"), "congdoan.cli.test", passes_words=True),
    Command(
        "bench",
        gettext_noop("So tốc độ các cách làm, trong cùng một lần chạy"),
        "congdoan.cli.bench",
        passes_words=True,
    ),
    Command("messages", gettext_noop("Biên dịch bản dịch và tìm câu chưa dịch"), "congdoan.cli.messages"),
    Command(
        "django",
        gettext_noop("Chạy một lệnh quản trị của Django"),
        "congdoan.cli.manage",
        needs=Need.SERVER,
        passes_words=True,
    ),
)
