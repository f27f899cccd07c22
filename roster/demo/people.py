"""Who are the fictional people, and what do their records say? PURE: the same seed and day give the same people.

The standby team is well prepared; the rest has the gaps that real records have: lapsed medicals, stale
statements, leave, missions. Relative to `today`, so that a demonstration never grows old.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random

from roster.demo.names import PARTS, Part
from roster.demo.papers import clearances, validity
from roster.demo.shapes import DemoBooking, DemoFlag, DemoPerson

THEMES = (
    "process-design",
    "security-arrangements",
    "constitution-making",
    "gender-and-inclusion",
    "power-sharing",
    "wealth-sharing",
    "electoral",
    "transitional-justice",
    "national-dialogue",
    "human-rights",
    "digital",
)
GRADES = ("P-3", "P-4", "P-4", "P-5", "P-5", "D-1", "D-2")
ORGANISATIONS = (
    "Institute for Ceasefire Studies",
    "Lakeside University, Faculty of Law",
    "Ministry of Justice",
    "independent",
    "Centre for Dialogue and Mediation",
    "Regional Peace Academy",
    "Electoral Assistance Network",
)
PROCESSES = (
    "Velmara ceasefire talks",
    "Kastara interim arrangements",
    "Lower Asha basin commission",
    "Orlanda election good offices",
    "Tessaly return to constitutional order",
    "Ilmara constitutional review",
    "Saffron Coast national dialogue",
)


def make_people(*, count: int, seed: int, today: date, bases: Sequence[tuple[str, str]]) -> list[DemoPerson]:
    """`bases` are (place code, country alpha-3) of the cities that people may live in; at least one of each part."""
    chance = Random(seed)  # noqa: S311 (a demonstration wants the same people again, not secrecy)
    homes: dict[str, list[str]] = {}
    for code, country in bases:
        homes.setdefault(country, []).append(code)
    return [_make(number, count, chance, today, homes) for number in range(1, count + 1)]


def _make(number: int, count: int, chance: Random, today: date, homes: dict[str, list[str]]) -> DemoPerson:
    part = chance.choice([each for each in PARTS if any(country in homes for country in each.countries)])
    country = chance.choice([each for each in part.countries if each in homes])
    woman = chance.random() < 0.46
    pool, tier = _pool(number, count, chance)
    standby = pool == "standby"
    envoy = pool == "envoy"
    member_since = today - timedelta(days=chance.randrange(60, 330 if standby else 2400))
    is_still_member = chance.random() < 0.94 or standby
    until = (
        today + timedelta(days=chance.randrange(40, 700))
        if is_still_member
        else max(today - timedelta(days=chance.randrange(1, 200)), member_since + timedelta(days=30))
    )
    return DemoPerson(
        reference=f"DEMO-{number:05d}",
        given=chance.choice(part.women if woman else part.men),
        family=chance.choice(part.families),
        gender=_gender(woman, chance),
        nationalities=_nationalities(country, part, chance),
        base=chance.choice(homes[country] if chance.random() < 0.6 else homes[chance.choice(sorted(homes))]),
        pool=pool,
        tier=tier,
        status="active" if standby else chance.choices(STATUSES, STATUS_WEIGHTS)[0],
        term=(member_since, until),
        grade=chance.choice(("D-2", "ASG", "USG")) if envoy else chance.choice(GRADES),
        organisation=chance.choice(ORGANISATIONS),
        notice_hours=chance.choice((6, 12, 12, 24)) if standby else chance.choice((12, 24, 48, 72, 120)),
        release=chance.choice(("pre-cleared", "not-needed") if standby else ("pre-cleared", "not-needed", "needed")),
        confirmed=_confirmed(standby, chance, today),
        themes=_themes(number, standby, chance),
        languages=_languages(part, chance),
        regions=((country, chance.randrange(2, 20), chance.choice((1, 1, 2, 3))),),
        passports=((country, *validity(chance, today, 3650, late=0.03)),),
        laissez_passer=validity(chance, today, 1825, late=0.1) if standby or chance.random() < 0.3 else None,
        clearances=clearances(number, standby, tier, chance, today),
        bookings=_bookings(standby, chance, today),
        flags=_flags(chance),
        appointments=_appointments(chance, today) if envoy else (),
        support_roles=(chance.choice(("interpreter", "logistics", "conference", "travel")),)
        if pool == "support"
        else (),
    )


STATUSES = ("active", "vetted", "screening", "nominated", "suspended", "withdrawn")
STATUS_WEIGHTS = (86, 5, 4, 2, 2, 1)


def _pool(number: int, count: int, chance: Random) -> tuple[str, str]:
    if number <= max(22, count // 12):
        return "standby", "standby"
    pool = chance.choices(("roster", "envoy", "support", "partner"), (64, 12, 14, 10))[0]
    tiers = {"roster": ("rostered", "rostered", "on-call"), "envoy": ("on-call", "rostered"), "partner": ("partner",)}
    return pool, chance.choice(tiers.get(pool, ("rostered", "on-call")))


def _gender(woman: bool, chance: Random) -> str:
    odd = chance.random()
    if odd < 0.01:
        return "other"
    if odd < 0.03:
        return "undisclosed"
    return "woman" if woman else "man"


def _nationalities(country: str, part: Part, chance: Random) -> tuple[str, ...]:
    others = [each for each in part.countries if each != country]
    return (country, chance.choice(others)) if others and chance.random() < 0.07 else (country,)


def _confirmed(standby: bool, chance: Random, today: date) -> date | None:
    if chance.random() < (0.0 if standby else 0.06):
        return None
    oldest = 34 if standby else 120
    return today - timedelta(days=chance.randrange(oldest))


def _themes(number: int, standby: bool, chance: Random) -> tuple[tuple[str, int, int], ...]:
    main = THEMES[(number - 1) % len(THEMES)] if standby else chance.choice(THEMES)
    others = chance.sample([theme for theme in THEMES if theme != main], chance.choice((0, 1, 1, 2)))
    level = chance.choice((4, 5)) if standby else chance.choice((2, 3, 3, 4, 4, 5))
    return (
        (main, level, chance.randrange(6, 26)),
        *((theme, chance.choice((1, 2, 3)), chance.randrange(1, 9)) for theme in others),
    )


def _languages(part: Part, chance: Random) -> tuple[tuple[str, str], ...]:
    spoken = {
        code: "C2" if place == 0 else chance.choice(("B2", "C1", "C2")) for place, code in enumerate(part.languages)
    }
    spoken.setdefault("en", chance.choice(("B2", "C1", "C2")))
    if chance.random() < 0.25:
        spoken.setdefault(chance.choice(("fr", "ar", "es", "ru", "pt")), chance.choice(("A2", "B1", "B2")))
    return tuple(sorted(spoken.items()))


def _bookings(standby: bool, chance: Random, today: date) -> tuple[DemoBooking, ...]:
    """A past and, for some, a present and a coming year, one thing after the other."""
    found: list[DemoBooking] = []
    day = today - timedelta(days=chance.randrange(150, 200))
    while day < today + timedelta(days=240):
        day += timedelta(days=chance.randrange(60, 220) if standby else chance.randrange(15, 130))
        kind = chance.choices(("deployment", "leave", "training", "hold", "commitment"), (34, 34, 8, 14, 10))[0]
        end = day + timedelta(days=chance.randrange(3, 10) if kind == "training" else chance.randrange(5, 32))
        if kind != "hold" or day > today:
            away = kind == "deployment"
            found.append(
                DemoBooking(
                    kind,
                    day,
                    end,
                    releasable=kind == "hold" and chance.random() < 0.8,
                    where=chance.choice(PROCESSES) if away or kind == "hold" else "",
                    restricted=away and chance.random() < 0.2,
                )
            )
        day = end + timedelta(days=6)
    if chance.random() < 0.15:
        start = today - timedelta(days=chance.randrange(0, 40))
        end = start + timedelta(days=chance.randrange(50, 90))
        found.append(DemoBooking("remote-advice", start, end, where=chance.choice(PROCESSES), share=0.2))
    return tuple(found)


def _flags(chance: Random) -> tuple[DemoFlag, ...]:
    if chance.random() > 0.12:
        return ()
    blocking = chance.random() < 0.3
    kind = chance.choice(
        ("objected", "declared_conflict") if blocking else ("public_position", "neighbouring_national")
    )
    reasons = {
        "objected": "One party wrote on the first day of the talks that it would not sit with this person.",
        "declared_conflict": "Declared a paid advisory contract with a company that holds a concession there.",
        "public_position": "Wrote a newspaper article about the dispute some years ago.",
        "neighbouring_national": "Holds the nationality of a neighbouring state.",
    }
    return (DemoFlag(kind, blocking, chance.choice(PROCESSES), reasons[kind]),)


def _appointments(chance: Random, today: date) -> tuple[tuple[str, str, str, date, date | None], ...]:
    start = today - timedelta(days=chance.randrange(100, 1500))
    end = start + timedelta(days=chance.randrange(200, 900))
    title = chance.choice(("Special Envoy", "Special Adviser", "Special Representative", "Chair of the panel"))
    dispute = chance.choice(
        ("peace talks", "border dispute", "regional conflict", "electoral crisis", "constitutional crisis")
    )
    return ((title, chance.choice(PROCESSES), dispute, start, end if end < today else None),)
