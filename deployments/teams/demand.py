"""What do the rules ask of a whole team, in numbers that can be counted? Decides about nobody.

Every rule is one of three kinds: at least so many members with something (a woman, a language, a grade), at most so
many with the same nationality, or a sum of costs. None looks at who sits where. Shares are exact fractions: 0.3 of ten
is three, not a little more.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import ceil

from deployments.teams.facts import Candidate, Rule, Rules
from roster.readiness.judge import Level


@dataclass(frozen=True, slots=True)
class Demand:
    """The rules for a team of `size`. `needs` has one count for each bit of `cover`; counts of 0 are left out.

    `cap` and `budget` of None ask for nothing. `least_decisions` is no rule: it says what is known of every team that
    keeps the rules, and is counted like a need, as the last.
    """

    size: int
    needs: tuple[int, ...] = ()
    asks_for_women: bool = False
    languages: tuple[str, ...] = ()
    asks_for_lead: bool = False
    lead_rank: int | None = None
    cap: int | None = None
    budget: int | None = None
    least_decisions: int = 0

    def cover(self, candidate: Candidate) -> int:
        """Which of the needs the candidate counts for, as bits: the first need is the lowest bit."""
        bits, bit = 0, 1
        if self.asks_for_women:
            bits |= bit * candidate.woman
            bit <<= 1
        for language in self.languages:
            bits |= bit * (language in candidate.languages)
            bit <<= 1
        if self.asks_for_lead:
            bits |= bit * self._may_lead(candidate.grade_rank)
            bit <<= 1
        if self.least_decisions:
            bits |= bit * (candidate.level is not Level.READY)
        return bits

    def knowing(self, least_decisions: int) -> Demand:
        """The same, and that no team that keeps the rules can do with fewer decisions."""
        if not least_decisions:
            return self
        return replace(self, needs=(*self.needs, least_decisions), least_decisions=least_decisions)

    def is_met_by(self, team: Sequence[Candidate]) -> bool:
        """Whether these people together keep every rule."""
        covers = [self.cover(each) for each in team]
        if any(sum(cover >> bit & 1 for cover in covers) < need for bit, need in enumerate(self.needs)):
            return False
        if self.cap is not None:
            nations = [nation for each in team for nation in each.nationalities]
            if any(nations.count(nation) > self.cap for nation in set(nations)):
                return False
        return self.budget is None or sum(each.cost for each in team) <= self.budget

    def _may_lead(self, rank: int | None) -> bool:
        return rank is not None and self.lead_rank is not None and rank >= self.lead_rank


def demand_of(rules: Rules, size: int) -> Demand:
    """A grade to lead with that nobody knows the rank of is held by nobody."""
    women = women_needed(rules.min_share_women, size)
    languages = tuple(sorted(code for code, count in rules.team_languages.items() if count > 0))
    lead = asks_for_lead(rules)
    counts = (women,) * (women > 0) + tuple(rules.team_languages[code] for code in languages) + (1,) * lead
    return Demand(
        size=size,
        needs=counts,
        asks_for_women=women > 0,
        languages=languages,
        asks_for_lead=lead,
        lead_rank=rules.lead_min_grade_rank,
        cap=rules.max_per_nationality,
        budget=rules.max_cost,
    )


def women_needed(share: float | None, size: int) -> int:
    """The fewest women who make up the share of a team of `size`."""
    return 0 if share is None else ceil(Fraction(str(share)) * size)


def asks_for_lead(rules: Rules) -> bool:
    return bool(rules.lead_min_grade) or rules.lead_min_grade_rank is not None


def stated(rules: Rules) -> tuple[Rule, ...]:
    """The rules that ask for something, by name."""
    asked = {
        Rule.MIN_SHARE_WOMEN: rules.min_share_women is not None,
        Rule.MAX_PER_NATIONALITY: rules.max_per_nationality is not None,
        Rule.TEAM_LANGUAGES: bool(rules.team_languages),
        Rule.LEAD_MIN_GRADE: asks_for_lead(rules),
        Rule.MAX_COST: rules.max_cost is not None,
    }
    return tuple(sorted(rule for rule, is_asked in asked.items() if is_asked))


def without(rules: Rules, dropped: frozenset[str]) -> Rules:
    """The rules but for those dropped, by name."""
    if Rule.MIN_SHARE_WOMEN in dropped:
        rules = replace(rules, min_share_women=None)
    if Rule.MAX_PER_NATIONALITY in dropped:
        rules = replace(rules, max_per_nationality=None)
    if Rule.TEAM_LANGUAGES in dropped:
        rules = replace(rules, team_languages={})
    if Rule.LEAD_MIN_GRADE in dropped:
        rules = replace(rules, lead_min_grade="", lead_min_grade_rank=None)
    if Rule.MAX_COST in dropped:
        rules = replace(rules, max_cost=None)
    return rules
