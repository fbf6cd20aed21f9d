"""One PostgreSQL cluster in one folder: created, started with patience, stopped cleanly."""

import os
import shutil
import subprocess
import time
from dataclasses import dataclass, field
from pathlib import Path

from congdoan.installation.postgres import account, binaries, socket
from congdoan.installation.words import _

PATIENCE_SECONDS = 15.0
"""After a kill -9 of the postmaster its children hold the shared memory for about a second, so a start is retried."""
NO_PROCESS = "2147483647"
"""A process number that no system gives."""


class CannotStart(Exception):
    """The server would not start. The message ends with the last lines of its log."""


class NoRoom(CannotStart):
    """The disk that holds the data is full."""


@dataclass(frozen=True)
class Cluster:
    """The server whose data lives under `home`. `options` are written into its configuration at each start.

    Its programs are run inside `home` with relative paths, because pg_ctl passes them through a shell.
    """

    home: Path
    chosen_binaries: Path | None = None
    options: dict[str, str] = field(default_factory=dict)

    @property
    def data(self) -> Path:
        return self.home / "data"

    @property
    def log(self) -> Path:
        return self.home / "server.log"

    @property
    def socket_folder(self) -> Path:
        return socket.folder_for(self.home)

    def start(self) -> None:
        """Create the cluster if it is new and start it; a running one is left as it is. Call under the start lock."""
        self.home.mkdir(parents=True, exist_ok=True, mode=0o700)
        runner = self._runner()
        runner.own(self.home)
        if self.answers():
            return
        programs = self._programs(runner)
        self._own_socket_folder(runner)
        if not (self.data / "PG_VERSION").exists():
            self._create(programs, runner)
        self._configure(runner)
        self._start(programs, runner)

    def _own_socket_folder(self, runner: account.Account) -> None:
        runner.own(self.socket_folder)
        if not socket.is_private(self.socket_folder, owner=runner.uid):
            raise CannotStart(
                _("%s không phải thư mục riêng của máy chủ dữ liệu; hãy xóa nó rồi chạy lại.") % self.socket_folder
            )

    def stop(self) -> None:
        """Stop the server, rolling back what is open; nothing committed is lost. Does nothing if it is not running."""
        if not (self.data / "postmaster.pid").exists():
            return
        runner = self._runner()
        command = [self._programs(runner).program("pg_ctl"), "stop", "-D", "data", "-m", "fast", "-w"]
        runner.run(command, cwd=self.home)

    def answers(self) -> bool:
        """Whether the server is up: it says so in its own lock file, and something listens on its socket."""
        try:
            lines = (self.data / "postmaster.pid").read_text().splitlines()
        except FileNotFoundError:
            return False
        return len(lines) > 7 and lines[7].strip() == "ready" and socket.listens(self.socket_folder)

    def _runner(self) -> account.Account:
        try:
            return account.for_folder(self.home)
        except account.CannotAct as reason:
            raise CannotStart(str(reason)) from reason

    def _programs(self, runner: account.Account) -> binaries.Binaries:
        found = binaries.find(self.chosen_binaries)
        if found is None:
            raise CannotStart(
                _(
                    "Không tìm thấy PostgreSQL từ phiên bản 15 trở lên. Hãy chạy “python3 run.py setup”, "
                    "hoặc đặt DATABASE_URL tới một máy chủ có sẵn."
                )
            )
        if runner.may_use(found.folder / "postgres"):
            return found
        if not found.from_wheel:
            raise CannotStart(
                _("Tài khoản số %(uid)d không được chạy các chương trình trong %(folder)s.")
                % {"uid": runner.uid, "folder": found.folder}
            )
        return found.copied_under(self.home / f"programs-{found.version}")

    def _create(self, programs: binaries.Binaries, runner: account.Account) -> None:
        """A new cluster whose letters are UTF-8 and whose order is by code point, the same on every machine."""
        unfinished = self.home / "data.new"
        if programs.version >= 17:
            locale = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
        else:
            locale = ["--locale=C.UTF-8"]
        if unfinished.exists():
            shutil.rmtree(unfinished)
        answer = runner.run(
            [programs.program("initdb"), "-D", unfinished.name, "-U", "congdoan", "-A", "trust", "-E", "UTF8",
             "--no-instructions", *locale],
            cwd=self.home,
        )  # fmt: skip
        if answer.returncode:
            self._refuse_full_disk(answer.stderr)
            raise CannotStart(
                _("Không tạo được cơ sở dữ liệu trong %(home)s:\n%(words)s")
                % {"home": self.home, "words": answer.stderr.strip()}
            )
        unfinished.rename(self.data)

    def _configure(self, runner: account.Account) -> None:
        settings = {
            "listen_addresses": "",
            "port": str(socket.PORT),
            "unix_socket_directories": str(self.socket_folder),
            "unix_socket_permissions": "0700",
            "timezone": "UTC",
            "log_timezone": "UTC",
            "jit": "off",  # questions here are short; compiling one costs more than answering it
            **self.options,
        }
        own = self.data / "congdoan.conf"
        own.write_text("".join(f"{name} = '{value}'\n" for name, value in settings.items()))
        main = self.data / "postgresql.conf"
        if "include 'congdoan.conf'" not in main.read_text():
            with main.open("a") as file:
                file.write("\ninclude 'congdoan.conf'\n")
        if runner.is_someone_else:
            os.chown(own, runner.uid, runner.gid)

    def _start(self, programs: binaries.Binaries, runner: account.Account) -> None:
        self._forget_stranger()
        command = [programs.program("pg_ctl"), "start", "-D", "data", "-l", self.log.name, "-w", "-t", "60"]
        give_up = time.monotonic() + PATIENCE_SECONDS
        while runner.run(command, cwd=self.home).returncode:
            if self.answers():
                return
            if time.monotonic() > give_up:
                self._refuse_full_disk(self._last_words())
                raise CannotStart(
                    _("PostgreSQL không khởi động được. Cuối nhật ký %(log)s:\n%(words)s")
                    % {"log": self.log, "words": self._last_words()}
                )
            time.sleep(0.3)

    def _refuse_full_disk(self, words: str) -> None:
        """Raises NoRoom where that is what the server's own words say."""
        if "No space left on device" in words:
            raise NoRoom(
                _("Đĩa chứa %s đã hết chỗ nên cơ sở dữ liệu không chạy được; dữ liệu đã ghi vẫn còn.") % self.home
            )

    def _forget_stranger(self) -> None:
        """Take out of the lock file a process number that now belongs to another program.

        PostgreSQL itself refuses to start then: after a reboot, or in a container where numbers start again, the
        number of the killed server may have been given to something of ours. Only the number is replaced: the rest
        lets PostgreSQL still see whether children of the killed server use its memory.
        """
        path = self.data / "postmaster.pid"
        try:
            number, *rest = path.read_text().splitlines()
        except (FileNotFoundError, ValueError):
            return
        program = _program_of(number)
        if program and "postgres" not in program and not socket.listens(self.socket_folder):
            path.write_text("\n".join([NO_PROCESS, *rest]) + "\n")

    def _last_words(self) -> str:
        try:
            return "\n".join(self.log.read_text(errors="replace").splitlines()[-8:])
        except OSError:
            return _("(không đọc được nhật ký)")


def _program_of(process: str) -> str | None:
    """The name of the program that runs as `process`; None where there is no such process."""
    if Path("/proc/self").exists():
        name = Path("/proc", process, "comm")
        return name.read_text() if name.exists() else None
    command = ["/bin/ps", "-o", "comm=", "-p", process]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout or None
