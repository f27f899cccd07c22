"""Is the description what the API does? Committed, current, and held against the running product by schemathesis."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
import yaml
from django.core.management import call_command
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from schemathesis import APIOperation, GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
)

from accounts.api.problem_codes import CODES
from accounts.api.problems import TITLES
from config.wsgi import application
from tests.builders import make_booking, make_ready_person, make_request, make_slot, make_theme
from tests.contract.cast import EVERY_SCOPE, Program
from tests.contract.test_access import METHODS

pytestmark = pytest.mark.django_db

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    negative_data_rejection,
    unsupported_method,
]
COMMITTED = Path(__file__).resolve().parents[2] / "docs" / "openapi.yaml"


def committed() -> dict[str, Any]:
    described: dict[str, Any] = yaml.safe_load(COMMITTED.read_text())
    return described


def test_the_committed_description_is_what_the_code_says(tmp_path: Path) -> None:
    fresh = tmp_path / "openapi.yaml"

    call_command("spectacular", file=str(fresh), validate=True, fail_on_warn=True)

    assert fresh.read_text() == COMMITTED.read_text(), "Run `make openapi` and commit docs/openapi.yaml."


def test_every_endpoint_is_described_with_its_scope_and_its_refusals() -> None:
    described = committed()
    operations = [each for path in described["paths"].values() for each in path.values()]

    assert described["openapi"] == "3.1.0"
    assert len(operations) == len(METHODS)
    for operation in operations:
        assert list(operation["security"][0]) == ["oauth2"]
        assert {"401", "403", "406", "422", "429"} <= set(operation["responses"])


def test_every_status_of_a_problem_has_a_title_and_codes() -> None:
    assert set(CODES) == set(TITLES)


described: Any = schemathesis.openapi.from_dict(committed())
described.app = application
OPERATIONS = [found.ok() for found in described.get_all_operations()]
EXAMPLES = 15


@pytest.fixture
def program() -> Iterator[Program]:
    """Somebody to be told about, everywhere, so that answers have rows."""
    now = timezone.now()
    person = make_ready_person(now=now, reference="P-1", theme=make_theme())
    make_booking(person, now, None, kind="hold")
    make_slot(make_request("R-1", destination=person.base))
    asking = Program(*EVERY_SCOPE)
    # A server closes its connection to the database after a request; here it is the test's own.
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield asking
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.parametrize("operation", OPERATIONS, ids=[each.label for each in OPERATIONS])
@pytest.mark.parametrize("mode", list(GenerationMode), ids=str)
def test_no_request_fails_or_is_answered_as_nobody_described(
    operation: APIOperation[Any, Any, Any, Any], mode: GenerationMode, program: Program
) -> None:
    """Requests good and bad, by the description; each answer is a described one, in its described form."""

    @settings(max_examples=EXAMPLES, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(operation.as_strategy(generation_mode=mode))
    def ask(case: Any) -> None:
        case.call_and_validate(headers={"Authorization": f"Bearer {program.token}"}, checks=CHECKS)

    ask()
