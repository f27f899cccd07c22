"""Who may open this page or do this thing? Named predicates over the reader's rights, and the audience of a view.

Every view says who it is for, or nobody gets it (`accounts.middleware`). Never decides about a single row: the
room that owns the row does, with these predicates.
"""

from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import Any, TypeVar

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser

from accounts.callers import PartnerSystem
from accounts.kinds import NEVER
from accounts.models import User
from accounts.rights import Right

__all__ = [
    "Audience",
    "Reader",
    "Right",
    "Who",
    "audience",
    "belongs_to",
    "declared_audience",
    "holds",
    "may_administer",
    "may_change_impartiality",
    "may_change_memberships",
    "may_change_requests",
    "may_change_roster",
    "may_grant_security_waivers",
    "may_grant_unit_waivers",
    "may_import",
    "may_run_sweep",
    "may_see_access_log",
    "may_see_board",
    "may_see_engagements",
    "may_see_impartiality_reasons",
    "may_see_medical_detail",
    "may_see_requests",
    "may_see_restricted_processes",
    "may_see_roster",
    "may_see_vetting_detail",
    "may_share_views",
]

Reader = AbstractBaseUser | AnonymousUser | PartnerSystem
View = TypeVar("View", bound=Callable[..., Any])


class Audience(StrEnum):
    """Readers that no right describes."""

    ANYONE = "anyone"
    SIGNED_IN = "signed_in"


Who = Audience | Right


def audience(*who: Who) -> Callable[[View], View]:
    """Say who may use a function view: any of those named. A class says it with an attribute `audience = (…,)`."""
    if not who:
        raise ValueError("Name at least one audience; Audience.ANYONE opens a view to everybody.")

    def declare(view: View) -> View:
        view.audience = who  # type: ignore[attr-defined]
        return view

    return declare


def declared_audience(callback: Callable[..., Any], app_names: Iterable[str] = ()) -> tuple[Who, ...] | None:
    """Who the view behind a route says it is for; None when it does not say.

    Understands function views, class-based views and API views. Django's administration is for administrators.
    """
    if "admin" in app_names:
        return (Right.ADMINISTER,)
    owner = getattr(callback, "cls", None) or getattr(callback, "view_class", None) or callback
    declared = getattr(owner, "audience", None) or getattr(callback, "audience", None)
    if declared is None:
        return None
    return (declared,) if isinstance(declared, Audience | Right) else tuple(declared)


def belongs_to(reader: Reader, who: Iterable[Who]) -> bool:
    """Whether the reader is one of those named."""
    return any(_is_one(reader, one) for one in who)


def _is_one(reader: Reader, one: Who) -> bool:
    if one is Audience.ANYONE:
        return True
    if one is Audience.SIGNED_IN:
        return reader.is_authenticated and reader.is_active
    return holds(reader, Right(one))


def holds(reader: Reader, right: Right) -> bool:
    """Whether the reader has the right and is of no kind that must never have it (`accounts.kinds.NEVER`).

    A partner's system has the rights that the scopes of its token amount to.
    """
    if isinstance(reader, PartnerSystem):
        return reader.holds(right)
    if not isinstance(reader, User) or not reader.has_perm(right.permission):
        return False
    return right not in NEVER or not reader.groups.filter(name__in=NEVER[right]).exists()


def may_see_board(reader: Reader) -> bool:
    return holds(reader, Right.SEE_BOARD)


def may_see_roster(reader: Reader) -> bool:
    return holds(reader, Right.SEE_ROSTER)


def may_see_engagements(reader: Reader) -> bool:
    """Where somebody is engaged. Without it an engagement shows as "Unavailable" and nothing more."""
    return holds(reader, Right.SEE_ENGAGEMENTS)


def may_change_roster(reader: Reader) -> bool:
    return holds(reader, Right.CHANGE_ROSTER)


def may_change_memberships(reader: Reader) -> bool:
    """Memberships, appointments, grades and gender: what HR answers for."""
    return holds(reader, Right.CHANGE_MEMBERSHIPS)


def may_change_impartiality(reader: Reader) -> bool:
    """Never without the right to the reasons: nobody changes what they may not read."""
    return holds(reader, Right.CHANGE_IMPARTIALITY) and may_see_impartiality_reasons(reader)


def may_see_requests(reader: Reader) -> bool:
    """Requests and processes; of restricted ones only those that the reader is to know of."""
    return holds(reader, Right.SEE_REQUESTS)


def may_change_requests(reader: Reader) -> bool:
    """Never without the right to see them."""
    return holds(reader, Right.CHANGE_REQUESTS) and may_see_requests(reader)


def may_see_restricted_processes(reader: Reader) -> bool:
    """Whether restricted processes need not name the reader (need-to-know)."""
    return holds(reader, Right.SEE_RESTRICTED_PROCESSES)


def may_grant_security_waivers(reader: Reader) -> bool:
    return holds(reader, Right.GRANT_SECURITY_WAIVERS)


def may_grant_unit_waivers(reader: Reader) -> bool:
    return holds(reader, Right.GRANT_UNIT_WAIVERS)


def may_share_views(reader: Reader) -> bool:
    """Whether a saved view of theirs may be offered to everybody."""
    return holds(reader, Right.SHARE_VIEWS)


def may_import(reader: Reader) -> bool:
    return holds(reader, Right.IMPORT_ROSTER)


def may_run_sweep(reader: Reader) -> bool:
    return holds(reader, Right.RUN_SWEEP)


def may_see_impartiality_reasons(reader: Reader) -> bool:
    """Without it a reason reads "Not eligible for this process" and nothing more (domain.md §6)."""
    return holds(reader, Right.SEE_IMPARTIALITY_REASONS)


def may_see_medical_detail(reader: Reader) -> bool:
    """Given to nobody by default; never to those who decide on waivers."""
    return holds(reader, Right.SEE_MEDICAL_DETAIL)


def may_see_vetting_detail(reader: Reader) -> bool:
    return holds(reader, Right.SEE_VETTING_DETAIL)


def may_see_access_log(reader: Reader) -> bool:
    return holds(reader, Right.SEE_ACCESS_LOG)


def may_administer(reader: Reader) -> bool:
    return holds(reader, Right.ADMINISTER)
