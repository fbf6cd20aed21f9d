"""From what was sent to the fields a verb takes, and from duties to plain values."""

from typing import Any

from django.utils.translation import gettext as _

from congdoan.api.drafting.shapes import DraftFields, DutyIn, DutyOut, RecipientIn
from congdoan.api.naming import bodies_named, body_named
from congdoan.api.request import ApiRequest
from congdoan.api.shapes import named
from congdoan.foundation.errors import Refused
from congdoan.foundation.keys import tidy_key
from congdoan.foundation.models import Measure
from congdoan.obligations import access
from congdoan.obligations.models import Duty, Obligation
from congdoan.obligations.proposing.bearing import Bearer
from congdoan.organisation.models import BodyGroup
from congdoan.registry.fields import BaseFields, ClauseFields, PaperFields, RecipientFields
from congdoan.registry.models import DocumentType
from congdoan.registry.rules.outline import parts_of


def fields_sent(request: ApiRequest, sent: DraftFields, stands: PaperFields) -> PaperFields:
    """`stands` with what was sent in its place."""
    plain = sent.model_dump(include=set(_PLAIN), exclude_none=True)
    if sent.type and not DocumentType.objects.filter(code=sent.type).exists():
        raise Refused(_("Không có loại văn bản mang mã “%(code)s”.") % {"code": sent.type}, field="type")
    changes: dict[str, Any] = dict(plain)
    if sent.bases is not None:
        known = {(row.symbol, row.dated): row.cited for row in stands.bases}
        changes["bases"] = tuple(
            BaseFields(**row.model_dump(), cited=known.get((row.symbol, row.dated))) for row in sent.bases
        )
    if sent.recipients is not None:
        changes["recipients"] = tuple(_recipient(request, row) for row in sent.recipients)
    if sent.body is not None:
        changes |= {"text": sent.body, "clauses": clauses_of(sent.body)}
    return stands.with_(**changes)


def clauses_of(body: str) -> tuple[ClauseFields, ...]:
    """The body taken apart as the screens do it."""
    return tuple(
        ClauseFields(part.text, part.label, part.heading, part.path, part.start, part.end) for part in parts_of(body)
    )


def bearers_sent(request: ApiRequest, sent: DutyIn) -> list[Bearer]:
    """Groups and bodies, each once. Raises Refused for a code nobody bears."""
    groups = {code: _group(code, field="groups") for code in dict.fromkeys(sent.groups)}
    return [*groups.values(), *bodies_named(request.user, sent.bodies, field="bodies")]


def measure_sent(code: str) -> Measure | None:
    found = Measure.objects.filter(code=code).first() if code else None
    if code and found is None:
        raise Refused(_("Không có số đo mang mã “%(code)s”.") % {"code": code}, field="measure")
    return found


def upper_sent(request: ApiRequest, key: str | None) -> Obligation | None:
    return access.obligation(request.user, tidy_key(key)) if key else None


def told(duty: Duty) -> DutyOut:
    """A few queries."""
    rows = list(duty.bearers.select_related("group", "body"))
    return DutyOut(
        **{name: getattr(duty, name) for name in _TOLD},
        groups=[row.group.code for row in rows if row.group],
        bodies=[named(row.body) for row in rows if row.body],
        measure=duty.measure_id,
        carries=duty.carries.key if duty.carries else None,
        laid=duty.obligations.count(),
    )


_PLAIN = (
    "type", "subject", "place", "superior_text", "archive", "signer_name", "signer_title", "signer_authority",
    "period_start", "period_end", "peak_start", "peak_end",
)  # fmt: skip
_TOLD = (
    "key", "ordinal", "what", "bearers_text", "due_on", "due_text", "proof", "recurrence", "accountable_office",
    "is_report", "state", "state_reason", "confidence", "version",
)  # fmt: skip


def _recipient(request: ApiRequest, sent: RecipientIn) -> RecipientFields:
    group = _group(sent.group, field="recipients") if sent.group else None
    body = body_named(request.user, sent.body, field="recipients") if sent.body and not group else None
    return RecipientFields(sent.name, sent.kind, sent.purpose, group, body)


def _group(code: str, *, field: str) -> BodyGroup:
    found = BodyGroup.objects.filter(code=code).first()
    if found is None:
        raise Refused(_("Không có nhóm đơn vị mang mã “%(code)s”.") % {"code": code}, field=field)
    return found
