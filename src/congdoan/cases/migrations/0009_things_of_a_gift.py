import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """A gift may be of several things: rice, oil, noodles."""

    dependencies = [
        ("cases", "0008_own_rules_were_compared_by_nobody"),
        ("goods", "0002_stock_guard"),
    ]

    operations = [
        migrations.CreateModel(
            name="ParcelItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("each", models.PositiveIntegerField()),
                (
                    "lot",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="parcel_items", to="goods.goodslot"
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="parcel", to="cases.round"
                    ),
                ),
            ],
            options={"ordering": ["id"]},
        ),
        migrations.AddConstraint(
            model_name="parcelitem",
            constraint=models.UniqueConstraint(fields=("round", "lot"), name="a_lot_goes_into_a_gift_once"),
        ),
        migrations.AddConstraint(
            model_name="parcelitem",
            constraint=models.CheckConstraint(condition=models.Q(("each__gt", 0)), name="things_of_a_gift_are_counted"),
        ),
    ]
