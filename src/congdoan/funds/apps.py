from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class FundsConfig(AppConfig):
    name = "congdoan.funds"
    label = "funds"
    default_auto_field = "django.db.models.BigAutoField"
    collisions = {
        "one_fund_of_a_name": _("Đơn vị vừa có quỹ mang tên này; hãy mở quỹ đó hoặc đặt tên khác."),
        "one_estimate_a_year": _("Dự toán năm này vừa được lập; hãy tải lại trang rồi sửa tiếp."),
        "one_settlement_a_year": _("Quyết toán năm này vừa được lập; hãy tải lại trang."),
        "a_day_is_closed_once": _("Sổ vừa được khóa đến ngày ấy."),
        "one_voucher_book_a_year": _("Sổ phiếu của năm vừa được mở; hãy làm lại."),
        "a_form_sent_twice_is_one_voucher": _("Phiếu này vừa được ghi; hãy mở danh sách phiếu để xem."),
        "a_form_sent_twice_is_one_move": _("Lần chuyển này vừa được ghi; hãy mở sổ quỹ để xem."),
        "a_voucher_is_booked_once": _("Phiếu này đã được ghi sổ."),
        "a_line_of_the_bank_once": _("Dòng sao kê này đã được nạp."),
    }
    never_collide = {
        "purpose_once_a_stream": "reference data, laid in by the program",
        "origin_once_a_stream": "reference data, laid in by the program",
        "fund_has_one_stream": "there for foreign keys of two columns; the id alone is unique",
        "fund_has_one_unit": "there for foreign keys of two columns; the id alone is unique",
        "lot_has_one_fund": "there for foreign keys of two columns; the id alone is unique",
        "reservation_has_one_fund": "there for foreign keys of two columns; the id alone is unique",
        "voucher_has_one_fund": "there for foreign keys of two columns; the id alone is unique",
        "set_has_one_fund": "there for foreign keys of two columns; the id alone is unique",
        "donor_once_a_place": "written with its lot, once",
        "one_share_of_a_lot": "written with its reservation, once",
        "a_heading_once_an_estimate": "rewritten with its estimate, whose row is locked",
        "an_account_once_a_set": "written with its set, once",
        "a_voucher_number_once": "taken from a locked row",
    }

    def ready(self) -> None:
        post_migrate.connect(_load_reference, sender=self)


def _load_reference(**_kwargs: object) -> None:
    from congdoan.funds import reference

    reference.load()
