from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ObligationsConfig(AppConfig):
    name = "congdoan.obligations"
    label = "obligations"
    default_auto_field = "django.db.models.BigAutoField"
    collisions = {
        "laid_once_on_a_body": _("Nhiệm vụ này vừa được giao cho đơn vị ấy rồi."),
        "one_reminder_a_duty_and_day": _("Hôm nay đã nhắc nhiệm vụ này rồi."),
        "one_nil_return_a_period": _("Kỳ này đã trả lời “không phát sinh”."),
    }
