"""How high an own rate may be is said by a dated parameter; the table only knows that a rate is a part of the whole."""

from django.db import migrations, models
from django.db.models import Q


def _sane(most: int) -> models.CheckConstraint:
    condition = Q(("own_rate__isnull", True), Q(("own_rate__gt", 0), ("own_rate__lte", most)), _connector="OR")
    return models.CheckConstraint(condition=condition, name="a_rate_is_sane")


class Migration(migrations.Migration):
    dependencies = [("dues", "0002_assessment_heir")]

    operations = [
        migrations.RemoveConstraint(model_name="scheme", name="a_rate_is_sane"),
        migrations.AddConstraint(model_name="scheme", constraint=_sane(10_000)),
    ]
