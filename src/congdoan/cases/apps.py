from django.apps import AppConfig
from django.db.models.signals import post_migrate


class CasesConfig(AppConfig):
    name = "congdoan.cases"
    label = "cases"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        post_migrate.connect(_load_reference, sender=self)


def _load_reference(**_kwargs: object) -> None:
    from congdoan.cases import reference

    reference.load()
