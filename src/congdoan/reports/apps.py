from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReportsConfig(AppConfig):
    name = "congdoan.reports"
    label = "reports"
    default_auto_field = "django.db.models.BigAutoField"
    collisions = {
        "one_form_an_occurrence": _("Kỳ này vừa có mẫu báo cáo; hãy tải lại trang."),
        "one_report_a_unit_and_request": _("Báo cáo này vừa được mở; hãy tải lại trang."),
        "a_token_once_a_report": _("Số liệu này vừa được đặt vào báo cáo; hãy tải lại trang."),
        "a_number_is_kept_once_a_block": _("Số này đã được giữ nguyên như lời viết."),
    }
