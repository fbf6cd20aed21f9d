"""The money of a unit's gifts is settled from the first one handed over: no payment of it is reversed while one stands."""

from django.db import migrations

SETTLE = """
UPDATE funds_reservation r SET settled_at = g.at
  FROM (
    SELECT 'quota:' || q.key AS source, max(h.at) AS at
      FROM cases_quota q
      JOIN cases_supportcase c ON c.round_id = q.round_id AND c.asked_unit_id = q.unit_id
      JOIN cases_handover h ON h.case_id = c.id AND h.undone_at IS NULL
     GROUP BY 1
  ) g
 WHERE r.source = g.source AND r.settled_at IS NULL
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0004_goods_of_a_round"), ("funds", "0008_payees_forgotten")]

    operations = [migrations.RunSQL(SETTLE, migrations.RunSQL.noop)]
