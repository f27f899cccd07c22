"""Could a team be fielded, and by whom? With names: the verdict, the people, and what a reader may not know."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from accounts.kinds import Kind
from accounts.models import AccessEntry
from accounts.scopes import Scope
from deployments.models import Process, Request
from roster.models import Person, Theme
from tests.accounts.cast import account, signed_in
from tests.builders import make_booking, make_country, make_flag, make_person, make_ready_person, make_theme
from tests.contract.cast import Program, faulty

pytestmark = pytest.mark.django_db

SECURITY, POWER = "security-arrangements", "power-sharing"
SLOTS = [{"id": "security", "themes": {SECURITY: 3}}, {"id": "power", "themes": {POWER: 3}}]
ASKED: dict[str, Any] = {"destination": "NBO", "stay_days": 7, "slots": SLOTS}
NAMES = (Scope.FEASIBILITY, Scope.PEOPLE)


@pytest.fixture
def security() -> Theme:
    return make_theme(SECURITY)


@pytest.fixture
def power() -> Theme:
    return make_theme(POWER)


def ready(theme: Theme, reference: str, **fields: Any) -> Person:
    return make_ready_person(
        "Ada", f"Family {reference}", now=timezone.now(), theme=theme, reference=reference, **fields
    )


def ask(program: Program, **changed: Any) -> dict[str, Any]:
    answer = program.post("feasibility", ASKED | changed)
    assert answer.status_code == 200, answer.content
    told: dict[str, Any] = answer.json()
    return told


def seated(team: dict[str, Any]) -> dict[str, str]:
    return {each["slot"]: each["person"] for each in team["seats"]}


def test_with_names_the_team_its_alternatives_and_the_counts_are_told(security: Theme, power: Theme) -> None:
    ready(security, "S-1")
    ready(power, "P-1")
    ready(power, "P-2", confirmed_at=timezone.now() - timedelta(days=99))

    told = ask(Program(*NAMES))

    assert (told["with_names"], told["verdict"], told["missing"], told["rules"]) == (True, "feasible", [], [])
    assert told["proven"] is True
    assert seated(told["team"]) == {"security": "S-1", "power": "P-1"}
    assert [seated(each) for each in told["alternatives"]] == [{"security": "S-1", "power": "P-2"}]
    (stale,) = [each for each in told["alternatives"][0]["seats"] if each["person"] == "P-2"]
    assert (stale["level"], [each["code"] for each in stale["conditions"]]) == ("ready_if", ["stale_availability"])
    one = {"least": 1, "most": 1}
    assert told["slots"] == [
        {"slot": "security", "ready": one, "ready_if": {"least": 0, "most": 0}},
        {"slot": "power", "ready": one, "ready_if": one},
    ]
    assert told["team"]["last_arrival"] <= told["deadline"]


def test_a_seat_that_nobody_fills_is_missing(security: Theme, power: Theme) -> None:
    ready(security, "S-1")

    told = ask(Program(*NAMES))

    assert (told["verdict"], told["missing"], told["team"], told["earliest"]) == ("infeasible", ["power"], None, None)


def test_a_rule_that_nobody_meets_is_named(security: Theme, power: Theme) -> None:
    ready(security, "S-1", gender="man")
    ready(power, "P-1", gender="man")

    told = ask(Program(*NAMES), rules={"min_share_women": 0.5})

    assert (told["verdict"], told["missing"], told["rules"]) == ("infeasible", [], ["min_share_women"])


def test_fine_questions_may_be_asked_with_names(security: Theme, power: Theme) -> None:
    ready(security, "S-1")
    fine = {
        "activated_at": (timezone.now() + timedelta(days=1, minutes=7)).isoformat(),
        "stay_days": 8,
        "within_hours": 71,
        "delivery": "hybrid",
        "stops_at": "departure",
        "parties": ["COD"],
        "conditions": {"funds": "granted", "terms_of_reference": "granted", "host_consent": "granted"},
        "slots": [{"all_themes": {SECURITY: 4}, "title": "Adviser"}],
    }
    make_country("COD", "Congo")

    told = ask(Program(*NAMES), **fine)

    assert (told["verdict"], seated(told["team"])) == ("feasible", {"1": "S-1"})


def test_a_national_of_a_party_is_not_seated(security: Theme) -> None:
    ready(security, "S-1")

    told = ask(Program(*NAMES), slots=SLOTS[:1], parties=["KEN"])

    assert (told["verdict"], told["missing"]) == ("infeasible", ["security"])


def test_without_people_read_no_name_is_told(security: Theme, power: Theme) -> None:
    people = [ready(security, "S-1"), ready(power, "P-1")]
    answer = Program(Scope.FEASIBILITY).post("feasibility", ASKED)

    assert answer.json()["verdict"] == "withheld"
    for person in people:
        assert person.family_name not in answer.content.decode()
        assert person.reference not in answer.content.decode()


def test_nothing_is_stored_but_who_was_told_about(security: Theme, power: Theme) -> None:
    people = {ready(security, "S-1").name, ready(power, "P-1").name}

    ask(Program(*NAMES))

    assert not Request.objects.exists()
    assert not Process.objects.exists()
    assert {each.label for each in AccessEntry.objects.filter(subject_kind="person")} == people
    assert AccessEntry.objects.filter(subject_kind="feasibility").count() == 1


def test_a_system_is_told_of_an_engagement_only_that_somebody_is_unavailable(security: Theme) -> None:
    now = timezone.now()
    person = ready(security, "S-1")
    make_booking(person, now, now + timedelta(days=9), kind="hold", is_releasable=True, where="Velmara")

    blind = Program(*NAMES).post("feasibility", {**ASKED, "slots": SLOTS[:1]})
    seeing = Program(*NAMES, Scope.CALENDAR, Scope.ENGAGEMENTS).post("feasibility", {**ASKED, "slots": SLOTS[:1]})

    (seat,) = blind.json()["team"]["seats"]
    assert [each["code"] for each in seat["conditions"]] == ["unavailable"]
    assert "booked" not in blind.content.decode()
    assert [each["code"] for each in seeing.json()["team"]["seats"][0]["conditions"]] == ["booked"]


def test_no_reason_behind_a_flag_is_told_to_anybody(security: Theme) -> None:
    person = ready(security, "S-1")
    make_flag(person, reason="Wrote against the host", is_blocking=False)

    for answer in (
        Program(*NAMES).post("feasibility", {**ASKED, "slots": SLOTS[:1]}),
        signed_in(account(Kind.OFFICER)).post(
            "/api/v1/feasibility", {**ASKED, "slots": SLOTS[:1]}, content_type="application/json"
        ),
    ):
        assert answer.status_code == 200
        assert "Wrote" not in answer.content.decode()


def test_an_officer_asks_by_the_session_and_is_told_names(security: Theme, power: Theme) -> None:
    ready(security, "S-1")
    ready(power, "P-1")

    told = signed_in(account(Kind.OFFICER)).post("/api/v1/feasibility", ASKED, content_type="application/json").json()

    assert (told["with_names"], told["verdict"]) == (True, "feasible")


@pytest.mark.parametrize(
    ("changed", "faults"),
    [
        ({"destination": "nowhere"}, {"destination": "unknown_place"}),
        ({"stay_days": 0}, {"stay_days": "min_value"}),
        ({"within_hours": 0}, {"within_hours": "min_value"}),
        ({"slots": [{"themes": {"astrology": 3}}]}, {"slots.0.themes": "theme_unknown"}),
        ({"slots": [{"languages": {"fra": "D1"}}]}, {"slots.0.languages": "level_unknown"}),
        ({"parties": ["XXX"]}, {"parties.0": "unknown_country"}),
    ],
)
def test_what_cannot_be_asked_is_named_by_the_member(
    security: Theme, changed: dict[str, Any], faults: dict[str, str]
) -> None:
    assert faulty(Program(*NAMES).post("feasibility", ASKED | changed)) == faults


@pytest.mark.parametrize("number", [3, 30])
def test_the_queries_do_not_grow_with_the_people(
    security: Theme, power: Theme, number: int, django_assert_max_num_queries: Any
) -> None:
    for each in range(number):
        ready(security, f"S-{each}")
        ready(power, f"P-{each}")
    make_person()
    program = Program(*NAMES)
    ask(program)

    with django_assert_max_num_queries(60):
        ask(program)
