"""/documents: drafting, issuing, recalling; receiving a file and entering it."""

from django.http import HttpResponse
from django.utils.translation import gettext as _
from ninja import File, Form, Router, Status
from ninja.files import UploadedFile

from congdoan.api.documents import telling
from congdoan.api.documents.shapes import Arrived, Paper
from congdoan.api.drafting.entering import fields_sent, told
from congdoan.api.drafting.shapes import DraftIn, IssuedOut, IssueIn, RecallIn, ReceivedOut, RegisterIn, ReviseIn
from congdoan.api.errors import PROBLEMS
from congdoan.api.naming import unit_named
from congdoan.api.request import ApiRequest
from congdoan.api.shapes import Code, Key
from congdoan.api.versions import needed_version, tag, told_version
from congdoan.foundation import clock
from congdoan.foundation.errors import Refused
from congdoan.foundation.files import PAPER_LIMIT_BYTES
from congdoan.foundation.keys import tidy_key
from congdoan.obligations import access as duties
from congdoan.obligations import actions as obligations
from congdoan.obligations import proposing
from congdoan.obligations.models import DutyState
from congdoan.organisation import queries as organisation
from congdoan.registry import access, actions, queries
from congdoan.registry.fields import PaperFields

router = Router(tags=["documents"])


@router.post("/drafts", response={201: Paper, **PROBLEMS}, summary="Begin a paper of the unit's own")
def draft(request: ApiRequest, response: HttpResponse, payload: DraftIn) -> Status[Paper]:
    """Its number is taken when it is issued, not now."""
    unit = unit_named(request.user, payload.unit)
    access.may_register(request.user, unit).require()
    uppers = [access.document_for_reading(request.user, tidy_key(key)) for key in dict.fromkeys(payload.based_on)]
    today = clock.today()
    blank = PaperFields("", place=organisation.place_of(unit, on=today))
    stands = queries.outline_from(uppers[0], unit=unit, on=today) if uppers else blank
    by = request.user.acting(unit)
    made = actions.draft(unit, fields=fields_sent(request, payload, stands), based_on=uppers, by=by)
    tag(response, made.version)
    return Status(201, telling.paper(made, request.user))


@router.post("/{key}/revise", response={200: Paper, **PROBLEMS}, summary="Save a draft")
def revise(request: ApiRequest, response: HttpResponse, key: Key, payload: ReviseIn) -> Paper:
    """Needs the version that was seen. `bases` and `recipients`, where sent, stand in place of all that stood."""
    document = access.document_for_editing(request.user, tidy_key(key))
    fields = fields_sent(request, payload, queries.fields_of(document))
    saved = actions.revise(
        document, fields=fields, version=needed_version(request, payload.version),
        by=request.user.acting(document.keeper),
    )  # fmt: skip
    tag(response, saved.version)
    return telling.paper(saved, request.user)


@router.post("/{key}/issue", response={200: IssuedOut, **PROBLEMS}, summary="Number it, deliver it, lay what it asks")
def issue(request: ApiRequest, key: Key, payload: IssueIn) -> IssuedOut:
    """All in one transaction. Refused while a duty of it is undecided; withdrawn only by recalling."""
    document = access.document_for_issuing(request.user, tidy_key(key))
    waiting = document.duties.filter(state=DutyState.PROPOSED).count()
    if waiting:
        raise Refused(
            _("Còn %(count)d việc chưa quyết định; hãy nhận hoặc bỏ từng việc rồi ban hành.") % {"count": waiting}
        )
    completed = [duties.obligation_for_answering(request.user, tidy_key(each)) for each in payload.completes]
    laid = obligations.issue(
        document, on=payload.on, number=payload.number, suffix=payload.suffix, completes=completed,
        by=request.user.acting(document.keeper),
    )  # fmt: skip
    document.refresh_from_db()
    return IssuedOut(document=telling.paper(document, request.user), obligations=[row.key for row in laid])


@router.post("/{key}/recall", response={200: Paper, **PROBLEMS}, summary="Withdraw an issued paper, saying why")
def recall(request: ApiRequest, key: Key, payload: RecallIn) -> Paper:
    """What was still owed from it is let off; its number stays in the book."""
    document = access.document_for_recalling(request.user, tidy_key(key))
    by = request.user.acting(document.keeper)
    return telling.paper(obligations.recall(document, on=payload.on, reason=payload.reason, by=by), request.user)


@router.post("/received", response={201: ReceivedOut, **PROBLEMS}, summary="Lay a file on the desk, read")
def receive(request: ApiRequest, unit: Form[Code], file: File[UploadedFile]) -> Status[ReceivedOut]:
    """Kept with what the reader proposes; nothing is in a book until it is registered."""
    at = unit_named(request.user, unit)
    access.may_register(request.user, at).require()
    if (file.size or 0) > PAPER_LIMIT_BYTES:
        raise Refused(
            _("Tệp nặng quá %(limit)d MB; hãy nén hoặc chia nhỏ.") % {"limit": PAPER_LIMIT_BYTES // 2**20}, field="file"
        )
    document = proposing.receive(at, data=file.read(), name=file.name or "", by=request.user.acting(at))
    rows = document.duties.select_related("carries").order_by("ordinal", "pk")
    warnings = [str(words) for words in document.reading.get("warnings", [])]
    paper = telling.paper(document, request.user)
    return Status(201, ReceivedOut(document=paper, warnings=warnings, duties=[told(row) for row in rows]))


@router.post("/{key}/register", response={200: Arrived, **PROBLEMS}, summary="Enter a received paper in the book")
def register(request: ApiRequest, key: Key, payload: RegisterIn) -> Arrived:
    """Takes the arrival number and lays what was accepted. What is accepted later is laid then."""
    document = access.document_for_editing(request.user, tidy_key(key))
    taken = proposing.register(
        document, received_on=payload.received_on, version=told_version(request, payload.version),
        by=request.user.acting(document.keeper),
    )  # fmt: skip
    document.refresh_from_db()
    return Arrived(arrival_number=taken.number, document=telling.paper(document, request.user))
