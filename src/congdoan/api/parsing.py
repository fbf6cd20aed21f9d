"""Bodies as they come in: JSON without characters the database cannot hold, kept for the case of two who save."""

import json
from typing import Any

from django.http import HttpRequest
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from ninja.parser import Parser

from congdoan.foundation.errors import Refused


class CarefulParser(Parser):
    """Notes what was sent on the request (`sent`), for a 409 to show beside what is stored."""

    def parse_body(self, request: HttpRequest) -> dict[str, Any]:
        sent = json.loads(request.body)
        if "\\u0000" in json.dumps(sent):
            raise ValueError("NUL in a text")
        vars(request)["sent"] = sent if isinstance(sent, dict) else {}
        return sent  # type: ignore[no-any-return]  # any JSON; the operation's schema judges it

    def parse_querydict(
        self, data: MultiValueDict[str, Any], list_fields: list[str], request: HttpRequest
    ) -> dict[str, Any]:
        if any("\x00" in value for values in data.lists() for value in values[1] if isinstance(value, str)):
            raise Refused(_("Yêu cầu có ký tự không dùng được (NUL)."))
        return super().parse_querydict(data, list_fields, request)
