"""A stored file can be destroyed: its row stays, its bytes go."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("foundation", "0004_work_under_way")]

    operations = [
        migrations.AddField(
            model_name="storedfile", name="destroyed_at", field=models.DateTimeField(blank=True, null=True)
        ),
        migrations.AddIndex(
            model_name="storedfile",
            index=models.Index(
                condition=models.Q(("destroyed_at__isnull", False), models.Q(("digest", ""), _negated=True)),
                fields=["id"],
                name="file_being_destroyed",
            ),
        ),
    ]
