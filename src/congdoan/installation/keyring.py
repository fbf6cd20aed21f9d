"""The keys that seal what the database may not tell: from the environment, or a file only its owner may read.

They lie outside the database and outside its backup, so that a stolen dump tells nothing. Each sealing key has a
version and a fingerprint (`2-9f31c07a`); what is sealed names the key it needs. The blind key is another one: it turns
an identity number into a value that can be compared and not read.
"""

import base64
import binascii
import hashlib
import json
import os
import secrets
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from congdoan.installation.readers import BadSetting
from congdoan.installation.settings import Installation, installation
from congdoan.installation.words import _

KEYS, BLIND = "CONGDOAN_SEALING_KEYS", "CONGDOAN_BLIND_KEY"
SIZE_BYTES = 32


@dataclass(frozen=True)
class Key:
    """One sealing key. Its name tells its version and enough of its digest to know it again."""

    version: int
    secret: bytes

    @property
    def name(self) -> str:
        return f"{self.version}-{hashlib.sha256(b'seal' + self.secret).hexdigest()[:8]}"

    def __repr__(self) -> str:
        return f"Key({self.name})"


@dataclass(frozen=True)
class Keyring:
    """Every key of this copy: `sealing` the newest first, with which new things are sealed."""

    sealing: tuple[Key, ...]
    blind_secret: bytes
    is_from_environment: bool

    @property
    def current(self) -> Key:
        return self.sealing[0]

    @property
    def blind_name(self) -> str:
        """What the blind key is known by; tells nothing of it."""
        return "blind-" + hashlib.sha256(b"blind" + self.blind_secret).hexdigest()[:8]

    def named(self, name: str) -> Key | None:
        return next((key for key in self.sealing if key.name == name), None)

    def __repr__(self) -> str:
        return f"Keyring({', '.join(key.name for key in self.sealing)}, {self.blind_name})"


def read(environment: Mapping[str, str]) -> Keyring | None:
    """The ring held by the environment; None where it names no sealing key. Raises BadSetting."""
    written = environment.get(KEYS, "").strip()
    if not written:
        return None
    keys = {}
    for part in written.split(","):
        version, _colon, secret = part.strip().partition(":")
        if not version.isdecimal() or int(version) in keys:
            raise BadSetting(KEYS, "…", _("các khóa dạng 2:…,1:…, mỗi số một khóa"))
        keys[int(version)] = Key(int(version), _secret(KEYS, secret))
    blind = _secret(BLIND, environment.get(BLIND, "").strip())
    return Keyring(_newest_first(keys.values()), blind, is_from_environment=True)


@cache
def keyring() -> Keyring:
    """This copy's keys, read once; where there are none yet, they are made in the file. Raises BadSetting."""
    return read(os.environ) or _from_file(path_of(installation()))


def again() -> Keyring:
    """As `keyring`, read afresh: another process may have added a key."""
    keyring.cache_clear()
    return keyring()


def path_of(settings: Installation) -> Path:
    """The file of the keys, where the environment does not hold them."""
    return settings.data / "sealing-keys.json"


def add_key() -> Key:
    """Put a fresh sealing key into the file, as the one used from now on. Older ones stay, to read what they sealed.

    Raises BadSetting where the environment holds the keys: it is changed there.
    """
    ring = again()
    if ring.is_from_environment:
        raise BadSetting(KEYS, "…", _("một khóa mới đặt thêm vào biến này; lệnh keys make in ra một khóa"))
    path = path_of(installation())
    key = Key(ring.current.version + 1, secrets.token_bytes(SIZE_BYTES))
    Path(_beside(path, _as_text((key, *ring.sealing), ring.blind_secret))).replace(path)
    again()
    return key


def fresh_secret() -> str:
    """A new secret as the environment takes it."""
    return _written(secrets.token_bytes(SIZE_BYTES))


def _from_file(path: Path) -> Keyring:
    if not path.exists():
        _make(path)
    if path.stat().st_mode & 0o077:
        raise BadSetting(str(path), "…", _("một tệp chỉ chủ của nó đọc được (chmod 600)"))
    try:
        held = json.loads(path.read_text())
        keys = [Key(int(version), _secret(str(path), secret)) for version, secret in held["sealing"].items()]
        return Keyring(_newest_first(keys), _secret(str(path), held["blind"]), is_from_environment=False)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise BadSetting(str(path), "…", _("tệp khóa nguyên vẹn; hãy khôi phục từ nơi cất khóa")) from error


def _make(path: Path) -> None:
    """The first keys. Where two processes make them at once the first one's stand, whole."""
    path.parent.mkdir(parents=True, exist_ok=True)
    key = Key(1, secrets.token_bytes(SIZE_BYTES))
    beside = Path(_beside(path, _as_text((key,), secrets.token_bytes(SIZE_BYTES))))
    try:
        os.link(beside, path)
    except FileExistsError:
        return
    finally:
        beside.unlink()


def _beside(path: Path, text: str) -> str:
    """A new file next to `path`, readable by its owner only, with the text safely on the disk."""
    descriptor, beside = tempfile.mkstemp(dir=path.parent, prefix=".keys-")  # mkstemp makes it 0600
    with os.fdopen(descriptor, "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    return beside


def _as_text(keys: tuple[Key, ...], blind: bytes) -> str:
    held = {"sealing": {str(key.version): _written(key.secret) for key in keys}, "blind": _written(blind)}
    return json.dumps(held, indent=1)


def _newest_first(keys: Iterable[Key]) -> tuple[Key, ...]:
    return tuple(sorted(keys, key=lambda key: -key.version))


def _secret(name: str, written: str) -> bytes:
    try:
        secret = base64.urlsafe_b64decode(written + "=" * (-len(written) % 4))
    except (binascii.Error, ValueError) as error:
        raise BadSetting(name, "…", _("khóa %d byte viết bằng base64") % SIZE_BYTES) from error
    if len(secret) != SIZE_BYTES:
        raise BadSetting(name, "…", _("khóa %d byte viết bằng base64") % SIZE_BYTES)
    return secret


def _written(secret: bytes) -> str:
    return base64.urlsafe_b64encode(secret).decode().rstrip("=")
