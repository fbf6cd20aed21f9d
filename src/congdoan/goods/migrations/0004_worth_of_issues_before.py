from django.db import migrations

AS_COUNTED = """
WITH so_far AS (
  SELECT i.id, l.worth_vnd, l.quantity AS whole, i.quantity AS part,
         sum(i.quantity) OVER (PARTITION BY i.lot_id ORDER BY i.id) AS out
    FROM goods_goodsissue i JOIN goods_goodslot l ON l.id = i.lot_id
   WHERE i.undone_on IS NULL AND l.worth_vnd IS NOT NULL
), counted AS (
  SELECT source, sum(quantity)::bigint AS worth FROM journal_entry WHERE measure_id = 'goods_given_value' GROUP BY 1
)
UPDATE goods_goodsissue i
   SET worth_vnd = CASE WHEN i.kind IN ('case', 'community') THEN coalesce(c.worth, 0)
                        ELSE s.worth_vnd * s.out / s.whole - s.worth_vnd * (s.out - s.part) / s.whole END
  FROM so_far s LEFT JOIN counted c ON c.source = 'issue:' || (SELECT key FROM goods_goodsissue WHERE id = s.id)
 WHERE i.id = s.id;
"""


class Migration(migrations.Migration):
    """What was counted for an issue is its share; goods sent on or lost get theirs by their turn."""

    dependencies = [("goods", "0003_issue_worth"), ("journal", "0004_entry_since")]
    operations = [migrations.RunSQL(AS_COUNTED, migrations.RunSQL.noop)]
