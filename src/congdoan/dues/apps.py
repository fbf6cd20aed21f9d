from django.apps import AppConfig
from django.db.models.signals import post_migrate


class DuesConfig(AppConfig):
    name = "congdoan.dues"
    label = "dues"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        post_migrate.connect(_load_reference, sender=self)


def _load_reference(**_kwargs: object) -> None:
    from congdoan.dues import reference

    reference.load()
