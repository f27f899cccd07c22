"""What happens between the call and the arrival, and which steps decide the date? Explains, decides nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from functools import lru_cache

from roster.readiness.calendars import HOUR, instant
from roster.readiness.case import Case, Taken
from roster.readiness.departure import Freed, Outcome, busy_until, standing
from roster.readiness.items import Item
from roster.readiness.motion import Clock
from roster.readiness.requirements import BOOKED, MEDICAL, MEMBERSHIP, REST, VISA
from roster.readiness.scope import outclassed
from roster.readiness.terms import Lead
from roster.readiness.verdict import Step
from roster.readiness.wording import TITLES, listed, moment, number

TRAVEL = "travel"
WORK = "work"


@lru_cache(maxsize=8192)
def shown(at: int) -> datetime:
    """The instant of something that was found to happen, which is therefore within the calendar."""
    found = instant(at)
    assert found is not None
    return found


class Path:
    """The steps of one outcome; `without` and `freed` are what it was computed with."""

    def __init__(
        self, case: Case, outcome: Outcome, without: frozenset[str], activated: int, freed: Freed = Freed.RELEASABLE
    ) -> None:
        self.case = case
        self.outcome = outcome
        self.without = without
        self.freed = freed
        self.activated = activated
        self.seen_from = shown(activated)

    def steps(self) -> tuple[Step, ...]:
        """In order of start, then end; the journey (or the start of remote work) always comes last."""
        found = [self._requirement(item) for item in self.case.items if item.code in self.outcome.done]
        found += self._membership()
        found += self._waiting()
        last = self._last()
        # What took no time at activation explains nothing; later on it may join two steps of the critical path.
        steps = [step for step in found if step.end > self.seen_from]
        critical = {step.code for step in self._critical(steps, last)}
        steps = [replace(step, critical=True) if step.code in critical else step for step in steps]
        return (*sorted(steps, key=lambda step: (step.start, step.end, step.code)), last)

    def begins(self, item: Item) -> int:
        """When a requirement that is not awaited can be started: after its last prerequisite."""
        done = self.outcome.done
        return max((done[need].at for need in item.needs if need in done), default=self.activated)

    def lead(self, item: Item) -> Lead | None:
        return self.outcome.paper.visa if item.code == VISA else item.lead

    def _say(self, at: int) -> str:
        return moment(shown(at), self.seen_from)

    def _requirement(self, item: Item) -> Step:
        done = self.outcome.done[item.code].at
        title = self.case.terms.applying[item.code].title
        if item.code in self.outcome.awaited:
            return Step(item.code, title, self.seen_from, shown(done), f"valid from {self._say(done)}")
        begin = self.begins(item)
        lead = self.lead(item)
        assert lead is not None
        said = lead.said
        if lead.stated.working_days is not None:
            said += f", lodged {self._say(lead.calendar.lodged(begin))}"
        if begin > self.activated:
            names = [self.case.terms.applying[need].title.lower() for need in item.needs if need in self.outcome.done]
            said += f" after {listed(names)}"
        why = f"{said}, ready {self._say(done)}"
        too_low = outclassed(self.case, self.activated) if item.code == MEDICAL else ""
        why += f"; the one in hand {too_low}" if too_low else ""
        return Step(item.code, title, shown(begin), shown(done), why)

    def _membership(self) -> list[Step]:
        since = self.case.member_since
        if MEMBERSHIP in self.without or since <= self.activated:
            return []
        why = f"begins {self._say(since)}"
        return [Step(MEMBERSHIP, TITLES[MEMBERSHIP], self.seen_from, shown(since), why)]

    def _last_taken(self) -> Taken | None:
        """The booking after whose end (and rest) the person sets out, if any stands before departure."""
        departs = self.outcome.departs.at
        left = standing(self.case, self.without, self.freed, Clock(self.activated))
        before = [each for each in left if self.activated < busy_until(each, self.without) <= departs]
        return max(before, key=lambda each: (busy_until(each, self.without), each.end), default=None)

    def _waiting(self) -> list[Step]:
        taken = self._last_taken()
        if taken is None:
            return []
        over = busy_until(taken, self.without)
        free = max(taken.end, self.activated)
        booked = Step(BOOKED, TITLES[BOOKED], self.seen_from, shown(free), f"busy until {self._say(free)}")
        rest = Step(
            REST,
            self.case.terms.title(REST),
            shown(free),
            shown(over),
            f"{number((over - taken.end) / HOUR / 24)} days after the last deployment, until {self._say(over)}",
        )
        return [booked, rest] if over > free else [booked]

    def _last(self) -> Step:
        departs = shown(self.outcome.departs.at)
        arrives = shown(self.outcome.departs.at + self.case.travel)
        said = moment(arrives, self.seen_from)
        if not self.case.terms.in_person:
            return Step(WORK, "Start of work", departs, arrives, f"remote, from {said}", True)
        about = "about " if self.case.there.estimated else ""
        why = f"{about}{number(self.case.there.hours)} h from {self.case.facts.base}, arrives {said}"
        return Step(TRAVEL, "Travel", departs, arrives, why, True)

    def _critical(self, steps: list[Step], last: Step) -> list[Step]:
        """Back from the last step, always to one that ended when the next began, as far as activation."""
        chain: list[Step] = []
        reached = last.start
        while reached > self.seen_from:
            before = [step for step in steps if step.end == reached and self._leads_to(step, chain)]
            chain.append(max(before, key=lambda step: (step.duration, step.code)))
            reached = chain[-1].start
        return chain

    def _leads_to(self, step: Step, chain: list[Step]) -> bool:
        """Is `step` what the latest link of the chain waited for?"""
        if not chain:
            return True
        following = chain[-1].code
        if following == REST:
            return step.code == BOOKED
        return step.code in self.case.terms.applying and step.code in self.case.terms.applying[following].needs
