"""The floors of the house, read from where import-linter reads them, and who lives on which."""

import tomllib
from functools import cache
from pathlib import Path

from congdoan.installation.settings import REPOSITORY

PACKAGE = REPOSITORY / "src" / "congdoan"


@cache
def floors() -> dict[str, int]:
    """Each room's floor, the ground being 0."""
    layers = tomllib.loads((REPOSITORY / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"][0][
        "layers"
    ]
    return {
        room.strip().strip("()"): floor
        for floor, layer in enumerate(reversed(layers))
        for room in layer.replace("|", " ").split()
    }


def may_not_know(room: str) -> set[str]:
    """The rooms above `room` and those beside it behind a bar."""
    return {other for other, floor in floors().items() if floor >= floors()[room] and other != room}


def rooms() -> list[str]:
    """The rooms that stand."""
    return sorted(room for room in floors() if (PACKAGE / room).is_dir())


def room_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0]


def code_of(room: str, *, migrations: bool = False) -> list[Path]:
    """The Python files of `room`, its migrations only where asked for."""
    return [path for path in sorted((PACKAGE / room).rglob("*.py")) if migrations or "migrations" not in path.parts]


def place(path: Path, line: int) -> str:
    return f"{path.relative_to(REPOSITORY)}:{line}"
