"""The rates of dues and of the contribution, as officers call them."""

from django.utils.translation import gettext_lazy as _

RATES = {
    "contribution.rate": _("Mức đóng kinh phí công đoàn"),
    "contribution.share_kept": _("Phần kinh phí công đoàn cơ sở được dùng"),
    "dues.base_salary": _("Mức lương cơ sở"),
    "dues.cap_percent": _("Trần đoàn phí so với lương cơ sở"),
    "dues.capped_groups": _("Nhóm có trần đoàn phí"),
    "dues.own_rate_most": _("Mức đoàn phí riêng cao nhất"),
    "dues.rate": _("Mức đóng đoàn phí"),
    "dues.share_kept": _("Phần đoàn phí công đoàn cơ sở giữ lại"),
}
"""Each parameter of this room by its key."""
