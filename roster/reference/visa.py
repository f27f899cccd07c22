"""How long does each kind of visa take when nobody has said? Assumptions to be corrected country by country.

A kind that anybody has to issue takes longer than a 72-hour call leaves: an assumption may make somebody wait for a
correction, never stand before a closed border.
"""

from dataclasses import dataclass

from roster.reference.requirements import HOURS, NOT_OBTAINABLE, WORKING_DAYS


@dataclass(frozen=True, slots=True)
class VisaLeadRow:
    """`kind` is one of `VisaRule.Kind`; `amount` in hours or working days."""

    kind: str
    lead: str
    amount: int


LEAD_TIMES: tuple[VisaLeadRow, ...] = (
    VisaLeadRow("free", HOURS, 0),
    VisaLeadRow("on_arrival", HOURS, 0),
    VisaLeadRow("travel_authority", HOURS, 72),
    VisaLeadRow("online", WORKING_DAYS, 5),
    VisaLeadRow("required", WORKING_DAYS, 10),
    VisaLeadRow("no_admission", NOT_OBTAINABLE, 0),
)
