"""A reported value may speak of a stretch of days: where it begins, and a short way to all that papers said."""

from django.db import migrations, models

MIRROR = """
CREATE OR REPLACE FUNCTION journal_check_mirror() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE wrong bigint;
BEGIN
  SELECT e.id INTO wrong FROM new_entries e JOIN journal_entry o ON o.id = e.reverses_id
   WHERE (e.unit_id, e.for_unit_id, e.measure_id, e.facet, e.lane, e.bound, -e.quantity, e.occurred_on)
         IS DISTINCT FROM (o.unit_id, o.for_unit_id, o.measure_id, o.facet, o.lane, o.bound, o.quantity, o.occurred_on)
      OR e.person_key IS DISTINCT FROM o.person_key OR o.reverses_id IS NOT NULL {more}
   LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'entry % does not mirror the entry it reverses', wrong USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("foundation", "0001_initial"),
        ("journal", "0003_keys_checked_once"),
        ("organisation", "0001_initial"),
    ]

    operations = [
        migrations.AddField(model_name="entry", name="since", field=models.DateField(blank=True, null=True)),
        migrations.AddIndex(
            model_name="entry",
            index=models.Index(
                condition=models.Q(("lane", "reported")), fields=["measure", "unit"], name="entry_from_papers"
            ),
        ),
        migrations.AddConstraint(
            model_name="entry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("since__isnull", True),
                    models.Q(("lane", "reported"), ("since__lte", models.F("occurred_on"))),
                    _connector="OR",
                ),
                name="only_papers_speak_of_a_stretch",
            ),
        ),
        migrations.RunSQL(
            MIRROR.replace("{more}", "OR e.since IS DISTINCT FROM o.since"), MIRROR.replace("{more}", "")
        ),
    ]
