from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0005_gifts_in_hand_are_settled")]

    operations = [
        migrations.AddField(
            model_name="supportcase",
            name="another_because",
            field=models.TextField(blank=True, default=""),
        ),
        migrations.AddField(
            model_name="supportcase",
            name="blind_citizen_id",
            field=models.CharField(blank=True, db_index=True, editable=False, max_length=64),
        ),
    ]
