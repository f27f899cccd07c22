"""Small teams and pools drawn at random, tight enough that every kind of answer comes up."""

from datetime import UTC, datetime, timedelta

from hypothesis import strategies as st

from deployments.teams.facts import Candidate, Rules
from roster.readiness.judge import Level

CALLED = datetime(2026, 3, 2, 8, tzinfo=UTC)
NATIONS = ("AAA", "BBB", "CCC")
LANGUAGES = ("ar", "fr")


@st.composite
def candidates(draw: st.DrawFn, name: str, slots: list[str]) -> Candidate:
    level = draw(st.sampled_from([Level.READY, Level.READY, Level.READY_IF, Level.LATE, Level.BLOCKED]))
    arrival = CALLED + timedelta(hours=draw(st.integers(0, 5)) + (72 if level is Level.LATE else 24))
    arrives = level in (Level.READY, Level.READY_IF) or (level is Level.LATE and draw(st.booleans()))
    return Candidate(
        id=name,
        level=level,
        points=draw(st.dictionaries(st.sampled_from(slots), st.integers(-2, 6))) if slots else {},
        arrives_at=arrival if arrives else None,
        decisions=("host_consent",) if level is Level.LATE and draw(st.booleans()) else (),
        woman=draw(st.booleans()),
        nationalities=frozenset(draw(st.sets(st.sampled_from(NATIONS), max_size=2))),
        languages=frozenset(draw(st.sets(st.sampled_from(LANGUAGES)))),
        grade_rank=draw(st.none() | st.integers(1, 3)),
        cost=draw(st.integers(0, 4)),
    )


rules = st.builds(
    Rules,
    min_share_women=st.none() | st.sampled_from([0, 0.3, 1 / 3, 0.5, 0.6, 1]),
    max_per_nationality=st.none() | st.integers(0, 2),
    team_languages=st.dictionaries(st.sampled_from(LANGUAGES), st.integers(0, 2)),
    lead_min_grade_rank=st.none() | st.integers(1, 3),
    max_cost=st.none() | st.integers(0, 8),
)


@st.composite
def questions(draw: st.DrawFn, most_slots: int = 3, most_people: int = 7) -> tuple[list[str], list[Candidate], Rules]:
    slots = draw(st.permutations("abcd"[: draw(st.integers(1, most_slots))]))
    people = [draw(candidates(f"p{number}", slots)) for number in range(draw(st.integers(0, most_people)))]
    return slots, people, draw(rules)
