"""The database itself keeps the stock: what a lot gave out is the sum of its issues, and nothing given is forgotten."""

from django.db import migrations

KEEP = """
CREATE FUNCTION goods_keep_stock() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE before integer := 0; after integer := 0;
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF NEW.lot_id <> OLD.lot_id OR NEW.quantity <> OLD.quantity OR NEW.kind <> OLD.kind
       OR (OLD.undone_on IS NOT NULL AND NEW.undone_on IS NULL) THEN
      RAISE EXCEPTION 'an issue keeps its lot, kind and quantity, and stays undone' USING ERRCODE = 'restrict_violation';
    END IF;
    before := CASE WHEN OLD.undone_on IS NULL THEN OLD.quantity ELSE 0 END;
  END IF;
  after := CASE WHEN NEW.undone_on IS NULL THEN NEW.quantity ELSE 0 END;
  IF before <> after THEN
    UPDATE goods_goodslot SET given_out = given_out + after - before WHERE id = NEW.lot_id;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER goods_stock AFTER INSERT OR UPDATE ON goods_goodsissue
  FOR EACH ROW EXECUTE FUNCTION goods_keep_stock();
CREATE FUNCTION goods_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% of % is refused: undo the issue, take the lot back', TG_OP, TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER goods_issue_kept BEFORE DELETE OR TRUNCATE ON goods_goodsissue
  FOR EACH STATEMENT EXECUTE FUNCTION goods_refuse();
CREATE TRIGGER goods_lot_kept BEFORE DELETE OR TRUNCATE ON goods_goodslot
  FOR EACH STATEMENT EXECUTE FUNCTION goods_refuse();
"""
DROP = """
DROP TRIGGER goods_lot_kept ON goods_goodslot;
DROP TRIGGER goods_issue_kept ON goods_goodsissue;
DROP TRIGGER goods_stock ON goods_goodsissue;
DROP FUNCTION goods_refuse();
DROP FUNCTION goods_keep_stock();
"""


class Migration(migrations.Migration):
    dependencies = [("goods", "0001_initial")]
    operations = [migrations.RunSQL(KEEP, DROP)]
