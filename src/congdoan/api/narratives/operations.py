"""/narratives"""

from ninja import Router, Status

from congdoan.accounts.models import User
from congdoan.api.errors import PROBLEMS
from congdoan.api.naming import unit_named
from congdoan.api.narratives.shapes import FindingOut, NarrativeOut, NarrativeRow, TextIn
from congdoan.api.paging import page_of
from congdoan.api.request import ApiRequest
from congdoan.api.shapes import Code, Key, Limit, Page, Words, named
from congdoan.foundation import clock, periods
from congdoan.narratives import access, actions, queries
from congdoan.narratives.checking import check
from congdoan.narratives.models import Narrative
from congdoan.narratives.plain import plain_finding

router = Router(tags=["narratives"])


@router.get("", response={200: Page[NarrativeRow], **PROBLEMS}, summary="Checked texts in sight, the newest first")
def listing(request: ApiRequest, unit: Code | None = None, after: Words = "", limit: Limit = 50) -> Page[NarrativeRow]:
    seen = access.visible_to(request.user).filter(discarded_at=None)
    rows = seen.select_related("unit")
    if unit is not None:
        rows = rows.filter(unit=unit_named(request.user, unit))
    page, following = page_of(rows, order=["-created_at", "-pk"], after=after, limit=limit, among=seen)
    return Page(items=[_row(each) for each in page], next=following)


@router.post("/check", response={200: list[FindingOut], **PROBLEMS}, summary="Check a text without keeping it")
def checked(request: ApiRequest, payload: TextIn) -> list[FindingOut]:
    unit = unit_named(request.user, payload.unit)
    access.may_check(request.user, unit).require()
    period = periods.parse(payload.period) if payload.period else None
    found = check(payload.text, unit=unit, on=clock.today(), reader=request.user, period=period)
    return [FindingOut(**plain_finding(row)) for row in found]


@router.post("", response={201: NarrativeOut, **PROBLEMS}, summary="Keep a text and check it")
def keep(request: ApiRequest, payload: TextIn) -> Status[NarrativeOut]:
    unit = unit_named(request.user, payload.unit)
    access.may_check(request.user, unit).require()
    period = periods.parse(payload.period) if payload.period else None
    by = request.user.acting(unit)
    return Status(
        201, _told(actions.keep(unit, text=payload.text, title=payload.title, period=period, by=by), request.user)
    )


@router.get("/{key}", response={200: NarrativeOut, **PROBLEMS}, summary="One text: its figures as the records say now")
def one(request: ApiRequest, key: Key) -> NarrativeOut:
    return _told(access.narrative(request.user, key), request.user)


def _told(narrative: Narrative, reader: User) -> NarrativeOut:
    found = [FindingOut(**plain_finding(row)) for row in queries.findings(narrative, reader=reader)]
    return NarrativeOut(**_row(narrative).model_dump(), text=narrative.text, findings=found)


def _row(narrative: Narrative) -> NarrativeRow:
    return NarrativeRow(
        key=narrative.key,
        title=narrative.title,
        unit=named(narrative.unit),
        created_at=narrative.created_at,
        created_by=narrative.created_by,
        version=narrative.version,
    )
