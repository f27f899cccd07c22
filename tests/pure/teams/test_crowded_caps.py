"""One nationality too few for the cap: seen by counting, before every way of seating has been tried."""

from datetime import UTC, datetime, timedelta

import pytest

from deployments.teams.facts import Candidate, Rule, Rules, TeamLevel
from deployments.teams.solving import solve
from roster.readiness.judge import Level

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
SLOTS = [f"seat-{number}" for number in range(8)]
CAP = Rules(max_per_nationality=1)


def people(count: int, nationalities: int, each: int) -> list[Candidate]:
    """Everybody may fill every seat; nationalities go round."""
    return [
        Candidate(
            id=f"p{number:03}",
            level=Level.READY if number % 3 else Level.READY_IF,
            points={slot: (number * 7 + place) % 20 for place, slot in enumerate(SLOTS)},
            arrives_at=NOON + timedelta(minutes=number),
            nationalities=frozenset(f"N{(number * each + more) % nationalities}" for more in range(each)),
        )
        for number in range(count)
    ]


@pytest.mark.parametrize(("nationalities", "each"), [(7, 1), (15, 2), (23, 3)])
def test_one_place_too_few_under_the_cap_breaks_that_rule_alone(nationalities: int, each: int) -> None:
    answer = solve(SLOTS, people(100, nationalities, each), CAP)
    assert (answer.level, answer.missing) == (TeamLevel.INFEASIBLE, ())
    assert answer.rules == (Rule.MAX_PER_NATIONALITY,)
    assert answer.earliest is None


@pytest.mark.parametrize(("nationalities", "each"), [(8, 1), (16, 2), (24, 3)])
def test_exactly_enough_places_under_the_cap_suffice(nationalities: int, each: int) -> None:
    answer = solve(SLOTS, people(96, nationalities, each), CAP)
    assert answer.best is not None
    seated = [person for person in people(96, nationalities, each) if person.id in answer.best.people]
    assert len(set().union(*(person.nationalities for person in seated))) == len(SLOTS) * each
