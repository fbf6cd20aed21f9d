from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("narratives", "0001_initial")]

    operations = [
        migrations.AddField(model_name="claim", name="is_marked", field=models.BooleanField(default=False)),
        migrations.AddField(model_name="claim", name="read_then", field=models.JSONField(blank=True, null=True)),
        migrations.AddField(
            model_name="claim", name="taken_back_at", field=models.DateTimeField(blank=True, null=True)
        ),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.CheckConstraint(
                condition=Q(is_marked=True) | Q(read_then__isnull=True, taken_back_at__isnull=True),
                name="only_a_mark_is_taken_back",
            ),
        ),
    ]
