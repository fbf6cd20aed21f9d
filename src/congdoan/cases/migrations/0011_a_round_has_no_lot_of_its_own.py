from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("cases", "0010_one_lot_is_a_thing_of_the_gift")]

    operations = [
        migrations.RemoveConstraint(model_name="round", name="goods_of_a_gift_are_counted"),
        migrations.RemoveField(model_name="round", name="goods_lot"),
        migrations.RemoveField(model_name="round", name="goods_each"),
    ]
