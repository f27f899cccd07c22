"""What stands in the way of everybody in a drawn world? Offices with odd weeks, visas, requirements of another kind."""

from datetime import datetime, timedelta

from tests.pure.oracle.material import (
    COUNTRIES,
    HOURS,
    OVERRIDABLE,
    PREREQUISITES_FIRST,
    SHORT_LEADS,
    TIMED,
    WEEKENDS,
    ZONES,
    Draw,
    World,
)


def office(draw: Draw, activated: datetime) -> World:
    opens, closes = draw.choice(HOURS)
    office: World = {"timezone": draw.choice(ZONES), "opens": opens, "closes": closes, "weekend": draw.choice(WEEKENDS)}
    if draw.random() < 0.6:
        days = draw.sample(range(-1, 12), draw.randint(1, 5))
        office["holidays"] = sorted((activated + timedelta(days=day)).date() for day in days)
    return office


def _lead(draw: Draw, offices: list[str]) -> World:
    if draw.random() < 0.5:
        return {"hours": draw.choice(SHORT_LEADS)}
    lead: World = {"working_days": draw.choice((0, 1, 1, 2, 2, 3, 5))}
    if offices and draw.random() < 0.85:
        lead["office"] = draw.choice(offices)
    return lead


def visas(draw: Draw, destination: str, offices: list[str]) -> list[World]:
    rows = []
    for country in draw.sample(COUNTRIES, draw.choice((0, 2, 4, 6))):
        row: World = {"document": country, "destination": destination}
        kind = draw.random()
        if kind < 0.15:
            row["none"] = True
        elif kind < 0.3:
            row["on_arrival"] = True
        else:
            row.update(_lead(draw, offices))
        rows.append(row)
    if draw.random() < 0.3:
        rows.append({"document": draw.choice(COUNTRIES), "destination": "USA", "working_days": 20})
    return rows


def requirements(draw: Draw, destination: str, offices: list[str]) -> World:
    found: World = {}
    for code in draw.sample(OVERRIDABLE, draw.choice((0, 0, 1, 2, 3, 5))):
        override = _override(draw, code, destination, offices)
        if override:
            found[code] = override
    if draw.random() < 0.5:
        found.setdefault("ssafe", {})["needed_for"] = [destination] if draw.random() < 0.8 else ["USA"]
    return found


def _override(draw: Draw, code: str, destination: str, offices: list[str]) -> World:
    override: World = {}
    if draw.random() < 0.15:
        override["disabled"] = True
    if code in (*TIMED, "release", "visa") and draw.random() < (0.1 if code == "visa" else 0.5):
        override.update(_lead(draw, offices))
    elif code in ("release", "vetting", "medical") and offices and draw.random() < 0.4:
        override["office"] = draw.choice(offices)
    if code != "host_consent" and draw.random() < 0.35:
        override["waivable_by"] = draw.choice(("nobody", "head of unit", "security officer"))
    if code in ("vaccination", "bsafe", "medical", "visa") and draw.random() < 0.25:
        override["needed_for"] = [destination, "USA"] if draw.random() < 0.6 else ["USA"]
    if code in PREREQUISITES_FIRST and draw.random() < 0.4:
        earlier = PREREQUISITES_FIRST[: PREREQUISITES_FIRST.index(code)]
        override["needs"] = sorted(draw.sample(earlier, min(len(earlier), draw.choice((0, 1, 1, 2)))))
    return override
