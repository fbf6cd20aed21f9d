"""The database notes the names of the keys it was sealed with."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("foundation", "0002_sentences_read_in_the_readers_language")]

    operations = [
        migrations.CreateModel(
            name="SealingKey",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=40, unique=True)),
                ("is_blind", models.BooleanField()),
                ("first_used_at", models.DateTimeField()),
            ],
        ),
    ]
