"""/documents"""

from django.db.models import Q
from django.http import FileResponse, HttpResponse
from django.utils.translation import gettext as _
from ninja import File, Router, Status
from ninja.files import UploadedFile

from congdoan.accounts.access import may
from congdoan.accounts.rules import Task
from congdoan.api.documents import telling
from congdoan.api.documents.shapes import ArrivalIn, Arrived, Paper, PaperRow, ReadOut
from congdoan.api.errors import PROBLEMS
from congdoan.api.naming import body_named, unit_named
from congdoan.api.paging import page_of
from congdoan.api.request import ApiRequest
from congdoan.api.shapes import Code, Day, Key, Limit, Page, Words
from congdoan.api.versions import tag
from congdoan.documents import read, to_json
from congdoan.foundation.errors import NotFound, Refused
from congdoan.foundation.files import PAPER_LIMIT_BYTES, open_stored
from congdoan.foundation.keys import tidy_key
from congdoan.obligations import actions as obligations
from congdoan.registry import access, actions
from congdoan.registry.fields import BaseFields, ClauseFields, PaperFields
from congdoan.registry.models import Delivery
from congdoan.registry.queries import arrival_of

router = Router(tags=["documents"])


@router.get("", response={200: Page[PaperRow], **PROBLEMS}, summary="Papers in sight, the last entered first")
def listing(
    request: ApiRequest,
    q: Words = "",
    unit: Code | None = None,
    state: Words = "",
    type: Words = "",
    issued_from: Day | None = None,
    issued_to: Day | None = None,
    after: Words = "",
    limit: Limit = 50,
) -> Page[PaperRow]:
    """`q`: every word in symbol, subject, issuer, signer or text, without accents. `unit`: kept by it or delivered to
    it.
    """
    seen = access.visible_to(request.user)
    rows = seen.saying(q)
    if unit is not None:
        at = unit_named(request.user, unit)
        rows = rows.filter(Q(keeper=at) | Q(pk__in=Delivery.objects.filter(body=at).values("document")))
    if state:
        rows = rows.filter(state=state)
    if type:
        rows = rows.filter(type=type)
    if issued_from:
        rows = rows.filter(issued_on__gte=issued_from)
    if issued_to:
        rows = rows.filter(issued_on__lte=issued_to)
    page, following = page_of(
        rows.select_related("issuer", "keeper"), order=["-created_at", "-pk"], after=after, limit=limit, among=seen
    )
    return Page(items=[telling.row(each) for each in page], next=following)


@router.post("", response={201: Arrived, **PROBLEMS}, summary="Enter a paper in the incoming book")
def register(request: ApiRequest, response: HttpResponse, payload: ArrivalIn) -> Status[Arrived]:
    """Takes the arrival number. The same issuer, symbol and day twice is refused, naming the paper already there."""
    unit = unit_named(request.user, payload.unit)
    access.may_register(request.user, unit).require()
    document = actions.register_incoming(
        unit, fields=_fields(request, payload), received_on=payload.received_on, by=request.user.acting(unit)
    )
    tag(response, document.version)
    taken = arrival_of(document, unit)
    if taken is None:
        raise Refused(_("Văn bản chưa có số đến."))
    return Status(201, Arrived(arrival_number=taken.number, document=telling.paper(document, request.user)))


@router.post("/read", response={200: ReadOut, **PROBLEMS}, summary="Read a file; nothing is kept")
def read_file(request: ApiRequest, file: File[UploadedFile]) -> ReadOut:
    """A .docx, .pdf, .odt, .txt … as `congdoan read` reads it."""
    if (file.size or 0) > PAPER_LIMIT_BYTES:
        raise Refused(
            _("Tệp nặng quá %(limit)d MB; hãy nén hoặc chia nhỏ.") % {"limit": PAPER_LIMIT_BYTES // 2**20}, field="file"
        )
    reading = read(file.read(), name=file.name)
    return ReadOut(**{"warnings": list(reading.warnings), **to_json(reading)})


@router.get("/{key}", response={200: Paper, **PROBLEMS}, summary="One paper, whole")
def one(request: ApiRequest, response: HttpResponse, key: Key) -> Paper:
    """Reading here does not count as opening: a program is no reader."""
    document = access.document_for_reading(request.user, tidy_key(key))
    tag(response, document.version)
    return telling.paper(document, request.user)


@router.post("/{key}/acknowledge", response={200: Paper, **PROBLEMS}, summary="Confirm that the unit received it")
def acknowledge(request: ApiRequest, key: Key) -> Paper:
    """In the name of the unit acted for (`Congdoan-Unit`); what the paper asks of it is taken on where that may be."""
    document = access.document_for_reading(request.user, tidy_key(key))
    access.may_acknowledge(request.user, document, request.unit).require()
    actions.acknowledge(document, request.unit, request.actor)
    if may(request.user, Task.ANSWER, at=request.unit):
        obligations.acknowledge_paper(document, body=request.unit, by=request.actor)
    return telling.paper(document, request.user)


@router.get("/{key}/files/{file}", response={200: None, **PROBLEMS}, summary="The bytes of one of its files")
def file_bytes(request: ApiRequest, key: Key, file: Key) -> FileResponse:
    document = access.document_for_reading(request.user, tidy_key(key))
    found = document.document_files.select_related("file").filter(file__key=tidy_key(file)).first()
    if found is None:
        raise NotFound(_("Văn bản này không có tệp ấy."))
    return FileResponse(
        open_stored(found.file), as_attachment=True, filename=found.file.name, content_type=found.file.content_type
    )


def _fields(request: ApiRequest, payload: ArrivalIn) -> PaperFields:
    plain = payload.model_dump(exclude={"unit", "received_on", "issuer", "bases", "clauses"})
    issuer = body_named(request.user, payload.issuer, field="issuer")
    return PaperFields(
        **plain | {"issuer_text": payload.issuer_text or (issuer.name if issuer else "")},
        issuer=issuer,
        bases=tuple(BaseFields(**each.model_dump()) for each in payload.bases),
        clauses=tuple(ClauseFields(**each.model_dump()) for each in payload.clauses),
    )
