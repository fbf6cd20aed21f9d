"""Files kept by content: the bytes lie once under their digest, the rows say who stored them under which name.

Nothing here decides who may open a file: the room that owns the row asks its own access function first. A file is
written whole and flushed before its row is: a row without bytes cannot be committed, bytes without a row are harmless.
"""

import hashlib
import os
import tempfile
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from django.db import connection, transaction
from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

from congdoan.foundation import clock
from congdoan.foundation.actor import Actor
from congdoan.foundation.errors import Refused
from congdoan.foundation.models import StoredFile
from congdoan.foundation.sealing import is_sealed_with_newest, seal_bytes, unseal_bytes
from congdoan.foundation.text import nfc
from congdoan.installation.settings import installation

BYTES_LOCK = 7301
PAPER_LIMIT_BYTES = 25 * 1024 * 1024
PHOTO_LIMIT_BYTES = 20 * 1024 * 1024
PHOTO_SIDE_PX = 2000
PHOTO_PIXELS = 80_000_000

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_TYPE_OF_ENDING = {
    ".docx": DOCX,
    ".xlsx": XLSX,
    ".odt": "application/vnd.oasis.opendocument.text",
    ".doc": "application/msword",
    ".xls": "application/vnd.ms-excel",
    ".pdf": "application/pdf",
    ".txt": "text/plain; charset=utf-8",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".png": "image/png",
}
_PACKED, _OLD_OFFICE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_BEGINNING = {
    ".docx": _PACKED,
    ".xlsx": _PACKED,
    ".odt": _PACKED,
    ".doc": _OLD_OFFICE,
    ".xls": _OLD_OFFICE,
    ".pdf": b"%PDF-",
    ".jpg": b"\xff\xd8\xff",
    ".jpeg": b"\xff\xd8\xff",
    ".png": b"\x89PNG",
}
_PICTURES = {".jpg", ".jpeg", ".png"}
KINDS_OF_PAPER = (*_BEGINNING, ".txt")


def folder() -> Path:
    """Where the bytes lie in this copy."""
    return installation().papers


def store(
    data: bytes, *, name: str, by: Actor, limit_bytes: int = PAPER_LIMIT_BYTES, is_encrypted: bool = False
) -> StoredFile:
    """Keep `data` under its digest and note it as `name`. The same bytes stored twice lie on the disk once.

    The content type is taken from the ending of `name`, never from the sender. An encrypted file lies sealed and, since
    a name can tell an illness too, is noted under a name that tells only its kind. Raises Refused for an empty file
    or one larger than `limit_bytes`.
    """
    if not data:
        raise Refused(_("Tệp “%(name)s” rỗng; hãy kiểm tra rồi chọn lại.") % {"name": name}, field="file")
    if len(data) > limit_bytes:
        raise Refused(
            _("Tệp “%(name)s” nặng %(size)d MB; hệ thống nhận tệp đến %(limit)d MB. Hãy nén hoặc chia nhỏ.")
            % {"name": name, "size": -(-len(data) // 2**20), "limit": limit_bytes // 2**20},
            field="file",
        )
    kept = seal_bytes(data) if is_encrypted else data
    digest = hashlib.sha256(kept).hexdigest()
    with transaction.atomic(savepoint=False):
        _hold(digest, "_shared")
        _lay_down(kept, path_of(digest))
        return StoredFile.objects.create(
            digest=digest,
            name=f"tep-kin{Path(_tidy_name(name)).suffix.lower()}" if is_encrypted else _tidy_name(name),
            is_encrypted=is_encrypted,
            content_type=_TYPE_OF_ENDING.get(Path(name).suffix.lower(), "application/octet-stream"),
            size_bytes=len(data),
            stored_at=clock.now(),
            stored_by=by.key,
        )


def store_paper(data: bytes, *, name: str, by: Actor, is_encrypted: bool = False) -> StoredFile:
    """Keep a paper somebody sent along as `store` does: only the kinds people write and scan, and only what is one. A
    picture of a paper loses what its camera wrote beside it.

    Raises Refused for another ending, and for bytes that are not what the ending says: a program is not kept as a scan.
    """
    words = {"name": name, "kinds": ", ".join(KINDS_OF_PAPER)}
    ending = Path(name).suffix.lower()
    if ending not in KINDS_OF_PAPER:
        raise Refused(_("“%(name)s” không phải loại tệp nhận ở đây; hãy dùng %(kinds)s.") % words, field="papers")
    if data and not _is_what_it_says(data, ending):
        raise Refused(
            _("Nội dung của “%(name)s” không đúng loại tệp mà tên ghi; hãy mở lại tệp, lưu đúng loại rồi gửi.") % words,
            field="papers",
        )
    plain = plain_picture(data, name=name) if ending in _PICTURES else data
    return store(plain, name=name, by=by, is_encrypted=is_encrypted)


def _is_what_it_says(data: bytes, ending: str) -> bool:
    if ending == ".txt":
        return not any(data.startswith(mark) for mark in (b"MZ", b"\x7fELF", *_BEGINNING.values()))
    if ending == ".pdf":
        return _BEGINNING[ending] in data[:1024]
    return data.startswith(_BEGINNING[ending])


def store_photo(data: bytes, *, name: str, by: Actor, is_encrypted: bool = False) -> StoredFile:
    """Keep a photo upright, at most 2000 px on its longer side and without any metadata: no place, no device, no time.

    `is_encrypted` as in `store`. Raises Refused when the bytes are no picture, or one beyond all reason.
    """
    if len(data) > PHOTO_LIMIT_BYTES:
        raise Refused(
            _("Ảnh “%(name)s” quá lớn; hệ thống nhận ảnh đến %(limit)d MB.")
            % {"name": name, "limit": PHOTO_LIMIT_BYTES // 2**20},
            field="photo",
        )
    drawn = redraw_photo(data, name=name)
    return store(drawn, name=f"{Path(name).stem}.jpg", by=by, is_encrypted=is_encrypted)


def plain_picture(data: bytes, *, name: str) -> bytes:
    """A JPEG or PNG upright and as large as it came, without what was hidden beside the pixels."""
    try:
        with Image.open(BytesIO(data), formats=["JPEG", "PNG"]) as picture:
            if picture.width * picture.height > PHOTO_PIXELS:
                raise Refused(_("Ảnh “%(name)s” có quá nhiều điểm ảnh.") % {"name": name}, field="papers")
            upright = ImageOps.exif_transpose(picture)
            plain = Image.new("RGB", upright.size, "white")
            layer = upright.convert("RGBA")
            plain.paste(layer, mask=layer.getchannel("A"))
            kind = picture.format
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, ValueError, SyntaxError) as error:
        raise Refused(_not_opened(name), field="papers") from error
    drawn = BytesIO()
    plain.save(drawn, kind, quality=92)
    return drawn.getvalue()


def _not_opened(name: str) -> str:
    if Path(name).suffix.lower() in {".heic", ".heif"}:
        return _(
            "Máy chủ không mở được ảnh HEIC của iPhone “%(name)s”. Hãy gửi ảnh JPG: Cài đặt › Camera › Định dạng › "
            "Tương thích nhất rồi chụp lại, hoặc gửi ảnh chụp màn hình."
        ) % {"name": name}
    return _("Không mở được ảnh “%(name)s”; hãy gửi ảnh JPG hoặc PNG.") % {"name": name}


def redraw_photo(data: bytes, *, name: str = "") -> bytes:
    """The picture painted afresh as JPEG: what was hidden beside the pixels is left behind."""
    try:
        with Image.open(BytesIO(data), formats=["JPEG", "PNG", "WEBP", "GIF", "BMP"]) as picture:
            if picture.width * picture.height > PHOTO_PIXELS:
                raise Refused(_("Ảnh “%(name)s” có quá nhiều điểm ảnh.") % {"name": name}, field="photo")
            upright = ImageOps.exif_transpose(picture)
            upright.thumbnail((PHOTO_SIDE_PX, PHOTO_SIDE_PX))
            plain = Image.new("RGB", upright.size, "white")
            layer = upright.convert("RGBA")
            plain.paste(layer, mask=layer.getchannel("A"))
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, ValueError, SyntaxError) as error:
        raise Refused(_not_opened(name), field="photo") from error
    drawn = BytesIO()
    plain.save(drawn, "JPEG", quality=85, optimize=True)
    return drawn.getvalue()


def open_stored(file: StoredFile) -> BinaryIO:
    """The bytes, to be read and closed by the caller; an encrypted file is unsealed in memory, never on the disk.

    Raises Refused when they were destroyed, the disk has lost them, or the key is lost.
    """
    if file.destroyed_at:
        raise Refused(_("Tệp này đã được hủy theo yêu cầu xóa thông tin cá nhân; không còn mở được."))
    try:
        stream = path_of(file.digest).open("rb")
    except FileNotFoundError as error:
        raise Refused(
            _("Kho tệp không còn nội dung của “%(name)s”; hãy khôi phục từ bản sao lưu.") % {"name": file.name}
        ) from error
    if not file.is_encrypted:
        return stream
    with stream:
        return BytesIO(unseal_bytes(stream.read()))


def destroy(doomed: Iterable[StoredFile]) -> int:
    """The files are not to be opened any more, and their bytes leave the disk once this transaction is committed.

    Answers how many were destroyed. A power cut in between leaves bytes nobody can open; `finish_destroying` drops
    them. Call it inside a transaction.
    """
    keys = [file.pk for file in doomed]
    standing = StoredFile.objects.filter(pk__in=keys, destroyed_at__isnull=True)
    count = standing.update(destroyed_at=clock.now(), name="", stored_by="")
    if count:
        transaction.on_commit(finish_destroying)
    return count


def finish_destroying() -> int:
    """Drop from the disk what was destroyed and still lies there, and say how many files that were. Safe to repeat.

    Bytes that lie there for another row too stay.
    """
    done = 0
    for file in StoredFile.objects.filter(destroyed_at__isnull=False).exclude(digest="").order_by("digest"):
        with transaction.atomic():
            _hold(file.digest)
            if not StoredFile.objects.filter(digest=file.digest, destroyed_at__isnull=True).exists():
                path_of(file.digest).unlink(missing_ok=True)
            StoredFile.objects.filter(pk=file.pk).update(digest="", size_bytes=0)
        done += 1
    return done


def _hold(digest: str, how: str = "") -> None:
    """Until this transaction ends nobody drops these bytes ("_shared"), or nobody stores them either."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT pg_advisory_xact_lock{how}(%s, hashtext(%s))", [BYTES_LOCK, digest])


def seal_again(file: StoredFile) -> bool:
    """Seal an encrypted file with the newest key unless it already is; answers whether it was.

    The old bytes are left for the caller to drop after the row is committed. Call it inside a transaction.
    """
    kept = path_of(file.digest).read_bytes()
    if is_sealed_with_newest(kept):
        return False
    anew = seal_bytes(unseal_bytes(kept))
    file.digest = hashlib.sha256(anew).hexdigest()
    _lay_down(anew, path_of(file.digest))
    file.save(update_fields=["digest"])
    return True


def bytes_of(file: StoredFile) -> bytes:
    with open_stored(file) as stream:
        return stream.read()


def path_of(digest: str) -> Path:
    """Two letters of the digest make the folder, so that no folder grows without end."""
    return folder() / digest[:2] / digest


def _lay_down(data: bytes, path: Path) -> None:
    """Write beside, flush, rename: a reader or a power cut sees the whole file or none."""
    if path.exists() and path.stat().st_size == len(data):
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, beside = tempfile.mkstemp(dir=path.parent)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        Path(beside).replace(path)
    except OSError:
        Path(beside).unlink(missing_ok=True)
        raise


def _tidy_name(name: str) -> str:
    """The last part of a path from any system, without control characters; its ending survives shortening."""
    bare = "".join(mark for mark in nfc(name).replace("\\", "/").rsplit("/", 1)[-1] if mark.isprintable()).strip()
    stem, dot, ending = bare.rpartition(".")
    if len(bare) <= 200:
        return bare or "tep"
    return f"{stem[: 199 - len(ending)]}{dot}{ending[:20]}"
