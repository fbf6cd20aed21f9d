from django.db import migrations

AS_THINGS = """
INSERT INTO cases_parcelitem (round_id, lot_id, "each")
SELECT id, goods_lot_id, goods_each FROM cases_round WHERE goods_lot_id IS NOT NULL;
"""
AS_ONE_LOT = """
UPDATE cases_round r SET goods_lot_id = i.lot_id, goods_each = i."each"
  FROM (SELECT DISTINCT ON (round_id) round_id, lot_id, "each" FROM cases_parcelitem ORDER BY round_id, id) i
 WHERE i.round_id = r.id;
"""


class Migration(migrations.Migration):
    """The one lot a round drew on is a thing of its gifts. Backwards, of several only the first is kept."""

    dependencies = [("cases", "0009_things_of_a_gift")]
    operations = [migrations.RunSQL(AS_THINGS, AS_ONE_LOT)]
