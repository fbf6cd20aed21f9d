"""`congdoan totals rebuild`: throw the derived totals away and derive them again, to the same digit."""

import argparse
import time

from congdoan.installation.words import _


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=["rebuild"], help=_("rebuild: tính lại mọi số tổng từ sổ ghi"))


def run(_options: argparse.Namespace) -> int:
    from congdoan.journal.actions import rebuild_totals

    started = time.monotonic()
    rows = rebuild_totals()
    print(
        _("Đã tính lại số tổng từ sổ ghi: %(rows)d dòng, %(seconds).1f s.")
        % {"rows": rows, "seconds": time.monotonic() - started}
    )
    return 0
