"""Which day does a written date mean?

Text alone decides only what it can: `read_form` says which days the text may mean, `settle` picks one by the column's
order of day and month. The convention is day first; a column's own dates may show otherwise (`date_orders`).
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal

from roster.importing.text import fold, is_blank

Kind = Literal[
    "day", "either", "day-first", "month-first", "year", "month", "impossible", "vague", "ongoing", "blank", "none"
]

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january janv janvier ene enero",
            "feb february fev fevr fevrier febrero",
            "mar march mars marzo",
            "apr april avr avril abr abril",
            "may mai mayo",
            "jun june juin junio",
            "jul july juil juillet julio",
            "aug august aout ago agosto",
            "sep sept september septembre septiembre setiembre set",
            "oct october octobre octubre",
            "nov november novembre noviembre",
            "dec december decembre dic diciembre",
        ),
        1,
    )
    for name in names.split()
}
_ONGOING = frozenset(
    {
        "ongoing",
        "present",
        "to date",
        "current",
        "now",
        "till now",
        "until now",
        "today",
        "open",
        "open ended",
        "continuing",
    }
    | {"en cours", "a ce jour", "present jour", "jusqu a present", "aujourd hui", "actuel", "en curso", "actualidad"}
    | {"hasta la fecha", "presente", "actual", "vigente", "hasta hoy", "a la fecha"}
)
_VAGUE = frozenset({"early", "mid", "late", "spring", "summer", "autumn", "fall", "winter", "debut", "mi", "ete"})
_VAGUE |= {"about", "around", "circa", "ca", "approx", "vers", "environ", "principios", "mediados", "finales", "soon"}
_VAGUE |= {"printemps", "automne", "hiver", "primavera", "verano", "otono", "invierno", "q1", "q2", "q3", "q4"}
_END = frozenset(
    {"end", "end of", "fin", "fin de", "fin du", "fines de", "fin d", "the end of", "a fin de", "finales de"}
)
_TIME = re.compile(
    r"[T ]\s*\d{1,2}[:h]\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?:[ap]\.?m\.?)?\s*(?:Z|UTC|GMT|[+-]\d{2}:?\d{2})?$", re.IGNORECASE
)
_YMD = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$")
_COMPACT = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})$")
_NUMERIC = re.compile(r"(\d{1,2})\s?([-/. ])\s?(\d{1,2})\s?[-/. ]\s?(\d{4}|\d{2})$")
_MONTH = f"({'|'.join(sorted(_MONTHS, key=len, reverse=True))})"
_WORDS = re.compile(
    rf"(\d{{1,2}})(?:st|nd|rd|th|er|re|o|º)?\s(?:of |de |d )?{_MONTH}\s(?:of |de |del |)?(\d{{4}}|\d{{2}})$"
)
_MONTH_WORDS = re.compile(rf"{_MONTH}\s(\d{{1,2}})(?:st|nd|rd|th)?\s(\d{{4}})$")
_MONTH_YEAR = re.compile(rf"(?:(.+)\s)?{_MONTH}\s(?:de |del |of )?(\d{{4}}|\d{{2}})$")
_MONTH_NUMBER = re.compile(r"(?:(\d{4})\s(\d{1,2})|(\d{1,2})\s(\d{4}))$")


@dataclass(frozen=True, slots=True)
class DateForm:
    """What a text may mean. `day` is the day-first reading where order matters, `other` the month-first one."""

    kind: Kind
    day: date | None = None
    other: date | None = None


def make_day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def full_year(written: str) -> int:
    """Two digits mean 1950 to 2049."""
    year = int(written)
    return year if len(written) > 2 else 1900 + year if year >= 50 else 2000 + year


@lru_cache(maxsize=65536)
def read_form(text: str) -> DateForm:
    """The days that a text may mean, without regard to its column."""
    folded = fold(text)
    if folded in _ONGOING:
        return DateForm("ongoing")
    if is_blank(text):
        return DateForm("blank")
    bare = _TIME.sub("", text).strip()
    if match := _YMD.match(bare) or _COMPACT.match(bare):
        return _sure(make_day(int(match[1]), int(match[2]), int(match[3])))
    if match := _NUMERIC.match(bare):
        return _numeric(int(match[1]), int(match[3]), full_year(match[4]), match[2])
    return _worded(_weekday_off(fold(bare)))


def _sure(day: date | None) -> DateForm:
    return DateForm("day", day) if day else DateForm("impossible")


def _numeric(first: int, second: int, year: int, mark: str) -> DateForm:
    day, other = make_day(year, second, first), make_day(year, first, second)
    if first == second or (mark == "." and day):
        return _sure(day)
    if day and other:
        return DateForm("either", day, other)
    if day:
        return DateForm("day-first", day)
    if other and second > 12:
        return DateForm("month-first", None, other)
    return DateForm("impossible")


_WEEKDAYS = re.compile(
    r"^(?:mon|tue|wed|thu|fri|sat|sun|lun|mar|mer|jeu|ven|sam|dim|mie|jue|vie|sab|dom)"
    r"(?:day|sday|nesday|rsday|urday|di|credi|dredi|edi|manche|es|rcoles|ves|rnes|ado|ingo|nes|tes|coles)?"
    r"\s(?=\d|[a-z]+ \d)"
)


def _weekday_off(folded: str) -> str:
    rest = _WEEKDAYS.sub("", folded)
    return rest if any(part in _MONTHS for part in rest.split()) else folded


def _worded(folded: str) -> DateForm:
    if match := _WORDS.match(folded):
        return _sure(make_day(full_year(match[3]), _MONTHS[match[2]], int(match[1])))
    if match := _MONTH_WORDS.match(folded):
        return _sure(make_day(int(match[3]), _MONTHS[match[1]], int(match[2])))
    if match := _MONTH_YEAR.match(folded):
        year, month = full_year(match[3]), _MONTHS[match[2]]
        if match[1] in _END and year >= date.min.year:
            return DateForm("day", make_day(year, month, calendar.monthrange(year, month)[1]))
        # "Nov 26" may be a month or a day of it.
        return DateForm("month", make_day(year, month, 1)) if not match[1] and len(match[3]) == 4 else DateForm("vague")
    if set(folded.split()) & _VAGUE and any(part.isdigit() or part in _MONTHS for part in folded.split()):
        return DateForm("vague")
    return _incomplete(folded)


def _incomplete(folded: str) -> DateForm:
    if match := _MONTH_NUMBER.match(folded):
        first = make_day(int(match[1] or match[4]), int(match[2] or match[3]), 1)
        return DateForm("month", first) if first else DateForm("none")
    if folded.isdecimal() and len(folded) == 4 and 1900 <= int(folded) <= 2100:
        return DateForm("year", date(int(folded), 1, 1))
    return DateForm("none")
