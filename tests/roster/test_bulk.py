"""One change for many people: previewed person by person, applied all or nothing of each, taken back as a whole."""

import re
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.kinds import Kind
from roster.models import Clearance, Membership, Person
from tests.builders import (
    make_clearance,
    make_destination,
    make_membership,
    make_person,
    make_pool,
    make_reader,
    make_ready_person,
    only_destinations,
)
from tests.reading import squeezed

pytestmark = pytest.mark.django_db

ADDRESS = "/people/bulk/"


@pytest.fixture
def now() -> datetime:
    only_destinations(make_destination())
    return datetime.now(UTC)


@pytest.fixture
def officer(client: Client) -> Client:
    client.force_login(make_reader(Kind.OFFICER, full_name="Elin Lindqvist"))
    return client


def typed(people: list[Person], **more: Any) -> dict[str, Any]:
    return {
        "references": "\n".join(each.reference for each in people),
        "subject": "clearance",
        "requirement": "bsafe",
        "state": "refused",
        "why": "Course not passed",
        "intent": "preview",
        **more,
    }


def seen_in(page: Any) -> list[str]:
    return re.findall(r'name="seen" value="([^"]+)"', page.content.decode())


def apply(client: Client, people: list[Person], **more: Any) -> Any:
    preview = client.post(ADDRESS, typed(people, **more))
    return client.post(ADDRESS, typed(people, **{**more, "intent": "apply", "seen": seen_in(preview)}))


def test_a_preview_says_of_each_what_changes_and_stores_nothing(officer: Client, now: datetime) -> None:
    ada, bo = make_ready_person(now=now), make_ready_person("Bo", "Ek", now=now)
    Clearance.objects.filter(person=bo, requirement="bsafe").update(state="refused")
    nobody = make_person("Cy", "Dahl")

    page = officer.post(
        ADDRESS, typed([ada, bo, nobody], references=f"{ada.reference}, {bo.reference};{nobody.reference} X-1")
    )

    text = squeezed(page.content.decode())
    assert page.status_code == 200
    assert "2 people would change" in text
    assert "Not on the roster, and left out: X-1" in text
    assert "Stands so already." in text
    assert "Nairobi: Ready becomes Blocked" in text or "becomes Blocked: BSAFE was refused" in text
    assert Clearance.objects.get(person=ada, requirement="bsafe").state == "granted"
    assert not Clearance.objects.filter(person=nobody).exists()


def test_what_was_previewed_is_applied_and_all_of_it_taken_back(officer: Client, now: datetime) -> None:
    ada, cy = make_ready_person(now=now), make_person("Cy", "Dahl")

    done = apply(officer, [ada, cy], valid_from="2026-01-01", valid_until="2026-12-31")

    assert done.status_code == 302
    changed = Clearance.objects.get(person=ada, requirement="bsafe")
    added = Clearance.objects.get(person=cy, requirement="bsafe")
    assert changed.state == added.state == "refused"
    assert changed.valid is not None
    assert changed.valid.upper == datetime(2027, 1, 1, tzinfo=UTC)
    page = squeezed(officer.get(done["Location"]).content.decode())
    assert "2 people changed" in page
    assert "Course not passed" in page

    step = re.findall(r"/people/undo/([0-9a-f-]+)/", page)[0]
    undone = officer.post(reverse("roster:undo", args=[step]), follow=True)
    assert "Taken back for 2 people." in undone.content.decode()
    assert Clearance.objects.get(person=ada, requirement="bsafe").state == "granted"
    assert not Clearance.objects.filter(person=cy).exists()


def test_whoever_was_changed_after_the_preview_is_left_alone_and_told(officer: Client, now: datetime) -> None:
    ada, bo = make_ready_person(now=now), make_ready_person("Bo", "Ek", now=now)
    preview = officer.post(ADDRESS, typed([ada, bo]))
    Clearance.objects.filter(person=bo, requirement="bsafe").update(state="requested")

    done = officer.post(ADDRESS, typed([ada, bo], intent="apply", seen=seen_in(preview)), follow=True)

    assert Clearance.objects.get(person=ada, requirement="bsafe").state == "refused"
    assert Clearance.objects.get(person=bo, requirement="bsafe").state == "requested"
    text = squeezed(done.content.decode())
    assert "<strong>Bo Ek</strong>: Somebody changed this after the preview." in text


def test_nothing_is_applied_without_a_preview(officer: Client, now: datetime) -> None:
    ada = make_ready_person(now=now)

    answer = officer.post(ADDRESS, typed([ada], intent="apply"))

    assert answer.status_code == 409
    assert Clearance.objects.get(person=ada, requirement="bsafe").state == "granted"


def test_terms_are_extended_and_who_is_not_in_the_pool_is_refused(officer: Client, now: datetime) -> None:
    ada, cy = make_ready_person(now=now), make_person("Cy", "Dahl")
    membership = {
        "subject": "membership",
        "pool": "standby",
        "term_until": "2030-06-30",
        "requirement": "",
        "state": "",
    }

    preview = officer.post(ADDRESS, typed([ada, cy], **membership))
    assert "Not in this pool." in squeezed(preview.content.decode())
    done = officer.post(ADDRESS, typed([ada, cy], **{**membership, "intent": "apply", "seen": seen_in(preview)}))

    assert done.status_code == 302
    assert Membership.objects.get(person=ada).term.upper == datetime(2030, 7, 1, tzinfo=UTC)


def test_a_term_that_would_run_into_another_or_end_before_it_begins_is_refused(officer: Client, now: datetime) -> None:
    ada = make_person()
    make_membership(ada, term=_years(2020, 2022))
    make_membership(ada, term=_years(2024, 2026), status="expired")
    membership = {"subject": "membership", "pool": "standby", "requirement": "", "state": ""}

    early = officer.post(ADDRESS, typed([ada], **membership, term_until="2023-01-01"))

    assert "It would end before it begins." in squeezed(early.content.decode())


def _years(first: int, last: int) -> Any:
    return DateTimeTZRange(datetime(first, 1, 1, tzinfo=UTC), datetime(last, 1, 1, tzinfo=UTC))


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"references": ""}, "This field is required."),
        ({"references": "X-1 X-2"}, "Nobody of these is on the roster."),
        ({"references": " ".join(f"X-{number}" for number in range(501))}, "500 at once is the most"),
        ({"why": ""}, "This field is required."),
        ({"state": "waived"}, "Select a valid choice."),
        ({"valid_from": "2026-02-02", "valid_until": "2026-02-01"}, "This is before the first day."),
        ({"subject": "membership", "pool": "standby"}, "Nothing would change"),
    ],
)
def test_what_is_wrong_stands_by_its_field(
    officer: Client, now: datetime, change: dict[str, str], sentence: str
) -> None:
    make_pool()
    ada = make_ready_person(now=now)

    answer = officer.post(ADDRESS, typed([ada], **change))

    assert answer.status_code == 422
    assert sentence in squeezed(answer.content.decode())


def test_a_link_brings_its_selection(officer: Client, now: datetime) -> None:
    ada, bo = make_ready_person(now=now), make_ready_person("Bo", "Ek", now=now)

    page = squeezed(officer.get(ADDRESS, {"reference": [ada.reference, bo.reference]}).content.decode())

    assert "2 people found" in page
    assert f"{ada.reference} {bo.reference}</textarea>" in page


@pytest.mark.parametrize("whom", ["ticked", "found"])
def test_the_lists_selection_comes_along(officer: Client, now: datetime, whom: str) -> None:
    ada, bo = make_ready_person(now=now), make_ready_person("Bo", "Ek", now=now)

    page = officer.post(ADDRESS, {"whom": whom, "query": "", "person": [ada.reference]})

    text = squeezed(page.content.decode())
    assert page.status_code == 200
    assert ada.reference in text
    assert (bo.reference in text) == (whom == "found")
    nobody = officer.post(ADDRESS, {"whom": "ticked", "query": ""})
    assert nobody.status_code == 422
    assert "Nobody is ticked." in nobody.content.decode()


def test_hr_changes_memberships_of_many_but_no_clearances(client: Client, now: datetime) -> None:
    client.force_login(make_reader(Kind.HR_OFFICER))
    ada = make_ready_person(now=now)

    page = client.post(ADDRESS, typed([ada]))

    assert "A clearance" not in page.content.decode()
    assert page.status_code == 422
    for kind in (Kind.AUDITOR, Kind.SECURITY_OFFICER, Kind.EXPERT, None):
        client.force_login(make_reader(kind))
        assert client.post(ADDRESS, typed([ada])).status_code == 403


def test_thirty_people_take_as_many_queries_as_three(officer: Client, now: datetime) -> None:
    make_clearance(make_person(), "bsafe")
    people = [make_ready_person(f"P{number}", "Ek", now=now) for number in range(30)]
    counts = []
    for some in (people[:3], people):
        with CaptureQueriesContext(connection) as asked:
            preview = officer.post(ADDRESS, typed(some))
        applied = officer.post(ADDRESS, typed(some, intent="apply", seen=seen_in(preview)))
        with CaptureQueriesContext(connection) as shown:
            officer.get(applied["Location"])
        step = applied["Location"].split("/")[-2]
        counts.append((len(asked), len(shown)))
        officer.post(reverse("roster:undo", args=[step]))

    assert counts[0] == counts[1]
