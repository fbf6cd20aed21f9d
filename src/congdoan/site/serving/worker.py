"""The worker: folds totals and runs the jobs that verbs left behind. Ends with the command that started it.

Its one word is the number of that command's process.
"""

import os
import signal
import sys
import threading
import time

import django

from congdoan.installation import database
from congdoan.site.serving.lifeline import end_with
from congdoan.site.serving.loops import Loop, run_all

PAGES_END_WITHIN_SECONDS = 3.0


def loops() -> list[Loop]:
    """Everything done again and again. A loop's step is a verb of its room, bounded and safe to repeat."""
    from congdoan.accounts.once import forget_sent_forms
    from congdoan.accounts.outbox import send_outbox
    from congdoan.accounts.patience import forget_old_tries
    from congdoan.activities.actions.waiting import forget_waiting_files
    from congdoan.forgetting.actions import finish_due
    from congdoan.foundation.working_date import earliest_working_date
    from congdoan.intake.reading import read_next
    from congdoan.journal.actions import fold_pending
    from congdoan.membership.importing import run_imports
    from congdoan.obligations.actions import lay_recurring
    from congdoan.reports.actions import ask_again

    def lay_what_recurs() -> int:
        return len(lay_recurring(earliest_working_date()))

    def ask_for_what_recurs() -> int:
        return len(ask_again())

    def forget_what_is_due() -> int:
        return finish_due(earliest_working_date())

    return [
        Loop("fold totals", fold_pending, every_seconds=2),
        Loop("read papers dropped in", read_next, every_seconds=2),
        Loop("send notices", send_outbox, every_seconds=30),
        Loop("bring in members", run_imports, every_seconds=3),
        Loop("forget what is due", forget_what_is_due, every_seconds=3600),
        Loop("forget old tries at signing in", forget_old_tries, every_seconds=3600),
        Loop("forget forms long sent", forget_sent_forms, every_seconds=3600),
        Loop("forget files of forms left behind", forget_waiting_files, every_seconds=3600),
        Loop("lay recurring duties", lay_what_recurs, every_seconds=600),
        Loop("make forms of recurring reports", ask_for_what_recurs, every_seconds=600),
    ]


def leave_last() -> None:
    """Give the database up after the pages have: killed processes of theirs may let go of it without a word."""
    time.sleep(PAGES_END_WITHIN_SECONDS)
    database.leave()


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "congdoan.site.settings")
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    end_with(int(sys.argv[1]), leave_last)
    database.ready()
    django.setup()
    run_all(loops(), stop)


if __name__ == "__main__":
    main()
