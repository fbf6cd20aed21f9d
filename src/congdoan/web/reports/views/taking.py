"""Taking a report away: on paper, in Word, in Excel. The same words and figures as on screen."""

from django.http import HttpResponse
from django.urls import reverse

from congdoan.documents.writing import Paper, layout_on, write_docx, write_pdf
from congdoan.reports import access
from congdoan.reports.models import Report
from congdoan.reports.paper import day_of, paper
from congdoan.reports.sheet import figures_sheet
from congdoan.web.shell.page import page
from congdoan.web.shell.request import UserRequest

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def printed(request: UserRequest, key: str) -> HttpResponse:
    """The report in the official layout, with the ways to take it away."""
    report = access.report(request.user, key)
    return page(request, "reports/printed.html", report=report, asked=report.request, paper=_paper(request, report))


def docx(request: UserRequest, key: str) -> HttpResponse:
    report = access.report(request.user, key)
    return _file(write_docx(_paper(request, report), layout_on(day_of(report))), WORD, report, "docx")


def pdf(request: UserRequest, key: str) -> HttpResponse:
    report = access.report(request.user, key)
    return _file(write_pdf(_paper(request, report), layout_on(day_of(report))), "application/pdf", report, "pdf")


def xlsx(request: UserRequest, key: str) -> HttpResponse:
    """The figures by unit, each with a way back to its trail."""
    report = access.report(request.user, key)
    return _file(figures_sheet(report, trail=_trail(request, report), reader=request.user), EXCEL, report, "xlsx")


def _paper(request: UserRequest, report: Report) -> Paper:
    return paper(report, trail=_trail(request, report))


def _trail(request: UserRequest, report: Report) -> str:
    """The address that opens a figure of this report when its name is put after it."""
    return request.build_absolute_uri(reverse("reports:report", args=[report.key])) + "?so="


def _file(data: bytes, content_type: str, report: Report, ending: str) -> HttpResponse:
    name = f"bao-cao-{report.unit.code}-{report.request.period_end:%Y-%m-%d}.{ending}".lower()
    return HttpResponse(
        data, content_type=content_type, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )
