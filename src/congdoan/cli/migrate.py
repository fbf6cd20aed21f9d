"""`congdoan migrate`: bring the database to the state this code expects."""

import argparse

from congdoan.installation.words import _


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--check", action="store_true", help=_("chỉ cho biết còn thiếu gì, không làm"))


def waiting() -> list[str]:
    """The migrations this code has and the database has not, in order. One query."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _backwards in plan]


def run(options: argparse.Namespace) -> int:
    """Apply what waits, each migration in its own transaction: a killed run is continued by the next."""
    from django.core.management import call_command

    names = waiting()
    if options.check:
        print("\n".join(names) or _("Cơ sở dữ liệu đã theo kịp chương trình."))
        return 1 if names else 0
    if names:
        call_command("migrate", verbosity=0, interactive=False)
    print(_("Đã áp dụng %d bước chuyển đổi.") % len(names))
    return 0
