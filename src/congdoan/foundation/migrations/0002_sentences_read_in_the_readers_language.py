from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("foundation", "0001_initial")]

    operations = [
        migrations.AddField("auditentry", "message", models.CharField(blank=True, max_length=500)),
        migrations.AddField("auditentry", "filled", models.JSONField(blank=True, default=dict)),
    ]
