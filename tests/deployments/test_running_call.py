"""A call that was activated earlier: nobody sets out in the past, and the deadline stays where activation put it."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from accounts.errors import DomainError
from deployments.asking import wanted_of
from deployments.lifecycle.request import State
from deployments.loaders.words import load_words
from deployments.matching.facts import Slot
from deployments.plan import Plan, Wanted
from deployments.proposing import make_plan
from deployments.recording import read_record, recorded
from deployments.teams.facts import TeamLevel
from roster import models
from roster.readiness.verdict import Verdict
from tests.builders import make_place, make_reader, make_ready_person, make_request, make_slot, make_theme

pytestmark = pytest.mark.django_db

ACTIVATED = datetime(2026, 3, 2, 9, tzinfo=UTC)
PATH = timedelta(hours=28)
"""Booking 4 h, then the clearance of the trip 24 h; nobody has to travel to where they live."""
WINDOW = timedelta(hours=72)


@pytest.fixture
def nairobi() -> models.Place:
    return make_place()


def plan_at(to: models.Place, now: datetime) -> Plan:
    wanted = Wanted(
        destination=to,
        activated_at=ACTIVATED,
        begins_at=now,
        stay_days=7,
        slots=(Slot("design", themes={"process-design": 3}),),
    )
    return make_plan(wanted, now=now)


def arrival(plan: Plan) -> datetime | None:
    [person] = plan.people.values()
    assert isinstance(person.answer, Verdict)
    return person.answer.arrives_at


@pytest.fixture
def ready(nairobi: models.Place) -> models.Person:
    return make_ready_person(now=ACTIVATED, theme=make_theme("process-design"))


def test_what_is_still_to_be_done_begins_now_and_not_at_activation(nairobi: models.Place, ready: models.Person) -> None:
    now = ACTIVATED + timedelta(hours=20)
    plan = plan_at(nairobi, now)
    assert arrival(plan) == now + PATH
    assert plan.call.deadline == ACTIVATED + WINDOW
    assert plan.window_hours == 72
    assert plan.answer.level is TeamLevel.FEASIBLE


def test_before_activation_nothing_begins(nairobi: models.Place, ready: models.Person) -> None:
    assert arrival(plan_at(nairobi, ACTIVATED - timedelta(hours=5))) == ACTIVATED + PATH


def test_the_last_instant_at_which_it_can_begin_is_in_time_and_a_second_later_is_late(
    nairobi: models.Place, ready: models.Person
) -> None:
    last = ACTIVATED + WINDOW - PATH
    assert plan_at(nairobi, last).answer.level is TeamLevel.FEASIBLE
    late = plan_at(nairobi, last + timedelta(seconds=1))
    assert late.answer.level is not TeamLevel.FEASIBLE
    assert late.answer.earliest is None or late.answer.earliest > late.call.deadline or late.answer.best is not None


def test_after_the_deadline_everybody_is_late_and_the_earliest_is_still_told(
    nairobi: models.Place, ready: models.Person
) -> None:
    now = ACTIVATED + WINDOW + timedelta(hours=3)
    plan = plan_at(nairobi, now)
    assert plan.answer.level is TeamLevel.INFEASIBLE
    assert plan.answer.missing == ("design",)
    assert plan.answer.earliest == now + PATH
    [person] = plan.people.values()
    assert isinstance(person.answer, Verdict)
    assert person.answer.hours_over == pytest.approx(3 + 28)
    assert "the time has run out" in person.answer.gaps[0].detail or person.answer.gaps[0].code != "travel_time"


def test_a_record_remembers_when_the_first_step_could_begin(nairobi: models.Place, ready: models.Person) -> None:
    plan = plan_at(nairobi, ACTIVATED + timedelta(hours=20))
    parts = recorded(plan, load_words(plan))
    again, _names = read_record(parts.open, parts.restricted)
    assert again.wanted.starts_at == plan.wanted.starts_at
    assert (again.call.activated_at, again.call.deadline) == (plan.call.activated_at, plan.call.deadline)
    assert again.window_hours == 72


def test_a_stored_request_is_asked_from_the_next_full_minute_on() -> None:
    request = make_request(destination=make_place(), activated_at=ACTIVATED)
    make_slot(request)
    wanted = wanted_of(request, now=ACTIVATED + timedelta(hours=1, seconds=7))
    assert isinstance(wanted, Wanted)
    assert wanted.starts_at == ACTIVATED + timedelta(hours=1, minutes=1)
    assert wanted.activated_at == ACTIVATED


def test_a_request_that_is_not_activated_begins_when_it_is_asked() -> None:
    request = make_request(destination=make_place())
    make_slot(request)
    wanted = wanted_of(request, now=ACTIVATED)
    assert isinstance(wanted, Wanted)
    assert wanted.starts_at == wanted.activated_at == ACTIVATED


@pytest.mark.parametrize("state", [State.FILLED, State.CLOSED, State.DECLINED, State.REFERRED, State.WITHDRAWN])
def test_a_request_that_is_over_looks_for_nobody_and_its_page_says_so(client: Client, state: State) -> None:
    request = make_request(destination=make_place(), activated_at=ACTIVATED, state=state.value)
    make_slot(request)
    with pytest.raises(DomainError, match="nobody is looked for any more") as over:
        wanted_of(request, now=ACTIVATED)
    assert over.value.code == "request_over"

    client.force_login(make_reader())
    page = client.get(reverse("deployments:request", args=[request.reference]))

    assert page.status_code == 200
    assert "This request is over" in page.content.decode()
