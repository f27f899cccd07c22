"""How many years, hours or seats does a cell say?

A range, a fraction or an unknown unit is asked about: neither its middle nor its lower end is taken.
"""

from __future__ import annotations

import re
from typing import Literal

from roster.importing.faults import Fault, Told
from roster.importing.text import fold, is_blank

Unit = Literal["hours", "days", "weeks"]
HOURS: dict[str, int] = {"hours": 1, "days": 24, "weeks": 168}

_UNITS: dict[str, Unit] = {
    **dict.fromkeys(("h", "hr", "hrs", "hour", "hours", "heure", "heures", "hora", "horas"), "hours"),
    **dict.fromkeys(("d", "day", "days", "jour", "jours", "j", "dia", "dias"), "days"),
    **dict.fromkeys(("w", "wk", "wks", "week", "weeks", "semaine", "semaines", "sem", "semana", "semanas"), "weeks"),
}
_AMOUNT = re.compile(r"(\d{1,4})\s?([a-z]+)?$")
_YEARS = re.compile(
    r"(?:over |more than |plus de |mas de |env |environ |approx |about |circa |ca |c )?(\d{1,2})\s?"
    r"(?:years?|yrs?|y|ans?|annees?|anos?|a)?(?: plus)?(?: exp(?:erience)?)?$"
)
_SINCE = re.compile(r"(?:since|from|depuis|desde|seit)\s(?:en |el |l an )?(\d{4})$")
_WHOLE = re.compile(r"\d{1,6}$")
_PERCENT = re.compile(r"(?<!\d)(\d{1,3})\s?%")


def whole(value: object) -> int | None:
    """The number of a cell that is nothing but a whole number, written or stored."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return value
    if isinstance(value, float):
        return int(value) if value.is_integer() else None
    if isinstance(value, str) and (match := _WHOLE.match(value.strip().removesuffix(".0"))):
        return int(match[0])
    return None


def read_years(value: object, this_year: int) -> Told[int | None]:
    """Years of experience: "15", "15 yrs", "24+", "~20" and "since 2010" are understood."""
    number = whole(value)
    if number is None and isinstance(value, str):
        if is_blank(value):
            return Told(None)
        folded = fold(value.replace("+", " plus").replace("~", " "))
        if match := _YEARS.match(folded):
            number = int(match[1])
        elif (match := _SINCE.match(folded)) and int(match[1]) <= this_year:
            number = this_year - int(match[1])
    if number is None and value is None:
        return Told(None)
    if number is not None and 0 <= number <= 70:
        return Told(number)
    if number is not None and 1940 <= number <= this_year:
        why = "A year; since then, or in that year?"
        return Told(None, Fault("years.calendar-year", why, proposed=this_year - number))
    return Told(None, Fault("years.unreadable", "Not readable as a number of years."))


def read_notice(value: object, unit: Unit | None, key: str) -> Told[int | None]:
    """Notice in hours. `unit` is the column's unit for bare numbers, None when nothing says it."""
    if value is None or (isinstance(value, str) and is_blank(value)):
        return Told(None)
    number, said = whole(value), unit
    if number is None and isinstance(value, str) and (match := _AMOUNT.match(fold(value))):
        number, said = int(match[1]), _UNITS.get(match[2] or "")
    if number is None or (said is None and number != whole(value)):
        return Told(None, Fault("notice.unreadable", "Not readable as a length of notice."))
    if said is None:
        why = "Hours or days? Nothing in this column says it."
        return Told(None, Fault("notice.no-unit", why, key=key, options=("hours", "days")))
    hours = number * HOURS[said]
    if 0 <= hours <= 8784:
        return Told(hours)
    return Told(None, Fault("notice.unreadable", "Longer than a year, or negative."))


def unit_named(word: str) -> Unit | None:
    """The unit of an answer."""
    return _UNITS.get(fold(word))


def unit_in_header(header: str) -> Unit | None:
    """The unit that a header states, as in "Notice (h)" or "Préavis (jours)"."""
    return next((_UNITS[word] for word in fold(header).split() if word in _UNITS), None)


def unit_of_column(values: list[object]) -> Unit | None:
    """Hours, if the bare numbers can hardly be days: all are multiples of 24 or 6, and some above 31."""
    numbers = [number for number in map(whole, values) if number is not None]
    if numbers and max(numbers) > 31 and all(number % 6 == 0 for number in numbers):
        return "hours"
    return None


def read_count(value: object, field: str) -> Told[int | None]:
    """A number of seats."""
    number = whole(value)
    if number is not None and 0 <= number <= 500:
        return Told(number)
    if value is None or (isinstance(value, str) and is_blank(value)):
        return Told(None)
    return Told(None, Fault(f"{field}.unreadable", "Not readable as a number."))


def read_share_cell(value: object) -> Told[float | None]:
    """The share of a column of shares: "40 %", 40 or a stored 0.4. A bare 1 may be all of the time or a hundredth."""
    if value is None or (isinstance(value, str) and is_blank(value)):
        return Told(None)
    number = whole(value)
    if isinstance(value, float) and 0 <= value < 1:
        return Told(value)
    if number is not None and (number == 0 or 1 < number <= 100):
        return Told(number / 100)
    if number == 1:
        return Told(None, Fault("share.unreadable", "All of the time, or one per cent? Write it with a % sign."))
    share = read_share(value) if isinstance(value, str) else None
    return Told(share) if share is not None else Told(None, Fault("share.unreadable", "Not readable as a percentage."))


def read_share(text: str | None) -> float | None:
    """A share of time written as a percentage anywhere in a text, from 0 to 1."""
    match = _PERCENT.search(text) if text else None
    return int(match[1]) / 100 if match and int(match[1]) <= 100 else None
