"""What does a stored cell hold for a reader, before anybody asks what it means?

Errors, formulas without a stored value and cells of absurd length hold nothing to believe; a stored value of a
formula counts and is reported. Nothing is evaluated.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

from roster.importing.faults import Fault, Told
from roster.importing.issues import Raw
from roster.importing.text import clean

Cell = str | int | float | datetime | date | None

_ERROR = re.compile(
    r"#(?:N/A|REF!|VALUE!|DIV/0!|NAME\?|NULL!|NUM!|SPILL!|CALC!|FIELD!|BLOCKED!|UNKNOWN!|GETTING_DATA)$"
)
_VOLATILE = re.compile(r"\b(?:TODAY|NOW|RAND|RANDBETWEEN|RANDARRAY)\s*\(", re.IGNORECASE)
_ELSEWHERE = re.compile(r"\[[^\]]+\]|\bWEBSERVICE\s*\(|\bRTD\s*\(|\bDDE", re.IGNORECASE)
_NO_VALUE = Fault("formula.no-stored-value", "A formula without a stored value.")
_AS_TEXT = Fault("formula.as-text", "A formula kept as text, without the value that it showed.")
_ERROR_VALUE = Fault("cell.error-value", "The cell holds an Excel error.")
_CACHED = Fault("formula.cached", "A formula; its stored value is what counts.", action="note")
_OUTSIDE = Fault("formula.external", "A formula that looks into another file; its stored value may be old.")


def plain(value: object) -> Cell:
    """The value as text (odd spaces gone, lines kept), number or date; yes or no for a tick box; None if empty."""
    if isinstance(value, str):
        if "\n" not in value and "\r" not in value:
            return clean(value) or None
        return "\n".join(line for line in map(clean, value.splitlines()) if line) or None
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return value if value == value and abs(value) < 1e15 else str(value)
    if value is None or isinstance(value, int | datetime | date):
        return value
    return str(value) if isinstance(value, time | timedelta) else clean(repr(value))


def believe(value: object, formula: str | None, longest: int) -> Told[Cell]:
    """What may be read from the cell, and a fault if that is not all it shows."""
    if isinstance(value, str) and len(value) > longest:
        why = f"{len(value):,} characters in one cell; more than {longest:,} are not read."
        return Told(None, Fault("cell.too-long", why))
    cell = plain(value)
    if isinstance(cell, str) and _ERROR.match(cell):
        return Told(None, _ERROR_VALUE)
    if formula is None:
        return Told(None, _AS_TEXT) if isinstance(cell, str) and cell.startswith("=") else Told(cell)
    if _VOLATILE.search(formula):
        why = f"={formula[:60]}: changes by itself; not a statement by anybody."
        return Told(None, Fault("formula.volatile", why))
    if cell is None:
        return Told(None, _NO_VALUE)
    return Told(cell, _OUTSIDE if _ELSEWHERE.search(formula) else _CACHED)


def as_text(cell: Cell) -> str | None:
    """The cell as somebody would write it."""
    if cell is None or isinstance(cell, str):
        return cell
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time(0) else cell.isoformat(sep=" ", timespec="minutes")
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def raw_of(value: object, formula: str | None = None) -> Raw:
    """The cell for a report: dates in ISO, long texts cut short."""
    if formula is not None:
        return "=" + formula[:200]
    if value is None or (isinstance(value, int) and not isinstance(value, bool)):
        return value
    if isinstance(value, float):
        return value if value == value and abs(value) != float("inf") else str(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time(0) else value.isoformat(timespec="minutes")
    text = value if isinstance(value, str) else value.isoformat() if isinstance(value, date) else str(value)
    return text.strip() if len(text) <= 200 else text[:200].strip() + " …"
