from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def name_the_occurrence(apps: StateApps, _editor: BaseDatabaseSchemaEditor) -> None:
    """A form made so far belongs to the occurrence one of its reports answers, else to the first its period touches."""
    requests = apps.get_model("reports", "ReportRequest")
    obligations = apps.get_model("obligations", "Obligation")
    for request in requests.objects.exclude(duty__recurrence="once"):
        laid = obligations.objects.filter(duty_id=request.duty_id).exclude(period_start=None).order_by("period_start")
        touched = laid.filter(period_start__lte=request.period_end, period_end__gte=request.period_start)
        first = laid.filter(report__request=request).first() or touched.first() or laid.first()
        if first is not None:
            request.occurrence = first.period_start
            request.save(update_fields=["occurrence"])


class Migration(migrations.Migration):
    dependencies = [
        ("obligations", "0001_initial"),
        ("reports", "0002_numbers_kept_with_a_reason"),
    ]

    operations = [
        migrations.AlterField(
            model_name="reportrequest",
            name="duty",
            field=models.ForeignKey(on_delete=models.PROTECT, related_name="report_requests", to="obligations.duty"),
        ),
        migrations.AddField(
            model_name="reportrequest", name="occurrence", field=models.DateField(blank=True, null=True)
        ),
        migrations.RunPython(name_the_occurrence, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="reportrequest",
            constraint=models.UniqueConstraint(
                fields=("duty", "occurrence"), name="one_form_an_occurrence", nulls_distinct=False
            ),
        ),
    ]
