"""Openings of what is kept closed are noted with their purpose."""

from django.db import migrations, models

import congdoan.foundation.keys


class Migration(migrations.Migration):
    dependencies = [("accounts", "0003_notices_read_in_the_readers_language")]

    operations = [
        migrations.CreateModel(
            name="Disclosure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "key",
                    models.CharField(
                        default=congdoan.foundation.keys.new_key, editable=False, max_length=10, unique=True
                    ),
                ),
                ("person_key", models.CharField(max_length=10)),
                ("what", models.CharField(max_length=200)),
                ("purpose", models.CharField(max_length=300)),
                ("opened_by", models.CharField(max_length=120)),
                ("opened_by_name", models.CharField(max_length=200)),
                ("opened_in", models.CharField(blank=True, max_length=40)),
                ("opened_at", models.DateTimeField()),
            ],
            options={
                "ordering": ["-opened_at", "-id"],
                "indexes": [
                    models.Index(fields=["person_key", "-opened_at"], name="disclosure_by_person"),
                    models.Index(fields=["opened_by", "-opened_at"], name="disclosure_by_opener"),
                ],
            },
        ),
    ]
