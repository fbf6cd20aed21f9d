"""The processes beside the pages: the worker, kept alive, and the database, brought back if it falls."""

import logging
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from congdoan.installation import database
from congdoan.installation.settings import REPOSITORY

log = logging.getLogger("congdoan.serve")

LOOK_EVERY_SECONDS = 2.0
PATIENCE_SECONDS = 10.0


class Worker:
    """The worker's process, started again when it ends by itself."""

    def __init__(self) -> None:
        self.process = self._start()

    def _start(self) -> "subprocess.Popen[bytes]":
        command = [sys.executable, "-m", "congdoan.site.serving.worker", str(os.getpid())]
        return subprocess.Popen(command, cwd=REPOSITORY, start_new_session=True)  # noqa: S603

    def revive(self) -> None:
        if self.process.poll() is not None:
            log.error("the worker ended with code %s and is started again", self.process.returncode)
            self.process = self._start()

    def stop(self) -> None:
        self.process.terminate()
        try:
            self.process.wait(PATIENCE_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


@contextmanager
def kept_alive() -> Iterator[None]:
    """While the block runs, the worker and the database run; afterwards the worker has ended."""
    worker, stop = Worker(), threading.Event()

    def watch() -> None:
        while not stop.wait(LOOK_EVERY_SECONDS):
            try:
                worker.revive()
                database.revive()
            except Exception:
                log.exception("cannot bring back what stopped; trying again")

    watcher = threading.Thread(target=watch, name="watcher")
    watcher.start()
    try:
        yield
    finally:
        stop.set()
        watcher.join()
        worker.stop()
