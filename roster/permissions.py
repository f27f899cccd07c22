"""What of a person may this reader see? The reader's rights, asked once and handed to loaders and sentences.

Never decides whether a page may be opened: the audience of the view does (`accounts.permissions`).
"""

from dataclasses import dataclass

from accounts.permissions import (
    Reader,
    may_change_roster,
    may_see_engagements,
    may_see_impartiality_reasons,
    may_see_medical_detail,
    may_see_vetting_detail,
)
from roster.readiness.requirements import MEDICAL, VETTING


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
