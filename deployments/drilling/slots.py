"""Which seats does a scenario want filled, and under which rules? Solves nothing."""

from __future__ import annotations

from deployments.drilling.skills import expertise, grade, language_level, rank
from deployments.matching.facts import Slot, SlotKind
from deployments.teams.facts import Rule, Rules
from roster.drilling.reading import Entry, ScenarioError, by_code, choice, code, share, whole

RULES = (Rule.MIN_SHARE_WOMEN, Rule.MAX_PER_NATIONALITY, Rule.TEAM_LANGUAGES, Rule.LEAD_MIN_GRADE)
"""Those that the format knows: nothing in it costs money."""

_SLOT_KEYS = ("id", "kind", "themes", "all_themes", "languages", "min_grade", "role")


def read_slots(root: Entry) -> dict[str, Slot]:
    """By id, in the order of the file."""
    slots: dict[str, Slot] = {}
    for slot in root.rows("slots", _slot):
        if slot.id in slots:
            raise ScenarioError("slots", f"{slot.id} is given twice.")
        slots[slot.id] = slot
    return slots


def read_rules(root: Entry) -> Rules:
    return root.take("rules", _rules, Rules())


def _slot(raw: object, where: str) -> Slot:
    entry = Entry(raw, where, _SLOT_KEYS)
    min_grade = entry.take("min_grade", grade, "")
    return Slot(
        id=entry.need("id", code),
        kind=entry.take("kind", choice(SlotKind), SlotKind.THEMATIC),
        themes=entry.codes("themes", expertise),
        all_themes=entry.codes("all_themes", expertise),
        languages=entry.codes("languages", language_level),
        min_grade=min_grade,
        min_grade_rank=rank(min_grade),
        role=entry.take("role", code, ""),
    )


def _rules(raw: object, where: str) -> Rules:
    entry = Entry(raw, where, RULES)
    lead_min_grade = entry.take(Rule.LEAD_MIN_GRADE, grade, "")
    return Rules(
        min_share_women=entry.maybe(Rule.MIN_SHARE_WOMEN, share),
        max_per_nationality=entry.maybe(Rule.MAX_PER_NATIONALITY, whole),
        team_languages=entry.take(Rule.TEAM_LANGUAGES, by_code(whole), {}),
        lead_min_grade=lead_min_grade,
        lead_min_grade_rank=rank(lead_min_grade),
    )
