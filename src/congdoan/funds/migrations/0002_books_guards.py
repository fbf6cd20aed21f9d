"""The database itself keeps the books: streams never mix, sets balance, nothing is changed, closed days stay closed."""

from django.db import migrations

# Money of one fund can only be promised, vouched and booked as money of that fund, of its one stream, in its one unit.
STREAMS = [
    ("funds_lot", "lot_keeps_its_stream", "(fund_id, stream)", "funds_fund (id, stream)"),
    ("funds_lot", "lot_origin_enters_the_stream", "(origin_id, stream)", "funds_originstream (origin_id, stream)"),
    ("funds_reservation", "reservation_keeps_its_stream", "(fund_id, stream)", "funds_fund (id, stream)"),
    (
        "funds_reservation",
        "purpose_draws_on_the_stream",
        "(purpose_id, stream)",
        "funds_purposestream (purpose_id, stream)",
    ),
    ("funds_share", "share_of_the_reservations_fund", "(reservation_id, fund_id)", "funds_reservation (id, fund_id)"),
    ("funds_share", "share_of_the_lots_fund", "(lot_id, fund_id)", "funds_lot (id, fund_id)"),
    ("funds_voucher", "voucher_keeps_its_stream", "(fund_id, stream)", "funds_fund (id, stream)"),
    ("funds_voucher", "voucher_of_the_funds_unit", "(fund_id, unit_id)", "funds_fund (id, unit_id)"),
    (
        "funds_voucher",
        "voucher_of_the_reservations_fund",
        "(reservation_id, fund_id)",
        "funds_reservation (id, fund_id)",
    ),
    ("funds_voucher", "voucher_of_the_lots_fund", "(lot_id, fund_id)", "funds_lot (id, fund_id)"),
    ("funds_remittance", "remittance_keeps_its_stream", "(fund_id, stream)", "funds_fund (id, stream)"),
    (
        "funds_remittance",
        "remittance_of_the_reservations_fund",
        "(reservation_id, fund_id)",
        "funds_reservation (id, fund_id)",
    ),
    ("funds_statementline", "line_matches_its_own_fund", "(matched_id, fund_id)", "funds_postingset (id, fund_id)"),
    ("funds_postingset", "set_keeps_its_stream", "(fund_id, stream)", "funds_fund (id, stream)"),
    ("funds_postingset", "set_of_the_funds_unit", "(fund_id, unit_id)", "funds_fund (id, unit_id)"),
    ("funds_postingset", "set_of_the_vouchers_fund", "(voucher_id, fund_id)", "funds_voucher (id, fund_id)"),
]
ADD = ";\n".join(
    f"ALTER TABLE {table} ADD CONSTRAINT {name} FOREIGN KEY {ours} REFERENCES {theirs}"
    for table, name, ours, theirs in STREAMS
)
DROP = ";\n".join(f"ALTER TABLE {table} DROP CONSTRAINT {name}" for table, name, _ours, _theirs in reversed(STREAMS))

KEPT = ["funds_postingset", "funds_posting", "funds_closing"]
REFUSE = (
    """
CREATE FUNCTION funds_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is written once: % is refused; append a reversal', TG_TABLE_NAME, TG_OP USING ERRCODE = 'restrict_violation';
END $$;
"""
    + "".join(
        f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} FOR EACH STATEMENT EXECUTE FUNCTION funds_refuse();\n"
        for table in KEPT
        for verb in ("UPDATE", "DELETE", "TRUNCATE")
    )
    + "".join(
        f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} FOR EACH STATEMENT EXECUTE FUNCTION funds_refuse();\n"
        for table in ("funds_voucher", "funds_lot", "funds_reservation", "funds_share", "funds_books")
        for verb in ("DELETE", "TRUNCATE")
    )
)
UNREFUSE = "DROP FUNCTION funds_refuse() CASCADE;"

# The row of books is shared by everyone who writes and taken alone by whoever closes: no set slips in behind a closing.
CLOSED = """
CREATE FUNCTION funds_check_open() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE closed date;
BEGIN
  SELECT closed_through INTO closed FROM funds_books WHERE unit_id = NEW.unit_id FOR SHARE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'the unit keeps no books' USING ERRCODE = 'check_violation';
  END IF;
  IF closed >= NEW.booked_on THEN
    RAISE EXCEPTION 'the books are closed through %', closed USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER funds_set_on_an_open_day BEFORE INSERT ON funds_postingset FOR EACH ROW EXECUTE FUNCTION funds_check_open();
CREATE FUNCTION funds_closing_only_forward() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.unit_id <> OLD.unit_id OR OLD.closed_through IS NOT NULL
     AND (NEW.closed_through IS NULL OR NEW.closed_through < OLD.closed_through) THEN
    RAISE EXCEPTION 'books once closed stay closed' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER funds_books_only_forward BEFORE UPDATE ON funds_books FOR EACH ROW EXECUTE FUNCTION funds_closing_only_forward();
"""
UNCLOSED = """
DROP TRIGGER funds_books_only_forward ON funds_books;
DROP FUNCTION funds_closing_only_forward();
DROP TRIGGER funds_set_on_an_open_day ON funds_postingset;
DROP FUNCTION funds_check_open();
"""

# Each insert of postings must leave every set it touches in balance, at once; the funds' balances follow.
BALANCE = """
CREATE FUNCTION funds_check_balance() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE wrong bigint;
BEGIN
  SELECT p.set_id INTO wrong FROM funds_posting p WHERE p.set_id IN (SELECT set_id FROM new_postings)
   GROUP BY p.set_id HAVING sum(p.amount_vnd) <> 0 LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'posting set % does not balance', wrong USING ERRCODE = 'check_violation';
  END IF;
  UPDATE funds_fund f SET cash_vnd = f.cash_vnd + d.cash, bank_vnd = f.bank_vnd + d.bank
    FROM (SELECT s.fund_id,
                 coalesce(sum(n.amount_vnd) FILTER (WHERE n.account = 'cash'), 0) AS cash,
                 coalesce(sum(n.amount_vnd) FILTER (WHERE n.account = 'bank'), 0) AS bank
            FROM new_postings n JOIN funds_postingset s ON s.id = n.set_id GROUP BY s.fund_id) d
   WHERE f.id = d.fund_id;
  RETURN NULL;
END $$;
CREATE TRIGGER funds_sets_balance AFTER INSERT ON funds_posting
  REFERENCING NEW TABLE AS new_postings FOR EACH STATEMENT EXECUTE FUNCTION funds_check_balance();
CREATE FUNCTION funds_check_whole() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM funds_posting WHERE set_id = NEW.id) THEN
    RAISE EXCEPTION 'posting set % is empty', NEW.id USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.reverses_id IS NOT NULL AND EXISTS (
       SELECT account, sum(amount_vnd) FROM funds_posting WHERE set_id IN (NEW.id, NEW.reverses_id)
        GROUP BY account HAVING sum(amount_vnd) <> 0) THEN
    RAISE EXCEPTION 'posting set % does not mirror the set it reverses', NEW.id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER funds_sets_are_whole AFTER INSERT ON funds_postingset
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION funds_check_whole();
"""
UNBALANCE = """
DROP TRIGGER funds_sets_are_whole ON funds_postingset;
DROP FUNCTION funds_check_whole();
DROP TRIGGER funds_sets_balance ON funds_posting;
DROP FUNCTION funds_check_balance();
"""

# What is promised and spent of a lot, and promised of a fund, follows from the shares; the checks of both rows judge it.
SHARES = """
CREATE FUNCTION funds_follow_share() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE promised bigint; paid bigint;
BEGIN
  IF TG_OP = 'INSERT' THEN
    promised := NEW.amount_vnd - NEW.released_vnd; paid := NEW.paid_vnd;
  ELSE
    IF (NEW.reservation_id, NEW.lot_id, NEW.fund_id, NEW.amount_vnd)
       IS DISTINCT FROM (OLD.reservation_id, OLD.lot_id, OLD.fund_id, OLD.amount_vnd) THEN
      RAISE EXCEPTION 'a share is neither moved nor resized' USING ERRCODE = 'restrict_violation';
    END IF;
    promised := OLD.released_vnd - NEW.released_vnd; paid := NEW.paid_vnd - OLD.paid_vnd;
  END IF;
  UPDATE funds_lot SET committed_vnd = committed_vnd + promised, spent_vnd = spent_vnd + paid WHERE id = NEW.lot_id;
  UPDATE funds_fund SET reserved_vnd = reserved_vnd + promised - paid WHERE id = NEW.fund_id;
  RETURN NULL;
END $$;
CREATE TRIGGER funds_shares_are_followed AFTER INSERT OR UPDATE ON funds_share
  FOR EACH ROW EXECUTE FUNCTION funds_follow_share();
CREATE FUNCTION funds_keep_lot() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.fund_id, NEW.stream, NEW.origin_id, NEW.amount_vnd, NEW.received_on, NEW.method, NEW.restricted_to)
     IS DISTINCT FROM (OLD.fund_id, OLD.stream, OLD.origin_id, OLD.amount_vnd, OLD.received_on, OLD.method, OLD.restricted_to)
     OR OLD.taken_back_on IS NOT NULL AND NEW.taken_back_on IS DISTINCT FROM OLD.taken_back_on THEN
    RAISE EXCEPTION 'a lot stays as it was received' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER funds_lots_are_kept BEFORE UPDATE ON funds_lot FOR EACH ROW EXECUTE FUNCTION funds_keep_lot();
"""
UNSHARES = """
DROP TRIGGER funds_lots_are_kept ON funds_lot;
DROP FUNCTION funds_keep_lot();
DROP TRIGGER funds_shares_are_followed ON funds_share;
DROP FUNCTION funds_follow_share();
"""

# Beside rules.TRANSITIONS, which the tests compare with this list.
VOUCHERS = """
CREATE FUNCTION funds_keep_voucher() RETURNS trigger LANGUAGE plpgsql AS $$
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
CREATE TRIGGER funds_vouchers_are_kept BEFORE UPDATE ON funds_voucher FOR EACH ROW EXECUTE FUNCTION funds_keep_voucher();
"""
UNVOUCHERS = """
DROP TRIGGER funds_vouchers_are_kept ON funds_voucher;
DROP FUNCTION funds_keep_voucher();
"""


class Migration(migrations.Migration):
    dependencies = [("funds", "0001_initial")]

    operations = [
        migrations.RunSQL(ADD, DROP),
        migrations.RunSQL(REFUSE, UNREFUSE),
        migrations.RunSQL(CLOSED, UNCLOSED),
        migrations.RunSQL(BALANCE, UNBALANCE),
        migrations.RunSQL(SHARES, UNSHARES),
        migrations.RunSQL(VOUCHERS, UNVOUCHERS),
    ]
