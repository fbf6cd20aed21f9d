"""/targets"""

from collections.abc import Sequence

from django.db.models import Q
from ninja import Router, Status

from congdoan.accounts.access import ids_in_reach
from congdoan.accounts.rules import Task
from congdoan.api.errors import PROBLEMS
from congdoan.api.naming import unit_named
from congdoan.api.paging import page_of
from congdoan.api.request import ApiRequest
from congdoan.api.shapes import Code, Key, Limit, Named, Page, Words, named
from congdoan.api.targets.shapes import BasisIn, RegisteredIn, SharesIn, SharesOut, TargetIn, TargetOut, ValueIn
from congdoan.foundation import periods
from congdoan.foundation.citation import Citation
from congdoan.foundation.keys import tidy_key
from congdoan.foundation.periods import Period
from congdoan.indicators import access, actions
from congdoan.indicators.models import Target
from congdoan.indicators.plain import plain_value
from congdoan.indicators.queries import figure, indicator_by_code
from congdoan.indicators.queries.splits import Split, split_of, versions_of
from congdoan.indicators.queries.targets import aim
from congdoan.indicators.veil import veiled
from congdoan.organisation.models import Unit

router = Router(tags=["targets"])
ANSWERS = {200: TargetOut, **PROBLEMS}


@router.get("", response={200: Page[TargetOut], **PROBLEMS}, summary="Targets in force, the latest period first")
def listing(
    request: ApiRequest,
    receiver: Code | None = None,
    giver: Code | None = None,
    period: Words = "",
    after: Words = "",
    limit: Limit = 50,
) -> Page[TargetOut]:
    """Those given to, or by, units whose totals the caller may see. What has been reached is told one by one."""
    reach = ids_in_reach(request.user, Task.SEE_TOTALS)
    seen = Target.objects.filter(Q(receiver__in=reach) | Q(giver__in=reach), is_current=True)
    rows = seen.select_related("indicator", "giver", "receiver")
    if receiver is not None:
        rows = rows.filter(receiver=unit_named(request.user, receiver, field="receiver"))
    if giver is not None:
        rows = rows.filter(giver=unit_named(request.user, giver, field="giver"))
    if period:
        asked = periods.parse(period)
        rows = rows.filter(period_start=asked.start, period_end=asked.end)
    page, following = page_of(rows, order=["-period_end", "-pk"], after=after, limit=limit, among=seen)
    return Page(items=[_row(each) for each in page], next=following)


@router.post("", response={201: TargetOut, **PROBLEMS}, summary="Give a target")
def give(request: ApiRequest, payload: TargetIn) -> Status[TargetOut]:
    """Its receiver's officers are told. One that stands already is changed, not given again."""
    giver = unit_named(request.user, payload.giver, field="giver")
    access.may_give_targets(request.user, giver).require()
    receiver = unit_named(request.user, payload.receiver, field="receiver")
    access.may_be_given(receiver, giver).require()
    made = actions.give_target(
        indicator_by_code(payload.indicator), giver=giver, period=periods.parse(payload.period), value=payload.value,
        receiver=receiver, basis=_basis(payload.basis),
        by=request.user.acting(giver),
    )  # fmt: skip
    return Status(201, _row(made))


@router.get("/{key}", response=ANSWERS, summary="One target with what has been reached")
def one(request: ApiRequest, key: Key) -> TargetOut:
    target = access.target_for_reading(request.user, tidy_key(key))
    told = _row(target)
    if access.may_see_figures(request.user, target.receiver):
        period = Period(target.period_start, target.period_end)
        shown = veiled(figure(target.receiver, target.indicator, period), request.user)
        met = aim(target, shown.value, period, target.indicator)
        told.reached = plain_value(shown.value)
        told.percent = plain_value(met.percent) if met else None
    return told


@router.get("/{key}/versions", response={200: list[TargetOut], **PROBLEMS}, summary="Every version, the newest first")
def versions(request: ApiRequest, key: Key) -> list[TargetOut]:
    return _rows(versions_of(access.target_for_reading(request.user, tidy_key(key))))


@router.post("/{key}/change", response=ANSWERS, summary="Put a new version in its place")
def change(request: ApiRequest, key: Key, payload: ValueIn) -> TargetOut:
    """Answers the new version, with a key of its own. A version that was replaced meanwhile is answered 409."""
    target = access.target_for_changing(request.user, tidy_key(key))
    by = request.user.acting(Unit.objects.get(pk=target.giver_id))
    return _row(actions.change_target(target, value=payload.value, basis=_basis(payload.basis), by=by))


@router.post("/{key}/register", response=ANSWERS, summary="The receiver says what it will reach itself")
def register(request: ApiRequest, key: Key, payload: RegisteredIn) -> TargetOut:
    target = access.target_for_splitting(request.user, tidy_key(key))
    return _row(actions.register_target(target, value=payload.value, by=request.user.acting(target.receiver)))


@router.get("/{key}/split", response={200: SharesOut, **PROBLEMS}, summary="How it was passed down")
def shares(request: ApiRequest, key: Key) -> SharesOut:
    return _split(split_of(access.target_for_reading(request.user, tidy_key(key))))


@router.post("/{key}/split", response={200: SharesOut, **PROBLEMS}, summary="Pass it down to the units beneath")
def split(request: ApiRequest, key: Key, payload: SharesIn) -> SharesOut:
    """A gap or an overlap is no error: it is told. A share that stands already is kept, or gets a new version."""
    target = access.target_for_splitting(request.user, tidy_key(key))
    given = {unit_named(request.user, code, field="shares"): value for code, value in payload.shares.items()}
    by = request.user.acting(target.receiver)
    return _split(actions.split_target(target, shares=given, basis=_basis(payload.basis), by=by))


def _basis(sent: BasisIn | None) -> Citation | None:
    return Citation(sent.symbol, sent.dated, sent.issuer) if sent and sent.symbol else None


def _rows(targets: Sequence[Target]) -> list[TargetOut]:
    return [_row(each) for each in targets]


def _split(found: Split) -> SharesOut:
    return SharesOut(target=_row(found.target), shares=_rows(found.shares), left_over=plain_value(found.gap))


def _row(target: Target) -> TargetOut:
    return TargetOut(
        key=target.key,
        indicator=Named(code=target.indicator.code, name=str(target.indicator)),
        giver=named(target.giver),
        receiver=named(target.receiver),
        period_start=target.period_start,
        period_end=target.period_end,
        value=plain_value(target.value),
        registered=plain_value(target.registered_value),
        reached=None,
        percent=None,
        basis=target.cited_symbol,
        version=target.version,
        is_current=target.is_current,
        given_on=target.given_on,
    )
