"""Text of a .doc or .rtf, by whichever optional program is on the machine: antiword, else LibreOffice."""

import shutil
import subprocess
import tempfile
from pathlib import Path

from congdoan.documents.encodings import decode
from congdoan.documents.errors import MissingReader, UnreadableDocument

_SECONDS = 50


def text_of_doc(data: bytes) -> str:
    """Raises MissingReader where neither program is installed."""
    is_rtf = data.startswith(b"{\\rtf")
    antiword = None if is_rtf else shutil.which("antiword")
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if antiword is None and office is None:
        needed = "libreoffice-writer" if is_rtf else "antiword (hoặc libreoffice-writer)"
        raise MissingReader(f"Máy này chưa đọc được tệp Word cũ. Hãy cài {needed}, hoặc lưu lại thành .docx.")
    with tempfile.TemporaryDirectory() as folder:
        paper = Path(folder) / ("paper.rtf" if is_rtf else "paper.doc")
        paper.write_bytes(data)
        try:
            text = _by_antiword(antiword, paper) if antiword else ""
            if not text.strip() and office:
                text = _by_office(office, paper)
        except subprocess.TimeoutExpired as late:
            raise UnreadableDocument("Đọc tệp Word cũ mất quá nhiều thời gian. Hãy lưu lại thành .docx.") from late
    if not text.strip():
        raise UnreadableDocument("Không đọc được tệp Word cũ này. Hãy mở bằng Word và lưu lại thành .docx.")
    return text


def _by_antiword(program: str, paper: Path) -> str:
    result = subprocess.run(  # noqa: S603
        [program, "-m", "UTF-8.txt", "-w", "0", str(paper)], capture_output=True, check=False, timeout=_SECONDS
    )
    return decode(result.stdout) if result.returncode == 0 else ""


def _by_office(program: str, paper: Path) -> str:
    profile = f"-env:UserInstallation=file://{paper.parent / 'profile'}"
    command = [
        program,
        profile,
        "--headless",
        "--convert-to",
        "txt:Text (encoded):UTF8",
        "--outdir",
        str(paper.parent),
        str(paper),
    ]
    subprocess.run(command, capture_output=True, check=False, timeout=_SECONDS)  # noqa: S603
    written = paper.with_suffix(".txt")
    return decode(written.read_bytes()) if written.exists() else ""
