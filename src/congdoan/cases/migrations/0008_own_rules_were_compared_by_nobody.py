from django.db import migrations

BY_NOBODY = """
UPDATE foundation_parameter SET is_verified = false
 WHERE key LIKE 'cases.rules.%' AND scope <> '' AND is_verified AND verified_by = '';
"""


class Migration(migrations.Migration):
    """A unit's own rules were called verified as they were laid, whether or not anybody had compared them."""

    dependencies = [
        ("cases", "0007_steps_read_by_day_then_as_recorded"),
        ("foundation", "0006_parameter_verified_by_whom"),
    ]

    operations = [migrations.RunSQL(BY_NOBODY, migrations.RunSQL.noop)]
