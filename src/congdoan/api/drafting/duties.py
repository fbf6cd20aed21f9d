"""/documents/{key}/duties and /duties: what a paper asks, proposed and decided."""

from django.http import HttpResponse
from ninja import Router, Status

from congdoan.api.drafting.entering import bearers_sent, measure_sent, told, upper_sent
from congdoan.api.drafting.shapes import AcceptIn, AmendIn, DropIn, DutyIn, DutyOut, PartsIn
from congdoan.api.errors import PROBLEMS
from congdoan.api.request import ApiRequest
from congdoan.api.shapes import Key
from congdoan.api.versions import needed_version, tag, told_version
from congdoan.foundation.actor import Actor
from congdoan.foundation.keys import tidy_key
from congdoan.obligations import access, actions
from congdoan.obligations.models import Duty
from congdoan.registry import access as registry

of_papers = Router(tags=["duties"])
router = Router(tags=["duties"])
ANSWERS = {200: DutyOut, **PROBLEMS}


@of_papers.get("/{key}/duties", response={200: list[DutyOut], **PROBLEMS}, summary="What the paper asks")
def listing(request: ApiRequest, key: Key) -> list[DutyOut]:
    """In the paper's order, those dropped too."""
    document = registry.document_for_reading(request.user, tidy_key(key))
    rows = document.duties.select_related("carries").order_by("ordinal", "pk")
    return [told(row) for row in rows]


@of_papers.post("/{key}/duties", response={201: DutyOut, **PROBLEMS}, summary="Add a duty nobody proposed")
def add(request: ApiRequest, response: HttpResponse, key: Key, payload: DutyIn) -> Status[DutyOut]:
    document = access.paper_for_deciding(request.user, tidy_key(key))
    by = request.user.acting(document.keeper)
    made = actions.add(
        document, what=payload.what, bearers=bearers_sent(request, payload), due_on=payload.due_on,
        due_text=payload.due_text, proof=payload.proof, measure=measure_sent(payload.measure),
        recurrence=payload.recurrence, by=by,
    )  # fmt: skip
    if payload.carries:
        made = actions.carry(made, upper_sent(request, payload.carries), by=by)
    return Status(201, _told(response, made))


@router.post("/{key}/accept", response=ANSWERS, summary="Take a proposed duty")
def accept(request: ApiRequest, response: HttpResponse, key: Key, payload: AcceptIn) -> DutyOut:
    """Laid when its paper is registered or issued; at once where it is in the incoming book already."""
    duty = access.duty_for_deciding(request.user, tidy_key(key))
    taken = actions.accept(
        duty, due_on=payload.due_on, without_date=payload.without_date,
        version=told_version(request, payload.version), by=_by(request, duty),
    )  # fmt: skip
    return _told(response, taken)


@router.post("/{key}/amend", response=ANSWERS, summary="Change a duty; it is undecided again")
def amend(request: ApiRequest, response: HttpResponse, key: Key, payload: AmendIn) -> DutyOut:
    """Needs the version that was seen. Every value stands in place of what stood."""
    duty = access.duty_for_deciding(request.user, tidy_key(key))
    changed = actions.amend(
        duty, what=payload.what, bearers=bearers_sent(request, payload), due_on=payload.due_on,
        due_text=payload.due_text, proof=payload.proof, measure=measure_sent(payload.measure),
        recurrence=payload.recurrence, accountable_office=payload.accountable_office,
        version=needed_version(request, payload.version), by=_by(request, duty),
    )  # fmt: skip
    upper = upper_sent(request, payload.carries)
    if changed.carries_id != (upper.pk if upper else None):
        changed = actions.carry(changed, upper, by=_by(request, duty))
    return _told(response, changed)


@router.post("/{key}/reject", response=ANSWERS, summary="Drop a duty; it is laid on nobody")
def reject(request: ApiRequest, response: HttpResponse, key: Key, payload: DropIn) -> DutyOut:
    duty = access.duty_for_deciding(request.user, tidy_key(key))
    version = told_version(request, payload.version)
    return _told(response, actions.reject(duty, reason=payload.reason, version=version, by=_by(request, duty)))


@router.post("/{key}/split", response={200: list[DutyOut], **PROBLEMS}, summary="Put several duties in place of one")
def split(request: ApiRequest, key: Key, payload: PartsIn) -> list[DutyOut]:
    duty = access.duty_for_deciding(request.user, tidy_key(key))
    version = told_version(request, payload.version)
    return [told(row) for row in actions.split(duty, parts=payload.parts, version=version, by=_by(request, duty))]


def _by(request: ApiRequest, duty: Duty) -> Actor:
    assert duty.document is not None, "found through its paper"
    return request.user.acting(duty.document.keeper)


def _told(response: HttpResponse, duty: Duty) -> DutyOut:
    tag(response, duty.version)
    return told(duty)
