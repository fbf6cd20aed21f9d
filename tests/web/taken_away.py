"""What a file somebody takes away says."""

from io import BytesIO

from python_calamine import CalamineWorkbook

from congdoan.documents import read


def words_of(kind: str, data: bytes) -> str:
    """The words of a .docx or .pdf, the cells of an .xlsx, the page itself for any other; numbers without points."""
    if kind == "xlsx":
        rows = CalamineWorkbook.from_filelike(BytesIO(data)).get_sheet_by_index(0).to_python()
        return " ".join(f"{cell:.0f}" if isinstance(cell, float) else str(cell) for row in rows for cell in row)
    text = read(data).text if kind in ("docx", "pdf") else data.decode()
    return " ".join(text.replace(".", "").split())
