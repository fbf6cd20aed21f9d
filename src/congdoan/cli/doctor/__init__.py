"""`congdoan doctor`: what is missing or wrong on this machine, in plain words, and how to mend it.

It runs where other verbs cannot: every look catches what it may meet, and imports what it needs only when it looks.
"""

import argparse
from collections.abc import Iterator

from congdoan.cli.doctor.finding import Finding, State
from congdoan.installation.words import _


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--port", type=int, default=8000, help=_("cổng định dùng để phục vụ"))


def run(options: argparse.Namespace) -> int:
    """0 where nothing stops the site from running, 1 otherwise."""
    found = list(findings(options.port))
    for finding in found:
        print(f"{finding.state.value} {finding.what}")
        if finding.mend:
            print(f"    → {finding.mend}")
    wrong = sum(finding.state is State.WRONG for finding in found)
    print()
    print(_("Có %d điều cần sửa trước khi chạy.") % wrong if wrong else _("Máy này chạy được Công đoàn."))
    return 1 if wrong else 0


def findings(port: int) -> Iterator[Finding]:
    """Everything looked at, from what all else stands on to what is merely handy."""
    from congdoan.cli.doctor import data, machine

    yield from machine.python()
    yield from machine.packages()
    yield from machine.front_end()
    yield from data.everything(port)
    yield from machine.helpers()
