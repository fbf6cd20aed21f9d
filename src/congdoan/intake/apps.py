from django.apps import AppConfig


class IntakeConfig(AppConfig):
    name = "congdoan.intake"
    label = "intake"
    default_auto_field = "django.db.models.BigAutoField"
    never_collide = {
        "each_file_has_its_number": "numbered in the one transaction that takes the files in",
    }
