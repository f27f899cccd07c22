"""When could this person set out, given what is waived, released or imagined away? The first instant that serves.

Departure is the first instant at which every requirement is done, every clearance covers the stay that would follow,
and the person is free until the return (domain.md §4.6, §4.7, §4.13). Each of these can only push departure later, and
the later departure is, the later they push; so pushing until nothing pushes any more finds the first instant.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum

from roster.readiness.calendars import outlives
from roster.readiness.case import Case, Paper, Taken
from roster.readiness.items import Doubt, Held, Item
from roster.readiness.motion import Clock, Moment
from roster.readiness.requirements import BOOKED, MEMBERSHIP, REST, TRAVEL_DOCUMENT, VISA
from roster.readiness.terms import LATEST, Lead


class Freed(Enum):
    """Which bookings `booked` takes away: a decision frees the releasable ones, an imagined cause all still to end."""

    RELEASABLE = "releasable"
    STILL_TO_END = "still_to_end"


@dataclass(frozen=True, slots=True)
class Outcome:
    """`done` has the instant of each requirement that is neither simply held nor left out.

    `awaited` are those done by a `valid_from`. `conditional` are those of which the only clearance that covers the stay
    counts on a condition, with what is doubtful about it.
    """

    departs: Moment
    paper: Paper
    done: dict[str, Moment]
    awaited: frozenset[str]
    conditional: Mapping[str, Doubt]


def earliest(case: Case, without: frozenset[str], freed: Freed, clock: Clock) -> Outcome | None:
    """The outcome without the codes in `without` (requirements, `rest`, `membership`, `booked`); `None`: never.

    Of several travel documents the one that leads to the earliest departure counts.
    """
    busy = [(each.start, busy_until(each, without)) for each in standing(case, without, freed, clock)]
    best: Outcome | None = None
    for paper in case.papers:
        outcome = _with_paper(case, paper, without, freed, busy, clock)
        if outcome is not None and (best is None or not clock.reaches(best.departs, outcome.departs)):
            best = outcome
    return best


def standing(case: Case, without: frozenset[str], freed: Freed, clock: Clock) -> tuple[Taken, ...]:
    """The bookings that are left, by start."""
    if BOOKED not in without:
        return case.taken
    if freed is Freed.RELEASABLE:
        return tuple(each for each in case.taken if not each.releasable)
    return tuple(each for each in case.taken if clock.reaches(Moment(each.end, False), clock.now))


def busy_until(taken: Taken, without: frozenset[str]) -> int:
    """The end of a booking, with the rest that follows it unless that is left out."""
    return taken.end if REST in without else taken.rest_end


def _with_paper(
    case: Case, paper: Paper, without: frozenset[str], freed: Freed, busy: list[tuple[int, int]], clock: Clock
) -> Outcome | None:
    if not paper.admitted and (VISA not in without or freed is Freed.RELEASABLE):
        return None  # a country's refusal to admit cannot be waived, only imagined away
    outcome = _push(case, paper, False, without, busy, clock)
    if outcome is None or TRAVEL_DOCUMENT in without or TRAVEL_DOCUMENT not in case.terms.applying:
        return outcome
    end = outcome.departs.plus(case.lasting)
    covered, hold = outlives(paper.valid_until, end.at, case.terms.world.policy.document_months)
    if end.moves:
        clock.holds_for(hold)
    return outcome if covered else _push(case, paper, True, without, busy, clock)


def _push(
    case: Case, paper: Paper, renewing: bool, without: frozenset[str], busy: list[tuple[int, int]], clock: Clock
) -> Outcome | None:
    """Push departure from activation until nothing pushes it any more; `renewing` replaces the travel document."""
    if MEMBERSHIP not in without and not case.is_active:
        return None
    skipped = set(without)
    if not paper.visa_needed:
        skipped.add(VISA)
    if not renewing:
        skipped.add(TRAVEL_DOCUMENT)
    progress = Progress(paper, clock)
    steady = progress.push(case.steady, skipped, clock.now)
    if steady is None:
        return None
    if MEMBERSHIP not in without:
        steady = clock.later(steady, Moment(case.member_since, False))
    departs = steady
    while True:
        pushed = progress.push(case.varying, skipped, departs)
        if pushed is None:
            return None
        pushed = _first_free(pushed, case.away, busy, clock)
        if pushed.at > LATEST:
            return None
        if pushed == departs:
            break
        departs = pushed
    if MEMBERSHIP not in without and not clock.reaches(departs.plus(case.away), Moment(case.term_ends, False)):
        return None
    conditional = dict(_conditional(case.varying, skipped, departs, clock))
    return Outcome(departs, paper, progress.done, frozenset(progress.awaited), conditional)


def _conditional(
    items: tuple[Item, ...], skipped: set[str], departs: Moment, clock: Clock
) -> Iterator[tuple[str, Doubt]]:
    """What a condition hangs on: a clearance that covers the stay, when none without a condition does."""
    for item in items:
        # Options without a doubt come first, so only the last one's doubt is worth a look.
        if not item.held or not item.held[-1].doubt or item.code in skipped:
            continue
        covering = (
            option
            for option in item.held
            if (option.usable or option.valid_from > clock.now.at)
            and clock.reaches(Moment(option.valid_from, False), departs)
            and clock.reaches(departs, Moment(option.last_departure, False))
        )
        first = next(covering, None)
        if first is not None and first.doubt:
            yield item.code, first.doubt


def _first_free(departs: Moment, away: int, busy: list[tuple[int, int]], clock: Clock) -> Moment:
    """The first instant from `departs` on with nothing busy for as long as the person is away; `busy` is by start."""
    for start, end in busy:
        if clock.reaches(Moment(end, False), departs):
            continue
        if clock.reaches(departs.plus(away), Moment(start, False)):
            break
        departs = Moment(end, False)
    return departs


class Progress:
    """What is done when, for one travel document. Requirements must come with their prerequisites before them."""

    def __init__(self, paper: Paper, clock: Clock) -> None:
        self.paper = paper
        self.clock = clock
        self.done: dict[str, Moment] = {}
        self.awaited: set[str] = set()

    def push(self, items: tuple[Item, ...], skipped: set[str], departs: Moment) -> Moment | None:
        """When all of them are done for somebody who leaves at `departs` or later; `None`: one of them never is."""
        clock, done = self.clock, self.done
        pushed = departs
        for item in items:
            if item.code in skipped:
                continue
            at = self._held(item, departs) if item.held else self._obtained(item)
            if at is None:
                return None
            done[item.code] = at
            pushed = clock.later(pushed, at)
        return pushed

    def _held(self, item: Item, departs: Moment) -> Moment | None:
        clock = self.clock
        awaited: Held | None = None
        for option in item.held:
            if option.valid_from > clock.now.at:
                clock.holds_for(option.valid_from - clock.now.at)
                start = clock.later(departs, Moment(option.valid_from, False))
                sooner = awaited is None or option.valid_from < awaited.valid_from
                if sooner and clock.reaches(start, Moment(option.last_departure, False)):
                    awaited = option
            elif option.usable and clock.reaches(departs, Moment(option.last_departure, False)):
                return clock.now
        obtained = self._obtained(item)
        self.awaited.discard(item.code)
        if awaited is None:
            return obtained
        begins = Moment(awaited.valid_from, False)
        if obtained is not None and clock.reaches(obtained, begins):
            return obtained
        self.awaited.add(item.code)
        return begins

    def _obtained(self, item: Item) -> Moment | None:
        lead: Lead | None = self.paper.visa if item.code == VISA else item.lead
        if lead is None or item.refused:
            return None
        begin = self.clock.now
        for need in item.needs:
            begin = self.clock.later(begin, self.done.get(need, self.clock.now))
        return lead.after(begin, self.clock)
