"""What may a partner's system be allowed to ask? The closed list of scopes, and the right that each one amounts to."""

from collections.abc import Iterable
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.rights import Right


class Scope(StrEnum):
    """One thing that a client may do. The value stands in tokens and in the API's documentation."""

    VOCABULARY = "vocabulary:read"
    AVAILABILITY = "availability"
    FEASIBILITY = "feasibility"
    PEOPLE = "people:read"
    CALENDAR = "calendar:read"
    CALENDAR_WRITE = "calendar:write"
    ENGAGEMENTS = "engagements:read"
    REQUESTS = "requests:read"
    REQUESTS_WRITE = "requests:write"

    @property
    def phrase(self) -> Promise:
        """Completes the sentence "may …"."""
        return PHRASES[self]

    @property
    def right(self) -> Right:
        """What an account needs to ask the same."""
        return RIGHTS[self]


PHRASES: dict[Scope, Promise] = {
    Scope.VOCABULARY: _("read themes, places and requirements"),
    Scope.AVAILABILITY: _("count who could be there in time, without names"),
    Scope.FEASIBILITY: _("ask whether a team could be fielded, without names unless named people may be read"),
    Scope.PEOPLE: _("read named people, their memberships and verdicts"),
    Scope.CALENDAR: _("read when named people are unavailable"),
    Scope.CALENDAR_WRITE: _("book named people and change bookings"),
    Scope.REQUESTS: _("read requests, less those of restricted processes"),
    Scope.REQUESTS_WRITE: _("enter requests and change them"),
    Scope.ENGAGEMENTS: _("read where named people are engaged, not only that they are unavailable"),
}

RIGHTS: dict[Scope, Right] = {
    Scope.VOCABULARY: Right.SEE_BOARD,
    Scope.AVAILABILITY: Right.SEE_BOARD,
    Scope.FEASIBILITY: Right.SEE_BOARD,
    Scope.PEOPLE: Right.SEE_ROSTER,
    Scope.CALENDAR: Right.SEE_ROSTER,
    Scope.CALENDAR_WRITE: Right.CHANGE_ROSTER,
    Scope.ENGAGEMENTS: Right.SEE_ENGAGEMENTS,
    Scope.REQUESTS: Right.SEE_REQUESTS,
    Scope.REQUESTS_WRITE: Right.CHANGE_REQUESTS,
}
"""No scope amounts to a right to reasons of impartiality, medical or vetting detail, or to restricted processes: no
system ever reads those."""

NEEDS: dict[Scope, Scope] = {
    Scope.CALENDAR_WRITE: Scope.CALENDAR,
    Scope.ENGAGEMENTS: Scope.CALENDAR,
    Scope.REQUESTS_WRITE: Scope.REQUESTS,
}
"""A scope that makes no sense without another one."""


def known(words: Iterable[str]) -> frozenset[Scope]:
    """The scopes among these words; what is none is left out, so that a scope which was abolished opens nothing."""
    return frozenset(Scope(word) for word in words if word in set(Scope))
