"""The API of version 1: its parts, its description, its addresses behind the door."""

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, re_path
from django.utils.translation import gettext as _
from ninja import NinjaAPI

from congdoan.api import docs, errors, me, thread
from congdoan.api.acts.operations import router as acts
from congdoan.api.auth import LET_IN
from congdoan.api.cases.operations import router as cases
from congdoan.api.documents.operations import router as documents
from congdoan.api.door import at_the_door
from congdoan.api.drafting.duties import of_papers
from congdoan.api.drafting.duties import router as proposed
from congdoan.api.drafting.papers import router as drafting
from congdoan.api.duties.operations import router as obligations
from congdoan.api.figures.operations import router as figures
from congdoan.api.funds.operations import router as funds
from congdoan.api.members.operations import router as members
from congdoan.api.narratives.operations import router as narratives
from congdoan.api.parsing import CarefulParser
from congdoan.api.reports.operations import router as reports
from congdoan.api.structure.operations import router as units
from congdoan.api.targets.operations import router as targets

DESCRIPTION = """\
The same verbs and the same rights as the screens. Call with a key (`Authorization: Bearer cd_…`, made by
`congdoan token new`) or with a browser's session and `X-CSRFToken`. `Congdoan-Unit` chooses the unit to act for;
`Accept-Language: vi` or `en` the language of messages. Lists go on with `after`; each thing carries its `version`,
also as ETag, and a change made from an older one is answered 409 with both values.
"""

api = NinjaAPI(
    title="Congdoan",
    version="1",
    description=DESCRIPTION,
    auth=LET_IN,
    parser=CarefulParser(),
    docs_url=None,
    urls_namespace="api",
)
errors.tell_problems(api)
for prefix, router in (
    ("/me", me.router),
    ("/documents", drafting),
    ("/documents", documents),
    ("/documents", of_papers),
    ("/documents", thread.router),
    ("/duties", proposed),
    ("/obligations", obligations),
    ("/acts", acts),
    ("/figures", figures),
    ("/cases", cases),
    ("/funds", funds),
    ("/targets", targets),
    ("/reports", reports),
    ("/narratives", narratives),
    ("/units", units),
    ("/members", members),
):
    api.add_router(prefix, router)


def _nothing_here(_request: HttpRequest, rest: str = "v1/") -> HttpResponse:
    return errors.problem("not_found", _("Không có địa chỉ “%(path)s”.") % {"path": rest[:100]}, 404)


def _behind_the_door() -> list[URLPattern]:
    """The operations' addresses, each behind the door. The framework needs a root to name the others from."""
    patterns = [pattern for pattern in api.urls[0] if isinstance(pattern, URLPattern)]
    views = {pattern: _nothing_here if pattern.name == "api-root" else pattern.callback for pattern in patterns}
    return [path(f"v1/{pattern.pattern}", at_the_door(view), name=pattern.name) for pattern, view in views.items()]


def addresses() -> tuple[list[URLPattern], str]:
    """Every address under /api/: version 1, its description for people, and a plain answer for anything else."""
    return [
        path("", at_the_door(docs.page(api)), name="docs"),
        *_behind_the_door(),
        re_path(r"^(?P<rest>.*)$", at_the_door(_nothing_here)),
    ], "api"
