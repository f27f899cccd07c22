"""Bookings by the API: what each caller is told, booking once, changing what one saw, and who is in the way."""

import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.apps import apps
from django.db import DEFAULT_DB_ALIAS, connections

from accounts.kinds import Kind
from accounts.models import CarriedOut
from accounts.scopes import Scope
from roster.models import Booking, Person
from tests.accounts.cast import account, signed_in
from tests.builders import make_booking, make_person
from tests.contract.cast import Program, faulty, problem

pytestmark = pytest.mark.django_db

BookingEvent = apps.get_model("roster", "BookingEvent")
START = datetime(2027, 3, 1, tzinfo=UTC)
WEEK = timedelta(days=7)
FULL = (Scope.CALENDAR, Scope.CALENDAR_WRITE, Scope.ENGAGEMENTS)
BLIND = (Scope.CALENDAR, Scope.CALENDAR_WRITE)
HOLD = {"person": "P-1", "kind": "hold", "start": "2027-03-01T00:00:00Z", "end": "2027-03-08T00:00:00Z"}


@pytest.fixture
def person() -> Person:
    return make_person("Nadia", "Benkirane", reference="P-1")


def booked(person: Person, **fields: Any) -> Booking:
    return make_booking(person, START, START + WEEK, **{"where": "Velmara", "remark": "second round", **fields})


def test_an_engagement_is_told_whole_to_whoever_may_know_it(person: Person) -> None:
    booked(person)

    (told,) = Program(*FULL).get("bookings").json()["results"]

    assert (told["kind"], told["where"], told["remark"], told["person"]) == (
        "deployment",
        "Velmara",
        "second round",
        "P-1",
    )
    assert (told["start"], told["end"]) == ("2027-03-01T00:00:00Z", "2027-03-08T00:00:00Z")


@pytest.mark.parametrize("fields", [{"kind": "deployment"}, {"kind": "hold"}, {"kind": "leave", "is_restricted": True}])
def test_an_engagement_is_only_unavailable_to_everybody_else(person: Person, fields: dict[str, Any]) -> None:
    row = booked(person, **fields)
    program = Program(*BLIND)

    (told,) = program.get("bookings").json()["results"]

    assert {name: value for name, value in told.items() if value is not None} == {
        "id": row.pk,
        "person": "P-1",
        "kind": "unavailable",
        "start": "2027-03-01T00:00:00Z",
        "end": "2027-03-08T00:00:00Z",
    }
    assert program.get(f"bookings/{row.pk}").json() == told


def test_what_is_hidden_cannot_be_found_by_its_kind_either(person: Person) -> None:
    booked(person, kind="leave", is_restricted=True)
    program = Program(*BLIND)

    assert program.get("bookings", {"kind": "leave"}).json()["results"] == []
    assert len(program.get("bookings", {"kind": "unavailable"}).json()["results"]) == 1
    assert len(Program(*FULL).get("bookings", {"kind": "leave"}).json()["results"]) == 1


def test_the_tag_of_what_is_hidden_does_not_tell_that_it_changed(person: Person) -> None:
    row = booked(person)
    program = Program(*BLIND)
    before = program.get(f"bookings/{row.pk}")["ETag"]

    Booking.objects.update(where="Elsewhere")

    assert program.get(f"bookings/{row.pk}")["ETag"] == before


def test_bookings_are_narrowed_by_person_and_window(person: Person) -> None:
    booked(person)
    booked(make_person(reference="P-2"))
    program = Program(*FULL)

    assert [each["person"] for each in program.get("bookings", {"person": "P-2"}).json()["results"]] == ["P-2"]
    # The end is the first instant after the booking.
    assert program.get("bookings", {"start": "2027-03-08T00:00:00Z"}).json()["results"] == []
    assert len(program.get("bookings", {"start": "2027-03-07T23:59:59Z"}).json()["results"]) == 2
    assert program.get("bookings", {"end": "2027-03-01T00:00:00Z"}).json()["results"] == []


def test_somebody_is_booked(person: Person) -> None:
    answer = Program(*FULL).post("bookings", HOLD)

    row = Booking.objects.get()
    assert answer.status_code == 201
    assert answer["Location"] == f"http://testserver/api/v1/bookings/{row.pk}"
    assert (row.person, row.kind, row.during.lower) == (person, "hold", START)


def test_the_history_says_which_system_booked(person: Person) -> None:
    Program(*FULL, organisation="Regional Body", name="Exchange").post("bookings", HOLD)

    event = BookingEvent.objects.select_related("pgh_context").get()
    assert event.pgh_context.metadata == {"reason": "API: Regional Body: Exchange", "url": "api/v1/bookings"}


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({"person": "nobody"}, {"person": "unknown_person"}),
        ({"person": "\x00"}, {"person": "no_code"}),
        ({"kind": "party"}, {"kind": "invalid_choice"}),
        ({"start": "2027-03-01T00:00:00"}, {"start": "no_zone"}),
        ({"start": "yesterday"}, {"start": "invalid"}),
        ({"start": "9999-12-31T23:59:59-12:00"}, {"start": "out_of_range"}),
        ({"end": "2027-03-01T00:00:00Z"}, {"end": "empty_window"}),
        ({"remark": "x" * 401}, {"remark": "max_length"}),
        ({"colour": "red"}, {"colour": "unknown_member"}),
    ],
)
def test_what_cannot_be_booked_is_named_by_the_member(
    person: Person, changed: dict[str, Any], fault: dict[str, str]
) -> None:
    assert faulty(Program(*FULL).post("bookings", HOLD | changed)) == fault
    assert not Booking.objects.exists()


@pytest.mark.parametrize("body", ["{", "", "[]", "3", '"text"', "null"])
def test_a_body_that_is_no_object_is_refused(person: Person, body: str) -> None:
    answer = Program(*FULL).http.post("/api/v1/bookings", body, content_type="application/json")

    assert problem(answer) in {(400, "parse_error"), (422, "invalid")}


def test_a_form_is_no_json(person: Person) -> None:
    assert problem(Program(*FULL).http.post("/api/v1/bookings", HOLD)) == (415, "unsupported_media_type")


def test_the_booking_in_the_way_is_named_to_whoever_may_know_it(person: Person) -> None:
    row = booked(person)

    answer = Program(*FULL).post("bookings", HOLD)

    assert problem(answer) == (409, "double_booking")
    assert answer.json()["other"]["id"] == row.pk
    assert answer.json()["other"]["where"] == "Velmara"
    assert "taken (in person)" in answer.json()["detail"]


def test_the_booking_in_the_way_is_only_unavailable_to_everybody_else(person: Person) -> None:
    booked(person)

    answer = Program(*BLIND).post("bookings", HOLD)

    assert problem(answer) == (409, "double_booking")
    assert answer.json()["other"]["kind"] == "unavailable"
    assert "Velmara" not in answer.content.decode()
    assert "in person" not in answer.content.decode()


def test_the_same_request_under_one_key_books_once(person: Person) -> None:
    program = Program(*FULL)

    first = program.post("bookings", HOLD, idempotency_key="a1")
    again = program.post("bookings", HOLD, idempotency_key="a1")

    assert (first.status_code, again.status_code) == (201, 201)
    assert (again.json(), again["ETag"], again["Location"]) == (first.json(), first["ETag"], first["Location"])
    assert again["Idempotency-Replayed"] == "true"
    assert Booking.objects.count() == 1


def test_another_request_under_a_used_key_is_refused(person: Person) -> None:
    program = Program(*FULL)
    program.post("bookings", HOLD, idempotency_key="a1")

    answer = program.post("bookings", HOLD | {"kind": "leave"}, idempotency_key="a1")

    assert problem(answer) == (422, "idempotency_key_reused")


def test_keys_of_two_systems_have_nothing_to_do_with_each_other(person: Person) -> None:
    Program(*FULL).post("bookings", HOLD, idempotency_key="a1")

    later = HOLD | {"start": "2027-04-01T00:00:00Z", "end": "2027-04-02T00:00:00Z"}
    assert Program(*FULL, name="Other").post("bookings", later, idempotency_key="a1").status_code == 201


def test_what_was_refused_may_be_tried_again_under_its_key(person: Person) -> None:
    row = booked(person)
    program = Program(*FULL)
    assert program.post("bookings", HOLD, idempotency_key="a1").status_code == 409
    row.delete()

    assert program.post("bookings", HOLD, idempotency_key="a1").status_code == 201
    assert CarriedOut.objects.count() == 1


@pytest.mark.parametrize("key", ["", "x" * 201, "kéy"])
def test_a_key_that_is_none_is_refused(person: Person, key: str) -> None:
    assert problem(Program(*FULL).post("bookings", HOLD, idempotency_key=key)) == (400, "bad_idempotency_key")


def test_a_booking_is_changed_by_whoever_saw_it(person: Person) -> None:
    row = booked(person, kind="hold")
    program = Program(*FULL)
    tag = program.get(f"bookings/{row.pk}")["ETag"]

    answer = program.patch(f"bookings/{row.pk}", {"end": "2027-03-10T00:00:00Z", "remark": ""}, if_match=tag)

    row.refresh_from_db()
    assert answer.status_code == 200
    assert (row.during.upper, row.remark, row.where) == (datetime(2027, 3, 10, tzinfo=UTC), "", "Velmara")
    assert answer["ETag"] != tag
    assert answer["ETag"] == program.get(f"bookings/{row.pk}")["ETag"]


def test_a_change_must_say_what_it_changes(person: Person) -> None:
    row = booked(person)

    assert problem(Program(*FULL).patch(f"bookings/{row.pk}", {"remark": ""})) == (428, "version_missing")


@pytest.mark.parametrize("tag", ['"made-up"', "*", "W/"])
def test_a_booking_that_was_changed_meanwhile_is_left_alone(person: Person, tag: str) -> None:
    row = booked(person)

    answer = Program(*FULL).patch(f"bookings/{row.pk}", {"remark": "mine"}, if_match=tag)

    row.refresh_from_db()
    assert problem(answer) == (412, "changed_meanwhile")
    assert row.remark == "second round"


def test_a_change_into_a_taken_window_is_refused_and_its_own_window_is_not_in_the_way(person: Person) -> None:
    row = booked(person, kind="hold")
    other = make_booking(person, START + 2 * WEEK, START + 3 * WEEK)
    program = Program(*FULL)
    tag = program.get(f"bookings/{row.pk}")["ETag"]

    answer = program.patch(f"bookings/{row.pk}", {"end": "2027-03-16T00:00:00Z"}, if_match=tag)

    assert problem(answer) == (409, "double_booking")
    assert answer.json()["other"]["id"] == other.pk
    touching = program.patch(f"bookings/{row.pk}", {"end": "2027-03-15T00:00:00Z"}, if_match=tag)
    assert touching.status_code == 200


def test_whoever_may_not_see_a_booking_cannot_change_it(person: Person) -> None:
    row = booked(person)
    program = Program(*BLIND)
    tag = program.get(f"bookings/{row.pk}")["ETag"]

    assert problem(program.patch(f"bookings/{row.pk}", {"remark": "x"}, if_match=tag)) == (403, "permission_denied")


@pytest.mark.parametrize("number", ["0", "999999999999999999", "9" * 40, "x"])
def test_a_booking_that_nobody_made_is_not_found(number: str) -> None:
    assert problem(Program(*FULL).get(f"bookings/{number}")) == (404, "not_found")


def test_an_officer_books_by_the_session_and_a_head_of_unit_does_not(person: Person) -> None:
    officer, head = signed_in(account(Kind.OFFICER)), signed_in(account(Kind.HEAD_OF_UNIT))

    assert head.post("/api/v1/bookings", HOLD, content_type="application/json").status_code == 403
    assert officer.post("/api/v1/bookings", HOLD, content_type="application/json").status_code == 201


# --- races ------------------------------------------------------------------------------------------------------------

WRITERS, ROUNDS = 8, 5


def at_once(work: Any) -> list[Any]:
    """`work(number)` by so many writers, each with a connection of its own, starting together."""
    together = threading.Barrier(WRITERS)

    def run(number: int) -> Any:
        with closing(connections[DEFAULT_DB_ALIAS]):
            together.wait(timeout=60)
            return work(number)

    with ThreadPoolExecutor(WRITERS) as writers:
        return list(writers.map(run, range(WRITERS)))


@pytest.mark.django_db(transaction=True)
def test_one_request_sent_many_times_at_once_books_once() -> None:
    make_person(reference="P-1")
    program = Program(*FULL)

    answers = at_once(lambda _number: program.post("bookings", HOLD, idempotency_key="a1"))

    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.json()["id"] for answer in answers}) == 1
    assert Booking.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_many_who_book_one_window_at_once_one_wins_and_the_others_read_the_conflict() -> None:
    make_person(reference="P-1")
    program = Program(*FULL)

    answers = at_once(lambda number: program.post("bookings", HOLD, idempotency_key=f"key-{number}"))

    assert sorted(answer.status_code for answer in answers) == [201] + [409] * (WRITERS - 1)
    assert Booking.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_many_who_change_what_they_all_saw_one_wins_and_the_others_are_told() -> None:
    row = booked(make_person(reference="P-1"))
    program = Program(*FULL)

    for _round in range(ROUNDS):
        tag = program.get(f"bookings/{row.pk}")["ETag"]

        def change(number: int, tag: str = tag) -> Any:
            return program.patch(f"bookings/{row.pk}", {"remark": f"writer {number} saw {tag}"}, if_match=tag)

        answers = at_once(change)

        assert sorted(answer.status_code for answer in answers) == [200] + [412] * (WRITERS - 1)
        winner = next(answer for answer in answers if answer.status_code == 200)
        row.refresh_from_db()
        assert row.remark == winner.json()["remark"]


def test_nobody_in_theatre_is_recorded_as_free_on_request(person: Person) -> None:
    """A verdict would count on the release."""
    program = Program(*FULL)
    deployment = {**HOLD, "kind": "deployment", "is_releasable": True}
    row = booked(person, kind="hold", is_releasable=True)
    seen = program.get(f"bookings/{row.pk}")

    assert faulty(program.post("bookings", deployment)) == {"is_releasable": "not_releasable"}
    changed = program.patch(f"bookings/{row.pk}", {"kind": "deployment"}, if_match=seen["ETag"])
    assert faulty(changed) == {"is_releasable": "not_releasable"}
    whole = {"kind": "deployment", "is_releasable": False}
    assert program.patch(f"bookings/{row.pk}", whole, if_match=seen["ETag"]).status_code == 200


def test_a_body_nested_too_deeply_is_refused_and_no_fault(person: Person) -> None:
    deep = '{"where":' * 3000 + "1" + "}" * 3000

    assert problem(Program(*FULL).post("bookings", deep)) == (400, "parse_error")
