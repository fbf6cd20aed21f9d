from django.db import migrations, models


class Migration(migrations.Migration):
    """Each issue keeps its share of what the lot is worth."""

    dependencies = [("goods", "0002_stock_guard")]

    operations = [
        migrations.AddField(model_name="goodsissue", name="worth_vnd", field=models.BigIntegerField(default=0)),
    ]
