"""`congdoan check`: what CI checks besides the tests. Every step runs, so one run shows all that is wrong."""

import argparse
import os
import subprocess
import sys
import time

from congdoan.installation.settings import REPOSITORY
from congdoan.installation.words import _, gettext_noop

LINT_IMPORTS = "from importlinter.cli import lint_imports_command; lint_imports_command()"
"""import-linter cannot be run as a module, and its script stops working where the folder is moved."""

OURSELVES = "congdoan"
"""The program that is running: named by its own first word, since it stands on a floor above this one."""

_CODE = ["src", "tests", "run.py"]

STEPS: tuple[tuple[str, list[str]], ...] = (
    (gettext_noop("lỗi viết mã"), ["ruff", "check", *_CODE]),
    (gettext_noop("cách trình bày"), ["ruff", "format", "--check", *_CODE]),
    (gettext_noop("các tầng nhà"), ["importlinter"]),
    (gettext_noop("kiểu dữ liệu"), ["mypy"]),
    (gettext_noop("bước chuyển đổi còn thiếu"), [OURSELVES, "django", "makemigrations", "--check"]),
    (gettext_noop("nếp nhà"), ["pytest", "tests/house", "-q", "-n", "0"]),
)


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--fix", action="store_true", help=_("sửa những gì máy sửa được trước khi kiểm tra"))


def run(options: argparse.Namespace) -> int:
    if options.fix:
        _module(["ruff", "check", "--fix", "--quiet", *_CODE])
        _module(["ruff", "format", "--quiet", *_CODE])
    failed = [name for name, command in STEPS if not _passes(name, command)]
    print(_("Có %d mục chưa đạt.") % len(failed) if failed else _("Mọi mục đều đạt."))
    return 1 if failed else 0


def _passes(name: str, command: list[str]) -> bool:
    started = time.monotonic()
    result = _module(command)
    print(f"{'✓' if result.returncode == 0 else '✗'} {_(name)} ({time.monotonic() - started:.1f} s)", flush=True)
    if result.returncode:
        print(result.stdout, flush=True)
    return result.returncode == 0


def _module(command: list[str]) -> subprocess.CompletedProcess[str]:
    paths = os.pathsep.join([str(REPOSITORY / "src"), str(REPOSITORY / "tests")])
    environment = {**os.environ, "PYTHONPATH": paths}
    if command[0] == "pytest":
        environment.pop("DJANGO_SETTINGS_MODULE", None)
    program, *words = command
    how = {"importlinter": ["-c", LINT_IMPORTS], OURSELVES: sys.argv[:1]}.get(program, ["-m", program])
    return subprocess.run(
        [sys.executable, *how, *words],
        cwd=REPOSITORY, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False,
    )  # fmt: skip
