from django.apps import AppConfig


class NarrativesConfig(AppConfig):
    name = "congdoan.narratives"
    label = "narratives"
    default_auto_field = "django.db.models.BigAutoField"
