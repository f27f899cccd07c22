"""What does a fictional person's record hold? Plain values that a service writes down."""

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class DemoClearance:
    code: str
    state: str
    start: date | None = None
    end: date | None = None
    no_expiry: bool = False
    variant: str = ""


@dataclass(frozen=True, slots=True)
class DemoBooking:
    """From the first day to the first day after it."""

    kind: str
    start: date
    end: date
    releasable: bool = False
    where: str = ""
    share: float | None = None
    restricted: bool = False


@dataclass(frozen=True, slots=True)
class DemoFlag:
    kind: str
    blocking: bool
    process: str
    reason: str


@dataclass(frozen=True, slots=True)
class DemoPerson:
    reference: str
    given: str
    family: str
    gender: str
    nationalities: tuple[str, ...]
    base: str
    pool: str
    tier: str
    status: str
    term: tuple[date, date]
    grade: str
    organisation: str
    notice_hours: int
    release: str
    confirmed: date | None
    themes: tuple[tuple[str, int, int], ...]
    languages: tuple[tuple[str, str], ...]
    regions: tuple[tuple[str, int, int], ...]
    passports: tuple[tuple[str, date, date], ...]
    laissez_passer: tuple[date, date] | None
    clearances: tuple[DemoClearance, ...] = ()
    bookings: tuple[DemoBooking, ...] = ()
    flags: tuple[DemoFlag, ...] = ()
    appointments: tuple[tuple[str, str, str, date, date | None], ...] = ()
    support_roles: tuple[str, ...] = field(default=())
