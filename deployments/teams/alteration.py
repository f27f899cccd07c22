"""What do slots and rules look like after one change? Applies it, and judges nothing.

A change is a kind and a subject, as `Change` has them:

- `drop_slot` "slot": the team goes without it
- `lower_language` "slot:code", `lower_theme` "slot:code", `lower_grade` "slot": one step lower in that slot
- `lower_rule` "rule:what": of `min_share_women` the women who are enough, of `max_per_nationality` how many may come,
  of `team_languages` "code:count", of `lead_min_grade` the rank; nothing, or a count of 0, drops the rule
- `raise_budget` "cost": the new `max_cost`

Anything else (a later arrival, somebody's causes) is not in the slots or rules: ValueError.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from enum import StrEnum

from deployments.matching.facts import LANGUAGE_LEVELS, Slot
from deployments.teams.facts import Rule, Rules

FINE = 10_000
"""Shares are written to this fraction, rounded down: two of three is 0.6666, which two of three reach."""


class Kind(StrEnum):
    DROP_SLOT = "drop_slot"
    LATER_ARRIVAL = "later_arrival"
    LIFT_CAUSES = "lift_causes"
    LOWER_LANGUAGE = "lower_language"
    LOWER_THEME = "lower_theme"
    LOWER_GRADE = "lower_grade"
    LOWER_RULE = "lower_rule"
    RAISE_BUDGET = "raise_budget"


OF_SLOTS = frozenset({Kind.LOWER_LANGUAGE, Kind.LOWER_THEME, Kind.LOWER_GRADE})
OF_RULES = frozenset({Kind.LOWER_RULE, Kind.RAISE_BUDGET})


def altered(
    slots: Sequence[Slot], rules: Rules, kind: str, subject: str, grades: Mapping[int, str] | None = None
) -> tuple[tuple[Slot, ...], Rules]:
    """Slots and rules after the change. ValueError for what is no change of them.

    `grades` names ranks; a rank without a name is kept as a rank alone.
    """
    if kind == Kind.DROP_SLOT:
        return tuple(slot for slot in slots if slot.id != subject), rules
    if kind == Kind.RAISE_BUDGET:
        return tuple(slots), replace(rules, max_cost=int(subject))
    if kind == Kind.LOWER_RULE:
        return tuple(slots), _with_rule(rules, subject, len(slots), grades or {})
    if kind in OF_SLOTS:
        slot_id, _, what = subject.partition(":")
        return tuple(_lowered(slot, kind, what, grades or {}) if slot.id == slot_id else slot for slot in slots), rules
    raise ValueError(f"{kind} is no change of slots or rules.")


def _lowered(slot: Slot, kind: str, what: str, grades: Mapping[int, str]) -> Slot:
    if kind == Kind.LOWER_GRADE:
        rank = None if slot.min_grade_rank is None else slot.min_grade_rank - 1
        return replace(slot, min_grade="" if rank is None else grades.get(rank, ""), min_grade_rank=rank)
    if kind == Kind.LOWER_LANGUAGE:
        return replace(slot, languages={**slot.languages, what: level_below(slot.languages[what])})
    if what in slot.all_themes:
        return replace(slot, all_themes={**slot.all_themes, what: slot.all_themes[what] - 1})
    return replace(slot, themes={**slot.themes, what: slot.themes[what] - 1})


def level_below(level: str) -> str:
    return LANGUAGE_LEVELS[LANGUAGE_LEVELS.index(level) - 1]


def _with_rule(rules: Rules, subject: str, size: int, grades: Mapping[int, str]) -> Rules:
    rule, _, what = subject.partition(":")
    if rule == Rule.TEAM_LANGUAGES:
        code, _, count = what.partition(":")
        others = {each: many for each, many in rules.team_languages.items() if each != code}
        return replace(rules, team_languages={**others, code: int(count)} if int(count) else others)
    number = int(what) if what else None
    if rule == Rule.MIN_SHARE_WOMEN:
        return replace(rules, min_share_women=number * FINE // size / FINE if number else None)
    if rule == Rule.MAX_PER_NATIONALITY:
        return replace(rules, max_per_nationality=number)
    if rule == Rule.LEAD_MIN_GRADE:
        name = "" if number is None else grades.get(number, "")
        return replace(rules, lead_min_grade=name, lead_min_grade_rank=number)
    raise ValueError(f"{subject} names no rule that can be lowered.")
