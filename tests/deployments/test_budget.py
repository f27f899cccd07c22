"""A budget: what a team costs is estimated from days and travel, and the nearer expert may be the one who fits."""

from datetime import UTC, datetime

import pytest

from deployments.matching.facts import Slot
from deployments.plan import Plan, Wanted
from deployments.proposing import make_plan
from deployments.teams.facts import Rule, Rules, TeamLevel
from roster import models
from tests.builders import make_place, make_ready_person, make_theme

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
STAY = 10


@pytest.fixture(autouse=True)
def prices() -> None:
    models.Figure.objects.filter(code__in=("cost_per_day", "cost_per_travel_hour")).delete()
    for code, value in (("cost_per_day", 100), ("cost_per_travel_hour", 10)):
        models.Figure.objects.create(code=code, value=value, unit="currency units", title=code, effective=(None, None))


@pytest.fixture
def near() -> models.Person:
    return make_ready_person("Near", now=NOW, theme=make_theme("process-design"), level=3)


@pytest.fixture
def far() -> models.Person:
    vienna = make_place("VIE", "Vienna", "AUT", latitude=48.0, longitude=16.0)
    return make_ready_person("Far", now=NOW, theme=make_theme("process-design"), level=5, base=vienna)


def plan_of(budget: int | None) -> Plan:
    slot = Slot("design", themes={"process-design": 3}, title="Process design")
    wanted = Wanted(
        destination=make_place(), activated_at=NOW, stay_days=STAY, slots=(slot,), rules=Rules(max_cost=budget)
    )
    return make_plan(wanted, now=NOW)


def seated(plan: Plan) -> str:
    person = plan.seated("design")
    assert person is not None
    return person.name.split()[0]


def test_without_a_budget_the_better_expert_goes_however_far(near: models.Person, far: models.Person) -> None:
    assert seated(plan_of(None)) == "Far"


def test_a_budget_that_only_the_stay_fits_into_takes_who_lives_there(near: models.Person, far: models.Person) -> None:
    plan = plan_of(STAY * 100)
    assert plan.answer.level is TeamLevel.FEASIBLE
    assert seated(plan) == "Near"
    assert plan.answer.best is not None
    assert plan.answer.best.cost == STAY * 100


def test_one_unit_less_is_too_little_and_the_answer_says_what_would_do(near: models.Person) -> None:
    plan = plan_of(STAY * 100 - 1)
    assert plan.answer.level is TeamLevel.INFEASIBLE
    assert plan.answer.rules == (Rule.MAX_COST,)
    assert any("1,000" in each.sentence for each in plan.changes)


def test_prices_that_nobody_configured_are_the_defaults(near: models.Person) -> None:
    models.Figure.objects.filter(code__in=("cost_per_day", "cost_per_travel_hour")).delete()
    plan = plan_of(STAY * 350)
    assert plan.answer.best is not None
    assert plan.answer.best.cost == STAY * 350
