"""A sum whose arrival was taken back is on its way again."""

from django.db import migrations
from django.db.migrations.state import StateApps


def free_them(apps: StateApps, _editor: object) -> None:
    apps.get_model("funds", "Remittance").objects.filter(lot__taken_back_on__isnull=False).update(lot=None)


class Migration(migrations.Migration):
    dependencies = [("funds", "0003_what_the_books_say")]

    operations = [migrations.RunPython(free_them, migrations.RunPython.noop)]
