"""Which field does a header name, and how surely?"""

from __future__ import annotations

import re
from functools import lru_cache

from roster.importing.layout.tables import FieldSpec
from roster.importing.text import distance, fold

_BRACKETS = re.compile(r"[(\[][^)\]]*[)\]]")
_NUMBERED = re.compile(r"^(?:\d{1,2}\s+|no\s+)?(.*?)(?:\s+\d{1,2})?$")
_UNITS = re.compile(r"\s(?:h|hrs?|hours?|days?|d|j|jours?|heures?|horas?|dias?|utc|gmt|local|dd mm yyyy|mm dd yyyy)$")
_SHORT = {
    "doc": "document",
    "docs": "documents",
    "lang": "language",
    "langs": "languages",
    "nat": "nationality",
    "org": "organisation",
    "organization": "organisation",
    "yrs": "years",
    "yr": "years",
    "exp": "experience",
    "req": "request",
    "reqs": "requests",
    "nationalities": "nationality",
    "mob": "mobile",
    "telephone": "phone",
}
_STARS = re.compile(r"[*#?!:]+")

EXACT, LOOSE, CERTAIN = 1.0, 0.95, 0.9
WEAK, _PROPOSED = 0.5, 0.4
# Words that add nothing to a header, in three languages.
_NEUTRAL_WORDS = """
the of a an n no nr num number numero s and or main primary current person persons expert experts member members
official personal work private business contact full please enter as per new all list roster 1 2 utc gmt
self assessed declared stated estimated overall exact latest
le la les de du des d l et ou un principal principale actuel actuelle officiel
el los las del y o en su actual principales oficial
"""
_NEUTRAL = frozenset(_NEUTRAL_WORDS.split())


@lru_cache(maxsize=4096)
def spellings(header: str) -> tuple[tuple[str, float], ...]:
    """Folded forms of a header from the most literal on, each with how much it may be trusted."""
    text = _STARS.sub(" ", header)
    forms: dict[str, float] = {}
    full = fold(text)
    bare = fold(_BRACKETS.sub(" ", text))
    numbered = _NUMBERED.match(bare)
    written_out = " ".join(_SHORT.get(token, token) for token in bare.split())
    first = fold(re.split(r"\s[-–—]\s|\n|/|\|", text)[0])
    for form, trust in (
        (full, EXACT),
        (bare, 0.98),
        (_UNITS.sub("", bare), 0.97),
        (written_out, 0.97),
        (numbered[1] if numbered else "", 0.96),
        (first, LOOSE if first and len(text) - len(first) < 60 else WEAK),
    ):
        if form:
            forms.setdefault(form, trust)
    return tuple(forms.items())


@lru_cache(maxsize=65536)
def header_score(header: str, spec: FieldSpec) -> float:
    """1 a known header; about 0.85 a slip of one; `WEAK` a word that many columns bear; else by shared words."""
    best = 0.0
    for form, trust in spellings(header):
        if form in spec.aliases:
            best = max(best, trust)
        elif form in spec.weak:
            best = max(best, WEAK)
        elif any(_slip(form, alias) for alias in spec.aliases):
            best = max(best, 0.85)
    return best or _shared(fold(header), spec)


def _slip(form: str, alias: str) -> bool:
    return len(alias) > 5 and form[:1] == alias[:1] and distance(form, alias, 1) <= 1


def _shared(header: str, spec: FieldSpec) -> float:
    """A known header inside a longer one, by how much of it it is: "main e-mail address (work)"."""
    tokens = header.split()
    padded = f" {header} "
    inside = [alias for alias in spec.aliases if len(alias) > 3 and f" {alias} " in padded]
    if not inside:
        return 0.0
    longest = max(inside, key=lambda alias: len(alias.split()))
    # "Medical expires" is no "expires": a word that adds a meaning leaves only a proposal.
    if set(tokens) - set(longest.split()) - _NEUTRAL:
        return _PROPOSED
    return 0.45 + 0.35 * len(longest.split()) / len(tokens)


def column_key(table: str, label: str) -> str:
    """The key of a column's question; `label` as in `columns.Seen`."""
    return f"column:{table}:{label}"


@lru_cache(maxsize=4096)
def title_key(title: str) -> str:
    """The title without years and numbers, so that next year's sheet is known again."""
    folded = fold(title[:200])
    return "sheet:" + (re.sub(r"\s+", " ", re.sub(r"\d+", " ", folded)).strip() or folded)
