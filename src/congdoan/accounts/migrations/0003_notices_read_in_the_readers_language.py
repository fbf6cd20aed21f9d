from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_accountant_and_cashier")]

    operations = [
        migrations.AddField("notice", "message", models.CharField(blank=True, max_length=500)),
        migrations.AddField("notice", "filled", models.JSONField(blank=True, default=dict)),
    ]
