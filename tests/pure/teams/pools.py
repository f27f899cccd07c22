"""Pools of a realistic size and shape from a seed, with rules tight enough that many calls have no team."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random

from deployments.teams.facts import Candidate, Rules
from roster.readiness.judge import Level

CALLED = datetime(2026, 3, 2, 8, tzinfo=UTC)
NATIONS = [f"N{number:02}" for number in range(70)]
COMMON = [1 / (number + 3) for number in range(len(NATIONS))]
"""A few nationalities are frequent, most are rare."""
LANGUAGES = {"en": 0.9, "fr": 0.4, "ar": 0.12, "es": 0.2, "ru": 0.1, "sw": 0.05, "pt": 0.06}
RANKS = (3, 4, 5, 5, 6, 7)
LEAD = 6


def drawn_slots(random: Random) -> list[str]:
    return [f"s{number}" for number in range(random.randint(3, 8))]


def drawn_pool(
    random: Random, size: int, slots: list[str], *, able: float = 0.15, ready: float = 0.4, ready_if: float = 0.3
) -> list[Candidate]:
    """`able`: how often somebody may fill a slot. A tenth is blocked, the rest late."""
    levels = [Level.READY, Level.READY_IF, Level.LATE, Level.BLOCKED]
    weights = [ready, ready_if, 0.9 - ready - ready_if, 0.1]
    pool = []
    for number in range(size):
        level = random.choices(levels, weights)[0]
        after = random.randint(73, 500) if level is Level.LATE else random.randint(20, 72)
        points = {slot: random.randint(10, 100) for slot in slots if random.random() < able}
        pool.append(
            Candidate(
                id=f"p{number}",
                level=level,
                points=points or {random.choice(slots): random.randint(10, 100)},
                arrives_at=None if level is Level.BLOCKED else CALLED + timedelta(hours=after),
                woman=random.random() < 0.35,
                nationalities=frozenset(random.choices(NATIONS, COMMON, k=1 + (random.random() < 0.12))),
                languages=frozenset(code for code, share in LANGUAGES.items() if random.random() < share),
                grade_rank=random.choice(RANKS),
                cost=random.randint(30, 200) * 100,
            )
        )
    return pool


def drawn_rules(random: Random, size: int) -> Rules:
    languages = random.sample(list(LANGUAGES), random.choice([0, 1, 2, 2, 3]))
    return Rules(
        min_share_women=random.choice([None, 0.3, 0.4, 0.5, 0.5, 0.6, 0.75]),
        max_per_nationality=random.choice([None, 1, 1, 2]),
        team_languages={code: random.randint(1, max(1, size // 2)) for code in languages},
        lead_min_grade_rank=LEAD if random.random() < 0.6 else None,
        max_cost=random.choice([None, None, size * 10_000, size * 7_000, size * 5_500]),
    )


def drawn_call(seed: int) -> tuple[list[str], list[Candidate], Rules]:
    """One question. A third has points of a few steps only, so that many teams are worth the same."""
    random = Random(seed)
    slots = drawn_slots(random)
    pool = drawn_pool(
        random,
        random.choice([10, 20, 30, 40, 60, 100, 150, 200]),
        slots,
        able=random.choice([0.05, 0.1, 0.2, 0.4]),
        ready=random.choice([0.1, 0.2, 0.4]),
        ready_if=random.choice([0.1, 0.3]),
    )
    if seed % 3 == 0:
        pool = [replace(each, points={slot: points // 20 for slot, points in each.points.items()}) for each in pool]
    return slots, pool, drawn_rules(random, len(slots))
