"""Files of a paper, given out only to those who may read the paper."""

from urllib.parse import quote

from django.http import FileResponse, Http404, HttpResponse

from congdoan.documents.writing import layout_on, write_docx, write_pdf
from congdoan.foundation import clock, files
from congdoan.registry import access
from congdoan.web.papers.official import official
from congdoan.web.shell.request import UserRequest

_WRITERS = {"docx": (write_docx, files.DOCX), "pdf": (write_pdf, "application/pdf")}


def download(request: UserRequest, key: str, file: str) -> FileResponse:
    """The file as it was stored, always as a download."""
    document = access.document_for_reading(request.user, key)
    row = document.document_files.select_related("file").filter(file__key=file).first()
    if row is None:
        raise Http404
    stored = files.open_stored(row.file)
    response = FileResponse(stored, as_attachment=True, filename=row.file.name, content_type=row.file.content_type)
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def written(request: UserRequest, key: str, kind: str) -> HttpResponse:
    """Our own paper in the official layout, written anew each time: the same paper gives the same bytes."""
    document = access.document_for_reading(request.user, key)
    if kind not in _WRITERS or document.issuer_id != document.keeper_id:
        raise Http404
    write, content_type = _WRITERS[kind]
    layout = layout_on(document.issued_on or clock.today())
    name = (document.symbol or "du-thao").replace("/", "-")
    response = HttpResponse(write(official(document), layout), content_type=content_type)
    response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}.{kind}"
    return response
