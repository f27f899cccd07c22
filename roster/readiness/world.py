"""What do all people share when they are asked to be somewhere? Places, travel, offices, visas, requirements, figures.

Plain frozen data, handed on by `facts.py`. Every figure that practice varies on is a field of `Policy` or `Requirement`
(defaults: `requirements.py`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum

from roster.readiness.hardship import checked


class Tier(StrEnum):
    STANDBY = "standby"
    ON_CALL = "on_call"
    ROSTERED = "rostered"
    PARTNER = "partner"


@dataclass(frozen=True, slots=True)
class Place:
    """`country` is compared with visa rules, `needed_for` and the parties; use one coding throughout.

    `hardship_class` is one of `hardship.CLASSES`, else `ValueError`; empty: the place is not classified.
    """

    code: str
    country: str
    time_zone: str = "UTC"
    name: str = ""
    hardship_class: str = ""

    def __post_init__(self) -> None:
        checked(self.hardship_class)


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
    `rest_per_days` of a deployment (§4.16). `unstated_medical_class`: the hardship class up to which a medical
    clearance counts that does not say for which it was given (empty: none). `default_office`: for working days without
    an office.
    """

    stale_after_days: Mapping[Tier, int]
    pre_issued_contract: frozenset[Tier]
    document_months: int
    rest_days: float
    rest_per_days: float
    unstated_medical_class: str
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
