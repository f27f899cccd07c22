"""Which requirements exist, and with what figures by default? The table of domain.md §5, the [cfg] figures of §4.

The only place where those figures are written. Rules take them from `World.requirements` and `World.policy`; a loader
or a drill starts from these defaults and replaces what is configured. Codes that no requirement bears (`booked` …) are
here too, because conditions and gaps speak the same vocabulary.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from roster.readiness.facts import UNOBTAINABLE, LeadTime, Office, Policy, Requirement, Tier

DEFAULT_WINDOW = 72  # hours, domain.md §4
DEFAULT_STAY = 30  # days

NOTICE = "notice"
RELEASE = "release"
CONTRACT = "contract"
VETTING = "vetting"
CONFLICT_DECLARATION = "conflict_declaration"
MEDICAL = "medical"
VACCINATION = "vaccination"
BSAFE = "bsafe"
SSAFE = "ssafe"
TRAVEL_DOCUMENT = "travel_document"
VISA = "visa"
BOOKING = "booking"
SECURITY_CLEARANCE = "security_clearance"
TERMS_OF_REFERENCE = "terms_of_reference"
HOST_CONSENT = "host_consent"
FUNDS = "funds"
REST = "rest"

BOOKED = "booked"
STALE_AVAILABILITY = "stale_availability"
IMPARTIALITY = "impartiality"
MEMBERSHIP = "membership"
TRAVEL_TIME = "travel_time"

HEAD_OF_UNIT = "head of unit"
SECURITY_OFFICER = "security officer"

STORED = (CONTRACT, VETTING, MEDICAL, BSAFE, VACCINATION, SSAFE)
"""Codes that a person's stored clearances may bear."""

REQUESTED_OF_OTHERS = (TERMS_OF_REFERENCE, FUNDS, HOST_CONSENT)
"""Codes whose state belongs to the call."""

IN_PERSON_ONLY = frozenset({BOOKING, SECURITY_CLEARANCE, VISA, TRAVEL_DOCUMENT, VACCINATION, SSAFE, HOST_CONSENT, REST})
"""Remote work needs none of these (domain.md §4.13, scenarios/README.md)."""

DEFAULT_OFFICE = Office(code="default", name="the issuing office")

_ROWS = (
    Requirement(NOTICE, "Notice", LeadTime(hours=12)),
    Requirement(RELEASE, "Release by the employer", LeadTime(working_days=2), waivable_by=HEAD_OF_UNIT),
    Requirement(CONTRACT, "Contract", LeadTime(working_days=15)),
    Requirement(VETTING, "Integrity vetting", LeadTime(working_days=10)),
    Requirement(CONFLICT_DECLARATION, "Conflict-of-interest declaration", LeadTime(hours=2)),
    Requirement(MEDICAL, "Medical clearance", LeadTime(working_days=10)),
    Requirement(VACCINATION, "Vaccination", LeadTime(hours=14 * 24)),
    Requirement(BSAFE, "BSAFE", LeadTime(hours=6)),
    Requirement(SSAFE, "SSAFE", UNOBTAINABLE, needed_for=frozenset(), waivable_by=SECURITY_OFFICER),
    Requirement(TRAVEL_DOCUMENT, "Travel document", UNOBTAINABLE),
    Requirement(VISA, "Visa"),
    Requirement(BOOKING, "Itinerary and booking", LeadTime(hours=4)),
    Requirement(
        SECURITY_CLEARANCE, "Security clearance", LeadTime(hours=24), needs=(BOOKING,), waivable_by=SECURITY_OFFICER
    ),
    Requirement(TERMS_OF_REFERENCE, "Terms of reference", LeadTime(hours=4), waivable_by=HEAD_OF_UNIT),
    Requirement(HOST_CONSENT, "Host consent", waivable_by=HEAD_OF_UNIT),
    Requirement(FUNDS, "Funds", LeadTime(hours=4), waivable_by=HEAD_OF_UNIT),
    Requirement(REST, "Rest", waivable_by=HEAD_OF_UNIT),
)

CODES = tuple(row.code for row in _ROWS)
"""Every requirement code, in the order in which they are shown."""

DEFAULT_REQUIREMENTS: Mapping[str, Requirement] = MappingProxyType({row.code: row for row in _ROWS})

DEFAULT_POLICY = Policy(
    stale_after_days=MappingProxyType({Tier.STANDBY: 30, Tier.ON_CALL: 30, Tier.ROSTERED: 90, Tier.PARTNER: 90}),
    pre_issued_contract=frozenset({Tier.STANDBY, Tier.ON_CALL}),
    document_months=6,
    rest_days=2,
    rest_per_days=14,
    unstated_medical_class="H",
    default_office=DEFAULT_OFFICE,
)
