"""Who are the people of a scenario? Their facts for the engine, and nothing that only a team asks for."""

from __future__ import annotations

from collections.abc import Collection

from roster.drilling.reading import (
    Entry,
    ScenarioError,
    choice,
    code,
    instant,
    listed,
    number,
    one_of,
    share,
    truth,
)
from roster.readiness.facts import Booking, Clearance, Flag, PersonFacts, Standing, State, Tier, TravelDocument
from roster.readiness.hardship import CLASSES
from roster.readiness.requirements import MEDICAL, STORED
from roster.windows import Window

PERSON_KEYS = (
    "id", "nationalities", "base", "tier", "membership_status", "member_since", "term_ends", "notice_hours",
    "confirmed_at", "released", "documents", "clearances", "bookings", "flags", "remote_share",
)  # fmt: skip
"""What readiness asks of a person; the entry may have more."""


def read_person(entry: Entry, places: Collection[str]) -> PersonFacts:
    nationalities = entry.rows("nationalities", code)
    own = [TravelDocument(country) for country in dict.fromkeys(nationalities)]
    return PersonFacts(
        id=entry.need("id", code),
        tier=entry.take("tier", choice(Tier), Tier.STANDBY),
        base=entry.maybe("base", one_of(places, "place")),
        nationalities=frozenset(nationalities),
        notice_hours=entry.maybe("notice_hours", number),
        confirmed_at=entry.maybe("confirmed_at", instant),
        released=entry.take("released", truth, True),
        standing=entry.take("membership_status", choice(Standing), Standing.ACTIVE),
        member_since=entry.maybe("member_since", instant),
        term_ends=entry.maybe("term_ends", instant),
        documents=tuple(entry.take("documents", listed(_document), own)),
        clearances=_clearances(entry),
        bookings=tuple(entry.rows("bookings", _booking)),
        flags=tuple(entry.rows("flags", _flag)),
        remote_share=entry.take("remote_share", share, 0),
    )


def _document(raw: object, where: str) -> TravelDocument:
    entry = Entry(raw, where, ("country", "valid_until"))
    return TravelDocument(entry.need("country", code), entry.maybe("valid_until", instant))


def _clearances(entry: Entry) -> tuple[Clearance, ...]:
    """Held unless the person says otherwise; the medical one for every hardship class."""
    found = {stored: Clearance(stored) for stored in STORED}
    found[MEDICAL] = Clearance(MEDICAL, hardship_class=CLASSES[-1])
    stated = entry.codes("clearances", lambda raw, where: (raw, where))
    for stored, (raw, where) in stated.items():
        if stored not in STORED:
            raise ScenarioError(where, f"{stored} is not a clearance that is stored; those are {', '.join(STORED)}.")
        if raw is None:
            continue
        keys = ("state", "valid_from", "valid_until", *(("hardship_class",) if stored == MEDICAL else ()))
        clearance = Entry(raw, where, keys)
        found[stored] = Clearance(
            stored,
            clearance.take("state", choice(State), State.GRANTED),
            clearance.maybe("valid_from", instant),
            clearance.maybe("valid_until", instant),
            hardship_class=clearance.take("hardship_class", one_of(CLASSES, "hardship class"), ""),
        )
    return tuple(found.values())


def _booking(raw: object, where: str) -> Booking:
    entry = Entry(raw, where, ("kind", "from", "to", "releasable"))
    start, end = entry.need("from", instant), entry.need("to", instant)
    if end <= start:
        raise ScenarioError(entry.at("to"), "a booking must end after it starts.")
    return Booking(entry.need("kind", code), Window(start, end), entry.take("releasable", truth, False), where)


def _flag(raw: object, where: str) -> Flag:
    """The country tells the reader what the flag is about; within one scenario every flag concerns the call."""
    entry = Entry(raw, where, ("kind", "blocking", "country"))
    entry.maybe("country", code)
    return Flag(entry.need("kind", code), entry.take("blocking", truth, False))
