"""Whom must the engine be asked about so that the best team is proven? Asks no more people than that takes.

Everybody with the skills enters as ready, the best that can be. Those who could then be in a best team are asked about,
and whoever turns out worse makes room for others; once all contenders have been asked about, nobody else could do
better (`deployments.teams.solving.contenders`). Each round looks further down the lists than the one before, so that
there are few rounds, and a few people more are known than the proof needs. A small field is asked about as a whole, and
so is everybody where no team can be made, because then every gap may hold the change that turns the answer.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from deployments.loaders.profiles import Field
from deployments.matching.eligibility import language_rank
from deployments.matching.facts import Gender
from deployments.matching.fit import points_by_slot
from deployments.matching.verdicts import IN_TIME
from deployments.plan import Considered, Wanted
from deployments.teams.facts import TEAM_LANGUAGE_LEVEL, Candidate, TeamAnswer, TeamLevel
from deployments.teams.solving import contenders, solve
from roster.answering import Answer, answers
from roster.loaders.live import BROKEN
from roster.readiness.facts import Call
from roster.readiness.judge import Level
from roster.readiness.verdict import Verdict

SMALL_FIELD = 150
"""So many people with the skills are all asked about, so that every list is complete."""
FIRST_LOOK = 12
"""So many of each slot's best are asked about at first: what a page can show."""
FURTHER = 4
"""Each round looks so many times further than the last."""
ALTERNATIVES = 5

THERE = 0
"""The one call's key among the answers."""


class Assembly:
    """The field of one call, and what the engine has said so far."""

    def __init__(self, wanted: Wanted, call: Call, field: Field) -> None:
        self.wanted = wanted
        self.call = call
        self.slots = [slot.id for slot in wanted.slots]
        self.pins = {slot: str(person) for slot, person in wanted.pins.items()}
        self.people: dict[int, Considered] = dict(field.people)
        self.candidates = {
            key: self._unasked(each, field) for key, each in field.people.items() if key not in wanted.strikes
        }

    def solve(self, *, everybody: bool = False) -> TeamAnswer:
        """The proven answer. Afterwards `people` hold what was asked; with `everybody` that is all of them."""
        if everybody or len(self.candidates) <= SMALL_FIELD:
            self.ask(self.candidates)
        else:
            self._ask_contenders()
        answer = self._solve()
        if answer.level is TeamLevel.INFEASIBLE and len(self._known()) < len(self.candidates):
            self.ask(self.candidates)
            answer = self._solve()
        return answer

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
                self.candidates[key] = _asked(self.candidates[key], answer)

    def _ask_contenders(self) -> None:
        look = FIRST_LOOK
        keys = set(self.wanted.pins.values())
        while keys or look == FIRST_LOOK:
            self.ask(keys | self._leading(look))
            look *= FURTHER
            found = contenders(
                self.slots, list(self.candidates.values()), self.wanted.rules, pins=self.pins, more=ALTERNATIVES
            )
            keys = {int(each) for each in found if self.people[int(each)].answer is None}

    def _leading(self, look: int) -> set[int]:
        """The first `look` of each slot by what is known so far, asked about or not."""
        found: set[int] = set()
        for slot in self.slots:
            able = [each for each in self.candidates.values() if slot in each.points and each.in_time]
            able.sort(key=lambda each: (-each.points[slot], each.id))
            found.update(int(each.id) for each in able[:look])
        return found

    def _solve(self) -> TeamAnswer:
        return solve(self.slots, self._known(), self.wanted.rules, pins=self.pins, more=ALTERNATIVES)

    def _known(self) -> list[Candidate]:
        return [each for key, each in self.candidates.items() if self.people[key].answer is not None]

    def _unasked(self, person: Considered, field: Field) -> Candidate:
        """Ready, as far as anybody knows, in the slots whose skills they have or to which they are pinned."""
        may_fill = tuple(
            slot
            for slot in self.wanted.slots
            if person.person_id in field.skilled[slot.id] or self.wanted.pins.get(slot.id) == person.person_id
        )
        profile = person.profile
        return Candidate(
            id=profile.id,
            level=Level.READY,
            points=points_by_slot(profile, may_fill, self.wanted.setting),
            woman=profile.gender is Gender.WOMAN,
            nationalities=profile.nationalities,
            languages=_team_languages(profile.languages),
            grade_rank=profile.grade_rank,
        )


def _asked(candidate: Candidate, answer: Answer) -> Candidate:
    if not isinstance(answer, Verdict):
        return replace(candidate, level=Level.BLOCKED)
    decisions = tuple(each.code for each in answer.conditions) if answer.level in IN_TIME else ()
    return replace(candidate, level=answer.level, arrives_at=answer.arrives_at, decisions=decisions)


def _team_languages(languages: Mapping[str, str]) -> frozenset[str]:
    enough = language_rank(TEAM_LANGUAGE_LEVEL)
    return frozenset(code for code, level in languages.items() if language_rank(level) >= enough)
