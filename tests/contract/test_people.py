"""Named people by the API: narrowed as on the page, ranked by the engine, told as far as the caller may know."""

from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import AccessEntry
from accounts.scopes import Scope
from roster.models import LanguageSkill, Person
from tests.builders import make_booking, make_flag, make_membership, make_person, make_ready_person, make_theme
from tests.contract.cast import EVERY_SCOPE, Program, faulty, in_json, problem

pytestmark = pytest.mark.django_db

NOW = timezone.now()
TO_NAIROBI = {"destination": "NBO", "stay_days": 7}


def references(answer: Any) -> list[str]:
    assert answer.status_code == 200, answer.content
    return [each.get("reference") or each["person"] for each in answer.json()["results"]]


def ready(reference: str, **fields: Any) -> Person:
    return make_ready_person(now=timezone.now(), reference=reference, **fields)


def test_a_person_is_told_without_contacts_documents_and_clearances() -> None:
    person = ready("P-1", theme=make_theme(), email="ada@example.org", phone="+254 700 000000")
    LanguageSkill.objects.create(person=person, language="ara", level="C1")

    told = Program(Scope.PEOPLE).get("people/P-1")

    body = told.json()
    assert (body["reference"], body["family_name"], body["base"], body["nationalities"]) == (
        "P-1",
        "Okoro",
        "NBO",
        ["KEN"],
    )
    assert body["expertise"] == [{"theme": "process-design", "level": 4, "years": None}]
    assert body["languages"] == [{"language": "ara", "level": "C1"}]
    assert (body["memberships"][0]["tier"], body["availability_is_stale"]) == ("standby", False)
    assert "example.org" not in told.content.decode()
    assert "+254" not in told.content.decode()


def test_people_are_narrowed_as_on_the_page() -> None:
    theme = make_theme("security-arrangements")
    ready("P-1", theme=theme, gender="woman")
    ready("P-2", theme=theme, gender="man")
    ready("P-3", gender="woman")
    program = Program(Scope.PEOPLE)

    assert references(program.get("people", {"theme": "security-arrangements"})) == ["P-1", "P-2"]
    assert references(program.get("people", {"theme": "security-arrangements", "gender": "woman"})) == ["P-1"]
    assert references(program.get("people", {"gender": ["woman", "man"]})) == ["P-1", "P-2", "P-3"]


def test_a_filter_that_makes_no_sense_is_named() -> None:
    program = Program(Scope.PEOPLE)

    assert faulty(program.get("people", {"theme": "astrology"})) == {"theme": "invalid_choice"}
    assert faulty(program.get("people", {"themes": "process-design"})) == {"themes": "unknown_parameter"}
    # What the page asks of verdicts the API asks apart.
    assert faulty(program.get("people", {"order": "name"})) == {"order": "unknown_parameter"}


def test_every_person_told_is_in_the_access_log() -> None:
    ready("P-1")
    ready("P-2")

    Program(Scope.PEOPLE).get("people")

    assert AccessEntry.objects.filter(subject_kind="person", client__isnull=False).count() == 2


def test_a_verdict_is_the_engines_own_whole() -> None:
    ready("P-1")

    told = Program(Scope.PEOPLE).get("people/P-1/verdict", TO_NAIROBI).json()

    assert (told["level"], told["destination"], told["window_hours"]) == ("ready", "NBO", 72)
    critical = [step for step in told["path"] if step["critical"]]
    assert critical[0]["start"] == told["activated_at"]
    assert critical[-1]["end"] == told["arrives_at"]
    assert all(one["end"] == after["start"] for one, after in pairwise(critical))
    assert told["slack_hours"] == pytest.approx(72 - told["lead_hours"])
    assert (told["conditions"], told["gaps"], told["best"]) == ([], [], None)


def test_what_must_be_decided_is_told_as_a_kind_with_its_name() -> None:
    person = ready("P-1", confirmed_at=timezone.now() - timedelta(days=99))
    now = timezone.now()
    make_booking(person, now - timedelta(days=1), now + timedelta(days=30), is_releasable=True)
    program = Program(Scope.PEOPLE, Scope.CALENDAR, Scope.ENGAGEMENTS)

    told = program.get("people/P-1/verdict", TO_NAIROBI).json()
    blind = Program(Scope.PEOPLE).get("people/P-1/verdict", TO_NAIROBI).json()

    kinds = {each["code"]: (each["decision"], each["title"]) for each in told["conditions"]}
    assert kinds["stale_availability"][0] == "confirmation"
    assert kinds["booked"] == ("release", "Booked")
    # Which decision it takes would tell what is in the way.
    hidden = {each["code"]: (each["decision"], each["title"]) for each in blind["conditions"]}
    assert hidden == {"stale_availability": kinds["stale_availability"], "unavailable": (None, "Unavailable")}


def test_a_gap_is_told_with_its_name() -> None:
    person = ready("P-1")
    now = timezone.now()
    make_booking(person, now - timedelta(days=1), now + timedelta(days=30))

    told = Program(Scope.PEOPLE, Scope.CALENDAR, Scope.ENGAGEMENTS).get("people/P-1/verdict", TO_NAIROBI).json()

    assert [(each["code"], each["title"]) for each in told["gaps"]] == [("booked", "Booked")]


def test_somebody_who_cannot_be_asked_about_is_told_so() -> None:
    make_person(reference="P-1")

    told = Program(Scope.PEOPLE).get("people/P-1/verdict", TO_NAIROBI).json()

    assert (told["level"], told["arrives_at"], told["path"]) == ("not_assessed", None, [])
    assert [gap["code"] for gap in told["gaps"]] == ["no_base"]


def test_an_engagement_is_hidden_in_every_part_of_a_verdict() -> None:
    person = ready("P-1")
    now = timezone.now()
    make_booking(person, now - timedelta(days=40), now + timedelta(days=3), where="Velmara")
    blind = Program(Scope.PEOPLE)
    seeing = Program(Scope.PEOPLE, Scope.CALENDAR, Scope.ENGAGEMENTS)

    hidden = blind.get("people/P-1/verdict", TO_NAIROBI).content.decode()
    whole = seeing.get("people/P-1/verdict", TO_NAIROBI).content.decode()

    for word in ('"booked"', '"rest"', "Booked", "Rest"):
        assert word not in hidden
    assert '"unavailable"' in hidden
    assert '"booked"' in whole


def test_why_a_flag_was_set_is_told_to_no_program() -> None:
    person = ready("P-1")
    make_flag(person, is_blocking=True, kind="declared_conflict", reason="brother of the minister")
    program = Program(*EVERY_SCOPE)

    for path in ("people/P-1", "people/P-1/verdict?destination=NBO", "people/ready?destination=NBO&level=blocked"):
        told = program.get(path).content.decode()
        assert "minister" not in told
        assert "declared" not in told


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({"destination": "nowhere"}, {"destination": "unknown_place"}),
        ({"destination": ""}, {"destination": "blank"}),
        ({"stay_days": "nan"}, {"stay_days": "invalid"}),
        ({"stay_days": "-1"}, {"stay_days": "min_value"}),
        ({"stay_days": "1e9"}, {"stay_days": "max_value"}),
        ({"delivery": "by pigeon"}, {"delivery": "invalid_choice"}),
        ({"at": "tomorrow"}, {"at": "invalid"}),
        ({"at": "2026-11-26"}, {"at": "no_zone"}),
        ({"at": "2020-01-01T00:00:00Z"}, {"at": "over"}),
        ({"at": "2099-01-01T00:00:00Z"}, {"at": "far"}),
        ({"at": ["2027-01-01T00:00:00Z", "2027-01-02T00:00:00Z"]}, {"at": "repeated"}),
        ({"wihtin_hours": "72"}, {"wihtin_hours": "unknown_parameter"}),
    ],
)
def test_a_question_that_makes_no_sense_is_named(changed: dict[str, Any], fault: dict[str, str]) -> None:
    ready("P-1")

    assert faulty(Program(Scope.PEOPLE).get("people/P-1/verdict", TO_NAIROBI | changed)) == fault


def test_nobody_is_not_found() -> None:
    program = Program(Scope.PEOPLE)

    assert problem(program.get("people/nobody")) == (404, "not_found")
    assert problem(program.get("people/nobody/verdict", TO_NAIROBI)) == (404, "not_found")


def test_who_would_be_there_first_stands_first() -> None:
    ready("P-slow", notice_hours=30)
    ready("P-fast", notice_hours=1)
    ready("P-stale", notice_hours=1, confirmed_at=timezone.now() - timedelta(days=99))
    make_membership(make_person(reference="P-lost"))
    program = Program(Scope.PEOPLE)

    assert references(program.get("people/ready", TO_NAIROBI)) == ["P-fast", "P-slow", "P-stale"]
    assert references(program.get("people/ready", TO_NAIROBI | {"level": "ready_if"})) == ["P-stale"]
    everybody = program.get(
        "people/ready", TO_NAIROBI | {"level": ["ready", "ready_if", "late", "blocked", "not_assessed"]}
    )
    assert references(everybody) == ["P-fast", "P-slow", "P-stale", "P-lost"]


def test_pages_of_ranked_verdicts_answer_one_question() -> None:
    for number in range(5):
        ready(f"P-{number}", notice_hours=number)
    program = Program(Scope.PEOPLE)
    first = program.get("people/ready", TO_NAIROBI | {"limit": 2}).json()

    second = program.http.get(first["next"]).json()
    third = program.http.get(second["next"]).json()

    pages = [first, second, third]
    assert [each["person"] for page in pages for each in page["results"]] == [f"P-{number}" for number in range(5)]
    assert {each["activated_at"] for page in pages for each in page["results"]} == {first["results"][0]["activated_at"]}
    assert third["next"] is None
    assert program.http.get(second["previous"]).json()["results"] == first["results"]


def test_more_people_than_can_be_asked_about_are_refused_with_what_to_do(settings: Any) -> None:
    settings.API_PEOPLE_ASKED = 1
    ready("P-1")
    ready("P-2")

    answer = Program(Scope.PEOPLE).get("people/ready", TO_NAIROBI)

    assert problem(answer) == (422, "too_many_people")
    assert "Narrow" in answer.json()["detail"]


def test_memberships_are_narrowed() -> None:
    person = ready("P-1")
    ready("P-2", tier="rostered")
    program = Program(Scope.PEOPLE)

    (told,) = program.get("memberships", {"tier": "standby", "on": in_json(NOW)}).json()["results"]

    assert (told["person"], told["pool"], told["status"]) == ("P-1", "standby", "active")
    assert told["id"] == person.memberships.get().pk
    assert program.get("memberships", {"on": "2101-01-01T00:00:00Z"}).json()["results"] == []
    assert faulty(program.get("memberships", {"pool": "x"})) == {"pool": "unknown_code"}


PATHS = (
    "people",
    "people/P-1",
    "people/P-1/verdict?destination=NBO",
    "people/ready?destination=NBO",
    "memberships",
    "bookings",
    "availability?destination=NBO",
    "themes",
    "places",
    "requirements",
)


def test_thirty_people_cost_as_many_queries_as_three() -> None:
    program = Program(*EVERY_SCOPE)

    def add(count: int) -> None:
        for _ in range(count):
            person = ready(f"P-{Person.objects.count() + 1}", theme=make_theme())
            make_booking(person, NOW + timedelta(days=300), None)

    def queries(path: str) -> int:
        program.get(path)
        with CaptureQueriesContext(connection) as captured:
            assert program.get(path).status_code == 200
        return len(captured)

    add(3)
    few = {path: queries(path) for path in PATHS}
    add(27)

    assert {path: queries(path) for path in PATHS} == few
