from django.apps import AppConfig


class Activities(AppConfig):
    name = "congdoan.activities"
    label = "activities"
    default_auto_field = "django.db.models.BigAutoField"
