"""What must be known to answer "when would this person be there"? Plain frozen data, filled by loaders and drills.

`PersonFacts` is one person; `World` (with its parts, from `world.py`) is everything that people share; `Call` is the
question. Nothing here decides.
Instants carry a time zone and mean UTC; country codes, place codes and identifiers are opaque strings; `None` is an
open end.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum

from roster.readiness.hardship import checked
from roster.readiness.world import (
    UNOBTAINABLE,
    LeadTime,
    Office,
    Place,
    Policy,
    Requirement,
    Tier,
    Travel,
    VisaKind,
    VisaRule,
    World,
)
from roster.windows import Window

__all__ = [
    "DEPLOYMENT",
    "UNOBTAINABLE",
    "Booking",
    "Call",
    "Clearance",
    "Delivery",
    "DocumentKind",
    "Flag",
    "LeadTime",
    "Office",
    "PersonFacts",
    "Place",
    "Policy",
    "Requirement",
    "Standing",
    "State",
    "StopsAt",
    "Tier",
    "Travel",
    "TravelDocument",
    "VisaKind",
    "VisaRule",
    "World",
]


class Delivery(StrEnum):
    IN_PERSON = "in_person"
    REMOTE = "remote"


class StopsAt(StrEnum):
    """Where the clock stops (domain.md §4.2)."""

    ARRIVAL = "arrival"
    DEPARTURE = "departure"


class State(StrEnum):
    """States of a clearance, and of what the requester must provide (domain.md §5)."""

    MISSING = "missing"
    REQUESTED = "requested"
    GRANTED = "granted"
    CONDITIONAL = "conditional"
    REFUSED = "refused"
    EXPIRED = "expired"
    NOT_REQUIRED = "not_required"
    WAIVED = "waived"


@dataclass(frozen=True, slots=True)
class Clearance:
    """One stored clearance, or (code `visa`) a visa in hand.

    `countries=None` holds everywhere, else only there (SSAFE, vaccination, visa). `hardship_class` is the hardest class
    of places that it was given for, or from which on it was refused (medical only); empty: it does not say. A word that
    is no class raises `ValueError`.

    It is valid in `[valid_from, valid_until)`. Several for one code are alternatives: the one that serves earliest
    counts, but a refusal that applies to the destination blocks.
    """

    code: str
    state: State = State.GRANTED
    valid_from: datetime | None = None
    valid_until: datetime | None = None
    countries: frozenset[str] | None = None
    hardship_class: str = ""

    def __post_init__(self) -> None:
        checked(self.hardship_class)


class DocumentKind(StrEnum):
    PASSPORT = "passport"
    LAISSEZ_PASSER = "laissez_passer"


@dataclass(frozen=True, slots=True)
class TravelDocument:
    """`country` is what visa rules call the document's country (of a laissez-passer: its issuer's code)."""

    country: str
    valid_until: datetime | None = None
    kind: DocumentKind = DocumentKind.PASSPORT
    label: str = ""


DEPLOYMENT = "deployment"


@dataclass(frozen=True, slots=True)
class Booking:
    """A commitment. Any `kind` takes time; only a `deployment` is followed by rest and may overlap remote work.

    `key` is opaque (a row's id). A booking without a start raises `ValueError`: rest could not be computed.
    """

    kind: str
    window: Window
    releasable: bool = False
    key: str = ""

    def __post_init__(self) -> None:
        if self.window.start is None:
            raise ValueError("A booking must have a start.")


@dataclass(frozen=True, slots=True)
class Flag:
    """An impartiality flag without its reason, which never enters the engine (domain.md §6).

    `concerns` are country codes or process identifiers; empty concerns every call, otherwise the flag
    counts only when it shares one with `Call.concerns`.
    """

    kind: str
    blocking: bool
    concerns: frozenset[str] = frozenset()


class Standing(StrEnum):
    """The status of a membership (domain.md §3): only an active member can be sent."""

    NOMINATED = "nominated"
    SCREENING = "screening"
    VETTED = "vetted"
    ACTIVE = "active"
    SUSPENDED = "suspended"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"
    NOT_RECORDED = ""


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """One person. A clearance that is not listed is *missing*; so is a travel document.

    `notice_hours=None` takes the requirement's own lead. `released=False` makes the employer's release needed.
    `confirmed_at=None` is a stale availability. `remote_share` is between 0 and 1. `base` is a place code, needed in
    person.
    """

    id: str
    tier: Tier
    base: str | None
    nationalities: frozenset[str] = frozenset()
    notice_hours: float | None = None
    confirmed_at: datetime | None = None
    released: bool = True
    standing: Standing = Standing.ACTIVE
    member_since: datetime | None = None
    term_ends: datetime | None = None
    documents: tuple[TravelDocument, ...] = ()
    clearances: tuple[Clearance, ...] = ()
    bookings: tuple[Booking, ...] = ()
    flags: tuple[Flag, ...] = ()
    remote_share: float = 0.0


@dataclass(frozen=True)
class Call:
    """The question: activated when, to where, for how long, within what window, in which state the request is.

    `conditions` holds the states of `terms_of_reference`, `funds` (left out: missing) and `host_consent` (left out:
    granted).
    `parties` are country codes: their nationals are blocked. `countries` are those that the effort is about, `process`
    is an identifier: flags may concern either, and nothing else comes of them.
    """

    activated_at: datetime
    destination: str
    world: World
    stay_days: float
    window_hours: float
    delivery: Delivery = Delivery.IN_PERSON
    stops_at: StopsAt = StopsAt.ARRIVAL
    parties: frozenset[str] = frozenset()
    conditions: Mapping[str, State] = field(default_factory=dict)
    process: str = ""
    countries: frozenset[str] = frozenset()

    @property
    def deadline(self) -> datetime:
        return self.activated_at + timedelta(hours=self.window_hours)

    @property
    def country(self) -> str:
        return self.world.places[self.destination].country

    @property
    def concerns(self) -> frozenset[str]:
        """What a scoped flag is compared with."""
        return self.parties | self.countries | {self.country, self.process} - {""}

    def at(self, instant: datetime) -> Call:
        """The same call, activated at another instant."""
        return replace(self, activated_at=instant)
