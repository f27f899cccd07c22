"""Who leads a process, and who led it before, when one cell holds it over time?"""

from __future__ import annotations

import re
from datetime import date

from roster.importing.dates import read_form
from roster.importing.faults import Fault, Told
from roster.importing.records import LeadActorSpell
from roster.importing.text import clean, is_blank

_FROM = r"(?:from|since|as of|depuis|a partir du|à partir du|desde|a partir del|dès)"
_SINCE = re.compile(
    rf"(?P<now>[^(;,]+?)\s*[(,;]?\s*{_FROM}\s+(?P<day>[^;,)]+)(?:[;,]\s*(?P<before>[^;,)]+?))?\)?$", re.I
)
_THEN = re.compile(
    r"(?P<before>[^(;,]+?)\s*[(]?\s*(?:until|till|to|jusqu'au|hasta(?: el)?)\s+(?P<day>[^;,)]+)\)?[;,]\s*"
    r"(?:then|now|puis|luego|después|ahora|maintenant)?\s*(?P<now>[^;,()]+?)(?:\s+(?:since|thereafter|after))?$",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"^(?:before(?: that)?|previously|formerly|avant|auparavant|antes|anteriormente)[:\s]+|"
    r"\s+(?:before|earlier|previously|avant|auparavant|antes|anteriormente)$",
    re.IGNORECASE,
)
_SEVERAL = re.compile(r"[;→>]|\b(?:then|from|since|until|before|puis|depuis|jusqu|hasta|desde|luego)\b", re.IGNORECASE)

Lead = tuple[str | None, tuple[LeadActorSpell, ...]]


def read_lead_actor(text: str | None) -> Told[Lead]:
    """The actor who leads now, and the spells when the cell states a change."""
    if text is None or is_blank(text):
        return Told((None, ()))
    for pattern in (_SINCE, _THEN):
        match = pattern.match(clean(text))
        day = _day(match["day"]) if match else None
        if match and day:
            return _changed(match, day)
    if _SEVERAL.search(text):
        why = "The lead actor over time, in words that cannot be read surely."
        return Told((None, ()), Fault("request.lead-actor-unreadable", why))
    return Told((text, ()))


def _changed(match: re.Match[str], day: date) -> Told[Lead]:
    now = clean(match["now"])
    before = clean(_BEFORE.sub("", match["before"] or ""))
    spells: tuple[LeadActorSpell, ...] = (LeadActorSpell(now, day, None),)
    if before:
        spells = (LeadActorSpell(before, None, day), *spells)
    why = "The cell holds the lead actor over time."
    return Told((now, spells), Fault("request.lead-actor-history", why, action="note", proposed=now))


def _day(text: str) -> date | None:
    form = read_form(text.strip())
    return form.day if form.kind in {"day", "day-first"} else None
