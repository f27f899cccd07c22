"""What must be decided, by whom and by when; what stands in the way, until when, and what to do about it?

Puts the codes of a judgement into words. The detail behind an impartiality flag never reaches this module, so no
sentence can give it away (domain.md §6).
"""

from __future__ import annotations

from datetime import datetime

from roster.readiness.calendars import DAY, ENDLESS
from roster.readiness.case import Case
from roster.readiness.departure import Freed, Outcome
from roster.readiness.facts import Standing
from roster.readiness.items import Doubt
from roster.readiness.judge import Judge
from roster.readiness.path import Path, shown
from roster.readiness.requirements import (
    BOOKED,
    HOST_CONSENT,
    IMPARTIALITY,
    MEDICAL,
    MEMBERSHIP,
    STALE_AVAILABILITY,
    TRAVEL_DOCUMENT,
    TRAVEL_TIME,
    VISA,
)
from roster.readiness.scope import outclassed, refused, unstated
from roster.readiness.verdict import Condition, Decision, Gap, Step
from roster.readiness.wording import ACTIVATE, ACTS, moment, number

NOT_ELIGIBLE = "Not eligible for this process."

_ALWAYS = {
    BOOKED: Decision.RELEASE,
    STALE_AVAILABILITY: Decision.CONFIRMATION,
    IMPARTIALITY: Decision.OVERRIDE,
}


class Conditions:
    """The conditions of somebody who is ready if they are met; `decided` are those taken to be in time."""

    def __init__(self, case: Case, outcome: Outcome, decided: tuple[str, ...], activated: int) -> None:
        self.case = case
        self.outcome = outcome
        self.decided = decided
        self.activated = activated
        self.seen_from = shown(activated)

    def of(self, codes: tuple[str, ...]) -> tuple[Condition, ...]:
        return tuple(self._condition(code) for code in codes)

    def _condition(self, code: str) -> Condition:
        decision, title = self._decision(code), self.case.terms.title(code)
        return Condition(code, decision, title, self._sentence(code, decision, title), self._who(code), self._by(code))

    def _decision(self, code: str) -> Decision:
        if code in _ALWAYS:
            return _ALWAYS[code]
        if code in self.decided:
            return Decision.WAIVER
        if code == HOST_CONSENT:
            return Decision.CONSENT
        is_unstated = self.outcome.conditional[code] is Doubt.CLASS_UNSTATED
        return Decision.LOOK if is_unstated else Decision.CONDITION

    def _sentence(self, code: str, decision: Decision, title: str) -> str:
        if decision is Decision.RELEASE:
            ends = max(each.end for each in self.case.taken if each.releasable)
            until = "without an end" if ends >= ENDLESS else f"until {moment(shown(ends), self.seen_from)}"
            return f"Bookings that may be released have to be released; the last one runs {until}."
        if decision is Decision.CONFIRMATION:
            return self._stale()
        if decision is Decision.OVERRIDE:
            return "An advisory flag needs a recorded reason to proceed."
        if decision is Decision.WAIVER:
            return f"{title} has to be waived."
        if decision is Decision.LOOK:
            return f"{title} {unstated(self.case)}. Somebody must look before it counts."
        if decision is Decision.CONSENT:
            return f"{title} is {self.case.terms.states[code].replace('_', ' ')}; it has to be obtained."
        return f"{title} was granted with a condition, which has to be met."

    def _stale(self) -> str:
        confirmed = self.case.facts.confirmed_at
        if confirmed is None:
            return "Availability was never confirmed."
        limit = self.case.terms.world.policy.stale_after_days[self.case.facts.tier]
        age = (self.seen_from - confirmed).days
        return (
            f"Availability was confirmed {age} days before the call; after {limit} days it has to be confirmed again."
        )

    def _who(self, code: str) -> str:
        if code in self.decided and code in self.case.terms.applying:
            return self.case.terms.applying[code].waivable_by
        return "mediation support officer" if code == IMPARTIALITY else ACTS[code][0]

    def _by(self, code: str) -> datetime:
        """Before departure; a waiver before whatever waits for it begins."""
        path = Path(self.case, self.outcome, frozenset(self.decided), self.activated)
        waiting = (item for item in self.case.items if code in item.needs and item.code in self.outcome.done)
        begins = [path.begins(item) for item in waiting if item.code not in self.outcome.awaited]
        return shown(min([*begins, self.outcome.departs.at]))


class Gaps:
    """The causes of being late or blocked."""

    def __init__(self, judge: Judge, codes: tuple[str, ...], activated: int) -> None:
        self.judge = judge
        self.case = judge.case
        self.codes = codes
        self.activated = activated
        self.seen_from = shown(activated)

    def all(self) -> tuple[Gap, ...]:
        return tuple(self._gap(code) for code in self.codes)

    def _gap(self, code: str) -> Gap:
        who, remedy = ACTS[code]
        title = self.case.terms.title(code)
        if code == IMPARTIALITY:
            return Gap(code, title, NOT_ELIGIBLE, remedy, who, None)
        if code == TRAVEL_TIME:
            return Gap(code, title, self._travel(), remedy, who, None)
        if code == MEMBERSHIP and not self.case.is_active:
            return Gap(code, title, self._standing(), ACTIVATE, who, None)
        waivable_by = self.case.terms.applying[code].waivable_by if code in self.case.terms.applying else ""
        if waivable_by and not self._refused(code):
            remedy = f"{remedy} Or have it waived by the {waivable_by}."
        step = self._step(code)
        if step is None:
            return Gap(code, title, self._never(code, title), remedy, who, None)
        return Gap(code, title, f"{step.sentence}.", remedy, who, step.end)

    def _step(self, code: str) -> Step | None:
        """What this cause alone waits for: without the other gaps, or (should that never end) without anything else."""
        freed = Freed.STILL_TO_END
        for others in (self.codes, self.judge.causes):
            without = frozenset(others) - {code}
            alone = self.judge.outcome(without, self.activated, freed)
            if alone is not None:
                steps = Path(self.case, alone, without, self.activated, freed).steps()
                return next((step for step in steps if step.code == code), None)
        return None

    def _refused(self, code: str) -> bool:
        return any(item.code == code and item.refused for item in self.case.items)

    def _standing(self) -> str:
        standing = self.case.facts.standing
        if standing is Standing.NOT_RECORDED:
            return "The membership is not active: its status is not recorded."
        return f"The membership is not active: its status is “{standing}”."

    def _never(self, code: str, title: str) -> str:
        if code == MEMBERSHIP:
            ends = self.case.term_ends
            return f"Membership ends {moment(shown(ends), self.seen_from)}, before the return."
        if code == BOOKED:
            return "Busy without a known end."
        if self._refused(code):
            return f"{title} {refused(self.case) if code == MEDICAL else 'was refused'}."
        if code == MEDICAL and (too_low := outclassed(self.case, self.activated)):
            return f"{title} {too_low}. No other can be obtained at any known time."
        if code == TRAVEL_DOCUMENT:
            months = self.case.terms.world.policy.document_months
            return f"No travel document is valid for {months} months beyond the stay."
        if code == VISA and not any(paper.admitted for paper in self.case.papers):
            return "The destination does not admit holders of this travel document."
        return f"{title} does not cover the stay and cannot be obtained at any known time."

    def _travel(self) -> str:
        travel = number(self.case.travel / DAY * 24)
        if self.case.terms.window <= 0:
            # A call that is asked again after its deadline (a request that still runs).
            return f"Travel alone takes {travel} h; the time has run out."
        return f"Travel alone takes {travel} h; the window is {number(self.case.terms.window / DAY * 24)} h."
