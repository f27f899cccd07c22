"""Which clearances does a fictional person hold, and until when? PURE: drawn from the chance that is handed in."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from roster.demo.shapes import DemoClearance


def validity(chance: Random, today: date, days: int, *, late: float) -> tuple[date, date]:
    """A validity of `days` that holds today, or with the chance `late` one that has lapsed."""
    age = days + chance.randrange(5, 200) if chance.random() < late else chance.randrange(0, int(days * 0.85))
    start = today - timedelta(days=age)
    return start, start + timedelta(days=days)


def clearances(number: int, standby: bool, tier: str, chance: Random, today: date) -> tuple[DemoClearance, ...]:
    """What the person with this number holds; some medical clearances say no hardship class, as in real records."""
    found = [
        _clearance(code, days, standby, chance, today)
        for code, days in (("vetting", 365), ("medical", 365), ("ssafe", 1095))
        if standby or code != "ssafe" or chance.random() < 0.5
    ]
    if standby or chance.random() < 0.9:
        found.append(DemoClearance("bsafe", "granted", today - timedelta(days=chance.randrange(2000)), no_expiry=True))
    if standby or chance.random() < 0.6:
        start = today - timedelta(days=chance.randrange(30, 4000))
        found.append(DemoClearance("vaccination", "granted", start, no_expiry=True, variant="yellow-fever"))
    if tier in ("standby", "on-call"):
        start = today - timedelta(days=chance.randrange(60, 300))
        found.append(DemoClearance("contract", "granted", start, start + timedelta(days=730)))
    return tuple(_with_class(number, standby, found))


def _with_class(number: int, standby: bool, found: Iterable[DemoClearance]) -> Iterable[DemoClearance]:
    chance = Random(number)  # noqa: S311
    hardship_class = chance.choice(("E", "E", "D", "D", "C") if standby else ("E", "D", "C", "C", "B", "A", ""))
    return (replace(each, variant=hardship_class) if each.code == "medical" else each for each in found)


def _clearance(code: str, days: int, standby: bool, chance: Random, today: date) -> DemoClearance:
    roll = chance.random() * (5.0 if standby else 1.0)
    if roll < 0.05:
        return DemoClearance(code, "requested")
    if roll < 0.09:
        return DemoClearance(code, "missing")
    if roll < 0.11:
        return DemoClearance(code, "refused")
    start, end = validity(chance, today, days, late=0.02 if standby else 0.15)
    if end <= today:
        return DemoClearance(code, "expired", start, end)
    return DemoClearance(code, "conditional" if roll < 0.15 else "granted", start, end)
