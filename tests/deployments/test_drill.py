"""The drill: a call that nobody made is answered, shared by its address, and stored nowhere."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.kinds import Kind
from accounts.models import AccessEntry
from deployments.models import ProfileSlot, Request, RequestKind, SeatChoice
from roster.models import Theme
from tests.builders import make_destination, make_reader, make_ready_person, make_theme, only_destinations

pytestmark = pytest.mark.django_db


@pytest.fixture
def now() -> datetime:
    return datetime.now(UTC)


@pytest.fixture
def design() -> Theme:
    return make_theme("process-design", "Process design")


@pytest.fixture
def kind(design: Theme) -> RequestKind:
    only_destinations(make_destination())
    RequestKind.objects.all().delete()
    kind = RequestKind.objects.create(code="good-offices", title="Good offices", stay_days=10)
    ProfileSlot.objects.create(request_kind=kind, code="lead", title="Lead", themes={"process-design": 4})
    ProfileSlot.objects.create(
        request_kind=kind, code="interpreter", title="Interpreter", kind="support", role="interpreter", position=1
    )
    return kind


@pytest.fixture
def officer(client: Client) -> Client:
    client.force_login(make_reader(Kind.OFFICER))
    return client


def read(client: Client, *, status: int = 200, htmx: str | None = None, **query: Any) -> str:
    headers = {} if htmx is None else {"HX-Request": "true", "HX-Target": htmx}
    page = client.get(reverse("deployments:drill"), query, headers=headers)
    assert page.status_code == status
    return " ".join(page.content.decode().replace("\N{NO-BREAK SPACE}", " ").split())


def test_the_page_asks_at_once_about_the_first_destination_and_kind(
    officer: Client, kind: RequestKind, now: datetime, design: Theme
) -> None:
    make_ready_person("Ada", "Okoro", now=now, theme=design, support_roles=["interpreter"])

    text = read(officer)

    assert "Infeasible: interpreter missing" in text
    assert "Not activated" in text


def test_a_seat_less_turns_the_verdict_and_a_theme_more_adds_a_seat(
    officer: Client, kind: RequestKind, now: datetime, design: Theme
) -> None:
    make_ready_person("Ada", "Okoro", now=now, theme=design)
    asked: dict[str, Any] = {"to": "NBO", "kind": "good-offices", "without": "interpreter"}

    assert "Feasible: everyone in Nairobi by" in read(officer, **asked)
    assert "Infeasible: lead missing" in read(officer, **asked, more="process-design")
    assert "Still to be given: at least one seat." in read(
        officer, to="NBO", kind="good-offices", without=["interpreter", "lead"]
    )


def test_htmx_gets_the_answer_and_the_seats_of_the_kind_and_the_address(officer: Client, kind: RequestKind) -> None:
    page = officer.get(
        reverse("deployments:drill"),
        {"to": "NBO", "kind": "good-offices"},
        headers={"HX-Request": "true", "HX-Target": "answer"},
    )

    text = page.content.decode()
    assert "<html" not in text
    assert 'hx-swap-oob="true"' in text
    assert page.headers["HX-Push-Url"] == "/drills/?to=NBO&kind=good-offices"


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("to", "XXX", "No place of this code is known."),
        ("kind", "astrology", "There is no such kind of request."),
        ("stay_days", "0", "Enter a whole number from 1 to 1095, or leave it empty."),
        ("at", "yesterday", "Enter a valid date/time."),
        ("without", "gone", "is not in this list"),
        ("more", "astrology", "is not in this list"),
    ],
)
def test_what_cannot_be_read_is_told_by_its_field(
    officer: Client, kind: RequestKind, field: str, value: str, sentence: str
) -> None:
    text = read(officer, status=422, **{"to": "NBO", "kind": "good-offices", field: value})

    assert text.count(sentence) >= 2
    assert "Something in the form cannot be read" in text
    assert sentence in read(officer, status=422, htmx="answer", **{"to": "NBO", "kind": "good-offices", field: value})


def test_an_instant_ahead_is_answered_for_that_instant(
    officer: Client, kind: RequestKind, now: datetime, design: Theme
) -> None:
    make_ready_person("Ada", "Okoro", now=now, theme=design)
    ahead = now + timedelta(days=10)

    text = read(officer, to="NBO", kind="good-offices", without="interpreter", at=f"{ahead:%Y-%m-%dT%H:%M}")

    assert f"{ahead:%-d %b}".replace(" ", " ") in text


def test_pins_stand_in_the_address_and_nothing_is_stored(
    officer: Client, kind: RequestKind, now: datetime, design: Theme
) -> None:
    make_ready_person("Ada", "Okoro", now=now, theme=design, level=5)
    ben = make_ready_person("Ben", "Adeyemi", now=now, theme=design)

    text = read(officer, to="NBO", kind="good-offices", without="interpreter", pin=f"lead:{ben.reference}", seat="lead")

    assert "seated by hand" in text
    assert f'name="pin" value="lead:{ben.reference}"' in text
    assert not Request.objects.exists()
    assert not SeatChoice.objects.exists()


def test_only_readers_of_requests_may_drill(client: Client, kind: RequestKind) -> None:
    assert client.get(reverse("deployments:drill")).status_code == 302
    client.force_login(make_reader(Kind.HR_OFFICER))
    assert client.get(reverse("deployments:drill")).status_code == 403


def test_without_a_destination_or_a_kind_the_form_says_what_is_missing(officer: Client, kind: RequestKind) -> None:
    only_destinations()

    assert "This field is required." in read(officer, status=422)


def test_the_number_of_queries_does_not_grow_with_people(
    officer: Client, kind: RequestKind, now: datetime, design: Theme
) -> None:
    def asked() -> int:
        read(officer, without="interpreter", to="NBO", kind="good-offices")
        with CaptureQueriesContext(connection) as queries:
            read(officer, without="interpreter", to="NBO", kind="good-offices")
        return len(queries)

    for number in range(3):
        make_ready_person("P", f"{number}", now=now, theme=design)
    few = asked()
    for number in range(27):
        make_ready_person("Q", f"{number}", now=now, theme=design)

    assert asked() == few


def test_whoever_drills_has_looked_at_people_and_the_log_says_so(
    officer: Client, kind: RequestKind, now: datetime, design: Theme
) -> None:
    make_ready_person("Ada", "Okoro", now=now, theme=design)

    read(officer, to="NBO", kind="good-offices", q="Zoe", seat="lead")

    look = AccessEntry.objects.get(subject_kind="candidates")
    assert (look.subject_id, look.reason) == (reverse("deployments:drill"), "Zoe")
