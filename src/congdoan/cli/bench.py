"""`congdoan bench NAME …`: one of the comparisons in `bench/`, in a process of its own."""

import argparse
import os
import subprocess
import sys

from congdoan.installation.settings import REPOSITORY
from congdoan.installation.words import _

_FOLDER = REPOSITORY / "bench"


def arguments(parser: argparse.ArgumentParser) -> None:
    """None of ours: the words after the name go to the comparison as they stand."""


def run(options: argparse.Namespace) -> int:
    """The comparison's own exit code; 2 where no comparison has that name."""
    name, *words = options.words or [""]
    script = _FOLDER / f"{name}.py"
    if name not in comparisons():
        print(_("Có các phép so: %s. Cách đọc kết quả: bench/README.md.") % ", ".join(comparisons()), file=sys.stderr)
        return 2
    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY / "src")}
    return subprocess.run([sys.executable, str(script), *words], env=environment, check=False).returncode


def comparisons() -> list[str]:
    """Names of the files in `bench/` that compare something: those with a `main`."""
    return sorted(path.stem for path in _FOLDER.glob("*.py") if "def main(" in path.read_text(encoding="utf-8"))
