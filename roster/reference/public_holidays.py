"""On which days is a country closed? Public holidays of the `holidays` package, named in English where it can.

Movable feasts that depend on the sighting of the moon are the package's estimates.
"""

from collections.abc import Iterable
from datetime import date

import holidays

NAME_LENGTH = 160


def public_holidays(country: str, years: Iterable[int]) -> dict[date, str] | None:
    """Day → name for a country (alpha-2); `None` when the package does not know the country."""
    calendar = getattr(holidays, country, None)
    if calendar is None:
        return None
    languages = [language for language in calendar.supported_languages if language.startswith("en")]
    chosen = "en_US" if "en_US" in languages else (languages[0] if languages else None)
    days = calendar(years=list(years), language=chosen)
    return {day: name[:NAME_LENGTH] for day, name in sorted(days.items())}
