import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("reports", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="KeptNumber",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("words", models.CharField(max_length=200)),
                ("reason", models.CharField(max_length=400)),
                ("kept_at", models.DateTimeField()),
                ("kept_by", models.CharField(max_length=120)),
                ("kept_by_name", models.CharField(max_length=200)),
                (
                    "block",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="kept_numbers", to="reports.block"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("block", "words"), name="a_number_is_kept_once_a_block")
                ],
            },
        ),
    ]
