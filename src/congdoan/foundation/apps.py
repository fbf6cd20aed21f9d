from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class FoundationConfig(AppConfig):
    name = "congdoan.foundation"
    label = "foundation"
    default_auto_field = "django.db.models.BigAutoField"
    collisions = {
        "parameter_once_a_period": _(
            "Tham số này đã có giá trị từ đúng ngày ấy; hãy mở lại trang tham số rồi sửa tiếp."
        ),
    }
    never_collide = {
        "measure_has_one_owning_room": "reference data, laid in by the program",
        "facet_once_a_measure": "reference data, laid in by the program",
    }

    def ready(self) -> None:
        post_migrate.connect(_load_reference, sender=self)


def _load_reference(**_kwargs: object) -> None:
    from congdoan.foundation import reference

    reference.load()
