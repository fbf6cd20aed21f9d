from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NarrativesConfig(AppConfig):
    name = "congdoan.narratives"
    label = "narratives"
    default_auto_field = "django.db.models.BigAutoField"
    collisions = {
        "each_wording_once": _("Có người vừa lưu lời văn này; hãy tải lại trang."),
        "each_claim_has_its_number": _("Có người vừa đánh dấu một số liệu trong bài; hãy tải lại trang."),
    }
