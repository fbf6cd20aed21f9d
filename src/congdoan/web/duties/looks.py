"""How an obligation is said on a screen: the kind of badge (see `shell.states`) and its words."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from congdoan.desk.thread import Count
from congdoan.obligations.rules import Judged
from congdoan.obligations.states import ObligationState
from congdoan.web.shell.templatetags.figures import workdays_late, workdays_left


@dataclass(frozen=True, slots=True)
class Badge:
    kind: str
    words: str


STATES = {
    ObligationState.OPENED: gettext_lazy("Đã mở"),
    ObligationState.ACKNOWLEDGED: gettext_lazy("Đã tiếp nhận"),
}


def badge(judged: Judged) -> Badge:
    """One obligation."""
    return Badge(judged.kind, _words(judged))


def badge_of_many(judged: Judged, count: Count) -> Badge:
    """A duty laid on several units: how many of them are in its heaviest state."""
    if judged.kind == "late":
        return Badge("late", _("Trễ %(some)d/%(whole)d đơn vị") % {"some": count.late, "whole": count.whole})
    if count.whole and count.done == count.whole:
        return Badge(judged.kind, _("Xong %(some)d/%(whole)d") % {"some": count.done, "whole": count.whole})
    if judged.due_on is None:
        return Badge("dateless", _("Thiếu hạn"))
    if count.doing:
        return Badge("doing", _("Đang làm %(some)d/%(whole)d") % {"some": count.doing, "whole": count.whole})
    return badge(judged)


def _words(judged: Judged) -> str:
    if judged.kind == "late":
        return workdays_late(judged.late)
    if judged.kind == "soon" and judged.left is not None:
        return workdays_left(judged.left)
    if judged.kind == "done-late":
        return ngettext("Xong, trễ %(days)d ngày", "Xong, trễ %(days)d ngày", judged.late) % {"days": judged.late}
    if judged.kind == "done":
        if judged.state == ObligationState.VERIFIED:
            return _("Đã xác nhận")
        return _("Xong đúng hạn") if judged.due_on else _("Xong")
    return str(STATES.get(ObligationState(judged.state), "")) if judged.kind in {"idle", "dateless"} else ""
