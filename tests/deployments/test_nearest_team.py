"""An infeasible call: who could go all the same, as far as seats or rules allow it."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from deployments.loaders.words import load_words
from deployments.matching.facts import Slot, SlotKind
from deployments.plan import Plan, Wanted
from deployments.proposing import make_plan
from deployments.recording import read_record, recorded
from deployments.teams.facts import Rule, Rules, TeamLevel
from roster import models
from tests.builders import make_place, make_reader, make_ready_person, make_request, make_slot, make_theme

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
DESIGN = Slot("design", themes={"process-design": 3}, title="Process design")
INTERPRETER = Slot("interpreter", kind=SlotKind.SUPPORT, role="interpreter", title="Interpreter")


@pytest.fixture
def ada() -> models.Person:
    return make_ready_person("Ada", now=NOW, theme=make_theme("process-design"), gender="man")


def plan_of(*slots: Slot, **asked: Any) -> Plan:
    wanted = Wanted(destination=make_place(), activated_at=NOW, stay_days=7, slots=slots, **asked)
    return make_plan(wanted, now=NOW)


def test_the_seats_that_are_not_missing_are_filled(ada: models.Person) -> None:
    plan = plan_of(DESIGN, INTERPRETER)

    assert plan.answer.missing == ("interpreter",)
    assert plan.nearest is not None
    assert plan.nearest.seats == {"design": str(ada.pk)}
    assert [line.chosen.person.person_id if line.chosen else None for line in plan.lines] == [ada.pk, None]
    assert plan.seated("interpreter") is None


def test_where_only_a_rule_stands_in_the_way_the_team_that_breaks_it_is_shown(ada: models.Person) -> None:
    plan = plan_of(DESIGN, rules=Rules(min_share_women=0.5))

    assert (plan.answer.level, plan.answer.missing) == (TeamLevel.INFEASIBLE, ())
    assert plan.answer.rules == (Rule.MIN_SHARE_WOMEN,)
    assert plan.nearest is not None
    assert plan.nearest.seats == {"design": str(ada.pk)}


def test_rules_that_the_other_seats_can_hold_are_held(ada: models.Person) -> None:
    woman = make_ready_person("Wanda", now=NOW, theme=make_theme("process-design"), gender="woman", level=3)

    plan = plan_of(DESIGN, INTERPRETER, rules=Rules(min_share_women=1.0))

    assert plan.nearest is not None
    assert plan.nearest.seats == {"design": str(woman.pk)}


def test_nobody_is_nearest_to_a_team_that_can_be_fielded_or_where_nobody_is_in_time(ada: models.Person) -> None:
    assert plan_of(DESIGN).nearest is None
    assert plan_of(INTERPRETER).nearest is None


def test_the_record_keeps_who_could_have_gone(ada: models.Person) -> None:
    plan = plan_of(DESIGN, INTERPRETER)
    parts = recorded(plan, load_words(plan))

    again, _names = read_record(parts.open, parts.restricted)

    assert again.nearest == plan.nearest
    assert again.seated("design") == plan.seated("design")


def test_the_page_says_what_can_be_done_and_draws_their_way(client: Client) -> None:
    now = datetime.now(UTC)
    make_ready_person("Ada", now=now, theme=make_theme("process-design"))
    request = make_request(destination=make_place(), stay_days=7, terms_of_reference="granted", funds="granted")
    request.host_consent = "granted"
    request.save()
    make_slot(request)
    make_slot(request, code="interpreter", kind="support", themes={}, role="interpreter", title="Interpreter")
    client.force_login(make_reader())

    page = client.get(reverse("deployments:request", args=[request.reference])).content.decode()

    assert "Infeasible: interpreter missing" in page
    assert "The other seat can be filled by" in page
    assert "Those who could go, hours since activation" in page
