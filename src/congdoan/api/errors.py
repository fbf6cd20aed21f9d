"""What went wrong, told the same way everywhere: a code for programs, a sentence for people, the field at fault."""

from typing import Any

from django.core.exceptions import SuspiciousOperation
from django.db.utils import DatabaseError, IntegrityError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.multipartparser import MultiPartParserError
from django.utils.translation import gettext as _
from ninja import NinjaAPI, Schema
from ninja.errors import AuthenticationError, HttpError, ValidationError

from congdoan.documents import UnreadableDocument
from congdoan.foundation.collisions import refusal_of
from congdoan.foundation.errors import Changed, NotAllowed, NotFound, NotInForce, Refused


class Problem(Schema):
    """`theirs`: the values now stored; `yours`: those that were sent. Both only where somebody else saved first."""

    code: str
    message: str
    field: str | None = None
    theirs: dict[str, str] | None = None
    yours: dict[str, Any] | None = None


PROBLEMS: dict[Any, Any] = dict.fromkeys((400, 401, 403, 404, 409, 422, 428), Problem)
"""What any operation may answer besides success."""

_REFUSALS: tuple[tuple[type[Refused], str, int], ...] = (
    (Changed, "changed", 409),
    (NotFound, "not_found", 404),
    (NotAllowed, "not_allowed", 403),
    (NotInForce, "not_in_force", 422),
    (Refused, "refused", 422),
)


class VersionMissing(Refused):
    """A change was sent without saying which version it was made from."""


def problem(code: str, message: str, status: int, **more: Any) -> JsonResponse:
    said = Problem(code=code, message=message, **more)
    return JsonResponse(said.model_dump(exclude_none=True), status=status, json_dumps_params={"ensure_ascii": False})


def refusal(request: HttpRequest, refused: Refused) -> HttpResponse:
    """A verb's refusal in its own words."""
    if isinstance(refused, VersionMissing):
        return problem("version_missing", str(refused), 428, field="version")
    code, status = next((code, status) for kind, code, status in _REFUSALS if isinstance(refused, kind))
    if isinstance(refused, Changed):
        theirs = {str(name): str(value) for name, value in refused.theirs.items()}
        return problem(code, str(refused), status, theirs=theirs, yours=vars(request).get("sent", {}))
    return problem(code, str(refused), status, field=refused.field)


def tell_problems(api: NinjaAPI) -> None:
    """Have every exception an operation may meet told as a Problem; what is ours to mend stays a 500."""

    @api.exception_handler(Refused)
    def refused(request: HttpRequest, error: Refused) -> HttpResponse:
        return refusal(request, error)

    @api.exception_handler(OperationalError)
    @api.exception_handler(IntegrityError)
    def came_second(request: HttpRequest, error: DatabaseError) -> HttpResponse:
        refused = refusal_of(error)
        if refused is None:
            raise error
        return refusal(request, refused)

    @api.exception_handler(ValidationError)
    def invalid(_request: HttpRequest, error: ValidationError) -> HttpResponse:
        first = error.errors[0] if error.errors else {}
        where = ".".join(str(part) for part in first.get("loc", ())[1:] if part not in ("body", "payload"))
        words = _("Giá trị không đúng ở “%(field)s”: %(why)s") % {"field": where, "why": first.get("msg", "")}
        return problem("invalid", words, 422, field=where or None)

    @api.exception_handler(AuthenticationError)
    def unknown(_request: HttpRequest, _error: AuthenticationError) -> HttpResponse:
        answer = problem("unknown_caller", _("Hãy đăng nhập, hoặc gửi khóa truy cập còn hiệu lực."), 401)
        answer.headers["WWW-Authenticate"] = "Bearer"
        return answer

    @api.exception_handler(HttpError)
    def http(_request: HttpRequest, error: HttpError) -> HttpResponse:
        if error.status_code == 403:
            return problem("no_form_token", _("Thiếu hoặc sai mã biểu mẫu (X-CSRFToken)."), 403)
        return problem("unreadable", _("Không đọc được nội dung yêu cầu."), error.status_code)

    @api.exception_handler(Http404)
    def nothing(_request: HttpRequest, _error: Http404) -> HttpResponse:
        return problem("not_found", _("Không có địa chỉ này."), 404)

    @api.exception_handler(UnreadableDocument)
    def unreadable_paper(_request: HttpRequest, error: UnreadableDocument) -> HttpResponse:
        return problem("unreadable_document", str(error), 422, field="file")

    @api.exception_handler(SuspiciousOperation)
    @api.exception_handler(MultiPartParserError)
    def unreadable(_request: HttpRequest, _error: Exception) -> HttpResponse:
        return problem("unreadable", _("Không đọc được nội dung yêu cầu."), 400)
