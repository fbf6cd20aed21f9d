"""A body may date its papers from another place from a day on; what it dated before keeps its own."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("organisation", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="BodyPlace",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("cited_symbol", models.CharField(blank=True, max_length=80)),
                ("cited_date", models.DateField(blank=True, null=True)),
                ("cited_issuer", models.CharField(blank=True, max_length=250)),
                ("place", models.CharField(blank=True, max_length=60)),
                ("valid", django.contrib.postgres.fields.ranges.DateRangeField()),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="places", to="organisation.body"
                    ),
                ),
            ],
            options={
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            (
                                models.Func(
                                    models.F("body_id"), models.F("body_id"), models.Value("[]"), function="int8range"
                                ),
                                "&&",
                            ),
                            (models.F("valid"), "&&"),
                        ],
                        name="one_place_a_day",
                        violation_error_code="overlap",
                    )
                ],
            },
        ),
    ]
