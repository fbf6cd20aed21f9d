"""As whom the server's programs run.

PostgreSQL refuses to run as root. Started by an ordinary user it runs as that user. Started by root it runs as the
owner of its data folder, or for a new folder as `nobody`; nothing is created or opened outside the data folder.
Where that account cannot even reach the data folder (a clone under /root), it is lent the one capability of passing
through folders, since the alternative, loosening the modes of other people's folders, is worse.
"""

import os
import shutil
import stat
import subprocess
from dataclasses import dataclass
from pathlib import Path

from congdoan.installation.words import _

NOBODY = 65534
DAC_OVERRIDE, DAC_READ_SEARCH = 1, 2


class CannotAct(Exception):
    """No account can run the server here; the message says what to change."""


@dataclass(frozen=True)
class Account:
    """The user and group that run the server; `passes_through` holds the capability lent, if any."""

    uid: int
    gid: int
    passes_through: str | None = None

    @property
    def is_someone_else(self) -> bool:
        return self.uid != os.geteuid()

    def run(self, command: list[str], *, cwd: Path) -> subprocess.CompletedProcess[str]:
        """Run `command` as this account and return what it said; never raises on a non-zero exit."""
        environment = {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C", "TZ": "UTC"}
        if self.passes_through:
            lend = f"+{self.passes_through}"
            command = [
                "setpriv", f"--reuid={self.uid}", f"--regid={self.gid}", "--clear-groups",
                f"--inh-caps={lend}", f"--ambient-caps={lend}", "--", *command,
            ]  # fmt: skip
        elif self.is_someone_else:
            return subprocess.run(
                command, env=environment, cwd=cwd, stdin=subprocess.DEVNULL, capture_output=True, text=True,
                check=False, user=self.uid, group=self.gid, extra_groups=[],
            )  # fmt: skip
        return subprocess.run(
            command, env=environment, cwd=cwd, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
        )

    def may_use(self, program: Path) -> bool:
        """Whether this account can run `program`, as the kernel sees it."""
        try:
            return self.run([str(program), "--version"], cwd=Path("/")).returncode == 0
        except PermissionError:
            return False

    def own(self, folder: Path) -> None:
        """Make `folder` private to this account; one that is somebody else's is left as it is."""
        folder.mkdir(mode=0o700, exist_ok=True)
        facts = folder.lstat()
        if self.is_someone_else and facts.st_uid == os.geteuid() and stat.S_ISDIR(facts.st_mode):
            os.chown(folder, self.uid, self.gid)


def for_folder(folder: Path) -> Account:
    """The account that runs the server of the existing `folder`. Raises CannotAct."""
    owner = folder.stat()
    if os.geteuid() != 0:
        if owner.st_uid != os.geteuid():
            raise CannotAct(
                _("Thư mục %(folder)s thuộc tài khoản số %(uid)d. Hãy chạy bằng tài khoản ấy, hoặc đặt CONGDOAN_DATA.")
                % {"folder": folder, "uid": owner.st_uid}
            )
        return Account(os.geteuid(), os.getegid())
    uid, gid = (owner.st_uid, owner.st_gid) if owner.st_uid else (NOBODY, NOBODY)
    if _reachable(folder, uid, gid):
        return Account(uid, gid)
    capability = _capability()
    if capability is None:
        raise CannotAct(
            _("Máy chủ dữ liệu không chạy bằng root, mà tài khoản số %(uid)d không vào được %(folder)s. "
              "Hãy đặt CONGDOAN_DATA tới một thư mục ai cũng đi qua được, như /var/lib/congdoan.")
            % {"uid": uid, "folder": folder}
        )  # fmt: skip
    return Account(uid, gid, passes_through=capability)


def _reachable(folder: Path, uid: int, gid: int) -> bool:
    for parent in folder.parents:
        facts = parent.stat()
        if facts.st_uid == uid:
            needed = 0o100
        elif facts.st_gid == gid:
            needed = 0o010
        else:
            needed = 0o001
        if not facts.st_mode & needed:
            return False
    return True


def _capability() -> str | None:
    """The weakest capability this process may lend that lets the server reach its folder."""
    if shutil.which("setpriv") is None:
        return None
    lines = Path("/proc/self/status").read_text().splitlines()
    held = int(next(line for line in lines if line.startswith("CapEff:")).split()[1], 16)
    if held & 1 << DAC_READ_SEARCH:
        return "dac_read_search"
    return "dac_override" if held & 1 << DAC_OVERRIDE else None
