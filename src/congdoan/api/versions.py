"""Two who save at once: each answer carries a version, each change says which one it was made from."""

import re

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from congdoan.api.errors import VersionMissing

_TAG = re.compile(r'^(?:W/)?"(\d{1,9})"$')


def tag(response: HttpResponse, version: int) -> None:
    response.headers["ETag"] = f'"{version}"'


def told_version(request: HttpRequest, version: int | None) -> int | None:
    """The version in the body, else the one in If-Match; None where neither says."""
    found = _TAG.match(request.headers.get("If-Match", "").strip())
    return version if version is not None else int(found[1]) if found else None


def needed_version(request: HttpRequest, version: int | None) -> int:
    """As `told_version`. Raises VersionMissing where neither says: nobody overwrites what they have not seen."""
    told = told_version(request, version)
    if told is None:
        raise VersionMissing(_("Hãy gửi kèm phiên bản đã xem (version hoặc If-Match)."))
    return told
