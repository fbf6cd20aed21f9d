"""The money of cases handed over before is settled: no payment of it is reversed while the hand-over stands."""

from django.db import migrations

SETTLE = """
UPDATE funds_reservation r SET settled_at = h.at
  FROM cases_supportcase c JOIN cases_handover h ON h.case_id = c.id AND h.undone_at IS NULL
 WHERE r.source = 'case:' || c.key AND c.round_id IS NULL AND r.settled_at IS NULL
"""
UNSETTLE = "UPDATE funds_reservation SET settled_at = NULL WHERE settled_at IS NOT NULL"


class Migration(migrations.Migration):
    dependencies = [("cases", "0001_initial"), ("funds", "0005_reservation_settled_at")]

    operations = [migrations.RunSQL(SETTLE, UNSETTLE)]
