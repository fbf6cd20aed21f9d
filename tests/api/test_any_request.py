"""Whatever is sent, the API answers as its own description says, and never with a fault of ours."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, transaction
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from api_august import TODAY, August, august_in
from api_stories import Program, program_of
from builders import Province
from congdoan.accounts.models import Role
from congdoan.api.service import api
from congdoan.foundation import clock

CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
KNOWN = {
    "unit": "PL-YT", "receiver": "PL-YT", "given_by": "PL-YT", "root": "PL", "code": "PL-YT", "period": "2021-08",
    "indicator": "propaganda_attendances",
}  # fmt: skip
"""Names a stranger would hardly guess: half of the requests carry them, so that they get past the first question."""


SCHEMA = api.get_openapi_schema(path_prefix="/api/v1/")
SPARING = settings(
    max_examples=3,
    phases=[Phase.generate],
    deadline=None,
    database=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)


def described() -> Any:
    schema = schemathesis.openapi.from_dict(dict(SCHEMA))
    schema.app = WSGIHandler()
    return schema


@pytest.fixture
def minh_of(province: Province) -> Iterator[tuple[August, Program]]:
    """Minh chairs the province: most requests are let in."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)  # the test's transaction lives in the connection
    with clock.set_to(clock.moment(TODAY)):
        yield august_in(province), program_of("Minh", Role.CHAIR, province.sector)
    for signal in signals:
        signal.connect(close_old_connections)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # the tool leaves downloads unclosed
def test_every_operation_answers_as_described(minh_of: tuple[August, Program]) -> None:
    """One story for all operations: what they ask about is laid once."""
    august, minh = minh_of
    operations = [found.ok() for found in described().get_all_operations()]
    assert len(operations) == sum(len(methods) for methods in SCHEMA["paths"].values())
    for operation in operations:
        asked = _asker(operation, minh, _known(operation.path, august))
        try:
            given(case=operation.as_strategy())(SPARING(asked))()
        except Exception as error:
            error.add_note(operation.label)
            raise


def _asker(operation: Any, minh: Program, known: dict[str, str]) -> Callable[[Any], None]:
    def asked(case: Any) -> None:
        for lets_in in (False, True):
            if lets_in:
                case.path_parameters.update({name: known[name] for name in case.path_parameters if name in known})
                case.query.update({name: KNOWN[name] for name in case.query if name in KNOWN})
            with transaction.atomic():
                answer = case.call(headers={"Authorization": f"Bearer {minh.secret}"})
                case.validate_response(answer, checks=CHECKS)
                transaction.set_rollback(True)

    return asked


def _known(path: str, august: August) -> dict[str, str]:
    keys = {
        "documents": august.paper.key, "obligations": august.obligation.key, "acts": august.act.key,
        "reports": august.report.key, "duties": august.obligation.duty.key, "targets": august.target,
    }  # fmt: skip
    return {"code": "PL-YT", "key": keys.get(path.split("/")[3], ""), "file": august.file}
