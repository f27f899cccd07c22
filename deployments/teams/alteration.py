"""What do slots and rules look like after one change? Applies it, and judges nothing.

A change is a kind and a subject, as `Change` has them:

- `drop_slot` "slot": the team goes without it
- `lower_language` "slot:code", `lower_theme` "slot:code", `lower_grade` "slot": one step lower in that slot
- `lower_rule` "rule:what": of `min_share_women` the women who are enough, of `max_per_nationality` how many may come,
  of `team_languages` "code:count", of `lead_min_grade` the rank; nothing, or a count of 0, drops the rule
- `raise_budget` "cost": the new `max_cost`

Anything else (a later arrival, somebody's causes) is not in the slots or rules: ValueError. So is a step that asks for
no less than before, or that there is no room for: a change may come out of an address that anybody can write.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from enum import StrEnum

from deployments.matching.facts import LANGUAGE_LEVELS, Slot
from deployments.teams.demand import women_needed
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

    `grades` names the ranks that there are: what is one step lower is the next of them.
    """
    if kind == Kind.RAISE_BUDGET:
        return tuple(slots), replace(rules, max_cost=_more(rules.max_cost, subject))
    if kind == Kind.LOWER_RULE:
        laxer = _with_rule(rules, subject, len(slots), grades or {})
        if laxer == rules:
            raise ValueError(f"{subject} asks for no less than before.")
        return tuple(slots), laxer
    if kind != Kind.DROP_SLOT and kind not in OF_SLOTS:
        raise ValueError(f"{kind} is no change of slots or rules.")
    slot_id, _, what = subject.partition(":") if kind in OF_SLOTS else (subject, "", "")
    if all(slot.id != slot_id for slot in slots):
        raise ValueError(f"There is no slot {slot_id}.")
    if kind == Kind.DROP_SLOT:
        return tuple(slot for slot in slots if slot.id != slot_id), rules
    return tuple(_lowered(slot, kind, what, grades or {}) if slot.id == slot_id else slot for slot in slots), rules


def _lowered(slot: Slot, kind: str, what: str, grades: Mapping[int, str]) -> Slot:
    if kind == Kind.LOWER_GRADE:
        rank = rank_below(slot.min_grade_rank, grades)
        if rank is None:
            raise ValueError(f"{slot.id} cannot ask for a lower grade.")
        return replace(slot, min_grade=grades[rank], min_grade_rank=rank)
    if kind == Kind.LOWER_LANGUAGE:
        return replace(slot, languages={**slot.languages, what: level_below(slot.languages[what])})
    if what in slot.all_themes:
        return replace(slot, all_themes={**slot.all_themes, what: _theme_below(slot.all_themes[what])})
    return replace(slot, themes={**slot.themes, what: _theme_below(slot.themes[what])})


def level_below(level: str) -> str:
    if level not in LANGUAGE_LEVELS[1:]:
        raise ValueError(f"No level of a language is below {level}.")
    return LANGUAGE_LEVELS[LANGUAGE_LEVELS.index(level) - 1]


def rank_below(rank: int | None, grades: Mapping[int, str]) -> int | None:
    """The next lower rank that there is; ranks are in order, but not one apart."""
    return None if rank is None else max((each for each in grades if each < rank), default=None)


def _theme_below(level: int) -> int:
    if level <= 1:
        raise ValueError(f"No level of a theme is below {level}.")
    return level - 1


def _with_rule(rules: Rules, subject: str, size: int, grades: Mapping[int, str]) -> Rules:
    rule, _, what = subject.partition(":")
    if rule == Rule.TEAM_LANGUAGES:
        code, _, count = what.partition(":")
        fewer = _less(rules.team_languages[code], count)
        others = {each: many for each, many in rules.team_languages.items() if each != code}
        return replace(rules, team_languages={**others, code: fewer} if fewer else others)
    if rule == Rule.MIN_SHARE_WOMEN:
        women = _less(women_needed(rules.min_share_women, size), what or "0")
        return replace(rules, min_share_women=women * FINE // size / FINE if women else None)
    if rule == Rule.MAX_PER_NATIONALITY:
        return replace(rules, max_per_nationality=_more(rules.max_per_nationality, what) if what else None)
    if rule == Rule.LEAD_MIN_GRADE:
        return _with_lead(rules, what, grades)
    raise ValueError(f"{subject} names no rule that can be lowered.")


def _with_lead(rules: Rules, what: str, grades: Mapping[int, str]) -> Rules:
    if not what:
        return replace(rules, lead_min_grade="", lead_min_grade_rank=None)
    now, rank = rules.lead_min_grade_rank, int(what)
    if now is None or rank >= now or rank not in grades:
        raise ValueError(f"{what} is no lower grade to lead with.")
    return replace(rules, lead_min_grade=grades[rank], lead_min_grade_rank=rank)


def _less(now: int, text: str) -> int:
    number = int(text)
    if not 0 <= number < now:
        raise ValueError(f"{text} is not less than {now}, or less than nothing.")
    return number


def _more(now: int | None, text: str) -> int:
    number = int(text)
    if now is None or number <= now:
        raise ValueError(f"{text} is not more than {now}.")
    return number
