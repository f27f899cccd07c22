"""Which requirement types, rules and figures are configured at first? Those of the engine's own defaults, as rows.

Nothing is written twice: leads, waivers and figures come from `roster.readiness.requirements`. A lead that the rule
finds elsewhere (the person's notice excepted: visa, host consent, rest) is kept as "cannot be obtained": a reader
who knew no better would then be too careful, never too hopeful.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from roster.readiness import requirements as engine
from roster.readiness.facts import Tier
from roster.readiness.hardship import rank
from roster.suppression import SMALLEST_CELL

HEADQUARTERS = "headquarters"
UNSTATED_MEDICAL_CLASS: Final = "unstated_medical_class"
COST_PER_DAY = "cost_per_day"
COST_PER_TRAVEL_HOUR = "cost_per_travel_hour"
THEME_LEVEL: Final = "theme_level"
DEFAULT_THEME_LEVEL = 3
"""The level of expertise that counts as cover: practitioner."""

HOURS = "hours"
WORKING_DAYS = "working_days"
NOT_OBTAINABLE = "not_obtainable"

# Held by a person with a validity. A visa is one too: held, it is shown; it is never granted by the passage of time.
KEPT_AS_CLEARANCE = frozenset({*engine.STORED, engine.VISA})

WAIVERS = {"": "", engine.HEAD_OF_UNIT: "head_of_unit", engine.SECURITY_OFFICER: "security_officer"}


HOLD_HOURS = Decimal(48)
"""How long a hold stands unless somebody extends it [cfg]."""


@dataclass(frozen=True, slots=True)
class RequirementRow:
    """A type with the rule that holds from an open start. `office` is set for working days."""

    code: str
    title: str
    is_kept_as_clearance: bool
    lead: str
    amount: Decimal
    office: str | None
    waivable_by: str
    needs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FigureRow:
    code: str
    value: Decimal
    unit: str
    title: str


def requirement_rows() -> tuple[RequirementRow, ...]:
    """Every requirement of domain.md §5, in the order in which they are shown."""
    return tuple(_row(code) for code in engine.CODES)


def _row(code: str) -> RequirementRow:
    default = engine.DEFAULT_REQUIREMENTS[code]
    lead, amount, office = NOT_OBTAINABLE, Decimal(0), None
    if default.lead is not None and default.lead.hours is not None:
        lead, amount = HOURS, Decimal(str(default.lead.hours))
    elif default.lead is not None and default.lead.working_days is not None:
        lead, amount, office = WORKING_DAYS, Decimal(default.lead.working_days), HEADQUARTERS
    return RequirementRow(
        code=code,
        title=default.title,
        is_kept_as_clearance=code in KEPT_AS_CLEARANCE,
        lead=lead,
        amount=amount,
        office=office,
        waivable_by=WAIVERS[default.waivable_by],
        needs=default.needs,
    )


def figure_rows() -> tuple[FigureRow, ...]:
    """The single figures that practice varies on; a hardship class is counted from the least hardship on."""
    policy = engine.DEFAULT_POLICY
    return (
        FigureRow("window_hours", Decimal(engine.DEFAULT_WINDOW), "hours", "Time from activation to arrival"),
        FigureRow("passport_months", Decimal(policy.document_months), "months", "A passport outlives the stay by"),
        FigureRow("rest_days", Decimal(str(policy.rest_days)), "days", "Rest for every whole period of deployment"),
        FigureRow("rest_per_days", Decimal(str(policy.rest_per_days)), "days", "Period of deployment that earns rest"),
        FigureRow("hold_hours", HOLD_HOURS, "hours", "A hold that nobody extends lapses after"),
        FigureRow("small_cell", Decimal(SMALLEST_CELL), "people", "Smallest count told to partners' systems"),
        FigureRow("default_stay_days", Decimal(engine.DEFAULT_STAY), "days", "Stay, when a request states none"),
        FigureRow(
            UNSTATED_MEDICAL_CLASS,
            Decimal(rank(policy.unstated_medical_class)),
            "class",
            "Medical clearance without a hardship class counts up to (1 is H, 2 A, 3 B, 4 C, 5 D, 6 E; 0 nowhere)",
        ),
        FigureRow(THEME_LEVEL, Decimal(DEFAULT_THEME_LEVEL), "level", "Expertise that counts as cover (1 to 5)"),
        FigureRow(COST_PER_DAY, Decimal(350), "currency units", "Estimated cost of one person for a day of a stay"),
        FigureRow(COST_PER_TRAVEL_HOUR, Decimal(60), "currency units", "Estimated cost of one person's hour of travel"),
    )


def stale_after_days(tier_code: str) -> int:
    """Age in days at which a statement of availability is still fresh, by tier."""
    return engine.DEFAULT_POLICY.stale_after_days[_tier(tier_code)]


def contract_is_issued(tier_code: str) -> bool:
    """Whether the tier's contract is issued in advance."""
    return _tier(tier_code) in engine.DEFAULT_POLICY.pre_issued_contract


def default_notice_hours() -> int:
    """Notice of somebody who states none."""
    notice = next(row for row in requirement_rows() if row.code == engine.NOTICE)
    return int(notice.amount)


def _tier(code: str) -> Tier:
    return Tier(code.replace("-", "_"))
