from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("foundation", "0005_files_destroyed")]

    operations = [
        migrations.AddField(
            model_name="parameter",
            name="verified_by",
            field=models.CharField(blank=True, default="", max_length=120),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="parameter",
            name="verified_by_name",
            field=models.CharField(blank=True, default="", max_length=200),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="parameter",
            name="verified_on",
            field=models.DateField(blank=True, null=True),
        ),
    ]
