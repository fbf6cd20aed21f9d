from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "congdoan.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"
    collisions = {
        "accounts_user_username": _("Tên đăng nhập này vừa có người dùng; hãy chọn tên khác."),
    }
    never_collide = {
        "a_form_is_sent_once": "caught where the form is looked up: the second is led where the first led",
    }
