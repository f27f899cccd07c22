"""Which demands of a slot, and which rules of a team, could be lowered by one step? Lists them; tries none."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from deployments.matching.facts import LANGUAGE_LEVELS, Slot
from deployments.matching.names import Names
from deployments.teams import wording
from deployments.teams.alteration import Kind, level_below, rank_below
from deployments.teams.demand import asks_for_lead, women_needed
from deployments.teams.facts import Candidate, Rule, Rules
from deployments.teams.feasibility import can_be_filled, least_cost
from roster.readiness.judge import Level

LANGUAGE, THEME, GRADE = 15, 18, 15
FEWER_SPEAKERS, MORE_OF_A_NATIONALITY, LOWER_LEAD, MORE_MONEY, FEWER_WOMEN = 20, 22, 24, 26, 30
NO_RULE = 20
"""So much more is asked of everybody by going without a rule than by relaxing it."""


@dataclass(frozen=True, slots=True)
class Lowered:
    """`sentence` is told how many people more there would be for the slot."""

    kind: Kind
    subject: str
    cost: int
    sentence: Callable[[int], str]


def lowered_slots(slots: Sequence[Slot], names: Names, grades: Mapping[int, str]) -> Iterator[Lowered]:
    for slot in slots:
        for code, level in slot.languages.items():
            if level in LANGUAGE_LEVELS[1:]:
                say = partial(_say_language, slot, code, names)
                yield Lowered(Kind.LOWER_LANGUAGE, f"{slot.id}:{code}", LANGUAGE, say)
        for code, wanted in {**slot.themes, **slot.all_themes}.items():
            if wanted > 1:
                yield Lowered(
                    Kind.LOWER_THEME, f"{slot.id}:{code}", THEME, partial(_say_theme, slot, code, wanted, names)
                )
        below = rank_below(slot.min_grade_rank, grades)
        if below is not None:
            yield Lowered(Kind.LOWER_GRADE, slot.id, GRADE, partial(wording.lower_grade, slot, grades[below]))


def lowered_rules(
    slots: Sequence[str],
    people: Sequence[Candidate],
    rules: Rules,
    pins: Mapping[str, str],
    names: Names,
    grades: Mapping[int, str],
) -> Iterator[Lowered]:
    """One step for each rule, and without it. Of women and money: as few and as much as those in time make it."""
    in_time = [each for each in people if each.in_time]
    ready = [each for each in in_time if each.level is Level.READY]
    yield from _women(slots, (ready, in_time), rules, pins)
    cap = rules.max_per_nationality
    if cap is not None:
        yield _rule(
            Rule.MAX_PER_NATIONALITY, str(cap + 1), MORE_OF_A_NATIONALITY, wording.more_of_a_nationality(cap + 1, cap)
        )
        yield _rule(
            Rule.MAX_PER_NATIONALITY, "", MORE_OF_A_NATIONALITY + NO_RULE, wording.more_of_a_nationality(None, cap)
        )
    for code, count in sorted(rules.team_languages.items()):
        for fewer in sorted({count - 1, 0} if count > 0 else (), reverse=True):
            cost = FEWER_SPEAKERS if fewer else FEWER_SPEAKERS + NO_RULE
            yield _rule(Rule.TEAM_LANGUAGES, f"{code}:{fewer}", cost, wording.fewer_speakers(code, fewer, count, names))
    if asks_for_lead(rules):
        rank = rules.lead_min_grade_rank
        below = rank_below(rank, grades)
        if rank is not None and below is not None:
            sentence = wording.lower_lead(grades[below], rules.lead_min_grade or grades.get(rank, ""))
            yield _rule(Rule.LEAD_MIN_GRADE, str(below), LOWER_LEAD, sentence)
        yield _rule(Rule.LEAD_MIN_GRADE, "", LOWER_LEAD + NO_RULE, wording.lower_lead("", rules.lead_min_grade))
    if rules.max_cost is not None:
        costs = {least_cost(slots, those, rules, pins=pins) for those in (ready, in_time)}
        for cost in sorted(each for each in costs if each is not None and each > rules.max_cost):
            said = wording.raise_budget(rules.max_cost, cost)
            yield Lowered(Kind.RAISE_BUDGET, str(cost), MORE_MONEY, _always(said))


def _women(
    slots: Sequence[str], groups: Sequence[Sequence[Candidate]], rules: Rules, pins: Mapping[str, str]
) -> Iterator[Lowered]:
    """The most women with whom those ready, and those in time, can make a team, if these are fewer than needed."""
    needed = women_needed(rules.min_share_women, len(slots))
    reached = {_most_women(slots, group, rules, pins, needed) for group in groups}
    for women in sorted((each for each in reached if each is not None and each < needed), reverse=True):
        cost = FEWER_WOMEN if women else FEWER_WOMEN + NO_RULE
        said = wording.fewer_women(women, needed, len(slots))
        yield _rule(Rule.MIN_SHARE_WOMEN, str(women) if women else "", cost, said)


def _most_women(
    slots: Sequence[str], people: Sequence[Candidate], rules: Rules, pins: Mapping[str, str], needed: int
) -> int | None:
    for women in range(min(needed, len(slots)), -1, -1):
        relaxed = replace(rules, min_share_women=women * 10_000 // len(slots) / 10_000)
        if can_be_filled(slots, people, relaxed, pins=pins):
            return women
    return None


def _rule(rule: Rule, what: str, cost: int, sentence: str) -> Lowered:
    return Lowered(Kind.LOWER_RULE, f"{rule}:{what}", cost, _always(sentence))


def _always(sentence: str) -> Callable[[int], str]:
    return lambda _: sentence


def _say_language(slot: Slot, code: str, names: Names, more: int) -> str:
    return wording.lower_language(slot, code, level_below(slot.languages[code]), more, names)


def _say_theme(slot: Slot, code: str, level: int, names: Names, more: int) -> str:
    return wording.lower_theme(slot, code, level, more, names)
