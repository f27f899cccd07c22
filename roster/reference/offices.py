"""Which offices issue something, and when are they open? The unit's headquarters and a consulate of every member state.

A consulate keeps the time zone of its capital, the weekend of its country and 09:00 to 17:00: where exactly somebody
applies is rarely known in advance. Weekends change by decree; those here are defaults to be checked.
"""

from dataclasses import dataclass
from datetime import time
from functools import cache

from roster.reference.countries import codes, countries
from roster.reference.places import places
from roster.reference.requirements import HEADQUARTERS

OPENS = time(9)
CLOSES = time(17)

MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY = range(7)
USUAL_WEEKEND = (SATURDAY, SUNDAY)
WEEKENDS: dict[str, tuple[int, ...]] = {
    **dict.fromkeys(codes("BD BH DJ DZ EG IL IQ JO KW LY MV OM QA SA SD SO SY YE"), (FRIDAY, SATURDAY)),
    **dict.fromkeys(codes("AF IR"), (THURSDAY, FRIDAY)),
    "BN": (FRIDAY, SUNDAY),
    "NP": (SATURDAY,),
}
"""By alpha-2 code, where it is not Saturday and Sunday. Monday is 0."""


@dataclass(frozen=True, slots=True)
class OfficeRow:
    """`country` is alpha-3, `calendar` the alpha-2 code whose public holidays close it."""

    code: str
    name: str
    country: str
    calendar: str
    timezone: str
    weekend: tuple[int, ...]


def consulate_code(country: str) -> str:
    """The code of the office that issues a country's visas; `country` is alpha-3."""
    return f"consulate-{country.lower()}"


@cache
def offices() -> tuple[OfficeRow, ...]:
    """Headquarters first, then the consulates by country code."""
    capitals = {place.country: place for place in places() if place.is_capital}
    consulates = tuple(
        OfficeRow(
            code=consulate_code(country.code),
            name=f"Consulate: {country.name}",
            country=country.code,
            calendar=country.alpha2,
            timezone=capitals[country.alpha2].timezone,
            weekend=WEEKENDS.get(country.alpha2, USUAL_WEEKEND),
        )
        for country in countries()
        if country.is_member_state
    )
    headquarters = OfficeRow(HEADQUARTERS, "Headquarters, New York", "USA", "US", "America/New_York", USUAL_WEEKEND)
    return (headquarters, *consulates)
