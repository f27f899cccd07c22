"""What of a person may this reader see, and what change? The reader's rights, asked once and handed on.

Never decides whether a page may be opened: the audience of the view does (`accounts.permissions`).
"""

from dataclasses import dataclass

from accounts.permissions import (
    Reader,
    Right,
    may_change_impartiality,
    may_change_memberships,
    may_change_roster,
    may_grant_security_waivers,
    may_grant_unit_waivers,
    may_see_engagements,
    may_see_impartiality_reasons,
    may_see_medical_detail,
    may_see_vetting_detail,
)
from roster.readiness.requirements import MEDICAL, VETTING

CHANGING = (
    Right.CHANGE_ROSTER,
    Right.CHANGE_MEMBERSHIPS,
    Right.CHANGE_IMPARTIALITY,
    Right.GRANT_SECURITY_WAIVERS,
    Right.GRANT_UNIT_WAIVERS,
)
"""Whoever holds one of these may change something about people; what, says the Pen."""


@dataclass(frozen=True, slots=True)
class Sight:
    """`engagements`: where somebody is engaged, not only that they are unavailable. `impartiality`: the reasons."""

    engagements: bool = False
    impartiality: bool = False
    medical: bool = False
    vetting: bool = False
    change: bool = False

    def detail_of(self, requirement: str) -> bool:
        """Whether the detail behind a clearance may be read: the class, the condition, who waived it and why."""
        return {MEDICAL: self.medical, VETTING: self.vetting}.get(requirement, True)


def sight_of(reader: Reader) -> Sight:
    return Sight(
        engagements=may_see_engagements(reader),
        impartiality=may_see_impartiality_reasons(reader),
        medical=may_see_medical_detail(reader),
        vetting=may_see_vetting_detail(reader),
        change=may_change_roster(reader),
    )


@dataclass(frozen=True, slots=True)
class Pen:
    """What of a person somebody may write. `waives`: whose waivers they may grant, by `RequirementRule.Waiver`.

    What a writer may not read in `sight` they may not change either, only record anew.
    """

    sight: Sight
    roster: bool = False
    memberships: bool = False
    impartiality: bool = False
    waives: frozenset[str] = frozenset()


def pen_of(writer: Reader) -> Pen:
    granted = {"security_officer": may_grant_security_waivers, "head_of_unit": may_grant_unit_waivers}
    sight = sight_of(writer)
    return Pen(
        sight=sight,
        roster=sight.change,
        memberships=sight.change or may_change_memberships(writer),
        impartiality=may_change_impartiality(writer),
        waives=frozenset(who for who, may in granted.items() if may(writer)),
    )
