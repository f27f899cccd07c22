"""Who could fill the seats of a request, and which team is proposed? What is told, and what a caller may not know."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from accounts.kinds import Kind
from accounts.models import AccessEntry
from accounts.scopes import Scope
from deployments.api.team_bodies import changes_said
from deployments.asking import wanted_of
from deployments.models import Request, SeatChoice
from deployments.plan import Wanted
from deployments.proposing import make_plan
from deployments.teams.facts import Change, TeamLevel
from roster.models import Person, Theme
from roster.permissions import Sight
from tests.accounts.cast import account, signed_in
from tests.builders import (
    make_booking,
    make_flag,
    make_person,
    make_place,
    make_process,
    make_ready_person,
    make_request,
    make_slot,
    make_theme,
)
from tests.contract.cast import Program, faulty, problem

pytestmark = pytest.mark.django_db

READS = (Scope.REQUESTS, Scope.PEOPLE)
SEES = (*READS, Scope.CALENDAR, Scope.ENGAGEMENTS)
PROCESS = "Lake talks"


@pytest.fixture
def theme() -> Theme:
    return make_theme("process-design")


@pytest.fixture
def request_row(theme: Theme) -> Request:
    row = make_request("R-1", destination=make_place(), stay_days=7, process=make_process(PROCESS))
    for condition in ("terms_of_reference", "funds", "host_consent"):
        setattr(row, condition, "granted")
    row.save()
    make_slot(row)
    return row


def ready(theme: Theme, reference: str, **fields: Any) -> Person:
    return make_ready_person("Ada", reference, now=timezone.now(), theme=theme, reference=reference, **fields)


def seat(program: Program, **query: Any) -> dict[str, Any]:
    answer = program.get("requests/R-1/candidates", query)
    assert answer.status_code == 200, answer.content
    (told,) = answer.json()["slots"]
    found: dict[str, Any] = told
    return found


def references(people: list[dict[str, Any]]) -> list[str]:
    return [each["person"] for each in people]


def test_candidates_are_told_ranked_with_what_speaks_for_each(request_row: Request, theme: Theme) -> None:
    ready(theme, "P-4", level=4)
    ready(theme, "P-5", level=5)
    make_person(reference="P-0")

    told = seat(Program(*SEES))

    assert (told["slot"], told["title"], told["proposed"]) == ("process-design", "Process design", "P-5")
    assert references(told["candidates"]) == ["P-5", "P-4"]
    assert (told["candidates_count"], told["excluded_count"], told["without_skills"]) == (2, 0, 1)
    best = told["candidates"][0]
    assert (best["level"], best["reservations"], best["conditions"]) == ("ready", [], [])
    assert best["arrives_at"]
    assert {each["criterion"] for each in best["contributions"]} >= {"expertise", "days_deployed", "times_asked"}
    assert all(0 <= each["points"] <= each["out_of"] and each["why"] for each in best["contributions"])


def test_nobody_has_a_mark(request_row: Request, theme: Theme) -> None:
    ready(theme, "P-1")

    (candidate,) = seat(Program(*SEES))["candidates"]

    assert not {"points", "score", "value", "rank"} & set(candidate)


def test_whoever_cannot_go_is_told_with_the_reason_and_when_it_ends(request_row: Request, theme: Theme) -> None:
    person, now = ready(theme, "P-1"), timezone.now()
    make_booking(person, now, now + timedelta(days=9), where="Velmara")

    (excluded,) = seat(Program(*SEES))["excluded"]

    (why,) = excluded["exclusions"]
    assert (excluded["person"], why["code"], why["blocking"]) == ("P-1", "booked", True)
    assert why["clears_at"] > now.isoformat()


def test_of_an_engagement_a_blind_system_is_told_only_that_somebody_is_unavailable(
    request_row: Request, theme: Theme
) -> None:
    now = timezone.now()
    make_booking(ready(theme, "P-1"), now, now + timedelta(days=9), where="Velmara")
    ready(theme, "P-2")

    answer = Program(*READS).get("requests/R-1/candidates")

    (told,) = answer.json()["slots"]
    assert [each["code"] for each in told["excluded"][0]["exclusions"]] == ["unavailable"]
    assert "booked" not in answer.content.decode()
    # How long somebody was deployed tells of engagements, too.
    assert "days_deployed" not in {each["criterion"] for each in told["candidates"][0]["contributions"]}


def test_a_confidential_reason_is_not_eligible_and_nothing_else(request_row: Request, theme: Theme) -> None:
    person = ready(theme, "P-1")
    make_flag(person, process=PROCESS, is_blocking=True, reason="Wrote against the host", country=None)
    told = seat(Program(*Scope))

    (excluded,) = told["excluded"]

    assert excluded["exclusions"] == [
        {
            "code": "not_eligible",
            "sentence": "Not eligible for this process.",
            "blocking": True,
            "who": "",
            "clears_at": None,
        }
    ]
    assert "Wrote" not in str(told)


def test_of_an_advisory_flag_the_conditions_tell_no_more_than_the_reservations(
    request_row: Request, theme: Theme
) -> None:
    make_flag(ready(theme, "P-1"), kind="neighbouring_national", reason="Wrote against the host")
    program = Program(*SEES)

    (candidate,) = seat(program)["candidates"]
    proposed = program.get("requests/R-1/proposals")

    (reservation,), (condition,) = candidate["reservations"], candidate["conditions"]
    assert (condition["code"], condition["detail"]) == (reservation["code"], reservation["sentence"])
    assert (condition["decision"], condition["who"], condition["by"]) == (None, "", None)
    for told in (str(candidate), proposed.content.decode()):
        assert "not_eligible" in told
        assert "impartiality" not in told.lower()
        assert "authorised officer" not in told.lower()


def test_one_seat_is_asked_about_whole_and_an_unknown_one_is_refused(request_row: Request, theme: Theme) -> None:
    ready(theme, "P-1")
    make_slot(request_row, "second")
    program = Program(*SEES)

    assert len(program.get("requests/R-1/candidates").json()["slots"]) == 2
    assert seat(program, slot="second")["slot"] == "second"
    assert problem(program.get("requests/R-1/candidates", {"slot": "third"})) == (422, "slot_unknown")
    assert list(faulty(program.get("requests/R-1/candidates", {"limit": 0}))) == ["limit"]


def test_lists_are_cut_and_say_how_many_there_are(request_row: Request, theme: Theme) -> None:
    for number in range(3):
        ready(theme, f"P-{number}")

    told = seat(Program(*SEES), limit=1)

    assert (len(told["candidates"]), told["candidates_count"]) == (1, 3)


def test_the_team_is_proposed_with_whole_alternatives(request_row: Request, theme: Theme) -> None:
    ready(theme, "P-4", level=4)
    ready(theme, "P-5", level=5)

    told = Program(*SEES).get("requests/R-1/proposals").json()

    assert (told["reference"], told["verdict"], told["missing"], told["rules"]) == ("R-1", "feasible", [], [])
    assert references(told["team"]["seats"]) == ["P-5"]
    assert [references(each["seats"]) for each in told["alternatives"]] == [["P-4"]]
    assert told["team"]["last_arrival"] <= told["deadline"]
    assert told["engine_version"]


def test_a_missing_seat_is_named(request_row: Request, theme: Theme) -> None:
    told = Program(*SEES).get("requests/R-1/proposals").json()

    assert (told["verdict"], told["missing"], told["team"]) == ("infeasible", ["process-design"], None)


def test_the_rest_is_solved_around_whom_an_officer_seated(request_row: Request, theme: Theme) -> None:
    chosen = ready(theme, "P-4", level=4)
    ready(theme, "P-5", level=5)
    SeatChoice.objects.create(
        request=request_row, slot_code="process-design", person=chosen, kind="pin", at=timezone.now()
    )
    program = Program(*SEES)

    assert references(program.get("requests/R-1/proposals").json()["team"]["seats"]) == ["P-4"]
    now = timezone.now()
    make_booking(chosen, now, now + timedelta(days=90))
    assert problem(program.get("requests/R-1/proposals")) == (422, "pin_cannot_hold")


@pytest.mark.parametrize("path", ["candidates", "proposals"])
def test_what_a_request_lacks_is_named_before_anything_is_proposed(path: str) -> None:
    make_request("R-2")

    answer = Program(*SEES).get(f"requests/R-2/{path}")

    assert problem(answer) == (422, "request_incomplete")
    assert "Destination; At least one seat" in answer.json()["detail"]


@pytest.mark.parametrize("path", ["candidates", "proposals"])
def test_names_need_both_scopes(request_row: Request, theme: Theme, path: str) -> None:
    ready(theme, "P-1")

    for scopes in ((Scope.REQUESTS,), (Scope.PEOPLE,)):
        answer = Program(*scopes).get(f"requests/R-1/{path}")
        assert problem(answer) == (403, "scope_missing")
        assert "P-1" not in answer.content.decode()
    assert signed_in(account(Kind.OFFICER)).get(f"/api/v1/requests/R-1/{path}").status_code == 200
    assert signed_in(account(Kind.HR_OFFICER)).get(f"/api/v1/requests/R-1/{path}").status_code == 403


@pytest.mark.parametrize("path", ["candidates", "proposals"])
def test_everybody_named_is_in_the_access_log(request_row: Request, theme: Theme, path: str) -> None:
    people = {ready(theme, "P-1").name, ready(theme, "P-2").name}

    Program(*SEES).get(f"requests/R-1/{path}")

    assert {each.label for each in AccessEntry.objects.filter(subject_kind="person")} == people


@pytest.mark.parametrize("path", ["candidates", "proposals"])
@pytest.mark.parametrize("number", [3, 30])
def test_the_queries_do_not_grow_with_the_people(
    request_row: Request, theme: Theme, path: str, number: int, django_assert_max_num_queries: Any
) -> None:
    for each in range(number):
        ready(theme, f"P-{each}")
    program = Program(*SEES)
    program.get(f"requests/R-1/{path}")

    with django_assert_max_num_queries(70):
        assert program.get(f"requests/R-1/{path}").status_code == 200


def test_what_would_change_the_answer_does_not_tell_of_an_engagement(request_row: Request, theme: Theme) -> None:
    person, now = ready(theme, "P-1"), timezone.now()
    wanted = wanted_of(request_row, now=now)
    assert isinstance(wanted, Wanted)
    key = str(person.pk)
    lifted = Change("lift_causes", key, "Ada is released", "", TeamLevel.FEASIBLE, 12, person=key, codes=("booked",))
    less = Change("drop_slot", "process-design", "Go without it", "", TeamLevel.FEASIBLE, 60)
    plan = replace(make_plan(wanted, now=now), changes=(lifted, less))

    blind, seeing = (changes_said(plan, Sight(engagements=engagements)) for engagements in (False, True))

    assert [each["sentence"] for each in seeing] == ["Ada is released", "Go without it"]
    assert [(each["subject"], each["person"]) for each in blind] == [("P-1", "P-1"), ("process-design", "")]
    assert "released" not in blind[0]["sentence"]
    assert blind[1] == seeing[1]


def test_a_request_that_is_over_looks_for_nobody(request_row: Request) -> None:
    Request.objects.update(state=Request.State.WITHDRAWN)

    assert problem(Program(*SEES).get("requests/R-1/proposals")) == (422, "request_over")


def test_a_booking_that_could_be_moved_is_told_to_a_blind_system_as_unavailable(
    request_row: Request, theme: Theme
) -> None:
    now = timezone.now()
    make_booking(ready(theme, "P-1"), now, now + timedelta(days=9), where="Velmara")

    blind, seeing = (Program(*scopes).get("requests/R-1/proposals").content.decode() for scopes in (READS, SEES))

    assert "lift_causes" in blind
    assert "booked" not in blind.lower()
    assert "Velmara" not in blind
    assert len(seeing) != len(blind)
