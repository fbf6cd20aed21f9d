"""The database itself keeps the journal: nothing is changed, everything counts somewhere, nothing is counted by two writers."""

from django.db import migrations

REFUSE = """
CREATE FUNCTION journal_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'journal_entry is append-only: % is refused; append a reversing entry', TG_OP USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER journal_no_update BEFORE UPDATE ON journal_entry FOR EACH STATEMENT EXECUTE FUNCTION journal_refuse();
CREATE TRIGGER journal_no_delete BEFORE DELETE ON journal_entry FOR EACH STATEMENT EXECUTE FUNCTION journal_refuse();
CREATE TRIGGER journal_no_truncate BEFORE TRUNCATE ON journal_entry FOR EACH STATEMENT EXECUTE FUNCTION journal_refuse();
"""
UNREFUSE = """
DROP TRIGGER journal_no_truncate ON journal_entry;
DROP TRIGGER journal_no_delete ON journal_entry;
DROP TRIGGER journal_no_update ON journal_entry;
DROP FUNCTION journal_refuse();
"""

# One owning room a measure and one closed list of facets, held by foreign keys rather than by good intentions.
OWNED = """
ALTER TABLE journal_entry ADD CONSTRAINT entry_written_by_the_owning_room
  FOREIGN KEY (measure_id, room) REFERENCES foundation_measure (code, room);
ALTER TABLE journal_entry ADD CONSTRAINT entry_facet_is_on_the_list
  FOREIGN KEY (measure_id, facet) REFERENCES foundation_measurefacet (measure_id, code);
"""
UNOWNED = """
ALTER TABLE journal_entry DROP CONSTRAINT entry_facet_is_on_the_list;
ALTER TABLE journal_entry DROP CONSTRAINT entry_written_by_the_owning_room;
"""

# 7101 is the journal's lock: appending shares it, freezing and re-placing take it alone.
POSITION = """
CREATE FUNCTION journal_share_position() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock_shared(7101);
  RETURN NULL;
END $$;
CREATE TRIGGER journal_a_position BEFORE INSERT ON journal_entry FOR EACH STATEMENT EXECUTE FUNCTION journal_share_position();
"""
UNPOSITION = """
DROP TRIGGER journal_a_position ON journal_entry;
DROP FUNCTION journal_share_position();
"""

MIRROR = """
CREATE FUNCTION journal_check_mirror() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE wrong bigint;
BEGIN
  SELECT e.id INTO wrong FROM new_entries e JOIN journal_entry o ON o.id = e.reverses_id
   WHERE (e.unit_id, e.for_unit_id, e.measure_id, e.facet, e.lane, e.bound, -e.quantity, e.occurred_on)
         IS DISTINCT FROM (o.unit_id, o.for_unit_id, o.measure_id, o.facet, o.lane, o.bound, o.quantity, o.occurred_on)
      OR e.person_key IS DISTINCT FROM o.person_key OR o.reverses_id IS NOT NULL
   LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'entry % does not mirror the entry it reverses', wrong USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER journal_b_mirror AFTER INSERT ON journal_entry
  REFERENCING NEW TABLE AS new_entries FOR EACH STATEMENT EXECUTE FUNCTION journal_check_mirror();
"""
UNMIRROR = """
DROP TRIGGER journal_b_mirror ON journal_entry;
DROP FUNCTION journal_check_mirror();
"""

# Totals are kept for the units strictly above a fact; a unit's own facts are read from the entries by index.
DELTA = """
CREATE FUNCTION journal_append_deltas() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE command bigint; placed bigint; appended bigint;
BEGIN
  SELECT id INTO command FROM organisation_line WHERE code = 'command';
  WITH standing AS (
    SELECT c.ancestor_id, c.depth, e.measure_id, e.facet, e.lane, e.bound, e.occurred_on, e.quantity,
           CASE WHEN e.reverses_id IS NULL THEN 1 ELSE -1 END AS entry
      FROM new_entries e
      JOIN organisation_closure c ON c.unit_id = e.unit_id AND c.line_id = command AND c.valid @> e.occurred_on
  ), deltas AS (
    INSERT INTO journal_delta (node_id, measure_id, facet, lane, bound, day, entries, quantity)
    SELECT ancestor_id, measure_id, facet, lane, bound, occurred_on, sum(entry), sum(quantity)
      FROM standing WHERE depth > 0 GROUP BY 1, 2, 3, 4, 5, 6
  )
  SELECT count(*) FROM standing WHERE depth = 0 INTO placed;
  SELECT count(*) FROM new_entries INTO appended;
  IF placed <> appended THEN
    RAISE EXCEPTION 'an entry happened on a day its unit stood nowhere in the organisation' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER journal_c_deltas AFTER INSERT ON journal_entry
  REFERENCING NEW TABLE AS new_entries FOR EACH STATEMENT EXECUTE FUNCTION journal_append_deltas();
ALTER TABLE journal_delta SET (autovacuum_vacuum_threshold = 2000, autovacuum_vacuum_scale_factor = 0);
"""
UNDELTA = """
DROP TRIGGER journal_c_deltas ON journal_entry;
DROP FUNCTION journal_append_deltas();
"""


class Migration(migrations.Migration):
    dependencies = [("journal", "0001_initial"), ("organisation", "0001_initial"), ("foundation", "0001_initial")]

    operations = [
        migrations.RunSQL(REFUSE, UNREFUSE),
        migrations.RunSQL(OWNED, UNOWNED),
        migrations.RunSQL(POSITION, UNPOSITION),
        migrations.RunSQL(MIRROR, UNMIRROR),
        migrations.RunSQL(DELTA, UNDELTA),
    ]
