"""Which cities can somebody live in or be sent to? Capitals of all member states, hubs, and further large cities.

`tables/places.csv` lists them. A three-letter code is that of the city's main airport, whose coordinates and time
zone come from `airportsdata`; a city without one has a longer code and coordinates of its own. "Capital" means the
city where diplomatic missions to the country are found and states nothing about its status.
"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import airportsdata

TABLE = Path(__file__).parent / "tables" / "places.csv"

# Where readiness is kept at all times, and why (domain.md §4.18).
REFERENCE_DESTINATIONS: tuple[tuple[str, str], ...] = (
    ("NBO", "Regional hub for Eastern Africa"),
    ("DSS", "Regional hub for West Africa and the Sahel"),
    ("AMM", "Regional hub for the Middle East"),
    ("BKK", "Regional hub for Asia and the Pacific"),
    ("PTY", "Regional hub for Latin America and the Caribbean"),
    ("VIE", "Regional hub for Europe and Central Asia"),
)


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """`country` is alpha-2; degrees north and east are positive."""

    code: str
    name: str
    country: str
    timezone: str
    latitude: float
    longitude: float
    is_capital: bool
    aliases: tuple[str, ...]


@cache
def places() -> tuple[PlaceRow, ...]:
    """Every place, by code. A code that is neither an airport nor has coordinates raises `KeyError`: a faulty table."""
    airports = airportsdata.load("IATA")
    with TABLE.open(encoding="utf-8", newline="") as file:
        rows = [_row(line, airports) for line in csv.DictReader(file)]
    return tuple(sorted(rows, key=lambda row: row.code))


def _row(line: dict[str, str], airports: Mapping[str, airportsdata.Airport]) -> PlaceRow:
    code = line["code"]
    return PlaceRow(
        code=code,
        name=line["name"],
        country=line["country"],
        timezone=line["timezone"] or airports[code]["tz"],
        latitude=round(float(line["latitude"] or airports[code]["lat"]), 5),
        longitude=round(float(line["longitude"] or airports[code]["lon"]), 5),
        is_capital=line["is_capital"] == "yes",
        aliases=tuple(alias for alias in line["aliases"].split("|") if alias),
    )
