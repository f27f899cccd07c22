"""What must be known to answer "when would this person be there"? Plain frozen data, filled by loaders and drills.

`PersonFacts` is one person; `World` is everything that people share; `Call` is the question. Nothing here decides, and
every figure that practice varies on is a field of `Policy` or `Requirement` (defaults: `requirements.py`).
Instants carry a time zone and mean UTC; country codes, place codes and identifiers are opaque strings; `None` is an
open end.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from roster.windows import Window


class Delivery(StrEnum):
    IN_PERSON = "in_person"
    REMOTE = "remote"


class StopsAt(StrEnum):
    """Where the clock stops (domain.md §4.2)."""

    ARRIVAL = "arrival"
    DEPARTURE = "departure"


class Tier(StrEnum):
    STANDBY = "standby"
    ON_CALL = "on_call"
    ROSTERED = "rostered"
    PARTNER = "partner"


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
class Place:
    """`country` is compared with visa rules, `needed_for` and the parties; use one coding throughout."""

    code: str
    country: str
    time_zone: str = "UTC"
    name: str = ""


@dataclass(frozen=True)
class Office:
    """When an issuing office works: local times, weekend days (0 = Monday … 6 = Sunday), local dates of holidays.

    Raises `ValueError` when it would never open: it closes before it opens, or every day is weekend.
    """

    code: str
    time_zone: str = "UTC"
    opens: time = time(9)
    closes: time = time(17)
    weekend: frozenset[int] = frozenset({5, 6})
    holidays: frozenset[date] = frozenset()
    name: str = ""

    def __post_init__(self) -> None:
        if self.opens >= self.closes:
            raise ValueError(f"Office {self.code} must open before it closes.")
        if self.weekend >= frozenset(range(7)):
            raise ValueError(f"Office {self.code} never opens: every day is weekend.")


@dataclass(frozen=True, slots=True)
class LeadTime:
    """How long something takes: elapsed `hours`, or `working_days` of `office` (`None`: the policy's default office).

    With neither it cannot be obtained at all (`UNOBTAINABLE`). Both at once raises `ValueError`.
    """

    hours: float | None = None
    working_days: int | None = None
    office: Office | None = None

    def __post_init__(self) -> None:
        if self.hours is not None and self.working_days is not None:
            raise ValueError("A lead time is either hours or working days, not both.")
        if (self.hours or 0) < 0 or (self.working_days or 0) < 0:
            raise ValueError("A lead time cannot be negative.")

    @property
    def obtainable(self) -> bool:
        return self.hours is not None or self.working_days is not None


UNOBTAINABLE = LeadTime()


@dataclass(frozen=True, slots=True)
class Requirement:
    """One row of domain.md §5.

    `lead=None` means that the lead is found elsewhere (visa: the rule for the document; rest: the deployment). One's
    own notice and a pre-issued contract come before `lead`, unless `lead_for_everybody` is set.
    `needed_for=None` is every country, an empty set none. `waivable_by` names who may waive, empty for nobody.
    """

    code: str
    title: str
    lead: LeadTime | None = None
    needs: tuple[str, ...] = ()
    needed_for: frozenset[str] | None = None
    waivable_by: str = ""
    disabled: bool = False
    lead_for_everybody: bool = False


class VisaKind(StrEnum):
    NOT_NEEDED = "not_needed"
    ON_ARRIVAL = "on_arrival"
    LEAD = "lead"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class VisaRule:
    """What a travel document of `document` needs to enter `destination`. No rule for a pair: no visa needed.

    `lead` counts for kind `LEAD` only; `UNOBTAINABLE` there is a visa that exists but cannot be planned with.
    `REFUSED` is a country that does not admit the document.
    """

    document: str
    destination: str
    kind: VisaKind
    lead: LeadTime = UNOBTAINABLE


@dataclass(frozen=True, slots=True)
class Travel:
    """Door to door, in hours, one way; `estimated` from the distance when no table states it."""

    hours: float
    estimated: bool = False


@dataclass(frozen=True)
class Policy:
    """The figures of domain.md §4 that practice varies on; `requirements.DEFAULT_POLICY` holds the defaults.

    `stale_after_days`: age of a confirmation that is still fresh, by tier (§4.8).
    `pre_issued_contract`: tiers whose contract takes no time.
    `document_months`: calendar months that a travel document must outlive the stay (§4.6). `rest_days` for every whole
    `rest_per_days` of a deployment (§4.16). `default_office`: for working days without an office.
    """

    stale_after_days: Mapping[Tier, int]
    pre_issued_contract: frozenset[Tier]
    document_months: int
    rest_days: float
    rest_per_days: float
    default_office: Office


@dataclass(frozen=True, eq=False)
class World:
    """Everything that does not depend on the person. One world may serve every person and every destination.

    Worlds compare by identity, so what is derived from one can be kept; its mappings must not change afterwards.
    `travel` is keyed by (from, to) place codes; a missing direction takes the other one's hours. `visa_rules` is keyed
    by (document country, destination country). `requirements` must hold every code of `requirements.CODES`.
    """

    places: Mapping[str, Place]
    travel: Mapping[tuple[str, str], Travel]
    visa_rules: Mapping[tuple[str, str], VisaRule]
    requirements: Mapping[str, Requirement]
    policy: Policy
    offices: Mapping[str, Office] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Clearance:
    """One stored clearance, or (code `visa`) a visa in hand.

    `countries=None` holds everywhere, else only there (SSAFE, vaccination, visa).

    It is valid in `[valid_from, valid_until)`. Several for one code are alternatives: the one that serves earliest
    counts, but a refusal that applies to the destination blocks.
    """

    code: str
    state: State = State.GRANTED
    valid_from: datetime | None = None
    valid_until: datetime | None = None
    countries: frozenset[str] | None = None


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
    `parties` are country codes: their nationals are blocked. `process` is an identifier that flags may concern.
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

    @property
    def deadline(self) -> datetime:
        return self.activated_at + timedelta(hours=self.window_hours)

    @property
    def country(self) -> str:
        return self.world.places[self.destination].country

    @property
    def concerns(self) -> frozenset[str]:
        """What a scoped flag is compared with."""
        return self.parties | {self.country, self.process} - {""}

    def at(self, instant: datetime) -> Call:
        """The same call, activated at another instant."""
        return replace(self, activated_at=instant)
