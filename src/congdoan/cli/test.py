"""`congdoan test`: the tests, two at a time, in random order; words after the verb go to pytest."""

import argparse
import os
import subprocess
import sys

from congdoan.installation.settings import REPOSITORY


def arguments(parser: argparse.ArgumentParser) -> None:
    """None of ours: the words go to pytest as they stand."""


def run(options: argparse.Namespace) -> int:
    workers = str(min(os.cpu_count() or 1, 4))
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(REPOSITORY / "src"), str(REPOSITORY / "tests")])}
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    command = [sys.executable, "-m", "pytest", "-n", workers, *options.words]
    return subprocess.run(command, cwd=REPOSITORY, env=environment, check=False).returncode
