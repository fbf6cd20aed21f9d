from django.apps import AppConfig
from django.db.models.signals import post_migrate


class ForgettingConfig(AppConfig):
    name = "congdoan.forgetting"
    label = "forgetting"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        post_migrate.connect(_load_reference, sender=self)


def _load_reference(**_kwargs: object) -> None:
    from congdoan.forgetting import reference

    reference.load()
