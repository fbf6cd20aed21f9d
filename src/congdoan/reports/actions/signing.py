"""Signing: the report becomes a numbered paper of its unit and its figures never change again;

later facts show as drift.
"""

from django.db import transaction

from congdoan.foundation import clock
from congdoan.foundation.actor import Actor
from congdoan.foundation.errors import Refused
from congdoan.foundation.saying import gettext as _
from congdoan.organisation import queries as organisation
from congdoan.organisation.models import Office
from congdoan.registry import actions as registry
from congdoan.registry.fields import PaperFields, RecipientFields
from congdoan.reports.actions.judging import locked, step
from congdoan.reports.actions.telling import tell_judge
from congdoan.reports.figures import plain_text, shown
from congdoan.reports.models import Report
from congdoan.reports.queries import receivers
from congdoan.reports.rules import next_state


@transaction.atomic
def sign(report: Report, *, signer: Office, version: int, by: Actor) -> Report:
    """Sign the accepted report as `signer`, take its number in the unit's series of reports and send it to its
    receiver; one of the unit's own to the unit above.

    The figures stay those that were accepted. Raises Refused when the office does not sign for the unit today.
    """
    report = locked(report, version)
    state = next_state(report.state, "sign")
    today = clock.today()
    if signer.body_id != report.writer.pk or not signer.signs_as or today not in signer.valid:
        raise Refused(
            _("%(name)s không có quyền ký văn bản của %(unit)s vào ngày %(day)s.")
            % {"name": signer.person.name, "unit": report.writer.name, "day": f"{today:%d/%m/%Y}"},
            field="signer",
        )
    above = organisation.parent(report.writer, on=today)
    fields = PaperFields(
        subject=report.request.title,
        type="BC",
        superior_text=above.name if above else "",
        place=organisation.place_of(report.writer, on=today),
        text=_text(report),
        archive="VT",
        signer_name=signer.person.name,
        signer_title=signer.title.upper(),
        signer_authority=signer.signs_as,
        recipients=tuple(RecipientFields(unit.name, purpose="báo cáo", body=unit) for unit in receivers(report, today)),
    )
    bases = [report.request.duty.document] if report.request.duty.document else []
    report.document = registry.issue(
        registry.draft(report.writer, fields=fields, based_on=bases, by=by), on=today, by=by
    )
    report.signed_at = clock.now()
    report.signer_name, report.signer_title, report.signer_authority = signer.person.name, signer.title, signer.signs_as
    step(report, state, "signed", by=by)
    if not report.is_own:
        tell_judge(report, "signed", _("%(unit)s đã ký báo cáo “%(title)s”."))
    return report


def _text(report: Report) -> str:
    """The report as it reads, for the register's own search and for whoever opens the paper."""
    figures = shown(report)
    lines = [f"{block.label} {plain_text(block, figures)}".strip() for block in report.blocks.all()]
    return "\n\n".join(lines)
