"""The public statement: money in and out of the unit with the detail chosen, printed for the union hall."""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpResponse
from django.utils import translation
from django.utils.translation import gettext as _

from congdoan.documents.writing import layout_on, write_docx, write_pdf, write_xlsx
from congdoan.foundation import clock, files, periods
from congdoan.foundation.errors import NotFound, Refused
from congdoan.funds import access, queries
from congdoan.funds.models import Origin, Purpose, Stream
from congdoan.funds.publicity import TOGETHER
from congdoan.funds.queries.publishing import PublicStream
from congdoan.funds.statement_paper import Statement, statement_paper, statement_table
from congdoan.web.shell.page import page
from congdoan.web.shell.periods import asked
from congdoan.web.shell.request import UserRequest

CHOICES = ("chi-tiet", "ten")
_TYPES = {"docx": files.DOCX, "pdf": "application/pdf", "xlsx": files.XLSX}
_WRITERS: dict[str, Callable[[Statement], bytes]] = {
    "docx": lambda told: write_docx(statement_paper(told), layout_on(clock.today())),
    "pdf": lambda told: write_pdf(statement_paper(told), layout_on(clock.today())),
    "xlsx": lambda told: write_xlsx(statement_table(told)),
}


@dataclass(frozen=True, slots=True)
class Shown:
    """One stream with its headings in words; `people` None where it may not be told."""

    label: str
    found: PublicStream
    taken_in: list[tuple[str, int]]
    spent: list[tuple[str, int, int]]


def statement(request: UserRequest) -> HttpResponse:
    """Totals alone, or by heading. Groups too small to publish are folded together before anything is shown."""
    told, wrong = _told(request)
    names = {row.code: str(row) for row in [*Origin.objects.all(), *Purpose.objects.all()]}
    names[TOGETHER] = _("Thăm hỏi, trợ cấp đoàn viên")
    return page(
        request,
        "funds/public.html",
        period=told.period,
        wrong=wrong,
        detailed=told.detailed,
        named=told.named,
        least=told.least,
        query=urlencode(
            {"ky": told.period.code, **{name: request.GET[name] for name in CHOICES if name in request.GET}}
        ),
        streams=[_shown(found, names) for found in told.streams],
    )


def taken(request: UserRequest, kind: str) -> HttpResponse:
    """The same statement as a file: to be signed and pinned up, or sent on as a sheet."""
    told, wrong = _told(request)
    if wrong:
        raise Refused(wrong)
    if kind not in _TYPES:
        raise NotFound(_("Không có tệp này."))
    with translation.override("vi"):  # an official paper, whoever asks
        data = _WRITERS[kind](told)
    name = f"cong-khai-{told.unit.code}-{told.period.code}.{kind}".lower().replace("/", "-")
    return HttpResponse(
        data, content_type=_TYPES[kind], headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


def _told(request: UserRequest) -> tuple[Statement, str]:
    """The statement as the address asks for it, and what is wrong with the period named there."""
    access.may_see_money(request.user, request.unit).require()
    text, wrong = asked(request.GET, "ky") or str(clock.today().year), ""
    try:
        period = periods.parse(text)
    except Refused as refused:
        period, wrong = periods.year(clock.today().year), str(refused)
    detailed, named = (request.GET.get(name, "co") != "khong" for name in CHOICES)
    least = queries.least_to_publish(request.unit)
    streams = queries.public_statement(request.unit, period)
    return Statement(request.unit, period, streams, detailed, named, least), wrong


def _shown(found: PublicStream, names: dict[str, str]) -> Shown:
    return Shown(
        str(Stream(found.stream).label),
        found,
        [(names[code], amount) for code, amount in found.taken_in],
        [(names.get(row.code, ""), row.amount_vnd, row.people_told) for row in found.spent],
    )
