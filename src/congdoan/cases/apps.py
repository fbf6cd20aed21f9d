from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class CasesConfig(AppConfig):
    name = "congdoan.cases"
    label = "cases"
    default_auto_field = "django.db.models.BigAutoField"
    collisions = {
        "one_slip_a_number": _("Số phiếu này vừa được cấp cho người khác; hãy làm lại."),
        "one_gift_a_person_and_round": _("Người này vừa có tên trong danh sách của đợt."),
        "handed_over_once_a_case": _("Hồ sơ này vừa được ghi là đã trao."),
        "one_milestone_of_a_kind": _("Mốc này của ngôi nhà đã được ghi."),
        "one_quota_a_unit_and_round": _("Đơn vị này vừa có suất trong đợt; hãy tải lại trang."),
    }
    never_collide = {
        "a_lot_goes_into_a_gift_once": "Written once, as the round opens; a lot named twice is refused before.",
    }

    def ready(self) -> None:
        post_migrate.connect(_load_reference, sender=self)


def _load_reference(**_kwargs: object) -> None:
    from congdoan.cases import reference

    reference.load()
