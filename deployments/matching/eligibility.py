"""Who has the skills that a seat asks for, and which demands does somebody else not meet? Says nothing of availability.

The semantics are those of the team section in scenarios/README: any one of `themes`, all of `all_themes`, all of
`languages`, the role and the grade. What a person's record does not state is not held: somebody must look first.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from deployments.matching.facts import LANGUAGE_LEVELS, Exclusion, Profile, Slot
from deployments.matching.names import BY_CODE, Names, joined

THEME = "theme"
LANGUAGE = "language"
GRADE = "grade"
ROLE = "role"

THE_REQUESTER = "the requester"
"""Who can lower a demand of a seat: nobody else may say that less will do."""

_RANKS = {level: rank for rank, level in enumerate(("", *LANGUAGE_LEVELS))}

LEVEL_NAMES = {1: "aware", 2: "working", 3: "practitioner", 4: "senior", 5: "lead"}


def has_skills(profile: Profile, slot: Slot) -> bool:
    """Whether nothing that the seat asks for is missing: the same as no `skill_exclusions`, asked for less."""
    return (
        _has_one_of(profile.themes, slot.themes)
        and all(_reaches(profile.themes, code, level) for code, level in slot.all_themes.items())
        and all(_speaks(profile, code, level) for code, level in slot.languages.items())
        and _has_grade(profile, slot)
        and _has_role(profile, slot)
    )


def skill_exclusions(profile: Profile, slot: Slot, names: Names = BY_CODE) -> tuple[Exclusion, ...]:
    """One for each demand that is not met, in the order in which a seat states them."""
    return tuple(_unmet(profile, slot, names))


def language_rank(level: str) -> int:
    """1 (A1) to 6 (C2); 0 for a level that nobody recorded, or that is none of these."""
    return _RANKS.get(level, 0)


def level_said(level: int) -> str:
    """ "level 4 (senior)"."""
    return f"level {level} ({LEVEL_NAMES[level]})" if level in LEVEL_NAMES else "a level that is not recorded"


def _has_one_of(held: Mapping[str, int], asked: Mapping[str, int]) -> bool:
    return not asked or any(_reaches(held, code, level) for code, level in asked.items())


def _reaches(held: Mapping[str, int], code: str, level: int) -> bool:
    return code in held and held[code] >= level


def _speaks(profile: Profile, code: str, level: str) -> bool:
    return code in profile.languages and language_rank(profile.languages[code]) >= language_rank(level)


def _has_grade(profile: Profile, slot: Slot) -> bool:
    """A grade whose rank nobody knows is met by the same grade only."""
    if not slot.min_grade or profile.grade == slot.min_grade:
        return True
    if slot.min_grade_rank is None or profile.grade_rank is None:
        return False
    return profile.grade_rank >= slot.min_grade_rank


def _has_role(profile: Profile, slot: Slot) -> bool:
    return not slot.role or slot.role in profile.roles


def _unmet(profile: Profile, slot: Slot, names: Names) -> Iterator[Exclusion]:
    if not _has_one_of(profile.themes, slot.themes):
        yield _excluded(THEME, _themes_said(profile, slot, names))
    for code, level in slot.all_themes.items():
        if not _reaches(profile.themes, code, level):
            yield _excluded(THEME, _theme_said(profile, code, level, names))
    for code, wanted in slot.languages.items():
        if not _speaks(profile, code, wanted):
            yield _excluded(LANGUAGE, _language_said(profile, code, wanted, names))
    if not _has_grade(profile, slot):
        grade = f"Is graded {profile.grade}" if profile.grade else "No grade is recorded"
        yield _excluded(GRADE, f"{grade}; the seat asks for {slot.min_grade} or above.")
    if not _has_role(profile, slot):
        has = f"Serves as {joined(sorted(profile.roles), 'and')}" if profile.roles else "No support role is recorded"
        yield _excluded(ROLE, f"{has}; the seat asks for {slot.role}.")


def _excluded(code: str, sentence: str) -> Exclusion:
    return Exclusion(code, sentence, blocking=True, who=THE_REQUESTER)


def _themes_said(profile: Profile, slot: Slot, names: Names) -> str:
    if len(slot.themes) == 1:
        ((code, level),) = slot.themes.items()
        return _theme_said(profile, code, level, names)
    held = {code: profile.themes[code] for code in slot.themes if code in profile.themes}
    has = joined([f"{names.theme(code)} at {level_said(level)}" for code, level in held.items()], "and")
    asked = joined([f"{names.theme(code)} at {level_said(level)}" for code, level in slot.themes.items()], "or")
    return f"Has {has}; the seat asks for {asked}." if held else f"Has none of what the seat asks for: {asked}."


def _theme_said(profile: Profile, code: str, level: int, names: Names) -> str:
    if code not in profile.themes:
        return f"{names.theme(code)} is not recorded; the seat asks for {level_said(level)}."
    return f"Has {names.theme(code)} at {level_said(profile.themes[code])}; the seat asks for {level_said(level)}."


def _language_said(profile: Profile, code: str, wanted: str, names: Names) -> str:
    asked = f"; the seat asks for {wanted}." if wanted else "; the seat asks for it."
    if code not in profile.languages:
        return f"{names.language(code)} is not recorded{asked}"
    return f"Speaks {names.language(code)} at {profile.languages[code] or 'a level that is not recorded'}{asked}"
