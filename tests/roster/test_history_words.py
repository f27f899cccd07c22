"""How changes are told in plain words, and what is not told to whom. On hand-made changes, without the database."""

from datetime import UTC, datetime
from typing import Any

import pytest

from roster.loaders.history import Change, Event
from roster.permissions import Sight
from roster.sentences.history import change_said

EVERYTHING = Sight(engagements=True, impartiality=True, medical=True, vetting=True)
NOTHING = Sight()


def event(
    subject: str, label: str, row: dict[str, Any], before: dict[str, Any] | None = None, about: str = ""
) -> Event:
    return Event(subject, label, about, {"id": 1, "pgh_id": 7, "person_id": 3, **row}, before or {})


def said(*events: Event, sight: Sight = EVERYTHING) -> str:
    return change_said(Change(datetime(2026, 11, 26, tzinfo=UTC), "E. Lindqvist", events), sight)


def test_a_new_clearance_tells_its_state_and_how_long_it_holds() -> None:
    row = {"state": "granted", "valid": '["2026-05-04 00:00:00+00","2027-05-04 00:00:00+00")', "variant": "class D"}

    text = said(event("Clearance", "insert", row, about="Medical clearance"))

    assert text.replace("\N{NO-BREAK SPACE}", " ") == (
        "Clearance “Medical clearance” recorded: granted, from 4 May 2026 to 4 May 2027."
    )


def test_a_change_tells_what_it_is_now_and_what_it_was() -> None:
    row = {"state": "granted", "waived_by": "", "has_no_expiry": True, "requirement_id": "bsafe"}
    before = {"id": 1, "state": "expired", "waived_by": "", "has_no_expiry": False, "requirement_id": "bsafe"}

    text = said(event("Clearance", "update", row, before, about="BSAFE"))

    assert text == "Clearance “BSAFE”: state granted, was expired, has no expiry yes, was no."


@pytest.mark.parametrize(
    ("during", "words"),
    [
        ('["2026-12-01 00:00:00+00",)', "from 1 Dec 2026"),
        ('(,"2026-12-01 00:00:00+00")', "until 1 Dec 2026"),
    ],
)
def test_an_open_window_is_told_by_the_end_that_it_has(during: str, words: str) -> None:
    text = said(event("Booking", "delete", {"kind": "leave", "during": during}))

    assert text.replace("\N{NO-BREAK SPACE}", " ") == f"Leave {words} removed."


def test_a_field_that_is_empty_is_told_as_empty() -> None:
    text = said(event("Person", "update", {"phone": "", "notice_hours": 24}, {"phone": "+1", "notice_hours": None}))

    assert text == "Person: phone empty, was +1, notice hours 24, was empty."


def test_a_confirmation_tells_its_source() -> None:
    assert said(event("AvailabilityStatement", "insert", {"source": "link"})) == "Availability confirmed (link)."
    assert said(event("AvailabilityStatement", "insert", {"source": ""})) == (
        "Availability confirmed (source not known)."
    )


def test_many_facts_at_once_are_counted() -> None:
    events = [event("Clearance", "insert", {}) for _number in range(3)] + [event("Person", "insert", {})]

    assert said(*events) == "Several facts recorded or changed: clearances (3) and person."


def test_the_same_line_is_told_once() -> None:
    twice = event("Booking", "insert", {"kind": "deployment", "during": '["2026-12-01 00:00:00+00",)'})

    assert said(twice, twice, sight=NOTHING) == "Availability in the calendar changed."


def test_where_somebody_is_engaged_is_only_for_those_with_the_right() -> None:
    booking = event(
        "Booking", "insert", {"kind": "deployment", "during": '["2026-12-01 00:00:00+00",)'}, about="Velmara"
    )

    assert "In person from" in said(booking)
    assert said(booking, sight=NOTHING) == "Availability in the calendar changed."


def test_medical_detail_is_not_told_without_the_right() -> None:
    row = {"variant": "D", "state": "granted", "requirement_id": "medical"}
    before = {**row, "id": 1, "variant": "class D, insulin"}

    assert said(event("Clearance", "update", row, before, "Medical"), sight=NOTHING) == (
        "Clearance “Medical”: detail changed."
    )
    assert "insulin" in said(event("Clearance", "update", row, before, "Medical"))


def test_the_hardship_class_of_a_medical_clearance_is_told_because_every_verdict_tells_it() -> None:
    row = {"variant": "D", "state": "granted", "requirement_id": "medical"}
    before = {**row, "id": 1, "variant": ""}

    assert said(event("Clearance", "update", row, before, "Medical"), sight=NOTHING) == (
        "Clearance “Medical”: variant D, was empty."
    )
    vetting = {**row, "requirement_id": "vetting"}
    assert "detail changed" in said(event("Clearance", "update", vetting, {**vetting, "variant": ""}), sight=NOTHING)


def test_a_flag_is_told_by_its_kind_and_never_by_its_reason() -> None:
    flag = event("ImpartialityFlag", "insert", {"kind": "objected", "process": "Velmara"})

    assert said(flag) == "Impartiality flag, objected to by a party recorded."
