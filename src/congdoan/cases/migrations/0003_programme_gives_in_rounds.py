from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0002_handed_over_is_settled")]

    operations = [
        migrations.AddField(
            model_name="programme",
            name="gives_in_rounds",
            field=models.BooleanField(default=False),
        ),
    ]
