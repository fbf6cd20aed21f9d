"""What the folder promises to whoever opens it."""

import ast
import re
import subprocess
from pathlib import Path

import pytest

from congdoan.installation.settings import REPOSITORY

PACKAGE = REPOSITORY / "src" / "congdoan"
LOCKS = ("requirements/lock.txt", "requirements/node.txt", "package-lock.json")


def tracked(*patterns: str) -> list[Path]:
    """Files in git, or every file where this is an unpacked archive."""
    answer = subprocess.run(["git", "ls-files", "-co", "--exclude-standard", *patterns], cwd=REPOSITORY,
                            capture_output=True, text=True, check=True)  # fmt: skip
    return [path for line in answer.stdout.splitlines() if (path := REPOSITORY / line).is_file()]


def written() -> list[Path]:
    """Python files that a person wrote: migrations are mostly generated."""
    return [path for path in tracked("*.py") if "migrations" not in path.parts]


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_no_host(lock: str) -> None:
    assert "://" not in (REPOSITORY / lock).read_text()


def test_every_locked_package_has_a_hash() -> None:
    for lock in LOCKS[:2]:
        text = (REPOSITORY / lock).read_text().replace("\\\n", " ")
        pinned = [line for line in text.splitlines() if "==" in line]
        assert pinned
        assert [line for line in pinned if "--hash=sha256:" not in line] == []


def test_what_is_asked_for_is_locked() -> None:
    locked = {line.split("==")[0] for line in (REPOSITORY / LOCKS[0]).read_text().splitlines() if "==" in line}
    for name in ("runtime", "tools"):
        for line in (REPOSITORY / "requirements" / f"{name}.in").read_text().splitlines():
            asked = re.split(r"[\[~=<>#]", line)[0].strip().lower()
            assert not asked or asked in locked


def test_files_stay_short() -> None:
    long = [path for path in written() if len(path.read_text().splitlines()) > 400]
    assert long == []


def test_functions_stay_short() -> None:
    long = [
        f"{path.relative_to(REPOSITORY)}:{node.lineno} {node.name}"
        for path in written()
        if (text := path.read_text()).count("\n") >= 50
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and (node.end_lineno or 0) - node.lineno >= 50
    ]
    assert long == []


def test_no_drawer_for_odds_and_ends() -> None:
    assert [path for path in tracked("*.py") if path.name in ("utils.py", "helpers.py", "misc.py", "common.py")] == []


def test_no_path_of_somebodys_machine() -> None:
    needles = ("/" + "root/", "/" + "home/", "/" + "work/", "/" + "Users/")
    texts = [
        path for path in tracked() if path.suffix in (".py", ".md", ".toml", ".txt", ".in", ".json", ".html", ".po")
    ]
    assert [path for path in texts if any(needle in path.read_text() for needle in needles)] == []
