"""A person can be forgotten: the row stays as a key, and the database sees to it that it names nobody."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("organisation", "0002_body_places")]

    operations = [
        migrations.AddField(
            model_name="person",
            name="forgotten_on",
            field=models.DateField(blank=True, editable=False, null=True),
        ),
        migrations.AddConstraint(
            model_name="person",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("forgotten_on__isnull", True),
                    models.Q(
                        ("birth_year__isnull", True),
                        ("folded", ""),
                        ("journal_key__isnull", True),
                        ("name", "Người đã được xóa thông tin"),
                    ),
                    _connector="OR",
                ),
                name="a_forgotten_person_has_no_name",
            ),
        ),
    ]
