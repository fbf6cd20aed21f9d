from django.apps import AppConfig
from django.db.models.signals import post_migrate


class GoodsConfig(AppConfig):
    name = "congdoan.goods"
    label = "goods"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        post_migrate.connect(_load_reference, sender=self)


def _load_reference(**_kwargs: object) -> None:
    from congdoan.goods import reference

    reference.load()
