"""For how hard a place does a medical clearance count? Compares classes, nothing else (domain.md §5)."""

from __future__ import annotations

CLASSES = ("H", "A", "B", "C", "D", "E")
"""The hardship classes of places, in rising hardship; `""` is a place, or a clearance, that states none."""


def checked(hardship_class: str) -> str:
    """The class itself; raises `ValueError` for a word that is none, so that no misspelling counts as a class."""
    if hardship_class and hardship_class not in CLASSES:
        raise ValueError(f"There is no hardship class {hardship_class!r}; there are {', '.join(CLASSES)}.")
    return hardship_class


def rank(hardship_class: str) -> int:
    """1 for the least hardship, 0 for none stated."""
    return CLASSES.index(hardship_class) + 1 if hardship_class else 0


def clears(cleared_for: str, place: str) -> bool:
    """Does a clearance for this class count at a place of that class? What either does not state rules nothing out."""
    return not cleared_for or not place or rank(place) <= rank(cleared_for)


def bars(refused_for: str, place: str) -> bool:
    """Does a refusal for this class concern a place of that class? Refused for C is refused for D, not for B."""
    return not refused_for or not place or rank(refused_for) <= rank(place)
