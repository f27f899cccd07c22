"""How is a person's name written, and when are two written names the same name?"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from roster.importing.text import clean, distance, fold, is_upper

_NO_NAME = frozenset({"", "n a", "na", "fnu", "lnu", "none", "nil", "unknown", "no name", "no given name", "nfn", "x"})
_NO_NAME |= frozenset(
    {"no family name", "sans prenom", "sans nom", "sin nombre", "sin apellido", "mononym", "single name"}
)
_TITLES = frozenset({"mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "amb", "ambassador", "gen", "general"})
_TITLES |= frozenset(
    {"col", "colonel", "judge", "justice", "sir", "dame", "hon", "mme", "mlle", "m", "sr", "sra", "dra"}
)
_TITLES |= frozenset({"he", "h e", "embajador", "embajadora", "ambassadeur", "ambassadrice", "docteur", "madame"})
_SMALL = frozenset(
    {"de", "da", "do", "dos", "das", "del", "della", "di", "du", "van", "von", "der", "den", "la", "le", "y"}
)
_SMALL |= frozenset({"e", "el", "al", "bin", "ibn", "bint", "ter", "ten", "zu"})
_WORD = re.compile(r"[^\W\d_]+")


def is_placeholder(text: str) -> bool:
    """True for what people write where a name is missing: "-", "n/a", "FNU"."""
    return fold(text) in _NO_NAME


def proper_case(text: str) -> str:
    """A name written in capitals as it is usually written; any other name as it stands."""
    name = clean(text)
    if not is_upper(name):
        return name
    return _WORD.sub(lambda word: _proper(word[0], word.start()), name)


def _proper(word: str, start: int) -> str:
    return word.lower() if start and word.lower() in _SMALL else word[:1] + word[1:].lower()


def without_title(text: str) -> str:
    """The name without the honorifics before it."""
    words = clean(text).split()
    while len(words) > 1 and fold(words[0]) in _TITLES:
        words = words[1:]
    return " ".join(words)


@dataclass(frozen=True, slots=True)
class FullName:
    """A name from one column. `sure` is False where nothing shows which part is the family name."""

    family: str
    given: str
    sure: bool


def split_full_name(text: str, order: str | None) -> FullName:
    """ "Family, Given" or "Given FAMILY" show it; else by `order` ("given-first", "family-first"), else not surely."""
    name = without_title(text)
    family, comma, given = name.partition(",")
    if comma and given.strip():
        return FullName(proper_case(family), proper_case(given), True)
    parts = name.strip(" ,").split(" ")
    if len(parts) == 1:
        return FullName(proper_case(parts[0]), "", True)
    capitals = [part for part in parts if is_upper(part)]
    if 0 < len(capitals) < len(parts) and (parts[-len(capitals) :] == capitals or parts[: len(capitals)] == capitals):
        rest = [part for part in parts if part not in capitals]
        return FullName(proper_case(" ".join(capitals)), " ".join(rest), True)
    if order == "family-first":
        return FullName(proper_case(parts[0]), proper_case(" ".join(parts[1:])), True)
    return FullName(proper_case(parts[-1]), proper_case(" ".join(parts[:-1])), order == "given-first")


@lru_cache(maxsize=65536)
def name_key(*parts: str) -> tuple[str, ...]:
    """The words of a name in a fixed order: "Dossou, Théodore Seydou" and "Theodore Seydou DOSSOU" are one name."""
    return tuple(sorted(word for part in parts for word in fold(part).split()))


def nearly_same(left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    """Whether two names (as keys) may be one, respelt, shortened to an initial or with a part left out."""
    if not left or not right:
        return False
    shorter, longer = sorted((list(left), list(right)), key=len)
    matched = 0
    for word in sorted(shorter, key=len, reverse=True):
        twin = next((other for other in longer if _alike(word, other)), None)
        if twin is not None:
            longer.remove(twin)
            matched += len(word) > 1
    return matched >= min(2, len(shorter)) and matched >= len(shorter) - sum(len(word) == 1 for word in shorter)


def _alike(word: str, other: str) -> bool:
    if word == other or (1 in (len(word), len(other)) and word[0] == other[0]):
        return True
    limit = 2 if min(len(word), len(other)) > 6 else 1 if min(len(word), len(other)) > 3 else 0
    return bool(limit) and distance(word, other, limit) <= limit
