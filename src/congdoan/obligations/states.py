"""The closed lists of the room: where a duty comes from, how often it returns, where an obligation stands."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Origin(models.TextChoices):
    CLAUSE = "clause", _("mục của văn bản")
    CONCLUSION = "conclusion", _("kết luận hội nghị")
    PROMISE = "promise", _("lời hứa khi trả lời")
    RECOMMENDATION = "recommendation", _("kiến nghị sau kiểm tra")
    SPOKEN = "spoken", _("giao miệng")


class DutyState(models.TextChoices):
    PROPOSED = "proposed", _("đề xuất")
    ACCEPTED = "accepted", _("đã nhận")
    REJECTED = "rejected", _("đã bỏ")


class Recurrence(models.TextChoices):
    ONCE = "once", _("một lần")
    MONTHLY = "monthly", _("hằng tháng")
    QUARTERLY = "quarterly", _("hằng quý")
    HALF_YEARLY = "half_yearly", _("6 tháng")
    YEARLY = "yearly", _("hằng năm")


class ObligationState(models.TextChoices):
    DELIVERED = "delivered", _("Chưa tiếp nhận")
    OPENED = "opened", _("Đã mở")
    ACKNOWLEDGED = "acknowledged", _("Đã tiếp nhận")
    IN_PROGRESS = "in_progress", _("Đang làm")
    DONE = "done", _("Xong")
    VERIFIED = "verified", _("Đã xác nhận")
    RETURNED = "returned", _("Trả lại")
    WAIVED = "waived", _("Được miễn")
