"""Which place does somebody mean by "Genève", "NYC" or "Dakar, Sénégal"? Answers only when there is one answer."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from roster.importing.text import fold


@dataclass(frozen=True, slots=True)
class KnownPlace:
    """A place as the resolver sees it; `country` is alpha-2, `country_names` every name that may follow a comma."""

    code: str
    country: str
    names: tuple[str, ...]
    country_names: tuple[str, ...] = ()


class PlaceIndex:
    """Looks cities up by name, alias or code, without regard to case, accents and punctuation."""

    def __init__(self, known: Iterable[KnownPlace]) -> None:
        self._by_name: dict[str, dict[str, str]] = {}
        self._countries: dict[str, set[str]] = {}
        aliases: list[tuple[str, KnownPlace]] = []
        for place in known:
            aliases.extend((name, place) for name in (*place.names[1:], place.code))
            self._remember(place.names[0], place, is_name=True)
            for country_name in (*place.country_names, place.country):
                self._countries.setdefault(fold(country_name), set()).add(place.country)
        for name, place in aliases:
            self._remember(name, place, is_name=False)

    def _remember(self, name: str, place: KnownPlace, *, is_name: bool) -> None:
        """A city's own name goes before another city's alias; two aliases in one country leave the first."""
        codes = self._by_name.setdefault(fold(name), {})
        if is_name or place.country not in codes:
            codes[place.country] = place.code

    def find(self, name: str, country: str | None = None) -> str | None:
        """The code of the place; `None` when unknown, or when the name exists in several countries and none is given.

        A country after a comma counts like one given: "Amman, Jordan". One that contradicts `country` finds nothing.
        """
        codes = self._by_name.get(fold(name))
        if codes is None and "," in name:
            city, _, after = name.rpartition(",")
            stated = self._countries.get(fold(after), set())
            if len(stated) == 1 and (country is None or country in stated):
                return self.find(city, next(iter(stated)))
            return None
        return self._choose(codes or {}, country)

    @staticmethod
    def _choose(codes: Mapping[str, str], country: str | None) -> str | None:
        if country is not None:
            return codes.get(country)
        return next(iter(codes.values())) if len(codes) == 1 else None
