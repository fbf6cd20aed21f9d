"""One PostgreSQL cluster in one folder: created, started with patience, stopped cleanly."""

import os
import time
from dataclasses import dataclass, field
from pathlib import Path

from congdoan.installation.postgres import account, binaries, socket
from congdoan.installation.words import _

PATIENCE_SECONDS = 15.0
"""After a kill -9 of the postmaster its children hold the shared memory for about a second, so a start is retried."""


class CannotStart(Exception):
    """The server would not start. The message ends with the last lines of its log."""


@dataclass(frozen=True)
class Cluster:
    """The server whose data lives under `home`. `options` are written into its configuration at each start."""

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
        runner = account.for_folder(self.home)
        runner.own(self.home)
        if self.answers():
            return
        programs = self._programs(runner)
        runner.own(self.socket_folder)
        socket.refuse_if_shared(self.socket_folder, owner=runner.uid)
        if not (self.data / "PG_VERSION").exists():
            self._create(programs, runner)
        self._configure(runner)
        self._start(programs, runner)

    def stop(self) -> None:
        """Stop the server, rolling back what is open; nothing committed is lost. Does nothing if it is not running."""
        if not (self.data / "postmaster.pid").exists():
            return
        runner = account.for_folder(self.home)
        command = [self._programs(runner).program("pg_ctl"), "stop", "-D", str(self.data), "-m", "fast", "-w"]
        runner.run(command, cwd=self.home)

    def answers(self) -> bool:
        """Whether the server is up, as its own lock file says: a live process that is ready for connections."""
        try:
            lines = (self.data / "postmaster.pid").read_text().splitlines()
            os.kill(int(lines[0]), 0)
        except (FileNotFoundError, IndexError, ValueError, ProcessLookupError):
            return False
        except PermissionError:
            pass
        return len(lines) > 7 and lines[7].strip() == "ready" and self._socket().exists()

    def _socket(self) -> Path:
        return self.socket_folder / f".s.PGSQL.{socket.PORT}"

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
            runner.run(["rm", "-rf", str(unfinished)], cwd=self.home)
        answer = runner.run(
            [programs.program("initdb"), "-D", str(unfinished), "-U", "congdoan", "-A", "trust", "-E", "UTF8",
             "--no-instructions", *locale],
            cwd=self.home,
        )  # fmt: skip
        if answer.returncode:
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
        command = [programs.program("pg_ctl"), "start", "-D", str(self.data), "-l", str(self.log), "-w", "-t", "60"]
        give_up = time.monotonic() + PATIENCE_SECONDS
        while runner.run(command, cwd=self.home).returncode:
            if self.answers():
                return
            if time.monotonic() > give_up:
                raise CannotStart(
                    _("PostgreSQL không khởi động được. Cuối nhật ký %(log)s:\n%(words)s")
                    % {"log": self.log, "words": self._last_words()}
                )
            time.sleep(0.3)

    def _last_words(self) -> str:
        try:
            return "\n".join(self.log.read_text(errors="replace").splitlines()[-8:])
        except OSError:
            return _("(không đọc được nhật ký)")
