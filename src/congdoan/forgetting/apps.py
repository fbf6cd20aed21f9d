from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class ForgettingConfig(AppConfig):
    name = "congdoan.forgetting"
    label = "forgetting"
    default_auto_field = "django.db.models.BigAutoField"
    collisions = {
        "one_request_to_forget_at_a_time": _("Người này đang có một đề nghị xóa thông tin chưa giải quyết."),
    }

    def ready(self) -> None:
        post_migrate.connect(_load_reference, sender=self)


def _load_reference(**_kwargs: object) -> None:
    from congdoan.forgetting import reference

    reference.load()
