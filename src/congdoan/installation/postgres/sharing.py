"""One server, several processes: the first starts it, the last stops it.

Every process that uses the server keeps a shared lock on `users.lock`; the kernel drops it whatever way the process
ends. Starting and leaving happen under an exclusive lock on `start.lock`, so that nobody starts what another is
stopping. A process that can take `users.lock` exclusively while leaving was the last, and stops the server.
"""

import atexit
import fcntl
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from congdoan.installation.postgres.cluster import CannotStart, Cluster
from congdoan.installation.words import _

_held: dict[Path, tuple[int, Cluster, int]] = {}
_one_thread = threading.Lock()


@contextmanager
def _alone(home: Path) -> Iterator[None]:
    try:
        home.mkdir(parents=True, exist_ok=True, mode=0o700)
        descriptor = os.open(home / "start.lock", os.O_RDWR | os.O_CREAT, 0o600)
    except PermissionError as reason:
        raise CannotStart(
            _("Tài khoản này không được ghi vào %s. Hãy chạy bằng tài khoản đã tạo thư mục ấy, hoặc đặt CONGDOAN_DATA.")
            % home
        ) from reason
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def hold(cluster: Cluster) -> None:
    """Have the server running and keep it so until this process ends. Raises CannotStart."""
    with _one_thread:
        if cluster.home in _held:
            return
        with _alone(cluster.home):
            cluster.start()
            descriptor = os.open(cluster.home / "users.lock", os.O_RDWR | os.O_CREAT, 0o600)
            fcntl.flock(descriptor, fcntl.LOCK_SH)
        _held[cluster.home] = (descriptor, cluster, os.getpid())
        atexit.register(release, cluster)


def revive(cluster: Cluster) -> None:
    """Start the server again if it fell; for a process that holds it. Does nothing while it answers."""
    if not cluster.answers():
        with _alone(cluster.home):
            cluster.start()


def release(cluster: Cluster) -> None:
    """Give the server up; the last process to do so stops it. A forked child only lets go of its copy.

    Waits for a `hold` under way in another thread, so that a server is not left running that nobody holds.
    """
    with _one_thread:
        held = _held.pop(cluster.home, None)
        if held is not None:
            _let_go(*held)


def _let_go(descriptor: int, cluster: Cluster, holder: int) -> None:
    if holder != os.getpid():
        os.close(descriptor)
        return
    with _alone(cluster.home):
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return
        else:
            cluster.stop()
        finally:
            os.close(descriptor)
