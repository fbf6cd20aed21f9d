"""Whom a voucher paid may be forgotten: what is read openly at once, the sealed name once the books need not keep it.

Nothing else of a voucher changes by it, and of its set of postings only the words.
"""

from django.db import migrations, models

# As in 0007_payees_stay, with the two days of forgetting. `starting`: the payee asked to be forgotten, so the day until
# which the name is kept is written and what anyone reads says nobody's name. `ending`: the sealed name is destroyed, once.
KEPT = """
CREATE OR REPLACE FUNCTION funds_keep_voucher() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  nobody CONSTANT text := 'Người đã được xóa thông tin';
  starting boolean := OLD.payee_kept_until IS NULL AND NEW.payee_kept_until IS NOT NULL;
  ending boolean := OLD.payee_forgotten_on IS NULL AND NEW.payee_forgotten_on IS NOT NULL;
BEGIN
  IF (NEW.series_id, NEW.number, NEW.unit_id, NEW.fund_id, NEW.kind, NEW.method, NEW.amount_vnd,
      NEW.prepared_by, NEW.prepared_on, NEW.client_token)
     IS DISTINCT FROM (OLD.series_id, OLD.number, OLD.unit_id, OLD.fund_id, OLD.kind, OLD.method, OLD.amount_vnd,
      OLD.prepared_by, OLD.prepared_on, OLD.client_token)
     OR NEW.counterparty IS DISTINCT FROM OLD.counterparty AND NOT ((starting OR ending) AND NEW.counterparty = nobody)
     OR NEW.memo IS DISTINCT FROM OLD.memo AND NOT (starting OR ending)
     OR (NEW.payee, NEW.payee_account, NEW.payee_bank) IS DISTINCT FROM (OLD.payee, OLD.payee_account, OLD.payee_bank)
        AND NOT (ending AND NEW.payee = '' AND NEW.payee_account = '' AND NEW.payee_bank = '')
        AND NOT (NEW.payee_bank = OLD.payee_bank
                 AND coalesce(current_setting('congdoan.sealing_anew', true), '') = 'yes')
     OR NEW.reservation_id IS DISTINCT FROM OLD.reservation_id OR NEW.lot_id IS DISTINCT FROM OLD.lot_id
     OR OLD.approved_by <> '' AND NEW.approved_by <> OLD.approved_by
     OR OLD.paid_by <> '' AND (NEW.paid_by, NEW.paid_on) IS DISTINCT FROM (OLD.paid_by, OLD.paid_on) THEN
    RAISE EXCEPTION 'a voucher is not rewritten; cancel or reverse it' USING ERRCODE = 'restrict_violation';
  END IF;
  IF OLD.payee_kept_until IS NOT NULL AND NEW.payee_kept_until IS DISTINCT FROM OLD.payee_kept_until
     OR OLD.payee_forgotten_on IS NOT NULL AND NEW.payee_forgotten_on IS DISTINCT FROM OLD.payee_forgotten_on THEN
    RAISE EXCEPTION 'the days a payee is kept until and was forgotten on stay' USING ERRCODE = 'restrict_violation';
  END IF;
  IF (starting OR ending) AND (OLD.kind <> 'payment' OR OLD.state IN ('prepared', 'approved')) THEN
    RAISE EXCEPTION 'a voucher under way keeps its payee' USING ERRCODE = 'restrict_violation';
  END IF;
  IF ending AND OLD.state <> 'cancelled'
     AND (NEW.payee_kept_until IS NULL OR NEW.payee_forgotten_on < NEW.payee_kept_until) THEN
    RAISE EXCEPTION 'the books keep this payee until %', NEW.payee_kept_until USING ERRCODE = 'restrict_violation';
  END IF;
  IF NEW.state <> OLD.state AND OLD.state || '>' || NEW.state NOT IN
     ('prepared>approved', 'prepared>cancelled', 'approved>paid', 'approved>cancelled', 'paid>reversed') THEN
    RAISE EXCEPTION 'a voucher does not go from % to %', OLD.state, NEW.state USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
"""
AS_BEFORE = """
CREATE OR REPLACE FUNCTION funds_keep_voucher() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.series_id, NEW.number, NEW.unit_id, NEW.fund_id, NEW.kind, NEW.method, NEW.amount_vnd, NEW.counterparty,
      NEW.prepared_by, NEW.prepared_on)
     IS DISTINCT FROM (OLD.series_id, OLD.number, OLD.unit_id, OLD.fund_id, OLD.kind, OLD.method, OLD.amount_vnd,
      OLD.counterparty, OLD.prepared_by, OLD.prepared_on)
     OR (NEW.payee_bank, NEW.memo, NEW.client_token) IS DISTINCT FROM (OLD.payee_bank, OLD.memo, OLD.client_token)
     OR (NEW.payee, NEW.payee_account) IS DISTINCT FROM (OLD.payee, OLD.payee_account)
        AND coalesce(current_setting('congdoan.sealing_anew', true), '') <> 'yes'
     OR NEW.reservation_id IS DISTINCT FROM OLD.reservation_id OR NEW.lot_id IS DISTINCT FROM OLD.lot_id
     OR OLD.approved_by <> '' AND NEW.approved_by <> OLD.approved_by
     OR OLD.paid_by <> '' AND (NEW.paid_by, NEW.paid_on) IS DISTINCT FROM (OLD.paid_by, OLD.paid_on) THEN
    RAISE EXCEPTION 'a voucher is not rewritten; cancel or reverse it' USING ERRCODE = 'restrict_violation';
  END IF;
  IF NEW.state <> OLD.state AND OLD.state || '>' || NEW.state NOT IN
     ('prepared>approved', 'prepared>cancelled', 'approved>paid', 'approved>cancelled', 'paid>reversed') THEN
    RAISE EXCEPTION 'a voucher does not go from % to %', OLD.state, NEW.state USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
"""

# A set of postings stays refused every change but one: its words, where its voucher's payee is to be forgotten.
WORDS = """
CREATE FUNCTION funds_keep_set() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM funds_voucher WHERE id = OLD.voucher_id AND payee_kept_until IS NOT NULL)
     AND NOT EXISTS (SELECT FROM funds_postingset s JOIN funds_voucher v ON v.id = s.voucher_id
                      WHERE s.id = OLD.reverses_id AND v.payee_kept_until IS NOT NULL)
     OR to_jsonb(NEW) - 'memo' IS DISTINCT FROM to_jsonb(OLD) - 'memo' THEN
    RAISE EXCEPTION 'funds_postingset is written once: UPDATE is refused; append a reversal'
      USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
DROP TRIGGER funds_postingset_no_update ON funds_postingset;
CREATE TRIGGER funds_postingset_no_update BEFORE UPDATE ON funds_postingset
  FOR EACH ROW EXECUTE FUNCTION funds_keep_set();
"""
NO_WORDS = """
DROP TRIGGER funds_postingset_no_update ON funds_postingset;
DROP FUNCTION funds_keep_set();
CREATE TRIGGER funds_postingset_no_update BEFORE UPDATE ON funds_postingset
  FOR EACH STATEMENT EXECUTE FUNCTION funds_refuse();
"""


class Migration(migrations.Migration):
    dependencies = [("funds", "0007_payees_stay")]

    operations = [
        migrations.AddField(
            model_name="voucher",
            name="payee_kept_until",
            field=models.DateField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name="voucher",
            name="payee_forgotten_on",
            field=models.DateField(blank=True, editable=False, null=True),
        ),
        migrations.AddIndex(
            model_name="voucher",
            index=models.Index(
                condition=models.Q(("payee_forgotten_on__isnull", True), ("payee_kept_until__isnull", False)),
                fields=["payee_kept_until"],
                name="voucher_to_unname",
            ),
        ),
        migrations.RunSQL(KEPT, AS_BEFORE),
        migrations.RunSQL(WORDS, NO_WORDS),
    ]
