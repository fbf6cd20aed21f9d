from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class MembershipConfig(AppConfig):
    name = "congdoan.membership"
    label = "membership"
    default_auto_field = "django.db.models.BigAutoField"
    collisions = {
        "one_file_for_an_identity_number": _("Số căn cước này đã có ở hồ sơ của một người khác."),
        "one_card_in_hand": _("Người này đang giữ một thẻ; hãy thu thẻ cũ trước."),
        "membership_card_number": _("Số thẻ này đã cấp cho người khác."),
        "one_dues_base_a_day": _("Mức lương làm căn cứ đóng đoàn phí vừa được ghi cho ngày ấy; hãy tải lại trang."),
        "one_headcount_a_day": _("Số đoàn viên của đơn vị cho ngày ấy vừa được ghi; hãy tải lại trang."),
        "nobody_is_a_member_twice": _(
            "Người này đã là đoàn viên trong thời gian ấy; không ai sinh hoạt ở hai nơi cùng lúc."
        ),
        "one_transfer_under_way": _("Người này đang có một lần chuyển sinh hoạt chưa xong."),
        "exempt_from_dues_once_a_day": _("Người này đã được miễn đoàn phí trong thời gian ấy."),
        "exempt_from_activity_once_a_day": _("Người này đã được miễn sinh hoạt trong thời gian ấy."),
        "one_referral_under_way": _("Người này đang có hồ sơ giới thiệu vào Đảng chưa kết thúc."),
        "each_stage_once": _("Bước này của hồ sơ giới thiệu đã được ghi."),
    }
    never_collide = {
        "one_row_a_line": "the lines of one sheet, written by the one worker that reads it",
    }

    def ready(self) -> None:
        post_migrate.connect(_load_reference, sender=self)


def _load_reference(**_kwargs: object) -> None:
    from congdoan.membership import reference

    reference.load()
