"""Drawing a report together from those below: figures by their own formula, words picked with their source."""

from django.db import transaction
from django.utils.translation import gettext as _

from congdoan.foundation.actor import Actor
from congdoan.foundation.errors import Refused
from congdoan.reports.actions.writing import add_block, write
from congdoan.reports.figures import as_sent, plain_text
from congdoan.reports.models import Block, Report

QUOTABLE = {"accepted", "signed"}


@transaction.atomic
def pick_excerpt(report: Report, *, source: Block, after: Block | None, by: Actor) -> Block:
    """Put a paragraph of a lower unit's accepted report into this one, its figures as signed there, its source kept.

    Where `after` is the empty paragraph a section begins with, the words fill it: nobody wants it left to be removed.
    Raises Refused when the lower report is not accepted yet, or the paragraph was picked before.
    """
    source = _quotable(source)
    if report.blocks.filter(excerpt_of=source).exists():
        raise Refused(_("Đoạn này đã được đưa vào báo cáo."))
    words = plain_text(source, as_sent(source.report))
    if after is not None and _waits_for_words(after):
        block = write(after, text=words, version=after.version, by=by)
    else:
        block = add_block(report, kind="paragraph", after=after, text=words, by=by)
    block.excerpt_of, block.quoted = source, words
    block.save(update_fields=["excerpt_of", "quoted"])
    return block


@transaction.atomic
def renew_excerpt(block: Block, *, version: int, by: Actor) -> Block:
    """Take the words of the source as they are now, in place of those picked before.

    Raises Refused when the block is no excerpt or its source is being mended, Changed when somebody saved first.
    """
    if block.excerpt_of is None:
        raise Refused(_("Đoạn này không phải là đoạn trích."))
    source = _quotable(block.excerpt_of)
    words = plain_text(source, as_sent(source.report))
    block = write(block, text=words, version=version, by=by)
    block.quoted = words
    block.save(update_fields=["quoted"])
    return block


def _waits_for_words(block: Block) -> bool:
    return block.kind == "paragraph" and not block.text.strip() and not block.remarks.exists()


def _quotable(source: Block) -> Block:
    """The source as it stands now, in a report that is accepted."""
    source = Block.objects.select_related("report__unit").get(pk=source.pk)
    if source.report.state not in QUOTABLE:
        raise Refused(
            _("Chỉ trích được từ báo cáo đã chấp nhận; báo cáo của %(unit)s chưa được chấp nhận.")
            % {"unit": source.report.unit.name}
        )
    return source
