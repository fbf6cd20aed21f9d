"""Two cases for a child of one name are found by an index instead of by opening every name."""

from django.db import migrations, models
from django.db.migrations.state import StateApps

AT_ONCE = 500


def mark_them(apps: StateApps, _editor: object) -> None:
    """Where the key of a name is lost, or what was sealed is spoilt, it stays unmarked as it stays closed."""
    from congdoan.foundation.errors import Refused
    from congdoan.foundation.sealing import blind, unseal
    from congdoan.foundation.text import fold

    kept = apps.get_model("cases", "SupportCase").objects
    rows = kept.exclude(relation="self").exclude(relative_name="").only("pk", "relative_name")
    marked = []
    for row in rows.iterator(AT_ONCE):
        try:
            row.blind_relative = blind(fold(unseal(row.relative_name)))
        except Refused:
            continue
        marked.append(row)
    kept.bulk_update(marked, ["blind_relative"], batch_size=AT_ONCE)


class Migration(migrations.Migration):
    dependencies = [("cases", "0011_a_round_has_no_lot_of_its_own")]

    operations = [
        migrations.AddField(
            model_name="supportcase",
            name="blind_relative",
            field=models.CharField(blank=True, db_index=True, editable=False, max_length=64),
        ),
        migrations.RunPython(mark_them, migrations.RunPython.noop, elidable=True),
    ]
