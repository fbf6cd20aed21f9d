from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("funds", "0004_arrivals_taken_back")]

    operations = [
        migrations.AddField(
            model_name="reservation",
            name="settled_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
    ]
