"""`congdoan serve`: the whole site in one command; Ctrl-C ends all of it."""

import argparse
import os
import socket
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager

from congdoan.cli.frame import CannotRun
from congdoan.installation import instance
from congdoan.installation.settings import installation
from congdoan.installation.words import _

THREADS = 4


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", default="127.0.0.1", help=_("địa chỉ nghe; 0.0.0.0 để máy khác vào được"))
    parser.add_argument("--port", type=int, default=8000, help=_("cổng, mặc định 8000"))
    parser.add_argument("--workers", type=int, default=min(2, os.cpu_count() or 1), help=_("số tiến trình trang"))


def run(options: argparse.Namespace) -> int:
    return serve(options.host, options.port, workers=options.workers)


def serve(
    host: str,
    port: int,
    *,
    workers: int = 1,
    first: Callable[[], None] | None = None,
    ready: Callable[[str], None] | None = None,
) -> int:
    """Serve until stopped and answer with the exit code.

    `first` runs once nobody else can serve this data, before anything is served; `ready` is told the address once it
    can be opened.
    """
    address = address_of(host, port)
    _refuse_if_taken(host, port)
    with alone(address):
        if first:
            first()
        return _serve(host, port, workers, lambda: (ready or _greet)(address))


def address_of(host: str, port: int) -> str:
    return f"http://{host}:{port}/"


@contextmanager
def alone(address: str) -> Iterator[None]:
    """While the block runs no other command serves this data. Raises CannotRun, naming the one that does."""
    with ExitStack() as held:
        try:
            held.enter_context(instance.only_one(installation().data, address))
        except instance.AlreadyServing as reason:
            raise CannotRun(_already(reason.other)) from reason
        yield


def _serve(host: str, port: int, workers: int, ready: Callable[[], None]) -> int:
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    from congdoan.site.serving.children import kept_alive
    from congdoan.site.serving.prepare import prepare

    prepare()
    pages = Granian(
        "congdoan.site.serving.pages:application", address=host, port=port, interface=Interfaces.WSGI,
        workers=workers, blocking_threads=THREADS, log_level=LogLevels.warning, respawn_failed_workers=True,
        workers_kill_timeout=10,
    )  # fmt: skip
    pages.on_startup(ready)
    with kept_alive():
        pages.serve()
    print(_("Đã dừng. Mọi dữ liệu đã được giữ."))
    return 0


def _refuse_if_taken(host: str, port: int) -> None:
    if not _is_free(host, port):
        raise CannotRun(
            _("Cổng %(port)d đang có chương trình khác dùng. Hãy chọn cổng khác: --port %(next)d")
            % {"port": port, "next": port + 1}
        )


def _is_free(host: str, port: int) -> bool:
    with closing(socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def _greet(address: str) -> None:
    print(_("Công đoàn đang phục vụ tại %s  (Ctrl-C để dừng)") % address, flush=True)


def _already(other: instance.Running | None) -> str:
    if other is None:
        return _("Dữ liệu này đang được một lệnh khác phục vụ.")
    return _(
        "Dữ liệu này đang được phục vụ tại %(address)s (tiến trình %(process)d). "
        "Hãy dừng lệnh ấy trước, hoặc đặt CONGDOAN_DATA tới một thư mục khác."
    ) % {"address": other.address, "process": other.process}
