"""Which of our codes may a written word stand for? One code: certain. Several: a person must say. None: unknown.

The defaults are everyday words in English, French and Spanish. The product's own vocabularies (themes and their
aliases, places) extend them with `extended`, so what an administrator adds is understood in the next workbook.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from roster.importing.text import fold
from roster.importing.vocabulary import countries, demonyms, engagements, languages, levels, membership, regions, themes

Words = Mapping[str, tuple[str, ...]]

_TABLES: Mapping[str, str] = {
    "theme": themes.THEMES,
    "gender": membership.GENDER,
    "pool": membership.POOLS,
    "tier": membership.TIERS,
    "status": membership.STATUSES,
    "release": membership.RELEASE,
    "released": membership.RELEASED,
    "region": regions.REGIONS,
    "clearance": engagements.CLEARANCES,
    "hardship-class": engagements.HARDSHIP_CLASSES,
    "clearance-state": engagements.CLEARANCE_STATES,
    "calendar": engagements.CALENDAR,
    "impartiality": engagements.IMPARTIALITY,
    "dispute": engagements.DISPUTES,
    "modality": engagements.MODALITIES,
    "request-kind": engagements.REQUEST_KINDS,
    "outcome": engagements.OUTCOMES,
    "expertise-level": levels.EXPERTISE_LEVELS,
    "language-level": levels.LANGUAGE_LEVELS,
    "track": levels.TRACKS,
}


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Kind → folded word → the codes it may stand for. `too_general` words are refused with their own reason."""

    words: Mapping[str, Words]
    too_general: frozenset[str] = themes.TOO_GENERAL

    def codes(self, kind: str, folded: str) -> tuple[str, ...]:
        return self.words[kind].get(folded, ())

    def all_codes(self, kind: str) -> tuple[str, ...]:
        """Every code of a kind, in the order of the vocabulary."""
        return tuple(dict.fromkeys(code for codes in self.words[kind].values() for code in codes))

    def extended(self, kind: str, words: Iterable[tuple[str, str]]) -> Vocabulary:
        """The vocabulary with more (word, code) pairs of one kind; they win over the defaults."""
        more = {fold(word): (code,) for word, code in words if fold(word)}
        return Vocabulary({**self.words, kind: {**self.words.get(kind, {}), **more}}, self.too_general - more.keys())


def read_table(table: str) -> dict[str, tuple[str, ...]]:
    """ "code: word; word" lines → folded word → codes; the code is a word of its own."""
    found: dict[str, dict[str, None]] = {}
    for line in table.strip().splitlines():
        code, _, rest = line.partition(":")
        for word in (code, *_with_and_without(rest.split(";"))):
            if folded := fold(word):
                found.setdefault(folded, {})[code.strip()] = None
    return {word: tuple(codes) for word, codes in found.items()}


def _with_and_without(words: Iterable[str]) -> Iterable[str]:
    for word in words:
        if "(" in word:
            stem, _, ending = word.strip().partition("(")
            yield stem
            yield stem + ending.rstrip(")")
        else:
            yield word


def _languages() -> Words:
    return {**languages.language_names(), **read_table(languages.LANGUAGES), **languages.AMBIGUOUS_LANGUAGES}


def _countries() -> Words:
    found: dict[str, set[str]] = {}
    for word, code in countries.country_names():
        found.setdefault(word, set()).add(code)
    named = {word: tuple(sorted(codes)) for word, codes in found.items() if word}
    people = {word: codes for word, codes in read_table(demonyms.DEMONYMS).items() if len(word) > 2}
    variants = {word: codes for word, codes in read_table(countries.VARIANTS).items() if word not in _BARE_CODES}
    return {**people, **named, **variants, **countries.AMBIGUOUS_COUNTRIES}


# A two-letter code in small letters is a word; only these are written so.
_BARE_CODES = frozenset(line[:2].lower() for line in countries.VARIANTS.strip().splitlines()) - {"us"}


@lru_cache(maxsize=1)
def default_vocabulary() -> Vocabulary:
    """The words that come with the product."""
    words: dict[str, Words] = {kind: read_table(table) for kind, table in _TABLES.items()}
    words["language"] = _languages()
    words["country"] = _countries()
    return Vocabulary(words)
