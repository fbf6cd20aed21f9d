"""How dated parameters are told to people: each by a name, its value with its unit, its note in the reader's words."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from congdoan.cases.models import Programme
from congdoan.cases.queries import RULES
from congdoan.dues.models import PayGroup
from congdoan.dues.wording import RATES
from congdoan.foundation.figures import format_percent, format_vnd
from congdoan.foundation.models import Parameter
from congdoan.foundation.naming import in_readers_language
from congdoan.foundation.saying import ours
from congdoan.organisation.models import Level
from congdoan.web.shell.templatetags.figures import listed

NAMES = {
    "cases.approval": _("Thẩm quyền duyệt hỗ trợ"),
    "cases.dossier_kept_years": _("Thời gian giữ hồ sơ hỗ trợ"),
    "cases.double_within_days": _("Khoảng cách để xem hai lần hỗ trợ là trùng"),
    "cases.majority_percent": _("Tỷ lệ đồng ý để tập thể quyết định"),
    "cases.patience_days": _("Chờ quyết định bao lâu thì nêu tên"),
    "cases.remembered_days": _("Nhớ người từng khó khăn trong bao lâu"),
    "cases.visit_again_days": _("Bao lâu sau thăm lại"),
    **RATES,
    "forgetting.answer_within_days": _("Hạn trả lời đề nghị xóa thông tin"),
    "funds.payee_kept_years": _("Thời gian giữ tên người nhận tiền"),
    "membership.file_kept_years": _("Thời gian giữ hồ sơ đoàn viên đã thôi"),
    "notices.channels": _("Kênh gửi thông báo ra ngoài"),
    "obligations.acknowledge_within_working_days": _("Hạn xác nhận đã nhận văn bản"),
    "obligations.due_soon_working_days": _("Báo sắp đến hạn trước bao lâu"),
    "obligations.extensions_allowed": _("Số lần gia hạn một nhiệm vụ"),
    "privacy.least_people": _("Số người ít nhất sau một con số được hiện"),
}
CHOICES = {"dues.capped_groups": PayGroup.choices}
"""What the value is chosen among, where it is a list of codes."""

_HUNDREDTHS = frozenset({"contribution.rate", "dues.own_rate_most", "dues.rate"})
_APPROVERS = {"chair": _("chủ tịch"), "committee": _("tập thể"), "other": _("Các cấp khác")}


@dataclass(frozen=True, slots=True)
class Told:
    """A value of a parameter as a page shows it; `row` holds its days, its act and its unit."""

    row: Parameter
    name: str
    value: str
    note: str
    article: str


def told(rows: Iterable[Parameter]) -> list[Told]:
    """The rows in their order, each in the reader's language."""
    rows = list(rows)
    wanted = [row.key.removeprefix(RULES) for row in rows if row.key.startswith(RULES)]
    known = {programme.code: str(programme) for programme in Programme.objects.filter(code__in=wanted)}
    levels = {level.code: str(level) for level in Level.objects.all()}
    return [Told(row, _name(row.key, known), _value(row, levels), _note(row), ours(row.source_article)) for row in rows]


def _name(key: str, programmes: dict[str, str]) -> str:
    programme = programmes.get(key.removeprefix(RULES)) if key.startswith(RULES) else None
    if programme:
        return gettext("Mức hỗ trợ: %(programme)s") % {"programme": programme}
    return str(NAMES.get(key, key))


def _note(row: Parameter) -> str:
    english = row.value.get("note_en", "") if isinstance(row.value, dict) else ""
    return in_readers_language(row.note, english) if english else ours(row.note)


def _value(row: Parameter, levels: dict[str, str]) -> str:
    """With its unit, where the key tells it."""
    key, value = row.key, row.value
    if key == "cases.approval" and isinstance(value, dict) and all(isinstance(one, dict) for one in value.values()):
        return "; ".join(
            f"{levels.get(at) or _APPROVERS.get(at, at)}: {_limits(limits)}" for at, limits in value.items()
        )
    if key == "dues.capped_groups":
        return "; ".join(str(PayGroup(code).label) if code in PayGroup.values else code for code in value) or "–"
    if not isinstance(value, int) or isinstance(value, bool):
        return listed(value)
    if key in _HUNDREDTHS:
        return format_percent((Decimal(value) / 100).normalize())
    if key.endswith(("_percent", ".share_kept")):
        return format_percent(Decimal(value))
    if key == "dues.base_salary":
        return format_vnd(value)
    for ending, words in (
        ("_working_days", ngettext("%(count)s ngày làm việc", "%(count)s ngày làm việc", value)),
        ("_days", ngettext("%(count)s ngày", "%(count)s ngày", value)),
        ("_years", ngettext("%(count)s năm", "%(count)s năm", value)),
    ):
        if key.endswith(ending):
            return words % {"count": listed(value)}
    return listed(value)


def _limits(limits: dict[str, object]) -> str:
    return ", ".join(
        f"{_APPROVERS.get(who, who)} {format_vnd(limit) if isinstance(limit, int) else listed(limit)}"
        for who, limit in limits.items()
    )
