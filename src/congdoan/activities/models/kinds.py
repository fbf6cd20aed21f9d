"""Kinds of acts, as data: which short form each uses and what it may count."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from congdoan.foundation.models import Measure
from congdoan.foundation.naming import in_readers_language


class ActForm(models.TextChoices):
    GENERAL = "general", _("chung")
    CONFERENCE = "conference", _("hội nghị")
    SITTING = "sitting", _("tuyên truyền, học tập")
    TEAM = "team", _("tổ thường trực")
    SITUATION = "situation", _("tình hình")
    INSPECTION = "inspection", _("kiểm tra, giám sát")


class ActKind(models.Model):
    """A kind of act: which short form it uses and what may be counted in it. Kinds are data."""

    code = models.CharField(max_length=40, primary_key=True)
    name = models.CharField(max_length=160)
    name_en = models.CharField(max_length=160)
    form = models.CharField(max_length=10, choices=ActForm, default=ActForm.GENERAL)
    ordinal = models.PositiveSmallIntegerField(default=100)
    is_active = models.BooleanField(default=True)

    class Meta:
        ordering = ["ordinal", "name"]

    def __str__(self) -> str:
        return in_readers_language(self.name, self.name_en)


class CountableIn(models.Model):
    """A measure that acts of a kind may count, in the order the form shows them.

    For a kind that forms a standing team, `part` says which measure counts the team and which its members.
    """

    kind = models.ForeignKey(ActKind, on_delete=models.CASCADE, related_name="countables")
    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="+")
    ordinal = models.PositiveSmallIntegerField(default=1)
    default = models.PositiveIntegerField(null=True, blank=True)
    part = models.CharField(max_length=7, choices=[("team", _("số tổ")), ("members", _("số thành viên"))], blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "measure"], name="a_kind_counts_a_measure_once")]
        ordering = ["ordinal"]
