"""Which code does this written word stand for, given the vocabulary and what a person has answered before?

Answers come first, then the vocabulary, then a single plain typing error. A word with several meanings or none is
never decided here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from roster.importing.answers import BLANK, MappingAnswers
from roster.importing.faults import Fault, Told
from roster.importing.text import BLANK_WORDS, distance, fold
from roster.importing.vocabulary.countries import alpha_2_codes
from roster.importing.vocabulary.vocabulary import Vocabulary

How = Literal["answer", "word", "typing", "blank", "several", "unknown"]

# Short words and yes-no words are too near to each other for a typing error to be told from another word.
_NO_TYPING = frozenset(
    {"gender", "release", "released", "tier", "expertise-level", "language-level", "track", "hardship-class"}
)
# "Security matters" are security; the noun adds nothing.
_VAGUE_NOUN = re.compile(r"\s(?:issues?|matters|affairs|questions|topics|expertise|advice|aspects|processes)$")
_LANGUAGE_CODE = re.compile(r"[a-z]{2,3}$")
# Longer texts hardly come twice, and each of their parts is looked up: remembered, they would take gigabytes.
_LONGEST_KEPT = 120
_BRACKETED = re.compile(r"\s*\([^)]*\)")


@dataclass(frozen=True, slots=True)
class Found:
    """`codes`: one when certain, several when ambiguous, none when blank or unknown. `key` is the question's."""

    codes: tuple[str, ...]
    how: How
    key: str
    nearly: tuple[str, ...] = ()

    @property
    def code(self) -> str | None:
        return self.codes[0] if len(self.codes) == 1 else None


class Words:
    """Looks words up, and remembers what it found: a column says the same few things thousands of times."""

    def __init__(self, vocabulary: Vocabulary, answers: MappingAnswers) -> None:
        self.vocabulary = vocabulary
        self.answers = answers
        # By what people are known in this workbook; filled once its People sheets are found.
        self.persons: frozenset[str] = frozenset()
        self._found: dict[tuple[str, str], Found] = {}
        self._spellings: dict[str, list[tuple[str, tuple[str, ...]]]] = {}

    def find(self, kind: str, text: str) -> Found:
        if len(text) > _LONGEST_KEPT:
            return self._look_up(kind, text)
        known = self._found.get((kind, text))
        if known is None:
            known = self._found[(kind, text)] = self._look_up(kind, text)
        return known

    def _look_up(self, kind: str, text: str) -> Found:
        folded = fold(text)
        key = f"value:{kind}:{folded}"
        answer = self.answers.get(key)
        if answer == BLANK:
            return Found((), "blank", key)
        if answer is not None and self._is_code(kind, answer):
            return Found((answer,), "answer", key)
        codes = self.vocabulary.codes(kind, folded)
        if codes:
            return Found(codes, "word" if len(codes) == 1 else "several", key)
        if folded in BLANK_WORDS:
            return Found((), "blank", key)
        if kind == "theme" and (codes := self.vocabulary.codes(kind, _VAGUE_NOUN.sub("", folded))):
            return Found(codes, "word" if len(codes) == 1 else "several", key)
        nearest = self._nearest(kind, folded)
        meant = self._mistyped(kind, nearest, folded)
        if meant:
            return Found((meant,), "typing", key)
        inner = self.vocabulary.codes(kind, fold(_BRACKETED.sub("", text)))
        return Found((), "unknown", key, inner or tuple(sorted(nearest, key=lambda code: nearest[code])))

    def _is_code(self, kind: str, answer: str) -> bool:
        """Whether an answer is a code of the kind; one that is not (any more) is asked for again."""
        if kind == "language":
            return bool(_LANGUAGE_CODE.match(answer))
        return answer in alpha_2_codes() if kind == "country" else answer in self.vocabulary.all_codes(kind)

    def _nearest(self, kind: str, folded: str) -> dict[str, int]:
        """Codes whose spelling is near, by slips. The first letter must be right: "unapproved" is not "approved"."""
        limit = _slips(kind, folded)
        nearest: dict[str, int] = {}
        if not limit:
            return nearest
        for word, codes in self._spelt(kind, folded[0]):
            if len(codes) > 1 or word.count(" ") != folded.count(" "):
                continue
            slips = distance(folded, word, limit + 1)
            if slips <= min(limit, _slips(kind, word)) + 1:
                nearest[codes[0]] = min(slips, nearest.get(codes[0], slips))
        return nearest

    def _mistyped(self, kind: str, nearest: dict[str, int], folded: str) -> str | None:
        """The one code that can have been meant: within the slips allowed, and no other nearly as near."""
        ranked = sorted(nearest.items(), key=lambda entry: entry[1])
        if not ranked or ranked[0][1] > _slips(kind, folded):
            return None
        return None if len(ranked) > 1 and ranked[1][1] <= ranked[0][1] + 1 else ranked[0][0]

    def _spelt(self, kind: str, letter: str) -> list[tuple[str, tuple[str, ...]]]:
        spellings = self._spellings.get(kind + letter)
        if spellings is None:
            spellings = self._spellings[kind + letter] = [
                (word, codes)
                for word, codes in self.vocabulary.words[kind].items()
                if word[0] == letter and (kind != "language" or len(codes[0]) == 2)
            ]
        return spellings

    def code(self, kind: str, text: str, *, field: str, holds: bool = False) -> Told[str | None]:
        """The code, or why there is none. `field` names the vocabulary in the fault's code and sentence."""
        found = self.find(kind, text)
        if found.code is not None:
            if found.how == "typing":
                return Told(found.code, misspelt(field, text, found.code))
            return Told(found.code)
        if found.how == "blank":
            return Told(None)
        if found.how == "several":
            return Told(None, several(field, found, holds=holds))
        return Told(None, self.unknown(kind, field, found, holds=holds))

    def unknown(self, kind: str, field: str, found: Found, *, holds: bool, why: str | None = None) -> Fault:
        nearly = found.nearly[0] if len(found.nearly) == 1 else None
        return Fault(
            f"{field}.unknown",
            why or f"Not one of the words known for {field.replace('-', ' ').replace('_', ' ')}.",
            proposed=nearly,
            holds=holds,
            key=found.key,
            options=tuple(dict.fromkeys((*found.nearly, *self.offered(kind)))),
        )

    def offered(self, kind: str) -> tuple[str, ...]:
        """The codes worth listing as answers; for languages and countries there are too many, and a page searches."""
        return () if kind in {"language", "country"} else self.vocabulary.all_codes(kind)

    def recognises(self, kind: str, texts: Iterable[str]) -> float:
        """The share of these texts that are words of the kind, slips and answers included; 0 for no texts."""
        hits = [self.find(kind, text).how in {"answer", "word", "typing", "several"} for text in texts]
        return sum(hits) / len(hits) if hits else 0.0


def _slips(kind: str, folded: str) -> int:
    if kind in _NO_TYPING or any(letter.isdigit() for letter in folded) or len(folded) < 6:
        return 0
    return 2 if len(folded) >= 10 and kind != "country" else 1


def misspelt(field: str, text: str, code: str) -> Fault:
    return Fault(
        f"{field}.misspelt", f"Read as {code}: “{text}” is one slip away from it.", action="note", proposed=code
    )


def several(field: str, found: Found, *, holds: bool) -> Fault:
    return Fault(
        f"{field}.ambiguous",
        f"{_COUNT.get(len(found.codes), 'Several')} {_PLURAL.get(field, 'values')} go by this name.",
        proposed={"one_of": found.codes},
        holds=holds,
        key=found.key,
        options=found.codes,
    )


_COUNT = {2: "Two"}
_PLURAL = {"country": "countries", "language": "languages", "region": "regions", "theme": "themes"}
