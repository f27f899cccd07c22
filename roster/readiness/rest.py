"""When is somebody rested who comes back from a deployment? One rule, for the verdict and for the calendar."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from roster.readiness.calendars import ENDLESS, hours, instant, micros
from roster.readiness.facts import Policy, Requirement
from roster.readiness.motion import Clock, Moment
from roster.readiness.terms import lead_of

CENTURY = timedelta(days=36_525)


@dataclass(frozen=True, slots=True)
class RestRule:
    """What holds on a day: the row of the requirement `rest`, and the policy that it falls back to."""

    requirement: Requirement
    policy: Policy

    def ends(self, start: datetime, end: datetime) -> datetime | None:
        """When somebody is rested who was deployed from `start` to `end`; `None`: at no instant of the calendar."""
        return instant(rested(micros(start), micros(end), self.requirement, self.policy))

    def reaches_back(self, first: datetime) -> datetime:
        """Whoever was back by this instant is rested at `first`. For a configured lead, which counts from the return.

        A bound, found by longer and longer steps: an office's closing days are in no query. Nobody rests a century.
        """
        step = timedelta(days=1)
        while step < CENTURY and (ends := self.ends(first - step, first - step)) is not None and ends > first:
            step *= 2
        return first - step


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
