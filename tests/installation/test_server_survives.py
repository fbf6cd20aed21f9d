"""The embedded PostgreSQL is killed, shared, started by root and by nobody, and put in awkward places."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from congdoan.installation.postgres import CannotStart, Cluster, account, binaries, hold, release, revive, socket
from congdoan.installation.settings import REPOSITORY, installation

pytestmark = pytest.mark.slow

AS_ROOT = pytest.mark.skipif(os.geteuid() != 0, reason="only root can act for another account")


@pytest.fixture
def folder() -> Iterator[Path]:
    """A short path that any account may pass through; pytest's own temporary folders are private."""
    path = Path(tempfile.mkdtemp(prefix="cd-"))
    path.chmod(0o755)
    yield path
    shutil.rmtree(path, ignore_errors=True)


@pytest.fixture(scope="module")
def seed() -> Iterator[Path]:
    """A cluster made once and copied, since making one takes seconds."""
    path = Path(tempfile.mkdtemp(prefix="cd-"))
    path.chmod(0o755)
    made = Cluster(path / "pg", chosen_binaries())
    made.start()
    made.stop()
    yield made.home
    shutil.rmtree(path)


@pytest.fixture
def cluster(folder: Path, seed: Path) -> Iterator[Cluster]:
    subprocess.run(["cp", "-a", str(seed), str(folder / "pg")], check=True)
    server = Cluster(folder / "pg", chosen_binaries())
    yield server
    server.stop()


def chosen_binaries() -> Path | None:
    system = os.environ.get("CONGDOAN_TEST_SERVER") == "system"
    return binaries.installed() if system else installation().postgres_binaries


def connect(cluster: Cluster) -> psycopg.Connection:
    return psycopg.connect(
        host=str(cluster.socket_folder), port=socket.PORT, user="congdoan", dbname="postgres", autocommit=True
    )


def write(cluster: Cluster, rows: int) -> None:
    with connect(cluster) as session:
        session.execute("CREATE TABLE IF NOT EXISTS fact (n int)")
        session.execute("INSERT INTO fact SELECT generate_series(1, %s)", [rows])


def count(cluster: Cluster) -> int:
    with connect(cluster) as session:
        row = session.execute("SELECT count(*) FROM fact").fetchone()
    assert row
    return int(row[0])


def postmaster(cluster: Cluster) -> int:
    return int((cluster.data / "postmaster.pid").read_text().split()[0])


def begin(home: Path) -> "subprocess.Popen[str]":
    """A second program that holds the same server, says so, and waits to be told to leave."""
    code = (
        "import sys; from pathlib import Path; from congdoan.installation.postgres import *\n"
        "hold(Cluster(Path(sys.argv[1]), Path(sys.argv[2]) if sys.argv[2] else None))\n"
        "print('held', flush=True); sys.stdin.readline()"
    )
    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY / "src")}
    command = [sys.executable, "-c", code, str(home), str(chosen_binaries() or "")]
    return subprocess.Popen(command, env=environment, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE)


def wait_for_hold(process: "subprocess.Popen[str]") -> None:
    assert process.stdout
    assert process.stdout.readline() == "held\n"


def another_process(home: Path) -> "subprocess.Popen[str]":
    process = begin(home)
    wait_for_hold(process)
    return process


def test_a_killed_postmaster_comes_back_with_every_committed_row(cluster: Cluster) -> None:
    hold(cluster)
    write(cluster, 20_000)
    os.kill(postmaster(cluster), signal.SIGKILL)
    wait_until(lambda: not cluster.answers())
    revive(cluster)
    assert count(cluster) == 20_000
    release(cluster)


def test_everything_killed_at_once_loses_nothing_and_the_next_start_waits_for_orphans(cluster: Cluster) -> None:
    other = another_process(cluster.home)
    write(cluster, 5_000)
    killed(other)
    os.kill(postmaster(cluster), signal.SIGKILL)
    wait_until(lambda: not cluster.answers())
    hold(cluster)
    assert count(cluster) == 5_000
    release(cluster)


def test_the_last_process_to_leave_stops_the_server(cluster: Cluster) -> None:
    hold(cluster)
    other = another_process(cluster.home)
    release(cluster)
    assert cluster.answers()
    other.communicate("leave\n")
    assert not cluster.answers()
    assert not (cluster.data / "postmaster.pid").exists()


def test_a_killed_process_does_not_keep_the_server_up(cluster: Cluster) -> None:
    other = another_process(cluster.home)
    hold(cluster)
    killed(other)
    release(cluster)
    assert not cluster.answers()


def test_two_processes_starting_at_once_get_one_server(cluster: Cluster) -> None:
    both = [begin(cluster.home) for _ in range(2)]
    for process in both:
        wait_for_hold(process)
    assert len({postmaster(cluster) for _ in both}) == 1
    for process in both:
        process.communicate("leave\n")
    assert not cluster.answers()
    assert (cluster.log).read_text().count("database system is ready to accept connections") == 2  # one was the seed's


def test_a_half_made_cluster_is_made_again(folder: Path) -> None:
    """initdb was killed: what it left is thrown away, not used."""
    new = Cluster(folder / "pg", chosen_binaries())
    (new.home / "data.new" / "base").mkdir(parents=True)
    hold(new)
    write(new, 1)
    release(new)


def test_a_lock_file_of_a_number_that_now_belongs_to_us_is_not_believed(cluster: Cluster) -> None:
    """In a container numbers start again: the dead server's may be this very program's."""
    hold(cluster)
    write(cluster, 10)
    lines = (cluster.data / "postmaster.pid").read_text().splitlines()
    os.kill(postmaster(cluster), signal.SIGKILL)
    wait_until(lambda: not cluster.answers())
    time.sleep(1.5)
    (cluster.data / "postmaster.pid").write_text("\n".join([str(os.getpid()), *lines[1:]]) + "\n")
    revive(cluster)
    assert count(cluster) == 10
    release(cluster)


@pytest.mark.parametrize("name", ["có dấu cách và dấu", "a" * 120, "tab\tdollar$quote'"])
def test_awkward_paths(folder: Path, name: str) -> None:
    server = Cluster(folder / name / "pg", chosen_binaries())
    server.home.parent.mkdir()
    server.home.parent.chmod(0o755)
    hold(server)
    write(server, 3)
    assert count(server) == 3
    release(server)
    assert not server.answers()


def test_nobody_else_may_enter_the_folders(cluster: Cluster) -> None:
    hold(cluster)
    for private in (cluster.home, cluster.data, cluster.socket_folder):
        assert private.stat().st_mode & 0o077 == 0
    release(cluster)


def test_a_socket_folder_made_by_somebody_else_is_refused(folder: Path) -> None:
    """In a shared temporary folder a name can be taken before us."""
    server = Cluster(folder / ("x" * 120) / "pg", chosen_binaries())
    server.home.parent.mkdir()
    server.socket_folder.mkdir(mode=0o777)
    server.socket_folder.chmod(0o777)
    try:
        with pytest.raises(CannotStart):
            hold(server)
    finally:
        server.socket_folder.rmdir()


@AS_ROOT
def test_root_runs_the_server_as_nobody_and_opens_nothing_else(cluster: Cluster, folder: Path) -> None:
    before = folder.stat().st_mode
    hold(cluster)
    write(cluster, 1)
    assert Path(f"/proc/{postmaster(cluster)}").stat().st_uid == account.NOBODY
    assert cluster.data.stat().st_uid == account.NOBODY
    assert folder.stat().st_mode == before
    release(cluster)


@AS_ROOT
def test_root_reaches_a_folder_that_nobody_cannot_pass(folder: Path) -> None:
    """A clone under root's private home."""
    folder.chmod(0o700)
    server = Cluster(folder / "pg", chosen_binaries())
    assert account.for_folder(made(server.home)).passes_through is not None
    hold(server)
    write(server, 2)
    assert count(server) == 2
    release(server)
    assert folder.stat().st_mode & 0o777 == 0o700


@AS_ROOT
def test_programs_that_the_account_cannot_read_are_copied(folder: Path) -> None:
    """An environment under root's private home, data in a public place."""
    found = binaries.find()
    assert found
    assert found.from_wheel
    hidden = folder / "private"
    shutil.copytree(next(p for p in found.folder.parents if p.name == binaries.WHEEL), hidden / binaries.WHEEL)
    shutil.copytree(
        next(p for p in found.folder.parents if p.name == "site-packages") / f"{binaries.WHEEL}.libs",
        hidden / f"{binaries.WHEEL}.libs",
    )
    hidden.chmod(0o700)
    server = Cluster(folder / "pg", hidden / binaries.WHEEL / "pginstall18" / "bin")
    hold(server)
    write(server, 2)
    assert (server.home / "programs-18" / "complete").exists()
    release(server)


@AS_ROOT
def test_an_ordinary_user_runs_it_as_himself_and_root_may_share_it(folder: Path) -> None:
    os.chown(folder, account.NOBODY, account.NOBODY)
    process = as_nobody(folder / "pg", "hold(cluster); print('held', flush=True); sys.stdin.readline()")
    assert process.stdout
    assert process.stdout.readline() == "held\n", process.communicate()[1]
    server = Cluster(folder / "pg", chosen_binaries())
    hold(server)
    write(server, 4)
    process.communicate("leave\n")
    assert count(server) == 4
    release(server)
    assert not server.answers()


@AS_ROOT
@pytest.mark.parametrize("mode", [0o700, 0o755])
def test_a_folder_of_another_account_is_refused_in_words(folder: Path, mode: int) -> None:
    home = folder / "pg"
    home.mkdir()
    home.chmod(mode)
    os.chown(home, 12345, 12345)
    said, wrong = as_nobody(home, "try: hold(cluster)\nexcept CannotStart as reason: print(reason)").communicate()
    assert "CONGDOAN_DATA" in said, wrong


def as_nobody(home: Path, code: str) -> "subprocess.Popen[str]":
    """Run `code` as an ordinary user, with a Python and a copy of ours that such a user can read."""
    found = chosen_binaries() or binaries.installed()
    candidates = [path for path in (sys.executable, "/usr/bin/python3.11", "/usr/bin/python3") if Path(path).exists()]
    nobody = account.Account(account.NOBODY, account.NOBODY)
    python = next((path for path in candidates if nobody.may_use(Path(path))), None)
    if found is None or python is None or not nobody.may_use(found / "postgres"):
        pytest.skip("neither a Python nor a PostgreSQL here can be run by an ordinary user")
    copy = home.parent / "code"
    shutil.copytree(REPOSITORY / "src" / "congdoan" / "installation", copy / "congdoan" / "installation")
    (copy / "congdoan" / "__init__.py").touch()
    start = (
        "import sys; from pathlib import Path; from congdoan.installation.postgres import *\n"
        f"cluster = Cluster(Path(sys.argv[1]), Path(sys.argv[2]))\n{code}"
    )
    return subprocess.Popen(
        [python, "-c", start, str(home), str(found)], text=True, cwd="/", stdin=subprocess.PIPE,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, user=account.NOBODY, group=account.NOBODY, extra_groups=[],
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(copy), "PYTHONIOENCODING": "utf-8"},
    )  # fmt: skip


def made(folder: Path) -> Path:
    folder.mkdir(mode=0o700)
    return folder


def killed(process: "subprocess.Popen[str]") -> None:
    process.kill()
    process.communicate()


def wait_until(condition: Callable[[], bool]) -> None:
    give_up = time.monotonic() + 10
    while not condition():
        assert time.monotonic() < give_up
        time.sleep(0.05)
