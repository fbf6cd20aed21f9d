from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("cases", "0006_newcomers_told_from_namesakes")]

    operations = [
        migrations.AlterModelOptions(name="caseevent", options={"ordering": ["on", "id"]}),
        migrations.AlterModelOptions(name="casefile", options={"ordering": ["id"]}),
        migrations.AlterModelOptions(name="survey", options={"ordering": ["id"]}),
        migrations.AlterModelOptions(name="proposal", options={"ordering": ["id"]}),
        migrations.AlterModelOptions(name="handover", options={"ordering": ["id"]}),
        migrations.AlterModelOptions(name="followup", options={"ordering": ["id"]}),
    ]
