"""When is somebody rested who comes back from a deployment? One rule, for the verdict and for the calendar."""

from __future__ import annotations

from datetime import datetime

from roster.readiness.calendars import ENDLESS, hours, instant, micros
from roster.readiness.facts import Policy, Requirement
from roster.readiness.motion import Clock, Moment
from roster.readiness.terms import lead_of


def rested(start: int, end: int, requirement: Requirement, policy: Policy) -> int:
    """Two days for every whole 14 days (domain.md §4.16), or the lead that was configured for it instead.

    Microseconds; `requirement` is the row of `rest`. At once where that is switched off, `ENDLESS` after what is so.
    """
    if end >= ENDLESS or requirement.disabled:
        return end
    if requirement.lead is not None and requirement.lead.obtainable:
        over = lead_of(requirement.lead, policy.default_office).after(Moment(end, False), Clock(end))
        return ENDLESS if over is None else over.at
    return end + (end - start) // hours(policy.rest_per_days * 24) * hours(policy.rest_days * 24)


def rest_ends(start: datetime, end: datetime, requirement: Requirement, policy: Policy) -> datetime | None:
    """The same in instants; `None`: at no instant of the calendar."""
    return instant(rested(micros(start), micros(end), requirement, policy))
