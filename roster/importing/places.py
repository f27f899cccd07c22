"""Which countries and regions does a cell name?"""

from __future__ import annotations

import re
from dataclasses import dataclass

from roster.importing.answers import BLANK
from roster.importing.faults import Fault, Told
from roster.importing.text import clean, fold
from roster.importing.vocabulary.countries import alpha_2_codes
from roster.importing.vocabulary.regions import AMBIGUOUS_REGIONS
from roster.importing.words import Found, Words, misspelt, several

# From the surest mark between two names to the least sure; "and" comes last, for "Bosnia and Herzegovina".
_BETWEEN = tuple(
    re.compile(mark)
    for mark in (r"\s*[;|\n]\s*", r"\s*/\s*", r"\s*[&+]\s*", r"\s*,\s*", r"\s+(?:and|et|y|e|und)\s+", r"\s*[-–]\s*")
)
_LAST_ARTICLE = re.compile(r"\s*(?:,\s*the|\(\s*the\s*\))$", re.IGNORECASE)
_SHORT = {"rep": "republic", "dem": "democratic", "fed": "federation", "st": "saint", "is": "islands", "isl": "islands"}
_ARTICLE = re.compile(r"^(?:the|la|le|les|l|el|los|las)\s")
_BRACKETED = re.compile(r"([^()]+?)\s*\(([^()]+)\)$")
_MERE_NOUNS = frozenset(
    {"country", "the country", "state", "republic", "nation", "pays", "pais", "national", "citizen"}
)
_NOT_A_CODE = frozenset({"NA"})


def find_country(words: Words, text: str, *, codes_beside: bool = False) -> Found:
    """The country of one name. Two letters count as a code only in capitals; "NA" only beside other codes."""
    bare = clean(text).rstrip(".")
    if bare in alpha_2_codes() and (bare not in _NOT_A_CODE or codes_beside):
        return Found((bare,), "word", f"value:country:{fold(text)}")
    if bare in _NOT_A_CODE and not words.answers.get(f"value:country:{fold(text)}"):
        return Found((bare, BLANK), "several", f"value:country:{fold(text)}")
    found = words.find("country", text)
    if found.how in {"unknown", "typing"} and (bracketed := _BRACKETED.match(bare)) and fold(bracketed[2]) != "the":
        return _told_apart(words, found, bracketed[1], bracketed[2])
    if found.how == "typing" and any(mark.search(text) for mark in _BETWEEN[:4]):
        return Found((), "unknown", found.key)
    if found.how == "unknown" and (again := words.find("country", _usual(text))).how in {"word", "several", "answer"}:
        return again
    return found


def _usual(text: str) -> str:
    """The name without its article and with short words written out: "Gambia, The", "Czech Rep.", "St. Lucia"."""
    folded = _ARTICLE.sub("", fold(_LAST_ARTICLE.sub("", clean(text))))
    return " ".join(_SHORT.get(word, word) for word in folded.split())


def _told_apart(words: Words, found: Found, name: str, inside: str) -> Found:
    """ "Congolese (DRC)" is one country, "Georgia (country)" too; "Sudan (South)" is left to a person."""
    outer, inner = words.find("country", name), words.find("country", inside)
    if inner.code in outer.codes or (outer.code and fold(inside) in _MERE_NOUNS):
        return Found((inner.code or outer.code or "",), "word", found.key)
    return Found((), "unknown", found.key, outer.codes)


def read_country(words: Words, text: str, *, codes_beside: bool = False, holds: bool = False) -> Told[str | None]:
    """One country."""
    found = find_country(words, text, codes_beside=codes_beside)
    if found.code is not None:
        return Told(found.code, misspelt("country", text, found.code) if found.how == "typing" else None)
    if found.how == "blank":
        return Told(None)
    return Told(None, country_fault(words, found, holds=holds))


def country_fault(words: Words, found: Found, *, holds: bool = False) -> Fault:
    if found.how == "several":
        return several("country", found, holds=holds)
    return words.unknown("country", "country", found, holds=holds, why="Not a country of the list.")


def read_countries(words: Words, text: str, *, codes_beside: bool = False) -> tuple[tuple[str, ...], tuple[Fault, ...]]:
    """Every country named in a cell, in the order written, and a fault for each part that is none."""
    codes: list[str] = []
    faults: list[Fault] = []
    for part in split_names(words, text):
        told = read_country(words, part, codes_beside=codes_beside)
        if told.value and told.value not in codes:
            codes.append(told.value)
        if told.fault:
            faults.append(told.fault)
    return tuple(codes), tuple(faults)


def split_names(words: Words, text: str) -> tuple[str, ...]:
    """The names in a cell. A whole that is a name stays whole; else it is split at the surest mark that it has."""
    if find_country(words, text).how != "unknown":
        return (text,)
    for mark in _BETWEEN:
        parts = [part for part in mark.split(text) if part.strip()]
        if len(parts) > 1 and any(_any_known(words, part) for part in parts):
            return tuple(name for part in parts for name in split_names(words, part))
    return (text,)


def _any_known(words: Words, text: str) -> bool:
    """Whether this or a part of it is a country; "Congo, Dem. Rep." is one name and never reaches here."""
    if find_country(words, text).how in {"word", "several", "answer", "typing"}:
        return True
    return any(
        find_country(words, part).how in {"word", "several", "answer"}
        for mark in _BETWEEN
        for part in mark.split(text)
        if part.strip() and part != text
    )


@dataclass(frozen=True, slots=True)
class Area:
    """A country ("country", its code) or a region ("region", its slug)."""

    kind: str
    code: str


def read_area(words: Words, text: str, *, codes_beside: bool = False) -> Told[Area | None]:
    """Where somebody has experience. Without an answer the row is held: an experience of nowhere says nothing."""
    for variant in (text, _ARTICLE.sub("", fold(text))):
        region = words.find("region", variant)
        if region.code and region.how in {"word", "answer"}:
            return Told(Area("region", region.code))
    if fold(text) in AMBIGUOUS_REGIONS:
        found = Found(AMBIGUOUS_REGIONS[fold(text)], "several", f"value:region:{fold(text)}")
        return Told(None, several("region", found, holds=True))
    country = find_country(words, text, codes_beside=codes_beside)
    if country.code and country.how != "typing":
        return Told(Area("country", country.code))
    if country.how == "several":
        return Told(None, country_fault(words, country, holds=True))
    if region.code or country.code:
        kind, code = ("region", region.code) if region.code else ("country", country.code)
        return Told(Area(kind, code or ""), misspelt("region", text, code or ""))
    why = "Neither a country nor one of the regions."
    fault = Fault("region.unknown", why, holds=True, key=f"value:region:{fold(text)}", options=words.offered("region"))
    return Told(None, None if country.how == "blank" else fault)
