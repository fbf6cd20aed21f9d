"""`congdoan demo`: the three provinces of the demonstration, loaded once, and the site to try them in."""

import argparse
import os
import time
from collections.abc import Sequence
from typing import TYPE_CHECKING

from congdoan.cli.frame import CannotRun
from congdoan.cli.migrate import apply
from congdoan.installation import database, postgres
from congdoan.installation.settings import installation, rehearse
from congdoan.installation.words import _
from congdoan.site.serving.verb import address_of, alone, serve

if TYPE_CHECKING:
    from congdoan.demo.world import Login

RESERVED = "demo"
"""An outside database may be thrown away only where its own name says what it is for."""


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", default="127.0.0.1", help=_("địa chỉ nghe; 0.0.0.0 để máy khác vào được"))
    parser.add_argument("--port", type=int, default=8000, help=_("cổng, mặc định 8000"))
    parser.add_argument("--load-only", action="store_true", help=_("chỉ nạp, không phục vụ"))
    parser.add_argument("--reset", action="store_true", help=_("xóa bản dùng thử cũ và nạp lại từ đầu"))


def run(options: argparse.Namespace) -> int:
    rehearse()
    address = address_of(options.host, options.port)
    if options.load_only:
        with alone(address):
            load(reset=options.reset)
        _introduce(None)
        return 0
    workers = min(2, os.cpu_count() or 1)
    return serve(options.host, options.port, workers=workers, first=lambda: load(reset=options.reset), ready=_introduce)


def load(*, reset: bool = False) -> None:
    """Bring the database to the demonstration's state; with `reset` from nothing, else only where it is empty.

    Says how long it took. Raises CannotRun rather than touch a database with real work in it.
    """
    from congdoan.demo import actions

    if reset:
        _throw_away()
    apply()
    if actions.is_loaded():
        print(_("Bản dùng thử đã được nạp từ trước (nạp lại từ đầu: --reset)."), flush=True)
        return
    if actions.founded():
        raise CannotRun(_("Bản dùng thử ở đây do một phiên bản trước nạp. Hãy chạy lại với --reset."))
    print(_("Đang nạp bản dùng thử: ba tỉnh, khoảng một phút rưỡi…"), flush=True)
    started = time.monotonic()
    actions.load()
    print(_("Đã nạp bản dùng thử trong %.0f giây.") % (time.monotonic() - started), flush=True)


def _throw_away() -> None:
    """Drop the database, if it is one that may be dropped, and make it anew."""
    from django.db import connection

    name = str(database.connection(installation())["NAME"])
    if not database.is_embedded() and RESERVED not in name.lower():
        raise CannotRun(
            _("Không xóa cơ sở dữ liệu “%s”: tên của nó không có chữ “demo”. Hãy đặt DATABASE_URL tới nơi khác.") % name
        )
    if _holds_real_work():
        raise CannotRun(
            _("Không xóa: nơi này đã có đơn vị thật. Hãy đặt CONGDOAN_DATA hoặc DATABASE_URL tới nơi khác.")
        )
    connection.close()
    close_pool = getattr(connection, "close_pool", None)
    if close_pool:  # else it would hand out sessions to the database that is gone
        close_pool()
    try:
        database.make_anew()
    except postgres.CannotStart as reason:
        raise CannotRun(str(reason)) from reason


def _holds_real_work() -> bool:
    """Where the tables are not even there, nothing is at stake."""
    from django.db import connection

    from congdoan.demo.actions import holds_real_work
    from congdoan.organisation.models import Unit

    return Unit._meta.db_table in connection.introspection.table_names() and holds_real_work()


def _introduce(address: str | None) -> None:
    """Who may sign in here, as what, and where."""
    from congdoan.demo import actions

    print("\n" + "\n".join(_table(actions.logins())) + f"\n\n{actions.WELCOME}\n", flush=True)
    if address:
        print(_("Công đoàn đang phục vụ tại %s  (Ctrl-C để dừng)") % address, flush=True)


def _table(logins: "Sequence[Login]") -> list[str]:
    heads = (_("Tên đăng nhập"), _("Ai"), _("Đơn vị"), _("Thấy gì"))
    rows = [heads, *((row.username, row.name, row.unit, row.does) for row in logins)]
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    lines = [
        "  ".join([*(cell.ljust(width) for cell, width in zip(row, widths, strict=False)), row[3]]) for row in rows
    ]
    return [lines[0], "─" * min(max(map(len, lines)), 120), *lines[1:]]
