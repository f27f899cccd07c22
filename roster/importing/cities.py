"""In which city is somebody based, and in which country is that?

A city whose name several countries share, or that nobody knows, keeps its name; its country is asked for.
"""

from __future__ import annotations

from dataclasses import dataclass

from roster.importing.answers import BLANK
from roster.importing.faults import Fault, Told
from roster.importing.places import find_country
from roster.importing.text import clean, fold, is_blank
from roster.importing.vocabulary.cities import NAMESAKES, airport_cities, known_cities
from roster.importing.vocabulary.countries import alpha_2_codes
from roster.importing.words import Words


@dataclass(frozen=True, slots=True)
class City:
    name: str
    country: str | None


def read_city(words: Words, text: str) -> Told[City | None]:
    """The city of a base. A country, state or district behind the name must fit what is known of the city."""
    if is_blank(text):
        return Told(None)
    whole = known_cities().get(fold(text))
    if whole and not _shared_name(clean(text), whole[0]):
        return Told(City(*whole))
    answer = words.answers.get(f"value:city:{fold(text)}")
    name, tail = _parts(words, text)
    if answer == BLANK or answer in alpha_2_codes():
        return Told(City(name, None if answer == BLANK else answer))
    stated = find_country(words, tail).code if tail else None
    known = known_cities().get(fold(name))
    if known and stated == known[1]:
        return Told(City(*known))
    return _from_airports(text, name, stated, known if not tail else None, has_tail=bool(tail))


def _parts(words: Words, text: str) -> tuple[str, str]:
    """The name and what stands behind it: "Amman, Jordan", "Nairobi (Kenya)", "Oslo / Norway", "Lagos Nigeria"."""
    written = clean(text)
    for opening, closing in ((",", ""), ("(", ")"), (" / ", ""), (" - ", "")):
        name, mark, tail = written.removesuffix(closing).partition(opening)
        if mark and name.strip() and tail.strip():
            return name.strip(), tail.strip()
    tokens = written.split()
    for length in range(len(tokens) - 1, 0, -1):
        name, tail = " ".join(tokens[:length]), " ".join(tokens[length:])
        known = known_cities().get(fold(name))
        if known and find_country(words, tail).code == known[1]:
            return name, tail
    return written, ""


def _shared_name(written: str, name: str) -> bool:
    """Whether a well-known namesake elsewhere may be meant; accents that only this one has tell them apart."""
    return fold(written) in NAMESAKES and not (written == name and not name.isascii())


def _from_airports(
    text: str, name: str, stated: str | None, known: tuple[str, str] | None, *, has_tail: bool
) -> Told[City | None]:
    written, countries = airport_cities().get(fold(name), (name, ()))
    if known:
        countries = tuple(sorted({*countries, known[1], *NAMESAKES.get(fold(name), ())}))
    # A three-letter code stands for its city; a name keeps the spelling of the sheet.
    city = written if len(name) == 3 and name.isupper() else name
    if stated:
        return Told(City(city, stated))
    if len(countries) == 1 and not has_tail:
        return Told(City(city, countries[0]))
    why = (
        "Several countries have a city of this name." if countries else "A city not known here; in which country is it?"
    )
    proposed = {"one_of": countries} if len(countries) > 1 else None
    fault = Fault("city.unknown", why, proposed=proposed, key=f"value:city:{fold(text)}", options=countries)
    return Told(City(clean(text) if has_tail else city, None), fault)
