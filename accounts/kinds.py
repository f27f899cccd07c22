"""Which kinds of user are there, and what may each do by default? (`domain.md §1`)

A kind is a Django group. What is written here is given once, when the group or the right is new; afterwards the
administrator's changes stand. Never asks the database: `accounts.services.kinds` does.
"""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.rights import Right


class Kind(StrEnum):
    """A user kind. The value is the name of its group."""

    OFFICER = "Mediation support officer"
    HR_OFFICER = "HR officer"
    REQUESTER = "Requester"
    EXPERT = "Expert"
    API_CLIENT = "API client"
    SECURITY_OFFICER = "Security officer"
    HEAD_OF_UNIT = "Head of unit"
    AUDITOR = "Auditor"
    ADMINISTRATOR = "Administrator"


@dataclass(frozen=True)
class KindDefaults:
    """What a kind is for and which rights it starts with."""

    kind: Kind
    about: Promise
    rights: frozenset[Right]


DEFAULTS: tuple[KindDefaults, ...] = (
    KindDefaults(
        Kind.OFFICER,
        _("runs the roster and answers calls"),
        frozenset(
            {
                Right.SEE_BOARD,
                Right.SEE_ROSTER,
                Right.SEE_ENGAGEMENTS,
                Right.CHANGE_ROSTER,
                Right.CHANGE_MEMBERSHIPS,
                Right.SEE_REQUESTS,
                Right.CHANGE_REQUESTS,
                Right.SHARE_VIEWS,
                Right.IMPORT_ROSTER,
                Right.RUN_SWEEP,
            }
        ),
    ),
    KindDefaults(
        Kind.HR_OFFICER,
        _("answers for grades, contracts and targets"),
        frozenset(
            {
                Right.SEE_BOARD,
                Right.SEE_ROSTER,
                Right.SEE_VETTING_DETAIL,
                Right.CHANGE_MEMBERSHIPS,
                Right.SHARE_VIEWS,
            }
        ),
    ),
    KindDefaults(Kind.REQUESTER, _("asks the unit for a team"), frozenset()),
    KindDefaults(Kind.EXPERT, _("is on the roster and answers by e-mail links"), frozenset()),
    KindDefaults(Kind.API_CLIENT, _("is a partner's system, never a person"), frozenset()),
    KindDefaults(
        Kind.SECURITY_OFFICER,
        _("grants security waivers"),
        frozenset(
            {
                Right.SEE_BOARD,
                Right.SEE_ROSTER,
                Right.SEE_ENGAGEMENTS,
                Right.SEE_REQUESTS,
                Right.GRANT_SECURITY_WAIVERS,
            }
        ),
    ),
    KindDefaults(
        Kind.HEAD_OF_UNIT,
        _("grants releases, waivers and overrides"),
        frozenset(
            {
                Right.SEE_BOARD,
                Right.SEE_ROSTER,
                Right.SEE_ENGAGEMENTS,
                Right.SEE_REQUESTS,
                Right.CHANGE_REQUESTS,
                Right.SEE_RESTRICTED_PROCESSES,
                Right.SHARE_VIEWS,
                Right.RUN_SWEEP,
                Right.SEE_IMPARTIALITY_REASONS,
                Right.CHANGE_IMPARTIALITY,
                Right.GRANT_UNIT_WAIVERS,
            }
        ),
    ),
    KindDefaults(
        Kind.AUDITOR,
        _("checks who saw, changed and decided what"),
        frozenset(
            {
                Right.SEE_BOARD,
                Right.SEE_ROSTER,
                Right.SEE_ENGAGEMENTS,
                Right.SEE_REQUESTS,
                Right.SEE_RESTRICTED_PROCESSES,
                Right.SEE_IMPARTIALITY_REASONS,
                Right.SEE_ACCESS_LOG,
            }
        ),
    ),
    KindDefaults(Kind.ADMINISTRATOR, _("opens and closes accounts"), frozenset({Right.ADMINISTER})),
)

# Whoever decides on waivers must not weigh medical or vetting detail (domain.md §1, "never gets"): being of one of
# these kinds takes the right away, whoever gave it.
NEVER: dict[Right, frozenset[Kind]] = {
    Right.SEE_MEDICAL_DETAIL: frozenset({Kind.SECURITY_OFFICER, Kind.HEAD_OF_UNIT}),
    Right.SEE_VETTING_DETAIL: frozenset({Kind.SECURITY_OFFICER, Kind.HEAD_OF_UNIT}),
}


def default_rights(kind: Kind) -> frozenset[Right]:
    """The rights that a new group of this kind starts with."""
    return next(defaults.rights for defaults in DEFAULTS if defaults.kind == kind)
