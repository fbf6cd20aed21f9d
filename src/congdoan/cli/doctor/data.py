"""The settings, the data folder, the database in it and whoever serves it."""

import os
import shutil
import socket
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from congdoan.cli.doctor.finding import Finding, good, handy, wrong
from congdoan.installation import instance, keyring
from congdoan.installation.postgres.binaries import OLDEST
from congdoan.installation.settings import BadSetting, Installation, installation
from congdoan.installation.words import _

MEGABYTE = 1024 * 1024
ENOUGH_BYTES, SCARCE_BYTES = 2048 * MEGABYTE, 300 * MEGABYTE


def everything(port: int) -> Iterator[Finding]:
    """From the settings on; what cannot be looked at because an earlier thing is wrong is left out."""
    try:
        settings = installation()
    except BadSetting as reason:
        yield wrong(str(reason), _("Sửa hoặc bỏ biến môi trường %s.") % reason.name)
        return
    yield from folder(settings.data)
    yield from disk(settings.data)
    yield from key(settings.data)
    yield from sealing_keys()
    yield from serving(settings.data, port)
    try:
        yield from database(settings)
    except Exception as reason:  # the doctor tells of a failure it did not foresee rather than failing itself
        yield wrong(_("Không khám được cơ sở dữ liệu: %s") % reason, _("Gửi nguyên dòng này cho người phát triển."))


def folder(data: Path) -> Iterator[Finding]:
    """The nearest folder that exists must take writing."""
    nearest = next(path for path in (data, *data.parents) if path.exists())
    if os.access(nearest, os.W_OK | os.X_OK):
        yield good(_("Thư mục dữ liệu: %s") % data)
    else:
        yield wrong(
            _("Không ghi được vào thư mục dữ liệu %s.") % data,
            _("Sửa quyền của thư mục, hoặc đặt CONGDOAN_DATA tới nơi ghi được."),
        )


def disk(data: Path) -> Iterator[Finding]:
    nearest = next(path for path in (data, *data.parents) if path.exists())
    free = shutil.disk_usage(nearest).free
    left = _("Đĩa còn trống %d MB") % (free // MEGABYTE)
    if free < SCARCE_BYTES:
        yield wrong(left, _("Dọn bớt đĩa; cơ sở dữ liệu dừng khi hết chỗ ghi."))
    elif free < ENOUGH_BYTES:
        yield handy(left, _("Nên có ít nhất 2048 MB."))
    else:
        yield good(left)


def key(data: Path) -> Iterator[Finding]:
    path = data / "secret-key"
    if path.exists() and path.stat().st_mode & 0o077:
        yield wrong(_("Khóa ký %s người khác đọc được.") % path, f"chmod 600 '{path}'")


def sealing_keys() -> Iterator[Finding]:
    """Whether the keys of what is sealed can be used. Whether they are this database's is looked at there."""
    try:
        ring = keyring.keyring()
    except BadSetting as reason:
        yield wrong(str(reason), _("Không tạo tệp khóa mới: nội dung đã niêm phong chỉ mở được bằng khóa cũ."))
        return
    where = keyring.KEYS if ring.is_from_environment else keyring.path_of(installation())
    yield good(_("Khóa niêm phong %(key)s (%(where)s); cất bản sao riêng") % {"key": ring.current.name, "where": where})


def lost_keys() -> Iterator[Finding]:
    """Keys the database was sealed with that this copy does not have."""
    from congdoan.foundation.sealing.acquaintance import missing

    lost = missing(keyring.keyring())
    if lost:
        yield wrong(
            _("Thiếu khóa niêm phong mà cơ sở dữ liệu này đã dùng: %s.") % ", ".join(lost),
            _("Khôi phục tệp khóa hoặc biến môi trường từ nơi cất khóa; xem còn gì không mở được: congdoan keys list"),
        )


def serving(data: Path, port: int) -> Iterator[Finding]:
    """Who serves this data, and whether the port is free for serving it."""
    other = instance.running(data)
    if other is not None:
        yield handy(
            _("Dữ liệu này đang được phục vụ tại %(address)s (tiến trình %(process)d).")
            % {"address": other.address, "process": other.process},
            _("Muốn chạy lại thì dừng lệnh ấy trước: kill %d") % other.process,
        )
        return
    with closing(socket.socket()) as probe:
        probe.settimeout(1)
        taken = probe.connect_ex(("127.0.0.1", port)) == 0
    if taken:
        yield wrong(_("Cổng %d đang có chương trình khác dùng.") % port, f"python3 run.py serve --port {port + 1}")
    else:
        yield good(_("Cổng %d còn trống") % port)


def database(settings: Installation) -> Iterator[Finding]:
    """Start or reach the server, then look into it."""
    from congdoan.installation import database as ours
    from congdoan.installation import postgres

    try:
        ours.ready()
    except postgres.NoRoom as reason:
        yield wrong(str(reason), _("Dọn bớt đĩa rồi chạy lại, hoặc đặt CONGDOAN_DATA tới đĩa còn chỗ."))
        return
    except postgres.CannotStart as reason:
        yield wrong(str(reason), _("Xem nhật ký nêu trên; nếu thiếu chương trình thì chạy: python3 run.py setup"))
        return
    import django

    django.setup()
    yield from server(outside=settings.database_url is not None)


def server(*, outside: bool, oldest: int = OLDEST) -> Iterator[Finding]:
    """The server's version, then the tables in it."""
    from django.db import connection
    from django.db.utils import OperationalError

    try:
        with connection.cursor() as cursor:
            cursor.execute("SHOW server_version")
            name = f"PostgreSQL {cursor.fetchone()[0].split()[0]}"
    except OperationalError as reason:
        yield wrong(_("Không vào được cơ sở dữ liệu: %s") % str(reason).strip(), _("Kiểm tra DATABASE_URL."))
        return
    if int(name.split()[1].split(".")[0]) < oldest:
        yield wrong(
            _("%(name)s quá cũ, cần từ %(oldest)d.") % {"name": name, "oldest": oldest},
            _("Nâng cấp máy chủ, hoặc bỏ DATABASE_URL để dùng bản kèm theo."),
        )
        return
    yield good(f"{name} " + ("(DATABASE_URL)" if outside else _("(kèm theo)")))
    yield from schema()


def schema() -> Iterator[Finding]:
    """Whether the tables are those of this program: behind, half-way, ahead or just right."""
    from congdoan.cli import migrate

    later, names = migrate.unknown(), migrate.waiting()
    if later:
        yield wrong(
            _("Cơ sở dữ liệu mới hơn chương trình (%s).") % later[0],
            _("Cập nhật chương trình, hoặc đặt CONGDOAN_DATA tới dữ liệu của bản này."),
        )
    elif names and migrate.has_begun():
        yield wrong(
            _("Việc chuyển đổi dữ liệu còn dở: %(count)d bước chưa làm, bắt đầu từ %(first)s.")
            % {"count": len(names), "first": names[0]},
            "python3 run.py migrate",
        )
    elif names:
        yield handy(_("Cơ sở dữ liệu còn trống."), "python3 run.py demo")
    elif gone := migrate.lacking():
        yield wrong(
            _("Cơ sở dữ liệu thiếu bảng %s dù ghi là đã chuyển đổi xong.") % ", ".join(gone[:3]),
            _("Khôi phục trọn vẹn bản sao lưu rồi chạy lại."),
        )
    else:
        yield good(_("Cơ sở dữ liệu đúng phiên bản chương trình"))
        yield from whose()


def whose() -> Iterator[Finding]:
    """Accounts of which it is not known whose they are, though two people must agree in what they do."""
    from congdoan.accounts.models import User
    from congdoan.accounts.persons import untied

    if count := untied(User.objects.all()).count():
        yield handy(
            _("%d tài khoản làm việc cần hai người mà chưa ghi là của ai.") % count,
            _("Quản trị › Tài khoản › Chưa gắn với người."),
        )
        yield from lost_keys()
