"""A closed period keeps how its books stood beside the bank; a line matched says after which closing and, across closed
books, why."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("funds", "0008_payees_forgotten")]

    operations = [
        migrations.AddField("closing", "bank", models.JSONField(default=list)),
        migrations.AddField("statementline", "matched_after", models.BigIntegerField(default=0)),
        migrations.AddField("statementline", "late_because", models.CharField(max_length=300, blank=True, default="")),
    ]
