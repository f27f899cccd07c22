"""An import tells nothing of a request that is kept apart, and writes nothing to it."""

from datetime import UTC, datetime
from typing import Any

import pytest

from deployments import urls
from deployments.api import urls as api_urls
from deployments.models import Process, Request
from deployments.services.importing import RequestTable
from deployments.services.references import reference_fault
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


def test_no_request_comes_to_a_restricted_process_by_its_name() -> None:
    hidden = make_process("Hidden talks", confidentiality="restricted")
    make_request("SR-1")

    rows = [record("SR-1", process="Hidden talks"), record("SR-2", process="Hidden talks"), record("SR-3", process="O")]
    differences = planned(*rows)

    assert [each.code for each in differences] == ["request.kept-apart", "request.kept-apart", ""]
    assert "restricted" not in repr(differences)
    RequestTable().write([each for each in differences if not each.code])
    assert not hidden.requests.exists()


def test_a_process_that_was_restricted_after_the_preview_takes_no_request() -> None:
    make_process("Talks")
    differences = planned(record("SR-1", process="Talks"), record("SR-2", process="Others"))
    Process.objects.update(confidentiality="restricted")

    failed = RequestTable().write(differences)

    assert list(failed) == [0]
    assert list(Request.objects.values_list("reference", flat=True)) == ["SR-2"]


@pytest.mark.parametrize(
    "reference",
    [
        *("new", "plan", ".", "..", "a/..", "./a", "/a", "a/", "a//b", "a/decisions/4", "a/b/steps"),
        *("R-1\r\nSet: 1", "R\t1", "R\x7f1", "R\u20281", "R\x001"),
    ],
)
def test_a_reference_that_would_have_no_address_of_its_own_is_refused(reference: str) -> None:
    (difference,) = planned(record(reference))

    assert (difference.code, difference.writes) == ("request.reference", ())


@pytest.mark.parametrize("reference", ["R-1", "R/2026/4", "a b", "50 %", "new/1", "a.b", "...", "edit", "4", "a/4"])
def test_any_other_reference_stands(reference: str) -> None:
    assert not reference_fault(reference)


def test_every_address_below_a_request_is_told_from_a_reference() -> None:
    routes = [str(each.pattern) for each in (*urls.urlpatterns, *api_urls.urlpatterns)]
    taken = [
        each.removeprefix("requests/").rstrip("/").replace("<reference:reference>", "a").replace("<number:number>", "4")
        for each in routes
        if each.startswith("requests/") and each not in ("requests/", "requests/<reference:reference>/")
    ]

    assert len(taken) > 8
    assert [each for each in taken if not reference_fault(each)] == ["a"]
