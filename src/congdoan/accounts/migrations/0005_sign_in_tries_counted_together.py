"""Tries at signing in are counted for all processes together."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0004_disclosures")]

    operations = [
        migrations.CreateModel(
            name="SignInTries",
            fields=[
                ("digest", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("count", models.FloatField()),
                ("at", models.DateTimeField(db_index=True)),
            ],
        ),
    ]
