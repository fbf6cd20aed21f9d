"""Teams that stand for a time, and how they changed."""

from django.db import models
from django.db.models import F, Q

from congdoan.activities.models.acts import Act
from congdoan.activities.models.kinds import ActKind
from congdoan.foundation.keys import new_key
from congdoan.organisation.models import Unit


class StandingTeam(models.Model):
    """A team that stands for a time (a Covid safety team): its members and since when it is active.

    Its founding act and each change are journal entries of a stock, so how many stood on a day can always be asked.
    `heir_of` is the team it continues after its unit was reorganised.
    """

    key = models.CharField(max_length=10, unique=True, default=new_key, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="teams")
    kind = models.ForeignKey(ActKind, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    members = models.PositiveSmallIntegerField()
    active_since = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    act = models.ForeignKey(Act, on_delete=models.PROTECT, null=True, blank=True, related_name="teams")
    heir_of = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="heirs")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("active_since")),
                name="a_team_ends_after_it_begins",
            )
        ]
        ordering = ["unit_id", "active_since", "id"]

    @property
    def source(self) -> str:
        """What the journal's entries of this team carry as their source, apart from those of its founding act."""
        return f"team:{self.key}"


class TeamChange(models.Model):
    """The members of a team changed, or it ended (`members_after` 0), on a day and for a reason."""

    team = models.ForeignKey(StandingTeam, on_delete=models.CASCADE, related_name="changes")
    on = models.DateField()
    members_before = models.PositiveSmallIntegerField()
    members_after = models.PositiveSmallIntegerField()
    reason = models.CharField(max_length=300)
    at = models.DateTimeField()
    by = models.CharField(max_length=120)
    by_name = models.CharField(max_length=200)

    class Meta:
        ordering = ["on", "id"]
