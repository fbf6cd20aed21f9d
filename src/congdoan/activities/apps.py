from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class ActivitiesConfig(AppConfig):
    name = "congdoan.activities"
    label = "activities"
    default_auto_field = "django.db.models.BigAutoField"
    collisions = {
        "an_act_answers_once": _("Việc này đã được gắn vào nhiệm vụ ấy."),
        "a_partner_once": _("Đơn vị này đã có trong danh sách cùng làm."),
        "a_count_once_an_act": _("Số này vừa được ghi cho việc ấy; hãy tải lại trang."),
    }
    never_collide = {
        "a_kind_counts_a_measure_once": "reference data, laid in by the program",
    }

    def ready(self) -> None:
        post_migrate.connect(_load_reference, sender=self)


def _load_reference(**_kwargs: object) -> None:
    from congdoan.activities import reference

    reference.load()
