"""The states of a case, shared by its rows, its rules and its screens."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class CaseState(models.TextChoices):
    RECEIVED = "received", _("mới tiếp nhận")
    EXAMINED = "examined", _("đã khảo sát")
    PROPOSED = "proposed", _("chờ duyệt")
    APPROVED = "approved", _("đã duyệt, chờ trao")
    DONE = "done", _("đã trao")
    FOLLOWED_UP = "followed_up", _("đã thăm lại")
    REFUSED = "refused", _("không duyệt")
    CANCELLED = "cancelled", _("đã hủy")
