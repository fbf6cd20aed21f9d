"""Whom a voucher pays, at which account and for what stays as it was approved; the name is only sealed anew."""

from django.db import migrations

# As in 0002_books_guards, with the sealed name and account, the bank and the words. Sealing with a newer key changes the
# token and not the name: `foundation.sealing.renewing` says so within its own transaction.
KEPT = """
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
AS_BEFORE = """
CREATE OR REPLACE FUNCTION funds_keep_voucher() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.series_id, NEW.number, NEW.unit_id, NEW.fund_id, NEW.kind, NEW.method, NEW.amount_vnd, NEW.counterparty,
      NEW.prepared_by, NEW.prepared_on)
     IS DISTINCT FROM (OLD.series_id, OLD.number, OLD.unit_id, OLD.fund_id, OLD.kind, OLD.method, OLD.amount_vnd,
      OLD.counterparty, OLD.prepared_by, OLD.prepared_on)
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


class Migration(migrations.Migration):
    dependencies = [("funds", "0006_forms_sent_twice")]

    operations = [migrations.RunSQL(KEPT, AS_BEFORE)]
