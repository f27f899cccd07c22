"""Which seats and team rules does a drawn world have, and who could fill them? Few themes, languages and countries, so
that people compete for seats, and rules that are met exactly, missed by one, or at odds with each other.
"""

from datetime import datetime, timedelta

from tests.pure.oracle.material import COUNTRIES, Draw, Person, World

THEMES = ("electoral", "power-sharing", "process-design")
LANGUAGES = ("ar", "en", "fr")
LEVELS = ("A1", "A2", "B1", "B2", "B2", "C1", "C2")
GRADES = ("P-3", "P-4", "P-5", "D-1", "D-2", "ASG", "USG")
ROLES = ("interpreter", "logistics", "conference", "travel")
IDENTIFIERS = ("chair", "Adviser", "10", "9", "drafting", "a-seat", "b", "é", "second", "support")
SHARES = (0, 0.2, 0.25, 0.3, 0.33, 0.3333, 0.34, 0.4, 0.5, 0.5, 0.6, 0.66, 0.67, 0.75, 0.8, 1, 1)
MOST_SEATED, MOST_PEOPLE_FOR_THEM = 5, 8


def add_a_team(draw: Draw, made: World) -> None:
    """Skills for everybody, colleagues without oddities, slots and rules; some worlds go without slots or rules."""
    if draw.random() < 0.1:
        return
    if draw.random() < 0.5:
        _ease(draw, made)
    made["people"] += [_colleague(draw, made, number) for number in range(draw.choice((0, 2, 3, 4, 4, 5, 6, 7)))]
    for person in made["people"]:
        _give_skills(draw, person)
    slots = draw.choice((0, 1, 2, 2, 3, 3, 3, 4, 4, MOST_SEATED))
    if slots == MOST_SEATED and len(made["people"]) > MOST_PEOPLE_FOR_THEM:
        slots = 3
    if slots:
        made["slots"] = [_slot(draw, identifier) for identifier in draw.sample(IDENTIFIERS, slots)]
        _aim(draw, made)
    if draw.random() < 0.75:
        made["rules"] = _rules(draw)


def _ease(draw: Draw, made: World) -> None:
    """Take away what keeps everybody alike from being in time, so that seats and rules decide."""
    for chapter, keys in ((made["call"], ("conditions", "window_hours")), (made, ("requirements", "visas"))):
        for key in keys:
            if draw.random() < 0.9:
                chapter.pop(key, None)
    for row in made["travel"]:
        row["hours"] = min(row["hours"], 20)


def _colleague(draw: Draw, made: World, number: int) -> Person:
    """Somebody who could go at once, or a little later, or whom somebody must ask or release first."""
    activated: datetime = made["call"]["activated"]
    colleague: Person = {
        "id": f"colleague-{number}",
        "gender": draw.choice(("woman", "woman", "man", "man", "other", "undisclosed")),
        "nationalities": draw.sample(COUNTRIES[:4], draw.choice((1, 1, 2))),
        "base": draw.choice(made["people"])["base"],
        "tier": "standby",
        "confirmed_at": activated - timedelta(days=draw.choice((1, 1, 1, 31))),
        "notice_hours": draw.choice((0, 12, 12, 24, 36, 60, 100)),
    }
    if draw.random() < 0.2:
        colleague["documents"] = [{"country": draw.choice(COUNTRIES)}]
    if draw.random() < 0.1:
        colleague["nationalities"] = []
    return colleague


def _give_skills(draw: Draw, person: Person) -> None:
    if draw.random() < 0.85:
        person["themes"] = {theme: draw.randint(1, 5) for theme in draw.sample(THEMES, draw.choice((0, 1, 2, 2, 3)))}
    if draw.random() < 0.85:
        languages = draw.sample(LANGUAGES, draw.choice((0, 1, 2, 3)))
        person["languages"] = {language: draw.choice(LEVELS) for language in languages}
    if draw.random() < 0.7:
        person["grade"] = draw.choice(GRADES)
    if draw.random() < 0.35:
        person["roles"] = draw.sample(ROLES[:2] if draw.random() < 0.8 else ROLES, draw.choice((0, 1, 1, 2)))


def _slot(draw: Draw, identifier: str) -> World:
    slot: World = {"id": identifier, "kind": "thematic"}
    asked = draw.random()
    if asked < 0.2:
        slot |= {"kind": "support", "role": draw.choice(ROLES[:2])}
    elif asked < 0.75:
        slot["themes"] = {
            theme: draw.choice((1, 1, 2, 3, 4)) for theme in draw.sample(THEMES, draw.choice((0, 1, 2, 3)))
        }
    if 0.65 < asked < 0.85:
        slot["all_themes"] = {theme: draw.randint(1, 3) for theme in draw.sample(THEMES, draw.choice((0, 1, 2)))}
    if draw.random() < 0.2:
        languages = draw.sample(LANGUAGES, draw.choice((0, 1, 1, 2)))
        slot["languages"] = {language: draw.choice(LEVELS[1:-1]) for language in languages}
    if draw.random() < 0.15:
        slot["min_grade"] = draw.choice(GRADES[:5])
    if draw.random() < 0.1:
        del slot["kind"]
    return slot


def _aim(draw: Draw, made: World) -> None:
    """Let some people be exactly what a slot asks for: seats that nobody could ever fill teach little."""
    for slot in [slot for slot in made["slots"] for _ in range(draw.choice((0, 1, 2, 2, 3)))]:
        person = draw.choice(made["people"])
        any_of = list(slot.get("themes", {}).items())
        themes = {**dict(draw.sample(any_of, min(1, len(any_of)))), **slot.get("all_themes", {})}
        if themes:
            person["themes"] = {**person.get("themes", {}), **themes}
        if slot.get("languages"):
            person["languages"] = {**person.get("languages", {}), **slot["languages"]}
        if "role" in slot:
            person["roles"] = sorted({*person.get("roles", []), slot["role"]})
        if "min_grade" in slot:
            person["grade"] = slot["min_grade"]


def _rules(draw: Draw) -> World:
    rules: World = {}
    if draw.random() < 0.5:
        rules["min_share_women"] = draw.choice(SHARES)
    if draw.random() < 0.5:
        rules["max_per_nationality"] = draw.choice((0, 1, 1, 1, 2, 2, 3))
    if draw.random() < 0.4:
        languages = draw.sample(LANGUAGES, draw.choice((0, 1, 1, 2)))
        rules["team_languages"] = {language: draw.choice((0, 1, 1, 2, 3)) for language in languages}
    if draw.random() < 0.35:
        rules["lead_min_grade"] = draw.choice(GRADES)
    return rules
