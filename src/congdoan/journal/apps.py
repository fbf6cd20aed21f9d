from django.apps import AppConfig


class JournalConfig(AppConfig):
    name = "congdoan.journal"
    label = "journal"
    default_auto_field = "django.db.models.BigAutoField"
    never_collide = {
        "one_total_a_day": "written by the folding worker alone, under its lock",
        "one_total_a_month": "written by the folding worker alone, under its lock",
    }
