"""Requests to forget a person."""

import django.db.models.deletion
from django.db import migrations, models

import congdoan.foundation.keys


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("organisation", "0003_people_forgotten"),
    ]

    operations = [
        migrations.CreateModel(
            name="ForgetRequest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("cited_symbol", models.CharField(blank=True, max_length=80)),
                ("cited_date", models.DateField(blank=True, null=True)),
                ("cited_issuer", models.CharField(blank=True, max_length=250)),
                (
                    "key",
                    models.CharField(
                        default=congdoan.foundation.keys.new_key, editable=False, max_length=10, unique=True
                    ),
                ),
                (
                    "basis",
                    models.CharField(
                        choices=[("person", "người có thông tin yêu cầu"), ("retention", "hết thời hạn lưu giữ")],
                        max_length=9,
                    ),
                ),
                ("reason", models.TextField(blank=True, default="")),
                ("asked_on", models.DateField()),
                ("answer_by", models.DateField()),
                ("asked_at", models.DateTimeField()),
                ("asked_by", models.CharField(max_length=120)),
                ("asked_by_name", models.CharField(max_length=200)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "chờ người thứ hai thực hiện"),
                            ("kept", "đã xóa; sổ sách còn giữ tên người nhận tiền"),
                            ("done", "đã xóa"),
                            ("refused", "không thực hiện"),
                            ("withdrawn", "đã rút"),
                        ],
                        default="asked",
                        max_length=9,
                    ),
                ),
                ("settled_at", models.DateTimeField(blank=True, null=True)),
                ("settled_by", models.CharField(blank=True, max_length=120)),
                ("settled_by_name", models.CharField(blank=True, max_length=200)),
                ("settled_because", models.TextField(blank=True, default="")),
                ("books_until", models.DateField(blank=True, null=True)),
                ("mentions", models.JSONField(blank=True, default=dict)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="forget_requests",
                        to="organisation.person",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisation.unit"
                    ),
                ),
            ],
            options={
                "ordering": ["-asked_at", "-id"],
                "indexes": [models.Index(fields=["unit", "state"], name="forgetting_by_unit")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "asked")),
                        fields=("person",),
                        name="one_request_to_forget_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["kept", "done"]), _negated=True),
                            models.Q(("settled_by", models.F("asked_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="who_asks_to_forget_does_not_do_it",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("settled_by", ""), ("state", "asked")),
                            models.Q(
                                models.Q(("state", "asked"), _negated=True), models.Q(("settled_by", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="a_settled_request_says_by_whom",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "kept"), _negated=True), ("books_until__isnull", False), _connector="OR"
                        ),
                        name="what_is_kept_has_an_end",
                    ),
                ],
            },
        ),
    ]
