"""What does one row of a workbook say, once every cell has been understood?

Records carry codes, dates and instants, never raw cells. They never hold a guess: a field is None when the cell did
not say it, or said it in a way that only a person can settle. `at` is "Sheet!row". `certain` is False when an open
question touches the row. Dates are calendar days, the last one included; instants are aware and in UTC.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

TABLES: tuple[str, ...] = (
    "people",
    "expertise",
    "languages",
    "regions",
    "clearances",
    "calendar",
    "envoys",
    "standby",
    "impartiality",
    "requests",
)


@dataclass(frozen=True, slots=True)
class PersonRecord:
    """One person. `id` is the workbook's own id, or the e-mail address where the workbook has no ids at all."""

    at: str
    certain: bool
    id: str
    family_name: str
    given_names: str
    single_name: bool
    gender: str | None
    nationalities: tuple[str, ...]
    grade: str | None
    grade_equivalent: bool
    grade_assessed_by: str | None
    home_organisation: str | None
    base_city: str | None
    base_country: str | None
    email: str | None
    phone: str | None
    notice_hours: int | None
    pool: str | None
    tier: str | None
    status: str | None
    member_since: date | None
    term_ends: date | None
    release: str | None
    last_confirmed: date | None
    other_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ExpertiseRecord:
    """`level` runs from 1 (aware) to 5 (lead), domain.md §3."""

    at: str
    certain: bool
    person: str
    theme: str
    level: int | None
    years: int | None
    endorsed_by: str | None


@dataclass(frozen=True, slots=True)
class LanguageRecord:
    """`language` is an ISO 639 code (two letters where there are two), `level` A1 to C2."""

    at: str
    certain: bool
    person: str
    language: str
    level: str | None


@dataclass(frozen=True, slots=True)
class RegionRecord:
    """Experience of a country (`kind` "country", `code` ISO 3166-1 alpha-2) or region (`kind` "region")."""

    at: str
    certain: bool
    person: str
    kind: str
    code: str
    years: int | None
    track: int | None


@dataclass(frozen=True, slots=True)
class ClearanceRecord:
    """`state` is what the sheet says; a lapsed one stays "granted" here, with a note, for the dates decide.

    `hardship_class` of a medical clearance, where the sheet states one.
    """

    at: str
    certain: bool
    person: str
    what: str
    state: str
    granted: date | None
    expires: date | None
    no_expiry: bool
    country: str | None
    hardship_class: str | None = None


@dataclass(frozen=True, slots=True)
class CalendarRecord:
    """Days on which a person is taken, both ends included. `share` of time (0 to 1) for remote work, if stated.

    `releasable` is True when the remark says so; it is no guess about any other row.
    """

    at: str
    certain: bool
    person: str
    kind: str
    from_date: date
    to_date: date
    where: str | None
    remark: str | None
    share: float | None
    releasable: bool = False


@dataclass(frozen=True, slots=True)
class EnvoyRecord:
    """`to_date` None: still in office."""

    at: str
    certain: bool
    person: str
    title: str | None
    process: str | None
    organisation: str | None
    dispute_type: str | None
    from_date: date | None
    to_date: date | None


@dataclass(frozen=True, slots=True)
class StandbyRecord:
    """`holder` None: a seat stated to be vacant."""

    at: str
    certain: bool
    seat: str
    theme: str
    holder: str | None
    backup: str | None
    from_date: date | None
    to_date: date | None


@dataclass(frozen=True, slots=True)
class ImpartialityRecord:
    """`about` is a country code (`about_kind` "country") or the name of a process. `blocking` follows domain.md §6."""

    at: str
    certain: bool
    person: str
    about: str
    about_kind: str
    kind: str
    blocking: bool
    note: str | None


@dataclass(frozen=True, slots=True)
class LeadActorSpell:
    """Who led, and between which days; an end left open is None."""

    actor: str
    from_date: date | None
    to_date: date | None


@dataclass(frozen=True, slots=True)
class RequestRecord:
    at: str
    certain: bool
    ref: str
    requester: str | None
    countries: tuple[str, ...]
    process: str | None
    kind: str | None
    modality: str | None
    lead_actor: str | None
    received: datetime | None
    approved: datetime | None
    activated: datetime | None
    departed: datetime | None
    arrived: datetime | None
    slots_wanted: int | None
    slots_filled: int | None
    outcome: str | None
    lead_actor_history: tuple[LeadActorSpell, ...] = ()


Record = (
    PersonRecord
    | ExpertiseRecord
    | LanguageRecord
    | RegionRecord
    | ClearanceRecord
    | CalendarRecord
    | EnvoyRecord
    | StandbyRecord
    | ImpartialityRecord
    | RequestRecord
)


@dataclass(frozen=True, slots=True)
class Records:
    """All records of a workbook by table, each in the order of its sheet. One cell with several values makes several
    records with the same `at`."""

    people: tuple[PersonRecord, ...] = ()
    expertise: tuple[ExpertiseRecord, ...] = ()
    languages: tuple[LanguageRecord, ...] = ()
    regions: tuple[RegionRecord, ...] = ()
    clearances: tuple[ClearanceRecord, ...] = ()
    calendar: tuple[CalendarRecord, ...] = ()
    envoys: tuple[EnvoyRecord, ...] = ()
    standby: tuple[StandbyRecord, ...] = ()
    impartiality: tuple[ImpartialityRecord, ...] = ()
    requests: tuple[RequestRecord, ...] = ()

    def table(self, name: str) -> tuple[Record, ...]:
        """The records of one of `TABLES`."""
        rows: tuple[Record, ...] = getattr(self, name)
        return rows

    def by_table(self) -> Iterator[tuple[str, tuple[Record, ...]]]:
        """Every table with its records, in the order of `TABLES`: people first, so that references can be resolved."""
        return ((name, self.table(name)) for name in TABLES)
