from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class OrganisationConfig(AppConfig):
    name = "congdoan.organisation"
    label = "organisation"
    default_auto_field = "django.db.models.BigAutoField"
    collisions = {
        "one_name_a_day": _("Đơn vị vừa được người khác đổi tên từ ngày ấy; hãy tải lại trang."),
        "one_place_a_day": _("Nơi ghi trên văn bản của đơn vị vừa được người khác đổi; hãy tải lại trang."),
        "one_level_a_day": _("Cấp của đơn vị vừa được người khác đổi; hãy tải lại trang."),
        "one_parent_a_line_a_day": _("Đơn vị vừa được người khác chuyển chỗ trong cây tổ chức; hãy tải lại trang."),
        "organisation_body_code": _("Mã đơn vị này đã có nơi khác dùng; hãy chọn mã khác."),
    }

    def ready(self) -> None:
        post_migrate.connect(_load_reference, sender=self)


def _load_reference(**_kwargs: object) -> None:
    from congdoan.organisation import reference

    reference.load()
