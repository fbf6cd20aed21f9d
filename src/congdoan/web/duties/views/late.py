"""Who is late in the thread of a paper: the sheet on a page, and as a workbook to send round."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from congdoan.desk.thread import Node, thread
from congdoan.documents.writing.sheet import Figure, OfficialTable, SheetColumn, write_xlsx
from congdoan.foundation import clock
from congdoan.foundation.files import XLSX
from congdoan.obligations.models import Obligation, Reminder
from congdoan.organisation.queries import parent
from congdoan.registry import access as registry
from congdoan.registry.models import RegisteredDocument
from congdoan.web.duties.views.threads import day_asked
from congdoan.web.shell.page import page
from congdoan.web.shell.request import UserRequest


@dataclass(frozen=True, slots=True)
class Late:
    """A late obligation: by how many working days, how many of them its giver was late itself, who was reminded."""

    node: Node
    row: Obligation
    days: int
    reminders: tuple[Reminder, ...]


def late_sheet(request: UserRequest, key: str) -> HttpResponse:
    """Everything late in the thread as one table for A4, with whose delay it is and who was reminded."""
    document = registry.document_for_reading(request.user, key)
    day, _complaint = day_asked(request, document)
    return page(request, "duties/late_sheet.html", document=document, lines=_late(request, document, day), day=day)


def late_workbook(request: UserRequest, key: str) -> HttpResponse:
    """The sheet as .xlsx, in Vietnamese whoever asks; each delay leads back to its obligation."""
    document = registry.document_for_reading(request.user, key)
    day, _complaint = day_asked(request, document)
    with translation.override("vi"):
        book = write_xlsx(_table(request, document, _late(request, document, day), day))
    answer = HttpResponse(book, content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="danh-sach-tre-{document.key}-{day:%Y-%m-%d}.xlsx"'
    return answer


def _late(request: UserRequest, document: RegisteredDocument, day: date) -> list[Late]:
    """The longest delay first."""
    found = thread(document, on=day, user=request.user)
    late = {node.own[0].pk: node for node in found.walk() if node.obligation and node.judged and node.judged.is_late}
    rows = Obligation.objects.filter(pk__in=late).prefetch_related("reminders").in_bulk()
    lines = [
        Late(node, node.own[0], node.judged.late or 0, tuple(rows[pk].reminders.all()))
        for pk, node in late.items()
        if node.judged
    ]
    return sorted(lines, key=lambda line: (-line.days, line.row.holder.sort_key))


def _table(request: UserRequest, document: RegisteredDocument, lines: Sequence[Late], day: date) -> OfficialTable:
    above = parent(request.unit, on=day)
    return OfficialTable(
        superior=above.name if above else "",
        issuer=request.unit.name,
        title=_("Nhiệm vụ trễ theo %(paper)s") % {"paper": document.symbol or document.subject},
        period=_("Tính đến ngày %(day)s") % {"day": f"{day:%d/%m/%Y}"},
        columns=(
            SheetColumn(_("Đơn vị")),
            SheetColumn(_("Nhiệm vụ")),
            SheetColumn(_("Văn bản")),
            SheetColumn(_("Hạn"), "day"),
            SheetColumn(_("Trễ (ngày làm việc)"), "count"),
            SheetColumn(_("Trong đó do cấp trên ra văn bản muộn"), "count"),
            SheetColumn(_("Đã nhắc")),
        ),
        rows=tuple(
            (
                line.row.holder.name,
                line.row.duty.what,
                line.row.duty.document.symbol if line.row.duty.document else "",
                line.node.judged.due_on if line.node.judged and line.node.judged.due_on else "",
                Figure(line.days, request.build_absolute_uri(reverse("duties:obligation", args=[line.row.key]))),
                line.node.inherited or "",
                ", ".join(f"{reminder.day:%d/%m/%Y}" for reminder in line.reminders),
            )
            for line in lines
        ),
        notes=(_("In lúc %(moment)s.") % {"moment": f"{clock.now():%H:%M %d/%m/%Y}"},),
        name=_("Danh sách trễ"),
    )
