"""Sealing one value: AES-256-GCM with a fresh nonce, padded so that its length does not tell Kinh from Mông."""

import base64
import binascii
import hashlib
import hmac
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.utils.translation import gettext as _

from congdoan.foundation.errors import Refused
from congdoan.foundation.sealing.acquaintance import ring
from congdoan.foundation.text import nfc
from congdoan.installation import keyring
from congdoan.installation.keyring import Key

MARK = "s1"
NONCE_BYTES = 12
BLOCK_BYTES = 32


class KeyLost(Refused):
    """Something was sealed with a key this copy does not have."""


def seal(text: str) -> str:
    """A token from which only a holder of the keys reads `text` (kept in NFC). The same text seals differently each
    time. The empty text stays empty: that nothing was said is no secret.
    """
    if not text:
        return ""
    key = ring().current
    plain = nfc(text).encode()
    padded = plain + b"\x80" + bytes(-(len(plain) + 1) % BLOCK_BYTES)
    return f"{MARK}.{key.name}.{base64.urlsafe_b64encode(_encrypted(padded, key)).decode().rstrip('=')}"


def unseal(token: str) -> str:
    """The text in the token. Raises KeyLost naming the missing key; Refused when the token was tampered with."""
    if not token:
        return ""
    mark, _dot, rest = token.partition(".")
    name, _dot, body = rest.partition(".")
    if mark != MARK:
        raise _spoilt()
    try:
        sealed = base64.urlsafe_b64decode(body + "=" * (-len(body) % 4))
    except (binascii.Error, ValueError) as error:
        raise _spoilt() from error
    padded = _decrypted(sealed, _key(name))
    return padded[: padded.rindex(b"\x80")].decode()


def key_of(token: str) -> str:
    """The name of the key the token needs; empty for an empty one."""
    return token.split(".")[1] if token else ""


def seal_bytes(data: bytes) -> bytes:
    """As `seal`, for a file's content; without padding, since a file's size is no secret here."""
    key = ring().current
    return f"{MARK}.{key.name}\n".encode() + _encrypted(data, key)


def unseal_bytes(sealed: bytes) -> bytes:
    head, _newline, body = sealed.partition(b"\n")
    mark, _dot, name = head[:60].decode("ascii", "replace").partition(".")
    if mark != MARK:
        raise _spoilt()
    return _decrypted(body, _key(name))


def is_sealed_with_newest(sealed: bytes) -> bool:
    return sealed.startswith(f"{MARK}.{ring().current.name}\n".encode())


def blind(text: str) -> str:
    """The same for the same text, different for any other, and no way back without trying every text with the key.

    Case, blanks and hyphens do not count: 068 190-001234 is 068190001234.
    """
    bare = "".join(mark for mark in nfc(text).casefold() if mark.isalnum())
    return hmac.new(ring().blind_secret, bare.encode(), hashlib.sha256).hexdigest() if bare else ""


def _key(name: str) -> Key:
    found = keyring.keyring().named(name) or keyring.again().named(name)  # another process may have added it just now
    if found is None:
        raise KeyLost(
            _(
                "Không mở được: khóa “%(key)s” đã dùng để niêm phong không còn ở máy này. Hãy khôi phục tệp khóa hoặc "
                "biến môi trường từ nơi cất khóa; lệnh doctor cho biết còn thiếu khóa nào."
            )
            % {"key": name}
        )
    return found


def _encrypted(data: bytes, key: Key) -> bytes:
    nonce = os.urandom(NONCE_BYTES)
    return nonce + AESGCM(key.secret).encrypt(nonce, data, key.name.encode())


def _decrypted(sealed: bytes, key: Key) -> bytes:
    try:
        return AESGCM(key.secret).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], key.name.encode())
    except (InvalidTag, ValueError) as error:
        raise _spoilt() from error


def _spoilt() -> Refused:
    return Refused(_("Nội dung niêm phong đã bị sửa hoặc hỏng; hãy khôi phục từ bản sao lưu."))
