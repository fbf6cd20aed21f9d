"""`congdoan serve` as a person runs it: started, killed in pieces, started twice, interrupted."""

import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import rmtree
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

import pytest

from congdoan.installation.postgres import binaries
from congdoan.installation.settings import REPOSITORY

pytestmark = pytest.mark.slow

PATIENCE_SECONDS = 120


class Site:
    """A copy of the site with data of its own, and the command serving it."""

    def __init__(self, data: Path) -> None:
        self.data = data
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        system = binaries.installed() if os.environ.get("CONGDOAN_TEST_SERVER") == "system" else None
        self.environment = {
            **{name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "PG_BIN")},
            **({"PG_BIN": str(system)} if system else {}),
            "CONGDOAN_DATA": str(data),
            "PYTHONPATH": str(REPOSITORY / "src"),
            "DJANGO_SETTINGS_MODULE": "congdoan.site.settings",
        }

    def command(self, *words: str) -> list[str]:
        return [sys.executable, "-m", "congdoan.site.command", *words]

    def serve(self) -> "subprocess.Popen[str]":
        """Start serving and wait until it says where."""
        words = self.command("serve", "--port", str(self.port), "--workers", "1")
        process = subprocess.Popen(
            words, env=self.environment, cwd=REPOSITORY, text=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            start_new_session=True,
        )  # fmt: skip
        assert process.stdout
        assert str(self.port) in process.stdout.readline()
        return process

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            self.command(*words), env=self.environment, cwd=REPOSITORY, text=True, capture_output=True, check=False
        )

    def status(self) -> int:
        """What the sign-in page answers; 0 where nobody answers."""
        try:
            with urlopen(f"http://127.0.0.1:{self.port}/dang-nhap/", timeout=30) as answer:
                return int(answer.status)
        except HTTPError as answer:
            answer.close()
            return answer.code
        except (URLError, ConnectionError, TimeoutError):
            return 0

    def postmaster(self) -> int:
        return int((self.data / "postgres" / "data" / "postmaster.pid").read_text().split()[0])

    def processes(self) -> list[int]:
        """Whatever still runs for this data: our commands by their environment, the server by its folder."""
        marks = (f"CONGDOAN_DATA={self.data}".encode(), str(self.data / "postgres").encode())
        found = []
        for entry in Path("/proc").iterdir():
            if entry.name.isdigit() and int(entry.name) != os.getpid():
                try:
                    about = (entry / "environ").read_bytes() + (entry / "cmdline").read_bytes()
                except OSError:
                    continue
                if any(mark in about for mark in marks):
                    found.append(int(entry.name))
        return found


@pytest.fixture(scope="module")
def migrated() -> Iterator[Path]:
    """Data with every migration, made once and copied."""
    data = Path(tempfile.mkdtemp(prefix="cd-"))
    data.chmod(0o755)
    assert Site(data).run("migrate").returncode == 0
    yield data
    rmtree(data)


@pytest.fixture
def site(migrated: Path) -> Iterator[Site]:
    data = Path(tempfile.mkdtemp(prefix="cd-"))
    data.chmod(0o755)
    subprocess.run(["cp", "-a", f"{migrated}/.", str(data)], check=True)
    served = Site(data)
    yield served
    for number in served.processes():
        os.kill(number, signal.SIGKILL)
    time.sleep(0.5)
    rmtree(data, ignore_errors=True)


def wait_until(condition: Callable[[], bool]) -> None:
    give_up = time.monotonic() + PATIENCE_SECONDS
    while not condition():
        assert time.monotonic() < give_up
        time.sleep(0.2)


def test_a_killed_database_comes_back_under_the_pages_and_ctrl_c_ends_everything(site: Site) -> None:
    process = site.serve()
    wait_until(lambda: site.status() == 200)
    os.kill(site.postmaster(), signal.SIGKILL)
    wait_until(lambda: site.status() == 200)

    second = site.run("serve", "--port", str(site.port + 1))
    assert second.returncode == 2
    assert f":{site.port}/" in second.stderr
    taken = site.run("serve", "--port", str(site.port), "--lang", "en")
    assert taken.returncode == 2
    assert f"Port {site.port} is taken" in taken.stderr

    os.kill(process.pid, signal.SIGINT)
    process.communicate(timeout=PATIENCE_SECONDS)
    assert process.returncode == 0
    assert site.processes() == []
    assert not (site.data / "postgres" / "data" / "postmaster.pid").exists()


def test_a_killed_command_takes_its_children_along_and_the_next_start_finds_everything(site: Site) -> None:
    process = site.serve()
    wait_until(lambda: site.status() == 200)
    assert json.loads((site.data / "serving").read_text())["process"] == process.pid
    process.kill()
    process.communicate()
    wait_until(lambda: site.processes() == [])

    assert site.run("migrate", "--check").returncode == 0
    again = site.serve()
    wait_until(lambda: site.status() == 200)
    os.kill(again.pid, signal.SIGTERM)
    again.communicate(timeout=PATIENCE_SECONDS)
    assert site.processes() == []


def test_everything_killed_at_once_and_started_again(site: Site) -> None:
    process = site.serve()
    wait_until(lambda: site.status() == 200)
    for number in site.processes():
        os.kill(number, signal.SIGKILL)
    process.communicate()
    again = site.serve()
    wait_until(lambda: site.status() == 200)
    os.kill(again.pid, signal.SIGINT)
    again.communicate(timeout=PATIENCE_SECONDS)
    assert site.processes() == []
