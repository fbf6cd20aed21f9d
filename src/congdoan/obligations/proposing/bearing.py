"""Whom the words of a duty fall on, as an officer at one unit may lay it."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.utils.translation import gettext as _

from congdoan.foundation import clock
from congdoan.foundation.errors import Refused
from congdoan.obligations.models import Duty, DutyBearer
from congdoan.organisation import queries as organisation
from congdoan.organisation.models import Body, BodyGroup, Unit
from congdoan.registry import queries as registry
from congdoan.registry.models import RegisteredDocument

Bearer = Body | BodyGroup


def bearers_meant(words: Iterable[str], document: RegisteredDocument) -> list[Bearer]:
    """The groups or bodies that the executors' words mean in this paper, as far as its keeper may lay duties on them.

    In a paper of the keeper's own, groups stay groups, to be expanded on the day of issue. In a paper from elsewhere
    only the keeper itself and units under it remain, by name: nobody lays an upper paper on a neighbour.
    """
    day = document.issued_on or clock.today()
    seen_from = _issuing_unit(document) or document.keeper
    meant = [meaning for each in words for meaning in registry.meanings(each, seen_from=seen_from, on=day)]
    found: dict[tuple[str, int], Bearer] = {}
    for meaning in meant:
        named = meaning.group or meaning.body
        for bearer in within_reach([named] if named else [], document, on=day):
            found[type(bearer).__name__, bearer.pk] = bearer
    return list(found.values())


def is_others(duty: Duty) -> bool:
    """Whether the words name somebody known, and nobody this paper's keeper may lay duties on. A few queries."""
    document = duty.document
    if document is None or not duty.bearers_text or duty.bearers.exists():
        return False
    day = document.issued_on or clock.today()
    seen_from = _issuing_unit(document) or document.keeper
    words = duty.bearers_text.split("; ")
    is_known = any(registry.meanings(each, seen_from=seen_from, on=day) for each in words)
    return is_known and not bearers_meant(words, document)


def left_out(duty: Duty) -> list[Body]:
    """Units under the keeper of a paper from elsewhere that the reader's words also mean ("các cấp công đoàn"), where
    the duty is proposed for the keeper alone. Nobody once an officer changed the duty. A few queries.
    """
    document = duty.document
    if document is None or document.issuer_id == document.keeper_id or not duty.bearers_text or duty.version > 1:
        return []
    if [row.body_id for row in duty.bearers.all()] != [document.keeper_id]:
        return []
    day = document.issued_on or clock.today()
    issuer = _issuing_unit(document)
    house = set(organisation.subtree(document.keeper, on=day).values_list("pk", flat=True)) - {document.keeper_id}
    found: dict[int, Body] = {}
    for words in duty.bearers_text.split("; "):
        for meaning in registry.meanings(words, seen_from=issuer or document.keeper, on=day):
            bodies = [meaning.body] if meaning.body else _expanded(meaning.group, issuer, day)
            found |= {body.pk: body for body in bodies if body.pk in house}
    return list(found.values())


def within_reach(bearers: Sequence[Bearer], document: RegisteredDocument, *, on: date) -> list[Bearer]:
    """`bearers` as the paper's keeper may lay duties on them; see `bearers_meant`."""
    if document.issuer_id == document.keeper_id:
        return list(bearers)
    issuer = _issuing_unit(document)
    house = set(organisation.subtree(document.keeper, on=on).values_list("pk", flat=True)) | {document.keeper_id}
    found: dict[int, Bearer] = {}
    for bearer in bearers:
        bodies = [bearer] if isinstance(bearer, Body) else _expanded(bearer, issuer, on)
        inside = {body.pk: body for body in bodies if body.pk in house}
        if document.keeper_id in inside:
            inside = {document.keeper_id: inside[document.keeper_id]}
        found |= inside
    return list(found.values())


def lay_bearers(duty: Duty, bearers: Sequence[Bearer]) -> None:
    """Make `bearers` the bearers of the duty, in place of those it had. Raises Refused for one out of reach."""
    document = duty.document
    if document and len(within_reach(bearers, document, on=document.issued_on or clock.today())) < len(bearers):
        raise Refused(
            _("Việc từ văn bản nơi khác gửi đến chỉ giao được cho đơn vị mình hoặc đơn vị trực thuộc."), field="bearers"
        )
    duty.bearers.all().delete()
    DutyBearer.objects.bulk_create(
        DutyBearer(duty=duty, group=bearer) if isinstance(bearer, BodyGroup) else DutyBearer(duty=duty, body=bearer)
        for bearer in bearers
    )


def bodies_now(duty: Duty, *, on: date) -> list[Body]:
    """The bodies the duty would fall on if it were laid on `on`; for showing, never refuses. A few queries."""
    giver = Unit.objects.filter(pk=duty.given_by_id).first()
    found: dict[int, Body] = {}
    for bearer in duty.bearers.select_related("group__level", "body"):
        bodies = [bearer.body] if bearer.body else _expanded(bearer.group, giver, on)
        found |= {body.pk: body for body in bodies}
    return list(found.values())


def _expanded(group: BodyGroup | None, issuer: Unit | None, on: date) -> list[Body]:
    """The group as `issuer` says it; nobody where it depends on the issuer's place and the issuer has none."""
    if group is None:
        return []
    if group.reach == "listed":
        return list(group.members.all())
    return organisation.expand(group, issuer=issuer, on=on) if issuer else []


def _issuing_unit(document: RegisteredDocument) -> Unit | None:
    return Unit.objects.filter(pk=document.issuer_id).first() if document.issuer_id else None
