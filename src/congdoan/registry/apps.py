from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class RegistryConfig(AppConfig):
    name = "congdoan.registry"
    label = "registry"
    default_auto_field = "django.db.models.BigAutoField"
    collisions = {
        "one_paper_an_issuer_symbol_and_day": _(
            "Văn bản cùng nơi ban hành, số ký hiệu và ngày vừa được vào sổ; hãy tìm văn bản đó."
        ),
        "delivered_once_to_a_body": _("Văn bản này vừa được gửi tới nơi ấy rồi."),
        "one_series_a_type_and_scope": _("Sổ này vừa được mở; hãy dùng sổ đó."),
        "no_number_twice": _("Số này vừa được lấy; hãy làm lại để lấy số tiếp theo."),
        "one_number_a_paper_and_book": _("Văn bản này đã có số trong sổ."),
    }

    def ready(self) -> None:
        post_migrate.connect(_load_reference, sender=self)


def _load_reference(**_kwargs: object) -> None:
    from congdoan.registry import reference

    reference.load()
