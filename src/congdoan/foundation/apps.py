from django.apps import AppConfig


class Foundation(AppConfig):
    name = "congdoan.foundation"
    label = "foundation"
    default_auto_field = "django.db.models.BigAutoField"
