"""Requests are entered, changed, moved on and taken back; two writers at once never overwrite in silence."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from accounts.kinds import Kind
from accounts.models import User
from deployments.lifecycle.request import Move
from deployments.models import Request, RequestSlot, SeatChoice
from deployments.services.outcomes import Outdated, Refused, Saved
from deployments.services.request import change_request, create_request, take_back_step, take_step
from deployments.services.seat_choice import choose_seat, undo_choice
from roster.loaders.versions import context_of, event_model
from tests.builders import make_country, make_person, make_place, make_process, make_reader, make_request, make_slot

NOW = datetime(2026, 11, 27, 9, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture
def officer(db: None) -> User:
    return make_reader()


def seat(title: str, code: str = "", **fields: Any) -> RequestSlot:
    return RequestSlot(code=code, title=title, **{"themes": {"electoral": 3}, **fields})


def entered(officer: User, **values: object) -> Request:
    saved = create_request(values=values, actor=officer, now=NOW)
    assert isinstance(saved, Saved)
    return saved.row


def test_a_request_with_nothing_known_is_kept_as_a_draft(officer: User) -> None:
    row = entered(officer)

    assert (row.reference, row.state, row.created_by) == ("R-2026-001", "draft", officer)
    # Nobody said that the host consents: unknown is never read as granted.
    assert (row.terms_of_reference, row.funds, row.host_consent) == ("missing", "missing", "missing")


def test_references_go_on_by_one_a_year_and_pass_imported_ones_over(officer: User) -> None:
    make_request("R-2026-002")

    assert [entered(officer).reference for _ in range(2)] == ["R-2026-001", "R-2026-003"]
    saved = create_request(values={}, actor=officer, now=datetime(2027, 1, 1, tzinfo=UTC))
    assert isinstance(saved, Saved)
    assert saved.row.reference == "R-2027-001"


@pytest.mark.django_db(transaction=True)
def test_eight_who_enter_at_once_get_eight_references() -> None:
    officer = make_reader()
    together = Barrier(8)

    def enter() -> str:
        try:
            together.wait()
            return entered(officer).reference
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        found = [each.result() for each in [pool.submit(enter) for _ in range(8)]]

    assert sorted(found) == [f"R-2026-{number:03d}" for number in range(1, 9)]


def test_seats_get_codes_of_their_titles_in_their_order(officer: User) -> None:
    saved = create_request(
        values={},
        seats=[seat("Electoral adviser"), seat("Electoral adviser"), seat("投票", themes={"electoral": 2})],
        countries=[make_country()],
        actor=officer,
        now=NOW,
    )

    assert isinstance(saved, Saved)
    assert list(saved.row.slots.values_list("code", "position")) == [
        ("electoral-adviser", 1),
        ("electoral-adviser-2", 2),
        ("seat", 3),
    ]
    assert list(saved.row.countries.values_list("pk", flat=True)) == ["KEN"]


@pytest.mark.parametrize(
    ("wrong", "field", "words"),
    [
        ({"themes": {"astrology": 3}}, "seats.0.themes", "no theme “astrology”"),
        ({"themes": {"electoral": 6}}, "seats.0.themes", "level from 1 to 5"),
        ({"themes": {"electoral": True}}, "seats.0.themes", "level from 1 to 5"),
        ({"all_themes": ["electoral"]}, "seats.0.all_themes", "Write themes"),
        ({"languages": {"xx": "C1"}}, "seats.0.languages", "no language"),
        ({"languages": {"fr": "D1"}}, "seats.0.languages", "A1 to C2"),
        ({"languages": ["fr"]}, "seats.0.languages", "Write languages"),
        ({"title": " "}, "seats.0.title", "name"),
        ({"kind": "support"}, "seats.0.role", "role"),
        ({"kind": "other"}, "seats.0.kind", "thematic"),
        ({"kind": "support", "role": "juggler"}, "seats.0.role", "interpreter"),
    ],
)
def test_a_seat_that_makes_no_sense_gets_a_sentence_by_its_field(
    officer: User, wrong: dict[str, Any], field: str, words: str
) -> None:
    refused = create_request(
        values={},
        seats=[seat("Adviser", **wrong) if "title" not in wrong else RequestSlot(**wrong)],
        actor=officer,
        now=NOW,
    )

    assert isinstance(refused, Refused)
    assert refused.refusals[0].field == field
    assert words in refused.refusals[0].sentence
    assert not Request.objects.exists()


@pytest.mark.parametrize(
    ("languages", "words"),
    [({"xx": 1}, "no language"), ({"fr": 0}, "1 to 30"), ({"fr": True}, "1 to 30"), (["fr"], "Write languages")],
)
def test_team_languages_that_make_no_sense_get_a_sentence(officer: User, languages: object, words: str) -> None:
    refused = create_request(values={"team_languages": languages}, actor=officer, now=NOW)

    assert isinstance(refused, Refused)
    assert (refused.refusals[0].field, words in refused.refusals[0].sentence) == ("team_languages", True)


def test_too_many_seats_and_a_code_twice_are_refused(officer: User) -> None:
    many = create_request(values={}, seats=[seat(f"Seat {n}") for n in range(31)], actor=officer, now=NOW)
    twice = create_request(values={}, seats=[seat("A", "a"), seat("B", "a")], actor=officer, now=NOW)

    assert isinstance(many, Refused)
    assert many.code == "too_many_seats"
    assert isinstance(twice, Refused)
    assert {each.field for each in twice.refusals} == {"seats.0.code", "seats.1.code"}


def test_an_approval_before_the_receipt_is_refused_by_its_field(officer: User) -> None:
    refused = create_request(values={"received_at": NOW, "approved_at": NOW - HOUR}, actor=officer, now=NOW)

    assert isinstance(refused, Refused)
    assert {each.field for each in refused.refusals} == {"approved_at"}


def test_a_restricted_process_that_the_writer_does_not_know_is_none(officer: User) -> None:
    hidden = make_process(confidentiality="restricted")

    refused = create_request(values={"process": hidden}, actor=officer, now=NOW)

    assert isinstance(refused, Refused)
    assert refused.code == "process_unknown"
    assert isinstance(create_request(values={"process": hidden}, actor=make_reader(Kind.HEAD_OF_UNIT), now=NOW), Saved)


def test_the_second_of_two_writers_is_told_and_overwrites_nothing(officer: User) -> None:
    row = entered(officer, requester="Envoy")
    change_request(request_id=row.pk, version=1, values={"requester": "Mission"}, actor=officer, now=NOW)

    late = change_request(request_id=row.pk, version=1, values={"requester": "State"}, actor=officer, now=NOW)

    assert isinstance(late, Outdated)
    assert (late.row.requester, late.row.version) == ("Mission", 2)


def test_a_change_of_seats_alone_is_a_new_version_and_drops_the_pins_of_a_seat_that_goes(officer: User) -> None:
    row = entered(officer)
    make_slot(row, "kept")
    make_slot(row, "gone")
    for code in ("kept", "gone"):
        choose_seat(request_id=row.pk, person_id=make_person().pk, slot_code=code, actor=officer, now=NOW)
    kept = row.slots.get(code="kept")

    saved = change_request(request_id=row.pk, version=1, values={}, seats=[kept], actor=officer, now=NOW)

    assert isinstance(saved, Saved)
    assert saved.row.version == 2
    assert list(SeatChoice.objects.values_list("slot_code", flat=True)) == ["kept"]


def test_saving_what_stands_already_writes_nothing(officer: User) -> None:
    row = entered(officer, requester="Envoy", destination=make_place())
    values = {"requester": "Envoy", "destination": row.destination}

    saved = change_request(
        request_id=row.pk, version=1, values=values, seats=[], countries=[], actor=officer, now=NOW + HOUR
    )

    assert isinstance(saved, Saved)
    assert (saved.changed, saved.row.version) == (False, 1)
    assert event_model(Request).objects.filter(pgh_obj_id=row.pk).count() == 1


def test_steps_stamp_their_instants_and_keep_who_and_why(officer: User) -> None:
    row = entered(officer)
    take_step(request_id=row.pk, move=Move.SUBMIT, actor=officer, now=NOW, at=NOW - HOUR)
    take_step(request_id=row.pk, move=Move.TRIAGE, actor=officer, now=NOW)

    saved = take_step(request_id=row.pk, move=Move.DECLINE, actor=officer, now=NOW, reason="No mandate.")

    assert isinstance(saved, Saved)
    assert (saved.row.state, saved.row.received_at) == ("declined", NOW - HOUR)
    told = context_of(event_model(Request).objects.filter(pgh_obj_id=row.pk).latest("pgh_id"))
    assert (told["user"], told["reason"]) == (officer.pk, "No mandate.")


def test_a_step_that_does_not_follow_changes_nothing(officer: User) -> None:
    row = entered(officer)

    refused = take_step(request_id=row.pk, move=Move.ACTIVATE, actor=officer, now=NOW)

    assert isinstance(refused, Refused)
    assert refused.code == "not_from_here"
    row.refresh_from_db()
    assert row.state == "draft"


def test_the_last_step_can_be_taken_back_with_its_instant_and_no_other_change_can(officer: User) -> None:
    row = entered(officer)
    take_step(request_id=row.pk, move=Move.SUBMIT, actor=officer, now=NOW)

    back = take_back_step(request_id=row.pk, version=2, actor=officer, now=NOW)

    assert isinstance(back, Saved)
    assert (back.row.state, back.row.received_at) == ("draft", None)
    again = take_back_step(request_id=row.pk, version=3, actor=officer, now=NOW)
    assert isinstance(again, Refused)
    assert again.code == "no_step"
    assert isinstance(take_back_step(request_id=row.pk, version=1, actor=officer, now=NOW), Outdated)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_approve_and_decline_at_once_one_wins() -> None:
    officer = make_reader()
    row = make_request(state="triaged")
    together = Barrier(2)

    def step(move: Move) -> object:
        try:
            together.wait()
            return take_step(request_id=row.pk, move=move, actor=officer, now=timezone.now(), reason="because")
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        outcomes = [each.result() for each in [pool.submit(step, move) for move in (Move.APPROVE, Move.DECLINE)]]

    assert sorted(type(each).__name__ for each in outcomes) == ["Refused", "Saved"]


def test_a_pin_takes_the_place_of_the_pin_and_of_the_strike_before(officer: User) -> None:
    row, one, other = entered(officer), make_person(), make_person()
    make_slot(row, "lead")
    choose_seat(request_id=row.pk, person_id=one.pk, slot_code="lead", actor=officer, now=NOW)
    choose_seat(request_id=row.pk, person_id=other.pk, actor=officer, now=NOW, reason="On leave.")

    choose_seat(request_id=row.pk, person_id=other.pk, slot_code="lead", actor=officer, now=NOW)

    assert list(row.choices.values_list("person", "kind", "slot_code")) == [(other.pk, "pin", "lead")]
    assert undo_choice(request_id=row.pk, person_id=other.pk, actor=officer)
    assert not undo_choice(request_id=row.pk, person_id=other.pk, actor=officer)


def test_a_choice_that_makes_no_sense_is_refused(officer: User) -> None:
    row, person = entered(officer), make_person()

    no_seat = choose_seat(request_id=row.pk, person_id=person.pk, slot_code="gone", actor=officer, now=NOW)
    nobody = choose_seat(request_id=row.pk, person_id=0, actor=officer, now=NOW)
    long = choose_seat(request_id=row.pk, person_id=person.pk, actor=officer, now=NOW, reason="x" * 401)

    assert [each.code for each in (no_seat, nobody, long) if isinstance(each, Refused)] == [
        "seat_unknown",
        "person_unknown",
        "too_long",
    ]


def test_what_steps_and_history_own_is_not_written_by_hand(officer: User) -> None:
    with pytest.raises(ValueError, match="state"):
        create_request(values={"state": "closed"}, actor=officer, now=NOW)


@pytest.mark.django_db
def test_a_step_is_stamped_to_the_minute_and_never_before_what_is_stored() -> None:
    at = datetime(2026, 11, 27, 9, 5, 37, tzinfo=UTC)
    plain = make_request("R-2026-901", state="triaged")
    take_step(request_id=plain.pk, move=Move.APPROVE, actor=make_reader(), now=at)
    plain.refresh_from_db()
    assert plain.approved_at == at.replace(second=0)

    later = at.replace(second=20)
    stored = make_request("R-2026-902", state="triaged", received_at=later)
    take_step(request_id=stored.pk, move=Move.APPROVE, actor=make_reader(), now=at)
    stored.refresh_from_db()
    assert stored.approved_at == later
