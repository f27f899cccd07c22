"""The demonstration: fictional, believable, the same for the same seed, and never mixed with real people."""

from datetime import date, timedelta
from io import StringIO
from itertools import pairwise

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.utils import timezone

from deployments.asking import Missing, wanted_of
from deployments.lifecycle.request import order_refusals
from deployments.management.commands import seed_demo as seed_demo_command
from deployments.models import Request, RequestSlot, SeatHolding, StandbySeat
from deployments.plan import Wanted
from deployments.proposing import make_plan
from deployments.services.demo import seed_demo
from deployments.services.request import instants_of
from roster import models
from roster.demo.people import make_people
from roster.monitor import add_missing_states
from roster.services.demo.people import REFERENCE_PREFIX
from tests.builders import make_person, make_reader

TODAY = date(2026, 11, 23)
BASES = [("NBO", "KEN"), ("DSS", "SEN"), ("GVA", "CHE"), ("BOG", "COL"), ("AMM", "JOR")]


@pytest.mark.django_db
def test_every_level_is_on_the_board_of_a_new_demonstration() -> None:
    out = StringIO()

    call_command("seed_demo", "--people", "200", "--seed", "1", stdout=out)

    assert "Wrote 200 fictional people" in out.getvalue()
    assert models.Person.objects.count() == 200
    assert set(models.ReadinessState.objects.values_list("level", flat=True)) == {
        "ready",
        "ready_if",
        "late",
        "blocked",
    }
    # One seat is empty on purpose, all others are held, by different people.
    holders = list(SeatHolding.objects.values_list("holder", flat=True))
    assert len(holders) == len(set(holders)) == StandbySeat.objects.count() - 1
    assert Request.objects.exists()


@pytest.mark.django_db
def test_seeding_twice_changes_nothing() -> None:
    seed_demo(count=40, seed=1, today=TODAY)

    assert seed_demo(count=40, seed=1, today=TODAY) == 0
    assert models.Person.objects.count() == 40


@pytest.mark.django_db
def test_what_is_copied_in_has_its_history_and_later_changes_are_kept_and_rechecked() -> None:
    seed_demo(count=40, seed=1, today=TODAY)
    add_missing_states(now=timezone.now())
    models.ReadinessState.objects.update(next_check_at=timezone.now() + timedelta(days=1))

    kept_of = set()
    for model in apps.get_app_config("roster").get_models():
        if "events" in {each.name for each in model._meta.related_objects} and model._default_manager.exists():
            kept_of.add(model.__name__)
            event = apps.get_model("roster", f"{model.__name__}Event")
            assert set(event.objects.values_list("pgh_label", flat=True)) == {"insert"}
            assert set(event.objects.values_list("pgh_obj_id", flat=True)) == set(
                model._default_manager.values_list("pk", flat=True)
            )

    assert {"Person", "Membership", "Clearance", "Booking", "Expertise", "TravelDocument"} <= kept_of

    clearance = models.Clearance.objects.filter(state="granted").first()
    assert clearance is not None
    kept = apps.get_model("roster", "ClearanceEvent").objects.get(pgh_obj_id=clearance.pk)
    assert (kept.state, kept.valid, kept.person_id) == ("granted", clearance.valid, clearance.person_id)
    clearance.state = "expired"
    clearance.save()
    labels = apps.get_model("roster", "ClearanceEvent").objects.filter(pgh_obj_id=clearance.pk).order_by("pgh_id")
    assert list(labels.values_list("pgh_label", flat=True)) == ["insert", "update"]
    due = models.ReadinessState.objects.filter(next_check_at__lte=timezone.now())
    assert set(due.values_list("person_id", flat=True)) == {clearance.person_id}


@pytest.mark.django_db
def test_beyond_some_thousand_people_the_sweep_is_left_to_the_scheduler(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seed_demo_command, "SWEPT_AT_ONCE", 35)
    out = StringIO()

    call_command("seed_demo", "--people", "36", stdout=out)

    assert "Wrote 36 fictional people. The scheduler's sweep assesses them from now on." in out.getvalue()
    assert not models.ReadinessState.objects.exists()


@pytest.mark.django_db
def test_a_roster_with_real_people_is_not_touched() -> None:
    make_person(reference="MSU-0001")

    with pytest.raises(CommandError, match="Real people are on this roster"):
        call_command("seed_demo")

    assert models.Person.objects.count() == 1
    assert not models.Person.objects.filter(reference__startswith=REFERENCE_PREFIX).exists()


@pytest.mark.django_db
def test_too_few_people_are_refused() -> None:
    with pytest.raises(CommandError, match="at least 30"):
        call_command("seed_demo", "--people", "3")


def test_the_same_seed_and_day_give_the_same_people_and_another_seed_others() -> None:
    first = make_people(count=60, seed=1, today=TODAY, bases=BASES)

    assert make_people(count=60, seed=1, today=TODAY, bases=BASES) == first
    assert make_people(count=60, seed=2, today=TODAY, bases=BASES) != first


def test_nobody_is_booked_twice_and_every_window_ends_after_it_starts() -> None:
    for person in make_people(count=5000, seed=3, today=TODAY, bases=BASES):
        body = sorted((each.start, each.end) for each in person.bookings if each.kind != "remote-advice")
        assert all(start < end for start, end in body)
        assert all(before[1] <= after[0] for before, after in pairwise(body))
        assert person.term[0] < person.term[1]


@pytest.mark.django_db
def test_each_open_request_shows_another_answer() -> None:
    now = timezone.now()
    seed_demo(count=200, seed=1, today=now.date(), now=now)

    levels = {}
    for request in Request.objects.filter(pk__in=RequestSlot.objects.values("request")).exclude(state="triaged"):
        wanted = wanted_of(request, now=now)
        assert isinstance(wanted, Wanted)
        answer = make_plan(wanted, now=now).answer
        levels[request.kind] = (answer.level.value, answer.missing)

    assert levels == {
        "constitutional-dialogue-advice": ("feasible", ()),
        "envoy-support": ("feasible_with_waivers", ()),
        "fact-finding": ("infeasible", ("interpreter",)),
        "remote-advice": ("feasible", ()),
    }
    draft = Request.objects.get(state="draft")
    assert isinstance(wanted_of(draft, now=now), Missing)
    restricted = Request.objects.get(process__confidentiality="restricted")
    assert restricted not in Request.objects.visible_to(make_reader())
    for request in Request.objects.all():
        assert order_refusals(instants_of(request), now=now) == ()
