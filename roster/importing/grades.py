"""Which grade does a cell state, and who assessed it if it is only an equivalent?

An equivalent without the name of who assessed it keeps its grade and asks for the name (domain.md §3).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from roster.importing.answers import BLANK
from roster.importing.faults import Fault, Told
from roster.importing.text import clean, fold, is_blank
from roster.importing.vocabulary.membership import GRADE_WORDS, GRADES
from roster.importing.words import Words

_EQUIVALENT = re.compile(
    r"\b(?:(?:or |ou |o )?equivalent[ea]?|équivalente?|equiv|équiv|eq|éq)\b\.?(?:\s+(?:to|of|à|a)\b)?", re.IGNORECASE
)
_ASSESSOR = re.compile(r"\(([^)]*)\)|,\s*(?:assessed by|évalué par|evaluado por)\s+(.+)$", re.IGNORECASE)
_PREFIX = re.compile(
    r"^(?:assessed by|as assessed by|evalue par|évalué par|per|by|selon|par|según|por)\s+", re.IGNORECASE
)
_GRADE = re.compile(r"^([pd])\s?-?\s?(\d)$")


@dataclass(frozen=True, slots=True)
class Grade:
    grade: str | None
    equivalent: bool
    assessed_by: str | None


NO_GRADE = Grade(None, False, None)


def read_grade(words: Words, text: str) -> Told[Grade]:
    """ "P5", "D-1 equivalent (HR)" or "eq. USG (panel 2025)"; two grades or one outside the list are asked about."""
    if is_blank(text):
        return Told(NO_GRADE)
    key = f"value:grade:{fold(text)}"
    answer = words.answers.get(key)
    if answer == BLANK or answer in GRADES:
        return Told(NO_GRADE if answer == BLANK else Grade(answer, False, None))
    assessor = _ASSESSOR.search(text)
    rest = _ASSESSOR.sub("", text) if assessor else text
    equivalent = bool(_EQUIVALENT.search(rest))
    grade = one_grade(_EQUIVALENT.sub(" ", rest))
    if grade is None:
        why = "Two grades in one cell." if _several_grades(rest) else "Outside the list of grades."
        return Told(NO_GRADE, Fault("grade.outside-list", why, key=key, options=GRADES))
    if not equivalent:
        return Told(Grade(grade, False, None))
    by = _PREFIX.sub("", clean((assessor[1] or assessor[2] or "") if assessor else "")) or None
    fault = Fault("grade.equivalent-without-assessor", "An equivalent grade needs the name of who assessed it.")
    return Told(Grade(grade, True, by), None if by else fault)


def one_grade(text: str) -> str | None:
    folded = fold(text)
    match = _GRADE.match(folded)
    written = f"{match[1].upper()}-{match[2]}" if match else folded.upper()
    return GRADE_WORDS.get(folded) or (written if written in GRADES else None)


def _several_grades(text: str) -> bool:
    parts = re.split(r"[/,;]|\b(?:or|to|ou|o|a)\b", text)
    return sum(one_grade(part) is not None for part in parts) > 1
