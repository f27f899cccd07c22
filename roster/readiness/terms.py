"""What does a call ask of everybody who might answer it? The requirements that apply, prerequisites first.

Computed once per world and question and kept, since neither the person nor the instant of activation enters.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from graphlib import CycleError, TopologicalSorter

from roster.readiness.calendars import ENDLESS, WorkingCalendar, calendar_of, hours
from roster.readiness.facts import Call, Delivery, LeadTime, Office, Requirement, State, StopsAt, Travel, World
from roster.readiness.motion import Clock, Moment
from roster.readiness.requirements import CODES, HOST_CONSENT, IN_PERSON_ONLY, REST
from roster.readiness.wording import TITLES, length

LATEST = 250_000_000_000_000_000
"""In the year 9892; what would happen later is not foreseen at all, so that no calendar is asked beyond its end."""


class TravelUnknownError(LookupError):
    """No travel time is known between a person's base and the destination; both are place codes."""

    def __init__(self, origin: str | None, destination: str) -> None:
        super().__init__(f"No travel time between {origin or 'an unknown base'} and {destination}.")
        self.origin = origin
        self.destination = destination


@dataclass(frozen=True, slots=True)
class Lead:
    """A lead time ready to be counted; `micros` and `days` are both `None` for what cannot be obtained.

    `said` is how people say it.
    """

    stated: LeadTime
    micros: int | None
    days: int | None
    calendar: WorkingCalendar
    said: str

    def after(self, begin: Moment, clock: Clock) -> Moment | None:
        if self.micros is not None:
            return begin.plus(self.micros)
        if self.days is None or begin.at > LATEST:
            return None
        at, closing = self.calendar.ready(begin.at, self.days)
        if begin.moves:
            clock.holds_for(closing - begin.at)
        return Moment(at, False) if at < ENDLESS else None


@lru_cache(maxsize=4096)
def lead_of(stated: LeadTime, default_office: Office) -> Lead:
    calendar = calendar_of(stated.office or default_office)
    micros = None if stated.hours is None else hours(stated.hours)
    return Lead(stated, micros, stated.working_days, calendar, length(stated, default_office))


@dataclass(frozen=True, slots=True)
class Terms:
    """`applying` holds the requirements that apply to this destination and delivery, prerequisites first.

    `hardship_class` is the destination's, empty for remote work, since nobody goes there. `stay` and `window` are
    microseconds; `leads` are those of the table, `None` where the lead is found elsewhere.
    """

    world: World
    destination: str
    country: str
    in_person: bool
    hardship_class: str
    stay: int
    window: int
    stops_at_departure: bool
    applying: Mapping[str, Requirement]
    leads: Mapping[str, Lead | None]
    states: Mapping[str, State]

    def title(self, code: str) -> str:
        """What a code is about; of a requirement its title as configured, also where it does not apply."""
        table = self.world.requirements
        return table[code].title if code in table else TITLES[code]

    def travel(self, origin: str | None) -> tuple[Travel, Travel]:
        """There and back; remote work and a person who is there already need no time. Raises `TravelUnknownError`."""
        if not self.in_person:
            return Travel(0), Travel(0)
        table = self.world.travel
        there = table.get((origin or "", self.destination))
        back = table.get((self.destination, origin or ""))
        if there is None and back is None:
            if origin == self.destination:
                return Travel(0), Travel(0)
            raise TravelUnknownError(origin, self.destination)
        return there or back or Travel(0), back or there or Travel(0)


def terms_of(call: Call) -> Terms:
    """Raises `ValueError` for a table that lacks a requirement or whose prerequisites form a circle."""
    return _terms(
        call.world,
        call.destination,
        call.delivery,
        call.stay_days,
        call.window_hours,
        call.stops_at,
        frozenset(call.conditions.items()),
    )


@lru_cache(maxsize=32)
def _terms(
    world: World,
    destination: str,
    delivery: Delivery,
    stay_days: float,
    window_hours: float,
    stops_at: StopsAt,
    conditions: frozenset[tuple[str, State]],
) -> Terms:
    in_person = delivery is Delivery.IN_PERSON
    place = world.places[destination]
    country = place.country
    applying = _in_order(world.requirements, country, in_person)
    office = world.policy.default_office
    return Terms(
        world=world,
        destination=destination,
        country=country,
        in_person=in_person,
        hardship_class=place.hardship_class if in_person else "",
        stay=hours(stay_days * 24),
        window=hours(window_hours),
        stops_at_departure=stops_at is StopsAt.DEPARTURE,
        applying=applying,
        leads={code: None if row.lead is None else lead_of(row.lead, office) for code, row in applying.items()},
        states={HOST_CONSENT: State.GRANTED, **dict(conditions)},
    )


def _in_order(table: Mapping[str, Requirement], country: str, in_person: bool) -> dict[str, Requirement]:
    missing = [code for code in CODES if code not in table]
    if missing:
        raise ValueError(f"The requirements table lacks {', '.join(missing)}.")
    applying = {code for code in CODES if _applies(table[code], country, in_person)}
    # What nobody obtains cannot be waited for: as a prerequisite it counts as done at activation.
    waited_for = applying - {REST, HOST_CONSENT}
    graph = {code: [need for need in table[code].needs if need in waited_for] for code in CODES if code in applying}
    try:
        order = list(TopologicalSorter(graph).static_order())
    except CycleError as error:
        raise ValueError(f"Requirements wait for each other: {' needs '.join(error.args[1][::-1])}.") from None
    return {code: table[code] for code in order}


def _applies(requirement: Requirement, country: str, in_person: bool) -> bool:
    if requirement.disabled or (requirement.code in IN_PERSON_ONLY and not in_person):
        return False
    return requirement.needed_for is None or country in requirement.needed_for
