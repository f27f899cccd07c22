"""What would be asked with something changed? Applies what is tried to a question, and stores nothing.

What is tried stands in pairs, in an address or in hidden fields: `pin` is "seat:person's number", `strike` a person's
number, `change` one of a plan's changes. A button's `do` says what it adds or takes away.

Only what belongs to the question can be tried: who is seated or left out, its seats, its rules, its window. What would
have to happen to somebody (a renewed course, a release) is told in the change itself.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from urllib.parse import parse_qsl, urlencode

from django.utils.translation import gettext as _

from accounts.errors import DomainError
from deployments.models.request import LONGEST_WINDOW
from deployments.plan import Wanted
from deployments.teams.alteration import OF_RULES, OF_SLOTS, Kind, altered

PIN, STRIKE, CHANGE = "pin", "strike", "change"
OF_TRIALS = (PIN, STRIKE, CHANGE)
UNPIN, UNSTRIKE, TEAM, CLEAR = "unpin", "unstrike", "team", "clear"

Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Deed:
    """What a button does. `seats` are numbers of people by seat, `person` is a number; empty where it has none.

    `clear` takes every seat back from whoever was seated there by hand.
    """

    name: str
    seat: str = ""
    person: str = ""
    seats: tuple[tuple[str, str], ...] = ()

    def __str__(self) -> str:
        if self.name == TEAM:
            return f"{TEAM}:{urlencode(self.seats)}"
        if self.name == UNSTRIKE:
            return f"{UNSTRIKE}::{self.person}"
        return f"{self.name}:{self.seat}:{self.person}"


def read_deed(text: str) -> Deed:
    """DomainError for what no button of a page says."""
    name, _colon, rest = text.partition(":")
    if name == TEAM and (seats := tuple(parse_qsl(rest))):
        return Deed(TEAM, seats=seats)
    seat, _colon, person = rest.partition(":")
    needs = {CLEAR: (), PIN: (seat, person), STRIKE: (person,), UNPIN: (seat,), UNSTRIKE: (person,), CHANGE: (seat,)}
    if name not in needs or not all(needs[name]):
        raise DomainError("deed_unknown", _("This cannot be done here. Choose from the answer on the page again."))
    return Deed(name, seat, person)


def done(pairs: Pairs, deed: Deed) -> Pairs:
    """The pairs afterwards. Whoever is seated leaves the seat they were pinned to, and is no longer left out.

    A change comes on top of those tried already: it was offered in the answer to them.
    """
    if deed.name == TEAM:
        return (*_without(pairs, PIN), *((PIN, f"{seat}:{person}") for seat, person in deed.seats))
    if deed.name == PIN:
        kept = _without_seat(_without_person(pairs, deed.person), deed.seat)
        return (*kept, (PIN, f"{deed.seat}:{deed.person}"))
    if deed.name == CLEAR:
        return _without(pairs, PIN)
    if deed.name == UNPIN:
        return _without_seat(pairs, deed.seat)
    if deed.name == CHANGE:
        return (*pairs, (CHANGE, f"{deed.seat}:{deed.person}"))
    kept = _without_person(pairs, deed.person)
    return (*kept, (STRIKE, deed.person)) if deed.name == STRIKE else kept


def _without(pairs: Pairs, name: str) -> Pairs:
    return tuple(pair for pair in pairs if pair[0] != name)


def _without_seat(pairs: Pairs, seat: str) -> Pairs:
    return tuple(pair for pair in pairs if pair[0] != PIN or pair[1].partition(":")[0] != seat)


def _without_person(pairs: Pairs, person: str) -> Pairs:
    return tuple(
        pair for pair in pairs if pair != (STRIKE, person) and (pair[0] != PIN or pair[1].partition(":")[2] != person)
    )


@dataclass(frozen=True)
class Trial:
    """`pins` and `strikes` by the person's own number, `changes` as (kind, subject)."""

    pins: Mapping[str, str]
    strikes: tuple[str, ...]
    changes: tuple[tuple[str, str], ...] = ()

    @property
    def references(self) -> frozenset[str]:
        return frozenset({*self.pins.values(), *self.strikes})


def trial_of(pairs: Iterable[tuple[str, str]]) -> Trial:
    """What is tried. A part that makes no sense is refused: an answer to less than was asked would mislead."""
    pins: dict[str, str] = {}
    strikes: list[str] = []
    changes: list[tuple[str, str]] = []
    for name, value in pairs:
        if name == STRIKE:
            strikes.append(value)
        elif name in (PIN, CHANGE):
            first, _colon, rest = value.partition(":")
            if not first or (name == PIN and not rest):
                raise DomainError("trial_unreadable", _("This address is not complete. Start again from the page."))
            if name == PIN:
                pins[first] = rest
            else:
                changes.append((first, rest))
    return Trial(pins, tuple(strikes), tuple(changes))


def tried(wanted: Wanted, trial: Trial, people: Mapping[str, int], grades: Mapping[int, str] | None = None) -> Wanted:
    """The question with the trial applied over what it has; `people` are keys by number, `grades` codes by rank."""
    unknown = next((each for each in sorted(trial.references) if each not in people), None)
    if unknown is not None:
        sentence = _("Nobody on the roster bears the number %(reference)s. Go back and choose again.")
        raise DomainError("person_unknown", sentence % {"reference": unknown})
    struck = {people[each] for each in trial.strikes}
    seated = {slot: people[each] for slot, each in trial.pins.items()}
    kept = {slot: each for slot, each in wanted.pins.items() if each not in {*struck, *seated.values()}}
    asked = replace(
        wanted, pins=kept | seated, strikes=(wanted.strikes - frozenset(seated.values())) | frozenset(struck)
    )
    for kind, subject in trial.changes:
        asked = changed(asked, kind, subject, grades or {})
    return asked


TRIED = frozenset({Kind.DROP_SLOT, Kind.LATER_ARRIVAL, *OF_SLOTS, *OF_RULES})
"""Kinds of change that belong to the question."""


def can_be_tried(kind: str) -> bool:
    return kind in TRIED


def changed(wanted: Wanted, kind: str, subject: str, grades: Mapping[int, str]) -> Wanted:
    """The question with one thing changed; DomainError for what is no change of this question."""
    try:
        if kind == Kind.LATER_ARRIVAL:
            return replace(wanted, window_hours=_longer_window(wanted, subject))
        slots, rules = altered(wanted.slots, wanted.rules, kind, subject, grades)
    except (ValueError, LookupError, TypeError) as unknown:
        sentence = _("This change cannot be tried. Choose one from the page.")
        raise DomainError("change_unknown", sentence) from unknown
    seats = {slot.id for slot in slots}
    pins = {slot: person for slot, person in wanted.pins.items() if slot in seats}
    return replace(wanted, slots=slots, rules=rules, pins=pins)


def _longer_window(wanted: Wanted, instant: str) -> float:
    """ValueError where it is no longer than the one stated; the configured one has not been looked up yet."""
    hours = (datetime.fromisoformat(instant) - wanted.activated_at) / timedelta(hours=1)
    if hours <= (wanted.window_hours or 0):
        raise ValueError(f"{instant} is within the window.")
    return min(max(hours, 1.0), float(LONGEST_WINDOW))
