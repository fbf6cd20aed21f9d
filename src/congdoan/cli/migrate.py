"""`congdoan migrate`: bring the database to the state this code expects."""

import argparse

from congdoan.cli.frame import CannotRun
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


def unknown() -> list[str]:
    """The migrations the database has and this code has not: it was changed by a later program."""
    from django.db import connection
    from django.db.migrations.loader import MigrationLoader

    loader = MigrationLoader(connection)
    return [
        ".".join(each)
        for each in sorted(set(loader.applied_migrations) - {*loader.disk_migrations, *loader.replacements})
    ]


def has_begun() -> bool:
    """Whether any step was ever applied here."""
    from django.db import connection
    from django.db.migrations.recorder import MigrationRecorder

    return bool(MigrationRecorder(connection).applied_migrations())


def lacking() -> list[str]:
    """Tables the database should have, by the migrations it says it has, and does not."""
    from django.apps import apps
    from django.db import connection

    there = set(connection.introspection.table_names())
    return sorted({model._meta.db_table for model in apps.get_models() if model._meta.managed} - there)


def apply() -> int:
    """Apply what waits, each migration in its own transaction, and say how many. A killed run is continued by the next.

    Raises CannotRun, in words for whoever runs the site, when the database does not take a step, when it belongs to a
    later program, or when tables are gone.
    """
    from django.core.management import call_command
    from django.db import DatabaseError
    from django.db.migrations.exceptions import InconsistentMigrationHistory

    later = unknown()
    if later:
        raise CannotRun(
            _(
                "Cơ sở dữ liệu mới hơn chương trình (đã có bước %s). Hãy cập nhật chương trình, "
                "hoặc đặt CONGDOAN_DATA tới dữ liệu của bản này."
            )
            % later[0]
        )
    names = waiting()
    try:
        if names:
            call_command("migrate", verbosity=0, interactive=False)
    except (DatabaseError, InconsistentMigrationHistory) as reason:
        said = {"step": (waiting() or names)[0], "reason": str(reason).strip().splitlines()[0]}
        raise CannotRun(
            _(
                "Không chuyển đổi được cơ sở dữ liệu ở bước %(step)s.\n"
                "Máy chủ trả lời: %(reason)s\n"
                "Các bước trước đã xong, bước này chưa đổi gì. Thường là do dữ liệu được khôi phục dở dang: hãy khôi "
                "phục trọn vẹn bản sao lưu rồi chạy lại; xem còn gì sai: python3 run.py doctor"
            )
            % said
        ) from reason
    gone = lacking()
    if gone:
        raise CannotRun(
            _(
                "Cơ sở dữ liệu thiếu bảng %s dù ghi là đã chuyển đổi xong. Hãy khôi phục trọn vẹn bản sao lưu rồi "
                "chạy lại; bản dùng thử thì nạp lại: python3 run.py demo --reset"
            )
            % ", ".join(gone[:3])
        )
    return len(names)


def run(options: argparse.Namespace) -> int:
    if options.check:
        names = waiting()
        print("\n".join(names) or _("Cơ sở dữ liệu đã theo kịp chương trình."))
        return 1 if names else 0
    print(_("Đã áp dụng %d bước chuyển đổi.") % apply())
    return 0
