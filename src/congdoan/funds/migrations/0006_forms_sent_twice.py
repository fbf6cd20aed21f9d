"""A form that moves money names itself, so that a second sending is known for what it is."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("funds", "0005_reservation_settled_at")]

    operations = [
        migrations.AddField(
            model_name="voucher",
            name="client_token",
            field=models.CharField(blank=True, editable=False, max_length=40, default=""),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="postingset",
            name="client_token",
            field=models.CharField(blank=True, editable=False, max_length=40, default=""),
            preserve_default=False,
        ),
        migrations.AddConstraint(
            model_name="voucher",
            constraint=models.UniqueConstraint(
                condition=~Q(client_token=""),
                fields=["unit", "client_token"],
                name="a_form_sent_twice_is_one_voucher",
            ),
        ),
        migrations.AddConstraint(
            model_name="postingset",
            constraint=models.UniqueConstraint(
                condition=~Q(client_token=""), fields=["fund", "client_token"], name="a_form_sent_twice_is_one_move"
            ),
        ),
    ]
