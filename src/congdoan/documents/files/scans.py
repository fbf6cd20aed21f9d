"""Text of a scan, by the optional system program tesseract with its Vietnamese data."""

import io
import shutil
import subprocess
from collections.abc import Iterator

from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

from congdoan.documents.errors import MissingReader, RefusedDocument, UnreadableDocument
from congdoan.documents.files.limits import MOST_SCANNED_PAGES
from congdoan.documents.files.programs import can_read_scans

_MOST_PIXELS = 60_000_000
_SECONDS_A_PAGE = 120
_ABSENT = (
    "Máy này chưa có chương trình nhận dạng chữ (OCR) tiếng Việt. Hãy cài: apt install tesseract-ocr tesseract-ocr-vie."
)


def text_of_image_file(data: bytes) -> str:
    Image.MAX_IMAGE_PIXELS = _MOST_PIXELS
    try:
        image = Image.open(io.BytesIO(data))
        texts = [text_of_image(ImageOps.exif_transpose(page)) for page in _pages(image)]
    except Image.DecompressionBombError as bomb:
        raise RefusedDocument("Ảnh quá lớn nên không được nhận. Hãy chụp hoặc quét lại ở 300 dpi.") from bomb
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as broken:
        raise UnreadableDocument("Tệp ảnh bị hỏng, không mở được.") from broken
    return "\n\n".join(texts)


def _pages(image: Image.Image) -> Iterator[Image.Image]:
    """A scanner puts many pages into one .tiff."""
    if getattr(image, "n_frames", 1) > MOST_SCANNED_PAGES:
        raise RefusedDocument(f"Bản quét dài hơn {MOST_SCANNED_PAGES} trang. Hãy tách tệp.")
    yield from ImageSequence.Iterator(image)


def text_of_image(image: Image.Image) -> str:
    """Raises MissingReader where OCR is absent. Gaps between columns are kept as runs of blanks."""
    if not can_read_scans():
        raise MissingReader(_ABSENT)
    held = io.BytesIO()
    image.convert("L").save(held, format="PNG")
    command = [
        shutil.which("tesseract") or "tesseract",
        "-",
        "-",
        "-l",
        "vie",
        "--psm",
        "6",
        "-c",
        "preserve_interword_spaces=1",
    ]
    try:
        result = subprocess.run(  # noqa: S603
            command, input=held.getvalue(), capture_output=True, check=False, timeout=_SECONDS_A_PAGE
        )
    except subprocess.TimeoutExpired as late:
        raise UnreadableDocument("Nhận dạng chữ mất quá nhiều thời gian. Hãy quét lại rõ hơn.") from late
    if result.returncode:
        raise UnreadableDocument("Không nhận dạng được chữ trong ảnh này.")
    return result.stdout.decode("utf-8", errors="replace").replace("\f", "\n")
