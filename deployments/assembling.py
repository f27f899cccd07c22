"""Whom must the engine be asked about so that the best team is proven? Asks no more people than that takes.

Everybody with the skills enters as good as a few of their facts allow (`roster.loaders.outlooks`). Those who could then
be in a best team are asked about, and whoever turns out worse makes room for others; once all contenders have been
asked about, nobody else could do better (`deployments.teams.solving.contenders`). Each round looks further down the
lists than the one before, so that there are few rounds, and a few people more are known than the proof needs.

Where no team can be made, the answer lies between that of those asked about and that of all others at their best; when
the two are the same, it is proven, too. Until then more people are asked about, and in the end everybody.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

from deployments.loaders.prices import load_prices
from deployments.loaders.profiles import Field
from deployments.matching.costs import Prices, estimated_cost
from deployments.matching.eligibility import language_rank
from deployments.matching.facts import Gender
from deployments.matching.fit import points_by_slot
from deployments.matching.verdicts import IN_TIME
from deployments.plan import Considered, Wanted
from deployments.teams.facts import TEAM_LANGUAGE_LEVEL, Candidate, Rules, Team, TeamAnswer, TeamLevel
from deployments.teams.solving import contenders, solve
from roster.answering import Answer, answers
from roster.loaders.live import BROKEN
from roster.loaders.outlooks import load_outlooks
from roster.readiness.facts import Call
from roster.readiness.judge import Level
from roster.readiness.outlook import Outlook
from roster.readiness.verdict import Verdict

SMALL_FIELD = 250
"""So many people with the skills are all asked about, so that every list is complete."""
FIRST_LOOK = 12
"""So many of each slot's best are asked about in the first round: about what a page shows."""
FURTHER = 2
"""Each round asks about so many times as many as the last."""
ALTERNATIVES = 5

THERE = 0
"""The one call's key among the answers."""
NEVER = float("inf")
FREE = Prices(per_day=0, per_travel_hour=0)
NO_OUTLOOK = Outlook(Level.READY)


class Assembly:
    """The field of one call, and what the engine has said so far. `asks_all`: about everybody, whatever the number."""

    def __init__(self, wanted: Wanted, call: Call, field: Field, *, asks_all: bool = False) -> None:
        self.wanted = wanted
        self.call = call
        self.slots = [slot.id for slot in wanted.slots]
        self.pins = {slot: str(person) for slot, person in wanted.pins.items()}
        self.people: dict[int, Considered] = dict(field.people)
        able = {key: each for key, each in field.people.items() if key not in wanted.strikes}
        self.asks_all = asks_all or len(able) <= SMALL_FIELD
        # Without a budget nobody asks what a team costs.
        priced = wanted.rules.max_cost is not None
        self.prices = load_prices(call.activated_at.date()) if priced else FREE
        outlooks = {} if self.asks_all else _outlooks(able, call)
        self.candidates = {key: self._unasked(each, field, outlooks.get(key, NO_OUTLOOK)) for key, each in able.items()}

    def solve(self) -> TeamAnswer:
        """The proven answer. Afterwards `people` hold what was asked."""
        if self.asks_all:
            self.ask(self.candidates)
            return self._solve(known=True)
        look = self._ask_contenders()
        answer = self._solve(known=True)
        while answer.level is TeamLevel.INFEASIBLE and answer != self._solve(known=False):
            self.ask(self.soonest(look, answer.missing))
            look *= FURTHER
            answer = self._solve(known=True)
        return answer

    def nearest(self, answer: TeamAnswer) -> Team | None:
        """Of an infeasible call: the best team of the seats that can be filled; rules aside where they cannot hold."""
        slots = [slot for slot in self.slots if slot not in answer.missing]
        if answer.level is not TeamLevel.INFEASIBLE or not slots:
            return None
        pins = {slot: person for slot, person in self.pins.items() if slot in slots}
        for rules in (self.wanted.rules, Rules()):
            if found := solve(slots, self.known(), rules, pins=pins, more=0).best:
                return found
        return None

    def ask(self, keys: Iterable[int]) -> None:
        """Put those of these people to the engine who have not been asked about yet, in one batch."""
        unasked = [key for key in keys if self.people[key].answer is None]
        if not unasked:
            return
        found = answers(unasked, {THERE: self.call}, at=self.call.activated_at, broken=BROKEN)
        for key in unasked:
            answer = found.get((key, THERE), BROKEN)
            self.people[key] = replace(self.people[key], answer=answer)
            if key in self.candidates:
                cost = self._cost(answer)
                self.candidates[key] = replace(_asked(self.candidates[key], answer), cost=cost)

    def _ask_contenders(self) -> int:
        """Returns how far the next look would go."""
        look = FIRST_LOOK
        keys = {*self.wanted.pins.values(), *self._leading(look, self.slots)}
        while keys:
            self.ask(keys)
            look *= FURTHER
            found = contenders(
                self.slots, list(self.candidates.values()), self.wanted.rules, pins=self.pins, more=ALTERNATIVES
            )
            keys = {int(each) for each in found if self._is_unknown(int(each))}
            open_slots = {slot for key in keys for slot in self.candidates[key].points}
            keys |= self._leading(look, open_slots)
        return look

    def _leading(self, look: int, slots: Iterable[str]) -> set[int]:
        """The next `look` of each of these slots who may be in time, by what speaks for them."""
        return self._next(look, slots, lambda each, slot: -each.points[slot], only_in_time=True)

    def soonest(self, look: int, missing: Sequence[str]) -> set[int]:
        """The next `look` of each slot by when they may be there at best: first of the slots that nobody can fill."""
        slots = [slot for slot in self.slots if slot in missing]
        return self._next(look, slots, _may_be_there) or self._next(look, self.slots, _may_be_there)

    def _next(
        self, look: int, slots: Iterable[str], order: Callable[[Candidate, str], float], *, only_in_time: bool = False
    ) -> set[int]:
        """Of those who have not been asked about."""
        unknown = [
            each
            for key, each in self.candidates.items()
            if self._is_unknown(key) and (each.in_time or not only_in_time)
        ]
        found: set[int] = set()
        for slot in slots:
            able = sorted((order(each, slot), int(each.id)) for each in unknown if slot in each.points)
            found.update(key for _order, key in able[:look])
        return found

    def known(self) -> list[Candidate]:
        """Those who have been asked about."""
        return [each for key, each in self.candidates.items() if not self._is_unknown(key)]

    def _solve(self, *, known: bool) -> TeamAnswer:
        """Of those asked about, or of everybody, where the others are as good as they can be."""
        candidates = self.known() if known else list(self.candidates.values())
        return solve(self.slots, candidates, self.wanted.rules, pins=self.pins, more=ALTERNATIVES)

    def _is_unknown(self, key: int) -> bool:
        return self.people[key].answer is None

    def _unasked(self, person: Considered, field: Field, outlook: Outlook) -> Candidate:
        """As good as can be, in the slots whose skills they have or to which they are pinned."""
        may_fill = tuple(
            slot
            for slot in self.wanted.slots
            if person.person_id in field.skilled[slot.id] or self.wanted.pins.get(slot.id) == person.person_id
        )
        profile = person.profile
        return Candidate(
            id=profile.id,
            level=outlook.level,
            points=points_by_slot(profile, may_fill, self.wanted.setting),
            arrives_at=outlook.arrives_at,
            woman=profile.gender is Gender.WOMAN,
            nationalities=profile.nationalities,
            languages=_team_languages(profile.languages),
            grade_rank=profile.grade_rank,
            cost=self._cost(None),
        )

    def _cost(self, answer: Answer | None) -> int:
        """Without an answer as little as it can be: somebody who lives there."""
        departs = answer.departs_at if isinstance(answer, Verdict) else None
        arrives = answer.arrives_at if isinstance(answer, Verdict) else None
        travel = arrives - departs if departs and arrives else timedelta(0)
        return estimated_cost(self.prices, stay_days=self.call.stay_days, travel_hours=travel / timedelta(hours=1))


def _outlooks(people: Mapping[int, Considered], call: Call) -> dict[int, Outlook]:
    return load_outlooks(list(people), {key: each.profile.nationalities for key, each in people.items()}, call)


def _may_be_there(candidate: Candidate, _slot: str) -> float:
    if candidate.in_time:
        return 0
    return candidate.arrives_at.timestamp() if candidate.arrives_at else NEVER


def _asked(candidate: Candidate, answer: Answer) -> Candidate:
    if not isinstance(answer, Verdict):
        return replace(candidate, level=Level.BLOCKED, arrives_at=None)
    decisions = tuple(each.code for each in answer.conditions) if answer.level in IN_TIME else ()
    return replace(candidate, level=answer.level, arrives_at=answer.arrives_at, decisions=decisions)


def _team_languages(languages: Mapping[str, str]) -> frozenset[str]:
    enough = language_rank(TEAM_LANGUAGE_LEVEL)
    return frozenset(code for code, level in languages.items() if language_rank(level) >= enough)
