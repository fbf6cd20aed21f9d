from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class DuesConfig(AppConfig):
    name = "congdoan.dues"
    label = "dues"
    default_auto_field = "django.db.models.BigAutoField"
    collisions = {
        "one_dues_scheme_a_day": _("Nhóm đóng đoàn phí của đơn vị vừa được đặt cho thời gian ấy; hãy tải lại trang."),
        "a_month_is_assessed_once": _("Tháng này vừa được tính; hãy tải lại trang."),
    }
    never_collide = {
        "a_member_owes_once_a_month": "written with the month, once",
    }

    def ready(self) -> None:
        post_migrate.connect(_load_reference, sender=self)


def _load_reference(**_kwargs: object) -> None:
    from congdoan.dues import reference

    reference.load()
