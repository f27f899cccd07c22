"""An import tells nothing of a request that is kept apart, and writes nothing to it."""

from datetime import UTC, datetime
from typing import Any

import pytest

from deployments.models import Request
from deployments.services.importing import RequestTable
from roster.importing.differences import Difference, Known
from roster.importing.differences_identity import PeopleIndex
from roster.importing.records import RequestRecord
from tests.builders import make_process, make_request

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 27, 9, 0, tzinfo=UTC)


def record(reference: str, **said: Any) -> RequestRecord:
    nothing = ("requester", "process", "kind", "modality", "lead_actor", "received", "approved", "activated")
    more = ("departed", "arrived", "slots_wanted", "slots_filled", "outcome")
    values = {**dict.fromkeys((*nothing, *more)), "countries": (), **said}
    return RequestRecord(at=f"Requests!{reference}", certain=True, ref=reference, **values)


def planned(*records: RequestRecord) -> list[Difference]:
    nothing: frozenset[str] = frozenset()
    known = Known({}, {}, nothing, nothing, nothing, nothing, nothing, lambda _city, _country: None)
    return RequestTable().plan(records, PeopleIndex([]), known)


def test_a_row_that_names_a_restricted_request_is_refused_and_learns_nothing_of_it() -> None:
    hidden = make_process("Hidden talks", confidentiality="restricted")
    make_request("SR-1", process=hidden, requester="Hidden envoy")
    make_request("SR-2", requester="Envoy")

    differences = planned(record("SR-1", requester="Anybody"), record("SR-2", requester="Mission"))

    assert [each.code for each in differences] == ["request.kept-apart", ""]
    assert "Hidden" not in repr(differences)
    assert "Envoy" in repr(differences[1])


def test_a_restricted_request_is_not_told_of_as_absent() -> None:
    make_request("SR-1", process=make_process("Hidden talks", confidentiality="restricted"))
    make_request("SR-2")

    assert [each.subject for each in planned()] == ["SR-2"]


def test_an_import_is_a_new_version_for_whoever_has_the_form_open() -> None:
    row = make_request("SR-1", requester="Envoy")

    RequestTable().write(planned(record("SR-1", requester="Mission")))

    row.refresh_from_db()
    assert (row.requester, row.version) == ("Mission", 2)
    assert Request.objects.count() == 1
