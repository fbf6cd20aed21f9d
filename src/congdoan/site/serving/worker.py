"""The worker: folds totals and runs the jobs that verbs left behind. Ends with the command that started it."""

import os
import signal
import threading

import django

from congdoan.installation import database
from congdoan.site.serving.lifeline import end_with_parent
from congdoan.site.serving.loops import Loop, run_all


def loops() -> list[Loop]:
    """Everything done again and again. A loop's step is a verb of its room, bounded and safe to repeat."""
    from congdoan.journal.actions import fold_pending

    return [Loop("fold totals", fold_pending, every_seconds=2)]


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "congdoan.site.settings")
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    end_with_parent()
    database.ready()
    django.setup()
    run_all(loops(), stop)


if __name__ == "__main__":
    main()
