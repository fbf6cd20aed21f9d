"""What help there is: programmes as data. Their dated rules are parameters (`cases.rules.<programme>`)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from congdoan.foundation.naming import in_readers_language


class Family(models.TextChoices):
    GRANT = "grant", _("thăm hỏi, trợ cấp")
    GIFT = "gift", _("tặng quà theo đợt")
    HOUSING = "housing", _("nhà ở")


class Programme(models.Model):
    """A programme of support. `purpose` is what its money counts under in the funds, and the facet of its people.

    `public_name` stands wherever the reader does not belong to those who decide: it tells of no illness. `categories`
    and `asks` are what the form offers: `[{code, name, name_en}]` and names of facts.
    """

    code = models.CharField(max_length=30, primary_key=True)
    name = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120)
    public_name = models.CharField(max_length=120)
    public_name_en = models.CharField(max_length=120)
    family = models.CharField(max_length=7, choices=Family)
    purpose = models.CharField(max_length=30)
    is_sensitive = models.BooleanField(default=False)
    needs_survey = models.BooleanField(default=False)
    each_level_may = models.BooleanField(default=True)
    gives_in_rounds = models.BooleanField(default=False)
    follow_up_days = models.PositiveSmallIntegerField(default=0)
    categories = models.JSONField(default=list)
    asks = models.JSONField(default=list, blank=True)
    ordinal = models.PositiveSmallIntegerField(default=10)
    is_active = models.BooleanField(default=True)

    class Meta:
        ordering = ["ordinal"]

    def __str__(self) -> str:
        return in_readers_language(self.name, self.name_en)

    @property
    def in_public(self) -> str:
        """What may be said of it to anyone."""
        return in_readers_language(self.public_name, self.public_name_en)

    @property
    def is_for_children(self) -> bool:
        """Whether its gifts go to workers' children: the child receives, the parent is whom the help counts for."""
        return self.purpose == "study"

    def category_name(self, code: str) -> str:
        """The category's name; the code itself for one no longer listed."""
        found = next((row for row in self.categories if row["code"] == code), None)
        return in_readers_language(found["name"], found["name_en"]) if found else code
