"""Which separate things does one cell list, such as "English C1; French B2" or "process design (4), electoral (3)"?"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from roster.importing.text import clean, fold
from roster.importing.words import Found, Words

_LISTS = re.compile(r"\s*[;|•·\n\r]+\s*")
_COMMAS = re.compile(r"\s*[,]\s*(?![^(]*\))")
_SLASHES = re.compile(r"\s+/\s+|(?<=[a-zà-ÿ)\d])/(?=[A-Za-zÀ-ÿ])")
_AND = re.compile(r"\s+(?:and|et|y|&)\s+")
_BRACKETS = re.compile(r"[()\[\]:=–—]")
# No name of the vocabularies has more words, accents and commas apart.
_MOST_WORDS = 16
_EDGES = " \t-–—:,.()[]"


@dataclass(frozen=True, slots=True)
class Item:
    """One thing of a list: what was found for its name, and the rest that qualifies it ("C1", "4")."""

    text: str
    name: Found
    rest: str


def split_list(text: str, *, slashes: bool = False) -> tuple[str, ...]:
    """The parts of a cell, cut at semicolons and line breaks, else commas, else (if allowed) slashes and "and"."""
    for mark in (_LISTS, _COMMAS, *((_SLASHES, _AND) if slashes else ())):
        parts = tuple(part.strip() for part in mark.split(text) if part.strip())
        if len(parts) > 1:
            return parts
    return (clean(text),)


def read_items(
    words: Words, kind: str, text: str, is_rest: Callable[[str], bool], *, slashes: bool
) -> tuple[Item, ...]:
    """The items of a cell. A cell that is one known word is one item; each part is a name with or without a rest.

    `slashes`: "French/English" are two; for themes they are not, for a slash also joins two names of one theme.
    """
    whole = words.find(kind, text)
    if whole.how not in {"unknown", "typing"}:
        return (Item(clean(text), whole, ""),)
    raw_parts = split_list(_keep_lines(text))
    if len(raw_parts) == 1:
        single = read_item(words, kind, raw_parts[0], is_rest)
        if single.name.how != "unknown" or not slashes:
            return (single,)
        return _resplit(words, kind, single, is_rest)
    items = (read_item(words, kind, part, is_rest) for part in raw_parts)
    return tuple(one for item in items for one in (_resplit(words, kind, item, is_rest) if slashes else (item,)))


def _resplit(words: Words, kind: str, item: Item, is_rest: Callable[[str], bool]) -> tuple[Item, ...]:
    """The last part of "English, French and Arabic", if both of its halves are known."""
    if item.name.how != "unknown":
        return (item,)
    halves = tuple(read_item(words, kind, part, is_rest) for part in split_list(item.text, slashes=True))
    return halves if all(half.name.how != "unknown" for half in halves) else (item,)


def _keep_lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def read_item(words: Words, kind: str, text: str, is_rest: Callable[[str], bool]) -> Item:
    """One name with what qualifies it before or behind it: "English (C1)", "EN: C1", "fluent French"."""
    found = words.find(kind, text)
    if found.how not in {"unknown", "typing"}:
        return Item(text, found, "")
    tokens = [token for token in _BRACKETS.sub(" ", text).split() if token.strip(_EDGES)]
    for length in range(min(len(tokens) - 1, _MOST_WORDS), 0, -1):
        for name, rest in ((tokens[:length], tokens[length:]), (tokens[-length:], tokens[:-length])):
            named = words.find(kind, " ".join(name).strip(_EDGES))
            qualifier = " ".join(rest).strip(_EDGES)
            if named.how in {"word", "several", "answer", "typing"} and is_rest(qualifier):
                return Item(text, named, qualifier)
    return Item(text, found, "")


def is_level_text(words: Words, kind: str) -> Callable[[str], bool]:
    """Tells whether a text reads as a level of this kind, or as a range of two."""

    def check(text: str) -> bool:
        parts = [part for part in re.split(r"[/\-–]|\bto\b|\bà\b", text) if part.strip()]
        return bool(fold(text)) and (
            words.find(kind, text).code is not None
            or (1 < len(parts) < 3 and all(words.find(kind, part).code for part in parts))
        )

    return check
