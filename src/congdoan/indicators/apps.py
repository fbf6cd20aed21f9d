from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class IndicatorsConfig(AppConfig):
    name = "congdoan.indicators"
    label = "indicators"
    default_auto_field = "django.db.models.BigAutoField"
    collisions = {
        "one_current_target": _("Chỉ tiêu này vừa được giao cho đơn vị ấy; hãy mở chỉ tiêu đó mà điều chỉnh."),
        "each_target_version_once": _("Chỉ tiêu vừa được người khác điều chỉnh; hãy tải lại trang."),
    }

    def ready(self) -> None:
        post_migrate.connect(_load_reference, sender=self)


def _load_reference(**_kwargs: object) -> None:
    from congdoan.indicators import reference

    reference.load()
