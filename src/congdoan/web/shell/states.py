"""The states a person sees: each is a word, an icon and a colour, chosen here once for every screen."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Look:
    """How one state is shown. `word` stands where the caller has nothing more exact to say."""

    icon: str
    word: Promise


LOOKS = {
    "idle": Look("idle", _("Chưa bắt đầu")),
    "doing": Look("doing", _("Đang làm")),
    "soon": Look("clock", _("Sắp đến hạn")),
    "late": Look("late", _("Trễ hạn")),
    "done": Look("check", _("Xong đúng hạn")),
    "done-late": Look("check", _("Xong, trễ hạn")),
    "returned": Look("undo", _("Bị trả lại")),
    "dateless": Look("ask", _("Thiếu hạn")),
    "excused": Look("right", _("Được miễn")),
    "unsent": Look("idle", _("Chưa tiếp nhận")),
}
