"""Whoever entered a request keeps it when its process is restricted, and is told nothing of the process by it."""

from datetime import UTC, datetime
from html import unescape

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from deployments.models import Process, Request
from deployments.services.outcomes import Refused, Saved
from deployments.services.request import change_request
from tests.accounts.cast import signed_in
from tests.builders import (
    make_place,
    make_process,
    make_reader,
    make_ready_person,
    make_request,
    make_theme,
)
from tests.deployments.test_decision import decide, make_call, read
from tests.deployments.test_request_form import error_of, posted_from, typed

pytestmark = pytest.mark.django_db
NAME = "Quiet lakes talks"
SAID = "a restricted process"
NOW = datetime(2026, 11, 27, 9, 0, tzinfo=UTC)


@pytest.fixture
def author() -> User:
    return make_reader()


@pytest.fixture
def client(author: User) -> Client:
    return signed_in(author)


@pytest.fixture
def row(author: User) -> Request:
    """Of a process that was restricted after its author had entered it."""
    process = make_process(NAME, confidentiality="restricted", parties=("UGA",))
    return make_request("R-1", process=process, created_by=author, requester="Envoy", destination=make_place())


def text_of(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return unescape(answer.content.decode())


@pytest.mark.parametrize("address", ["/requests/", "/requests/R-1/", "/"])
def test_every_page_says_a_restricted_process_and_not_which(client: Client, row: Request, address: str) -> None:
    page = text_of(client, address)

    assert "R-1" in page
    assert SAID in page.replace("A restricted", "a restricted")
    assert NAME not in page
    # Whoever may know is told.
    assert row.process is not None
    reader = make_reader()
    row.process.readers.add(reader)
    assert NAME in text_of(signed_in(reader), address)


def test_no_word_of_its_name_finds_the_request(client: Client, row: Request) -> None:
    make_request("R-2", process=make_process("Open lakes talks"))

    assert "R-1" not in text_of(client, "/requests/?q=quiet")
    assert "R-2" in text_of(client, "/requests/?q=lakes")
    assert "R-1" not in text_of(client, "/requests/?q=lakes")


def test_the_list_asks_once_for_however_many(client: Client, author: User) -> None:
    counts = []
    for number in range(3):
        make_request(process=make_process(f"Quiet {number}", confidentiality="restricted"), created_by=author)
        with CaptureQueriesContext(connection) as asked:
            client.get("/requests/")
        counts.append(len(asked))

    assert counts[1] == counts[2]


def test_the_form_shows_a_fixed_line_and_an_untouched_one_saves_and_keeps_the_process(
    client: Client, row: Request
) -> None:
    page = text_of(client, "/requests/R-1/edit/")

    assert '<output id="id_process">A restricted process</output>' in page
    assert NAME not in page
    assert posted_from(page)["process"] == ""
    answer = client.post("/requests/R-1/edit/", posted_from(page) | {"note": "Called again."})
    assert answer.status_code == 302
    process = row.process_id
    row.refresh_from_db()
    assert (row.process_id, row.note) == (process, "Called again.")


@pytest.mark.parametrize("said", ["", "other"])
def test_what_is_posted_for_it_is_not_read(client: Client, row: Request, said: str) -> None:
    other = make_process("Open talks")

    client.post("/requests/R-1/edit/", typed(version="1", process=str(other.pk) if said else "", note="x"))

    process = row.process_id
    row.refresh_from_db()
    assert (row.process_id, row.note) == (process, "x")


@pytest.mark.parametrize("is_taken_out", [True, False])
def test_a_request_leaves_a_process_only_by_who_may_know_of_it(row: Request, author: User, is_taken_out: bool) -> None:
    other: Process | None = None if is_taken_out else make_process("Open talks")
    values = {"process": other}

    refused = change_request(request_id=row.pk, version=1, values=values, actor=author, now=NOW)

    assert isinstance(refused, Refused)
    assert [(each.code, each.field) for each in refused.refusals] == [("process_restricted", "process")]
    assert row.process is not None
    row.process.readers.add(author)
    assert isinstance(change_request(request_id=row.pk, version=1, values=values, actor=author, now=NOW), Saved)


def test_a_refusal_stands_by_the_field_when_the_process_was_restricted_meanwhile(
    client: Client, row: Request, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The form was read before: it still offers the select.
    monkeypatch.setattr("deployments.forms.request.RequestForm._keep_process", lambda self: None)

    answer = client.post("/requests/R-1/edit/", typed(version="1", process=""))

    assert answer.status_code == 422
    assert "ask the head of unit" in error_of(answer.content.decode(), "process")


def test_a_decision_names_no_process_that_was_restricted_since_by_no_name_that_it_ever_bore(author: User) -> None:
    now = datetime.now(UTC)
    ada = make_ready_person(now=now, theme=make_theme("process-design", "Process design"), gender="woman")
    call = make_call(now)
    call.created_by, call.process = author, make_process(NAME)
    call.save()
    call.refresh_from_db()
    assert isinstance(decide(call, now, author, ada), Saved)
    client = signed_in(author)
    assert NAME in read(client, call)

    process = Process.objects.get()
    process.name, process.confidentiality = "Renamed since", "restricted"
    process.save()

    page = read(client, call)
    assert NAME not in page
    assert f"R-2026-041, {SAID}" in page
    process.readers.add(author)
    assert NAME in read(client, call)


def test_the_reason_of_a_decision_is_told_only_to_who_may_see_the_people() -> None:
    now = datetime.now(UTC)
    ada = make_ready_person(now=now, theme=make_theme("process-design", "Process design"), gender="woman")
    call = make_call(now)
    call.activated_at = None
    call.save()
    call.refresh_from_db()
    decide(call, now, make_reader(), ada, reason="Ada knows the parties.")
    blind = make_reader(None)
    blind.user_permissions.add(Permission.objects.get(codename="see_requests"))

    for address in ("/requests/R-2026-041/", "/requests/R-2026-041/decisions/"):
        assert "Ada knows" in text_of(signed_in(make_reader()), address)
        page = text_of(signed_in(blind), address)
        assert "Proposal 1" in page
        assert "Ada knows" not in page
