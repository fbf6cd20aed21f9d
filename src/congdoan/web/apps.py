from django.apps import AppConfig


class Web(AppConfig):
    name = "congdoan.web"
    label = "web"
    default_auto_field = "django.db.models.BigAutoField"
