"""Random worlds in the format of the scenarios: small, believable, and mean about boundaries and combinations.

`world(seed)` is the same for ever for the same seed. A world is drawn freely, then *sharpened*
(`sharpening.py`): limits are laid exactly on, or one second beside, the instants that matter.
"""

import random
from datetime import datetime, timedelta

from tests.pure.oracle.case import RISING_HARDSHIP, STORED
from tests.pure.oracle.material import COUNTRIES, NUDGES, PLACES, SECOND, STARTS, STATES, TIERS, Draw, Person, World
from tests.pure.oracle.obstacles import office, requirements, visas
from tests.pure.oracle.seats import add_a_team
from tests.pure.oracle.sharpening import SHARPENINGS, close_the_window


def world(seed: int) -> World:
    draw = random.Random(seed)
    made = _free_world(draw)
    _classify(random.Random(f"{seed}: classes"), made)
    for _ in range(draw.choice((0, 1, 1, 2))):
        for person in made["people"]:
            for sharpen in draw.sample(SHARPENINGS, draw.choice((0, 1, 1, 2, 3))):
                sharpen(draw, made, person)
    if draw.random() < 0.35:
        close_the_window(draw, made)
    _add_a_team(random.Random(f"{seed}: team"), made)
    return made


def _add_a_team(draw: Draw, made: World) -> None:
    """Drawn apart and after the rest, which stays as it is; sometimes the window ends with a colleague's arrival."""
    add_a_team(draw, made)
    if made.get("slots") and draw.random() < 0.2:
        close_the_window(draw, made)


def _free_world(draw: Draw) -> World:
    places = draw.sample(PLACES, draw.randint(2, 4))
    activated = draw.choice(STARTS) + timedelta(minutes=draw.choice((0, 0, 0, 30, 61, 24 * 60, 1439, 3 * 24 * 60)))
    offices = {f"office-{number}": office(draw, activated) for number in range(draw.randint(0, 3))}
    made: World = {
        "title": "A drawn world",
        "call": _call(draw, activated, places[0][0]),
        "places": [{"code": code, "country": country, "timezone": zone} for code, country, zone in places],
        "travel": [],
    }
    for code, _, _ in places[1:]:
        made["travel"].append({"from": code, "to": places[0][0], "hours": _travel_hours(draw)})
        if draw.random() < 0.25:
            made["travel"].append({"from": places[0][0], "to": code, "hours": _travel_hours(draw)})
        draw.shuffle(made["travel"])
    if offices:
        made["offices"] = offices
    visa_rows = visas(draw, places[0][1], sorted(offices))
    if visa_rows:
        made["visas"] = visa_rows
    overrides = requirements(draw, places[0][1], sorted(offices))
    if overrides:
        made["requirements"] = overrides
    bases = [code for code, _, _ in places[1:]]
    if draw.random() < 0.1 and made["call"].get("stay_days") != 0:  # somebody already lives there
        if draw.random() < 0.7:
            made["travel"].append({"from": places[0][0], "to": places[0][0], "hours": draw.choice((0, 0.5, 1))})
        bases.append(places[0][0])
    number = draw.choice((1, 1, 2, 3, 4, 6))
    made["people"] = [_person(draw, f"person-{n}", draw.choice(bases), activated) for n in range(number)]
    for person in made["people"]:
        _calm(draw, person)
    return made


def _classify(draw: Draw, made: World) -> None:
    """Hardship classes and memberships that do not count, drawn apart so that the rest of a world stays as it is."""
    if draw.random() < 0.5:
        return
    for place in made["places"]:
        if draw.random() < 0.8:
            place["hardship_class"] = draw.choice(RISING_HARDSHIP)
    for person in made["people"]:
        if draw.random() < 0.4:
            person.setdefault("clearances", {}).setdefault("medical", {"state": draw.choice(("granted", "refused"))})
        medical = person.get("clearances", {}).get("medical")
        if medical is not None and draw.random() < 0.7:
            medical["hardship_class"] = draw.choice(RISING_HARDSHIP)
        if draw.random() < 0.06:
            person["membership_status"] = draw.choice(("nominated", "vetted", "suspended", "withdrawn", "active"))


def _calm(draw: Draw, person: Person) -> None:
    """Leave some people with one oddity or none: many at once hide each other."""
    if draw.random() < 0.6:
        odd = [key for key in person if key not in ("id", "gender", "nationalities", "base", "tier", "confirmed_at")]
        for key in odd:
            if draw.random() < 0.6:
                del person[key]


def _call(draw: Draw, activated: datetime, destination: str) -> World:
    call: World = {"activated": activated, "destination": destination}
    if draw.random() < 0.7:
        call["stay_days"] = draw.choice((0, 1, 3, 5, 14, 30, 31, 200))
    if draw.random() < 0.2:
        call["delivery"] = "remote"
    elif draw.random() < 0.1:
        call["delivery"] = "in_person"
    if draw.random() < 0.4:
        call["window_hours"] = draw.choice((24, 36, 48, 71.5, 72, 96, 120, 240, 672))
    if draw.random() < 0.25:
        call["stops_at"] = draw.choice(("departure", "departure", "arrival"))
    if draw.random() < 0.12:
        call["process"] = draw.sample(COUNTRIES, draw.randint(1, 2))
    conditions = {}
    for code in ("terms_of_reference", "funds"):
        if draw.random() < 0.15:
            conditions[code] = draw.choice(("granted", "granted", "granted", *STATES, "refused"))
    if draw.random() < 0.1:
        conditions["host_consent"] = draw.choice(STATES)
    if conditions:
        call["conditions"] = conditions
    return call


def _travel_hours(draw: Draw) -> float:
    return draw.choice((0.5, 3, 5, 11, 12.25, 18, 20, 31, 44, 44, 44.5, 73))


def _person(draw: Draw, name: str, base: str, activated: datetime) -> Person:
    person: Person = {
        "id": name,
        "gender": draw.choice(("woman", "man", "other", "undisclosed")),
        "nationalities": draw.sample(COUNTRIES, draw.choice((1, 1, 1, 2))),
        "base": base,
        "tier": draw.choice(TIERS),
    }
    if draw.random() < 0.97:
        age = timedelta(days=draw.choice((0, 3, 3, 3, 10, 30, 60, 90)))
        person["confirmed_at"] = activated - age + draw.choice(NUDGES)
    if draw.random() < 0.3:
        person["notice_hours"] = draw.choice((0, 6, 28, 44, 60, 72))
    if draw.random() < 0.3:
        person["released"] = draw.choice((False, False, True))
    if draw.random() < 0.15:
        person["member_since"] = activated + timedelta(days=draw.choice((-400, -1, 0, 1, 2, 30)))
    if draw.random() < 0.15:
        person["term_ends"] = activated + timedelta(days=draw.choice((1, 6, 16, 33, 34, 60, 400)))
        if person["term_ends"] <= person.get("member_since", activated):
            del person["member_since"]
    if draw.random() < 0.3:
        issuers = draw.sample(COUNTRIES, draw.choice((0, 1, 1, 1, 2, 2, 3)))
        person["documents"] = [_document(draw, country, activated) for country in issuers]
    if draw.random() < 0.6:
        codes = draw.sample(STORED, draw.choice((1, 1, 2, 3)))
        person["clearances"] = {code: _clearance(draw, activated) for code in codes}
    if draw.random() < 0.45:
        person["bookings"] = _bookings(draw, activated)
    if draw.random() < 0.12:
        kind, blocking = draw.choice(
            (("neighbouring_national", False), ("prior_position", False), ("objected", True), ("sanctions", True))
        )
        person["flags"] = [{"kind": kind, "blocking": blocking, "country": draw.choice(COUNTRIES)}]
        if draw.random() < 0.2:
            person["flags"].append({"kind": "prior_position", "blocking": False, "country": draw.choice(COUNTRIES)})
    if draw.random() < 0.3:
        person["remote_share"] = draw.choice((0, 0.2, 1))
    return person


def _document(draw: Draw, country: str, activated: datetime) -> World:
    document: World = {"country": country}
    if draw.random() < 0.8:
        end = activated + timedelta(days=draw.choice((100, 190, 216, 220, 400, 2000)))
        document["valid_until"] = end.date() if draw.random() < 0.2 else end
    return document


def _clearance(draw: Draw, activated: datetime) -> World:
    clearance: World = {} if draw.random() < 0.05 else {"state": draw.choice(STATES)}
    if draw.random() < 0.06:
        clearance["state"] = "refused"
    if draw.random() < 0.3:
        clearance["valid_from"] = activated + draw.choice(
            (timedelta(0), timedelta(hours=5), timedelta(days=2), timedelta(days=9), timedelta(days=-9)),
        )
    if draw.random() < 0.4:
        clearance["valid_until"] = activated + timedelta(days=draw.choice((-1, 10, 33, 60, 400)))
        if clearance["valid_until"] <= clearance.get("valid_from", activated - timedelta(days=999)):
            del clearance["valid_until"]
    return clearance


def _bookings(draw: Draw, activated: datetime) -> list[World]:
    found = []
    start = activated + timedelta(days=draw.choice((-60, -30, -15, -3, 0, 1, 5)), hours=draw.choice((0, 0, 7)))
    for _ in range(draw.choice((1, 1, 2, 3))):
        length = timedelta(days=draw.choice((1, 2, 13, 14, 15, 28, 29, 56))) + draw.choice(NUDGES)
        kind = draw.choice(("deployment", "deployment", "leave", "training", "held"))
        found.append({"kind": kind, "from": start, "to": start + length, "releasable": draw.random() < 0.4})
        start += length + draw.choice((timedelta(0), SECOND, timedelta(days=2), timedelta(days=4), timedelta(days=33)))
    draw.shuffle(found)
    return found
