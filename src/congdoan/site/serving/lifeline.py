"""A process that ends when the one that started it is gone, however that one ended.

Without it a `kill -9` of the command would leave its children holding the port and the database.
"""

import os
import threading
import time
from collections.abc import Callable

LOOK_EVERY_SECONDS = 1.0


def end_with(parent: int, leave: Callable[[], object]) -> None:
    """From now on, end this process within about a second of the end of `parent`, its parent, first calling `leave`."""

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(LOOK_EVERY_SECONDS)
        try:
            leave()
        finally:
            os._exit(1)

    threading.Thread(target=watch, name="lifeline", daemon=True).start()
