"""Drawing a report together from those below: figures by their own formula, words picked with their source."""

from django.db import transaction
from django.utils.translation import gettext as _

from congdoan.foundation.actor import Actor
from congdoan.foundation.errors import Refused
from congdoan.reports.actions.writing import add_block, remove_block
from congdoan.reports.figures import as_sent, plain_text
from congdoan.reports.models import Block, Report


@transaction.atomic
def pick_excerpt(report: Report, *, source: Block, after: Block | None, by: Actor) -> Block:
    """Put a paragraph of a lower unit's accepted report into this one, its figures as signed there, its source kept.

    Raises Refused when the lower report is not accepted yet, or the paragraph was picked before.
    """
    if source.report.state not in {"accepted", "signed"}:
        raise Refused(
            _("Chỉ trích được từ báo cáo đã chấp nhận; báo cáo của %(unit)s chưa được chấp nhận.")
            % {"unit": source.report.unit.name}
        )
    if report.blocks.filter(excerpt_of=source).exists():
        raise Refused(_("Đoạn này đã được đưa vào báo cáo."))
    block = add_block(report, kind="paragraph", after=after, text=plain_text(source, as_sent(source.report)), by=by)
    block.excerpt_of = source
    block.save(update_fields=["excerpt_of"])
    return block


def drop_excerpt(block: Block, *, by: Actor) -> None:
    """Take an excerpt out again."""
    remove_block(block, by=by)
