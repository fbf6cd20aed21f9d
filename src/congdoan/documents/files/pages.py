"""Text of a PDF, page by page; a page without text is a scan."""

import pypdfium2

from congdoan.documents.errors import RefusedDocument, UnreadableDocument
from congdoan.documents.files.limits import MOST_LETTERS, MOST_PAGES, MOST_SCANNED_PAGES
from congdoan.documents.files.strayed import with_strays_back

_LEAST_LETTERS = 25  # of a page that has a text layer
_SCALE = 300 / 72


def text_of_pdf(data: bytes) -> str:
    return text_and_scans_of_pdf(data)[0]


def text_and_scans_of_pdf(data: bytes) -> tuple[str, int]:
    """The text, and how many pages of it were recognised from pictures.

    Raises RefusedDocument for a locked or overlong file, MissingReader where a scan needs OCR that is absent.
    """
    try:
        pdf = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as refused:
        if "password" in str(refused).lower():
            raise RefusedDocument("Tệp PDF được đặt mật khẩu. Hãy bỏ mật khẩu rồi gửi lại.") from refused
        raise UnreadableDocument("Tệp PDF bị hỏng, không mở được.") from refused
    with pdf:
        if len(pdf) > MOST_PAGES:
            raise RefusedDocument(f"Tệp PDF dài {len(pdf)} trang, quá giới hạn {MOST_PAGES} trang. Hãy tách tệp.")
        return _joined(pdf)


def _joined(pdf: pypdfium2.PdfDocument) -> tuple[str, int]:
    texts: list[str] = []
    scanned = letters = 0
    for number in range(len(pdf)):
        page = pdf[number]
        layer = page.get_textpage()
        text = with_strays_back(layer, layer.get_text_bounded().replace("\r\n", "\n"))
        if len(text.strip()) < _LEAST_LETTERS and any(True for _ in page.get_objects()):
            scanned += 1
            if scanned > MOST_SCANNED_PAGES:
                raise RefusedDocument(f"Bản quét dài hơn {MOST_SCANNED_PAGES} trang. Hãy tách tệp.")
            text = _recognised(page)
        texts.append(text)
        letters += len(text)
        if letters > MOST_LETTERS:
            raise RefusedDocument("Văn bản quá dài, không phải là một văn bản hành chính. Hãy tách tệp.")
        page.close()
    return "\n\n".join(texts), scanned


def _recognised(page: pypdfium2.PdfPage) -> str:
    from congdoan.documents.files.scans import text_of_image  # the library for images: most papers need none

    return text_of_image(page.render(scale=_SCALE, grayscale=True).to_pil())
