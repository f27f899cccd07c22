"""From stored people to the answer of one call: who is seated, who else could go, who could not, what is refused?"""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.errors import DomainError
from deployments import assembling
from deployments.matching.facts import Setting, Slot
from deployments.plan import Plan, SlotLine, Wanted
from deployments.proposing import explain_person, make_plan
from deployments.teams.facts import Rule, Rules, TeamLevel
from roster import models
from roster.readiness.facts import Delivery, State
from tests.builders import (
    DAY,
    make_booking,
    make_clearance,
    make_country,
    make_expertise,
    make_flag,
    make_person,
    make_place,
    make_ready_person,
    make_theme,
)

pytestmark = pytest.mark.django_db

QUERIES = 24
QUERIES_WITH_CHANGES = 34

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
DESIGN = Slot("design", themes={"process-design": 4}, languages={"fr": "B2"}, title="Process design")
SECURITY = Slot("security", themes={"security-arrangements": 3}, title="Security")


@pytest.fixture
def nairobi() -> models.Place:
    return make_place()


@pytest.fixture
def design() -> models.Theme:
    return make_theme("process-design")


@pytest.fixture
def security() -> models.Theme:
    return make_theme("security-arrangements")


def speaks(person: models.Person, language: str, level: str) -> None:
    models.LanguageSkill.objects.create(person=person, language=language, level=level)


def designer(name: str, theme: models.Theme, french: str = "C1", **fields: Any) -> models.Person:
    person = make_ready_person(name, now=NOW, theme=theme, **fields)
    speaks(person, "fr", french)
    return person


def wanted(to: models.Place, *slots: Slot, **changes: Any) -> Wanted:
    values: dict[str, Any] = {
        "destination": to,
        "activated_at": NOW,
        "stay_days": 20,
        "slots": slots or (DESIGN,),
        "setting": Setting(to.country_id),
        **changes,
    }
    return Wanted(**values)


def plan_of(asked: Wanted) -> Plan:
    return make_plan(asked, now=NOW)


def names(line: SlotLine) -> list[str]:
    return [each.person.name.split()[0] for each in line.candidates]


def refusal(asked: Wanted) -> str:
    with pytest.raises(DomainError) as refused:
        plan_of(asked)
    assert str(refused.value.sentence).endswith(".")
    return refused.value.code


def test_a_team_is_seated_from_those_who_have_the_skills_and_are_ready(
    nairobi: models.Place, design: models.Theme, security: models.Theme
) -> None:
    designer("Ada", design)
    make_ready_person("Ben", now=NOW, theme=security)
    plan = plan_of(wanted(nairobi, DESIGN, SECURITY))
    assert plan.answer.level is TeamLevel.FEASIBLE
    seated = {line.slot.id: line.chosen.person.name for line in plan.lines if line.chosen}
    assert seated == {"design": "Ada Okoro", "security": "Ben Okoro"}
    assert [line.without_skills for line in plan.lines] == [1, 1]
    assert plan.asked == 2
    assert plan.seated("design").pool == "Standby team"  # type: ignore[union-attr]
    assert (plan.made_at, plan.call.activated_at) == (NOW, NOW)


def test_candidates_are_in_order_of_level_then_points_then_arrival(nairobi: models.Place, design: models.Theme) -> None:
    designer("Middle", design)
    designer("Expert", design, level=5)
    designer("Stale", design, level=5, confirmed_at=NOW - 31 * DAY)
    far = make_place("VIE", "Vienna", "AUT", latitude=48.0, longitude=16.0)
    designer("Far", design, base=far)
    line = plan_of(wanted(nairobi)).lines[0]
    assert names(line) == ["Expert", "Middle", "Far", "Stale"]
    assert line.candidates[-1].exclusions[0].code == "stale_availability"


@pytest.mark.parametrize("rules", [Rules(), Rules(max_cost=10**9)])
def test_of_people_who_suit_a_seat_alike_the_list_has_the_one_first_who_is_proposed(
    nairobi: models.Place, design: models.Theme, rules: Rules
) -> None:
    for name in ("Zoe", "Ada", "Mia"):
        designer(name, design)
    line = plan_of(wanted(nairobi, rules=rules)).lines[0]
    assert len({each.points for each in line.candidates}) == 1
    assert line.chosen == line.candidates[0]


def test_whoever_is_late_or_blocked_is_excluded_with_the_reason(nairobi: models.Place, design: models.Theme) -> None:
    busy = designer("Busy", design)
    make_booking(busy, NOW - DAY, NOW + 30 * DAY)
    barred = designer("Barred", design)
    make_flag(barred, kind="objected", is_blocking=True)
    homeless = designer("Nowhere", design)
    models.Person.objects.filter(pk=homeless.pk).update(base=None)
    line = plan_of(wanted(nairobi)).lines[0]
    reasons = {each.person.name.split()[0]: [one.code for one in each.exclusions] for each in line.excluded}
    assert reasons == {"Busy": ["booked", "rest"], "Barred": ["impartiality"], "Nowhere": ["no_base"]}
    assert line.candidates == ()
    confidential = {each.person.name.split()[0] for each in line.excluded if each.exclusions[0].confidential}
    assert confidential == {"Barred"}


def test_a_neighbour_may_be_seated_with_a_recorded_reason(nairobi: models.Place, design: models.Theme) -> None:
    neighbour = designer("Neighbour", design)
    make_flag(neighbour, kind="neighbouring_national", is_blocking=False)
    plan = plan_of(wanted(nairobi))
    assert plan.answer.level is TeamLevel.FEASIBLE_WITH_WAIVERS
    chosen = plan.lines[0].chosen
    assert chosen is not None
    assert chosen.may_be_seated
    assert [(each.code, each.blocking, each.confidential) for each in chosen.exclusions] == [
        ("impartiality", False, True)
    ]


def test_a_national_of_a_party_is_excluded(nairobi: models.Place, design: models.Theme) -> None:
    designer("Ada", design)
    plan = plan_of(wanted(nairobi, parties=frozenset({"KEN"})))
    assert plan.answer.level is TeamLevel.INFEASIBLE
    assert plan.answer.missing == ("design",)


def test_an_infeasible_call_says_when_it_could_be_done(nairobi: models.Place, design: models.Theme) -> None:
    person = designer("Ada", design)
    make_booking(person, NOW, NOW + 10 * DAY, kind="leave")
    answer = plan_of(wanted(nairobi)).answer
    assert answer.level is TeamLevel.INFEASIBLE
    assert answer.earliest == NOW + 10 * DAY


def test_a_rule_that_nobody_can_keep_is_named(nairobi: models.Place, design: models.Theme) -> None:
    designer("Ada", design, gender="man")
    answer = plan_of(wanted(nairobi, rules=Rules(min_share_women=0.5))).answer
    assert (answer.level, answer.missing, answer.rules) == (TeamLevel.INFEASIBLE, (), (Rule.MIN_SHARE_WOMEN,))


def test_the_call_is_asked_as_it_is_wanted(nairobi: models.Place, design: models.Theme) -> None:
    designer("Ada", design)
    asked = wanted(
        nairobi,
        delivery=Delivery.REMOTE,
        window_hours=24,
        process="Talks",
        conditions={"funds": State.GRANTED},
    )
    plan = plan_of(asked)
    call = plan.call
    assert (call.delivery, call.window_hours, call.process, call.stay_days) == (Delivery.REMOTE, 24, "talks", 20)
    assert call.conditions == {"funds": State.GRANTED}
    assert plan.answer.level is TeamLevel.FEASIBLE


def test_a_pin_seats_somebody_and_the_rest_is_solved_around_it(nairobi: models.Place, design: models.Theme) -> None:
    designer("Best", design, level=5)
    other = designer("Other", design)
    line = plan_of(wanted(nairobi, pins={"design": other.pk})).lines[0]
    assert line.chosen is not None
    assert line.chosen.person.person_id == other.pk
    assert names(line) == ["Best", "Other"]


def test_a_pin_may_go_to_somebody_without_the_skills_and_says_what_is_lacking(
    nairobi: models.Place, design: models.Theme
) -> None:
    junior = designer("Junior", design, french="B1", level=3)
    line = plan_of(wanted(nairobi, pins={"design": junior.pk})).lines[0]
    assert line.chosen is not None
    assert [(each.code, each.blocking) for each in line.chosen.exclusions] == [("theme", False), ("language", False)]
    assert line.without_skills == 1


def test_a_strike_leaves_somebody_out_and_says_so(nairobi: models.Place, design: models.Theme) -> None:
    best = designer("Best", design, level=5)
    designer("Other", design)
    line = plan_of(wanted(nairobi, strikes=frozenset({best.pk}))).lines[0]
    assert line.chosen is not None
    assert line.chosen.person.name == "Other Okoro"
    assert [[one.code for one in each.exclusions] for each in line.excluded] == [["struck"]]


def test_choices_without_sense_are_refused_with_what_to_do(nairobi: models.Place, design: models.Theme) -> None:
    person = designer("Ada", design)
    gone = person.pk + 1000
    assert refusal(replace(wanted(nairobi), slots=())) == "no_slots"
    assert refusal(wanted(nairobi, DESIGN, DESIGN)) == "slot_given_twice"
    assert refusal(wanted(nairobi, pins={"elsewhere": person.pk})) == "pin_without_slot"
    assert refusal(wanted(nairobi, DESIGN, SECURITY, pins={"design": person.pk, "security": person.pk})) == (
        "pinned_twice"
    )
    assert refusal(wanted(nairobi, pins={"design": person.pk}, strikes=frozenset({person.pk}))) == "pinned_and_struck"
    assert refusal(wanted(nairobi, pins={"design": gone})) == "person_unknown"
    assert refusal(wanted(nairobi, strikes=frozenset({gone}))) == "person_unknown"


def test_a_pin_of_somebody_who_cannot_be_there_is_refused_without_the_reason(
    nairobi: models.Place, design: models.Theme
) -> None:
    barred = designer("Barred", design)
    make_flag(barred, kind="objected", is_blocking=True)
    asked = wanted(nairobi, pins={"design": barred.pk})
    assert refusal(asked) == "pin_cannot_hold"
    with pytest.raises(
        DomainError, match=r"^Barred Okoro cannot be there in time, so not be seated as “Process design”"
    ):
        plan_of(asked)


def test_anybody_can_be_explained_for_every_seat(
    nairobi: models.Place, design: models.Theme, security: models.Theme
) -> None:
    person = make_ready_person("Why", now=NOW, theme=security)
    make_clearance(person, "vetting")
    models.Clearance.objects.filter(person=person, requirement="vetting").delete()
    seen = explain_person(wanted(nairobi, DESIGN, SECURITY), person.pk, now=NOW)
    assert {slot: [each.code for each in found.exclusions] for slot, found in seen.items()} == {
        "design": ["theme", "language", "vetting"],
        "security": ["vetting"],
    }
    assert seen["security"].person.pool == "Standby team"
    with pytest.raises(DomainError, match="not on the roster"):
        explain_person(wanted(nairobi), person.pk + 1000, now=NOW)


def test_of_a_large_field_few_are_asked_about_but_all_of_a_seat_on_demand(
    nairobi: models.Place, design: models.Theme, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(assembling, "SMALL_FIELD", 3)
    monkeypatch.setattr(assembling, "FIRST_LOOK", 2)
    for number in range(20):
        designer(f"Designer{number}", design, level=5 if number < 8 else 4)
    few = plan_of(wanted(nairobi)).lines[0]
    assert few.not_asked > 0
    assert few.not_asked + len(few.candidates) == 20
    whole = make_plan(wanted(nairobi), now=NOW, whole=["design"]).lines[0]
    assert (whole.not_asked, len(whole.candidates)) == (0, 20)
    assert few.chosen == whole.chosen


def test_experience_of_the_country_and_its_region_speaks_for_somebody(
    nairobi: models.Place, design: models.Theme
) -> None:
    region = models.Region.objects.create(code="test-region", title="The region")
    region.countries.add(make_country("SOM", "Somalia"), make_country())
    knows = designer("Knows", design)
    designer("Another", design)
    models.RegionExperience.objects.create(person=knows, country=make_country("SOM"), years=4, track=2)
    asked = wanted(nairobi, setting=Setting("KEN", frozenset({"test-region"}), 2))
    line = plan_of(asked).lines[0]
    assert names(line) == ["Knows", "Another"]
    told = {each.criterion: each.why for each in line.candidates[0].contributions}
    assert told["region"] == "4 years in The region."
    assert told["country"] == "No experience of Kenya is recorded."
    assert told["track"] == "Has worked on track 2."


def test_days_away_and_being_asked_weigh_on_the_order(nairobi: models.Place, design: models.Theme) -> None:
    worn = designer("Worn", design)
    make_booking(worn, NOW - 100 * DAY, NOW - 70 * DAY)
    make_booking(worn, NOW - 500 * DAY, NOW - 400 * DAY)
    models.Person.objects.filter(pk=worn.pk).update(last_asked_at=NOW - timedelta(hours=1))
    designer("Rested", design)
    line = plan_of(wanted(nairobi)).lines[0]
    assert names(line) == ["Rested", "Worn"]
    told = {each.criterion: each.why for each in line.candidates[1].contributions}
    assert told["days_deployed"] == "Deployed 31 days in the last 12 months."
    assert told["times_asked"] == "Asked once in the last 12 months."


@pytest.mark.parametrize(
    ("people", "slots", "most"),
    [
        (3, (DESIGN,), QUERIES),
        (30, (DESIGN,), QUERIES),
        (3, (DESIGN, SECURITY), QUERIES_WITH_CHANGES),
        (30, (DESIGN, SECURITY), QUERIES_WITH_CHANGES),
    ],
)
def test_the_number_of_queries_does_not_grow_with_people(
    nairobi: models.Place, design: models.Theme, people: int, slots: tuple[Slot, ...], most: int
) -> None:
    for number in range(people):
        designer(f"Person{number}", design, level=4 + number % 2)
    asked = wanted(nairobi, *slots)
    plan_of(asked)
    with CaptureQueriesContext(connection) as queries:
        plan_of(asked)
    assert len(queries) <= most, [each["sql"][:120] for each in queries]


def test_what_would_turn_the_answer_is_told_the_cheapest_first(nairobi: models.Place, design: models.Theme) -> None:
    booked = designer("Booked", design)
    make_booking(booked, NOW, NOW + 5 * DAY, kind="leave")
    barred = designer("Barred", design)
    make_flag(barred, kind="objected", is_blocking=True)
    designer("Nearly", design, french="B1")
    plan = plan_of(wanted(nairobi))
    assert plan.answer.level is TeamLevel.INFEASIBLE
    found = {each.kind: each for each in plan.changes}
    assert [each.cost for each in plan.changes] == sorted(each.cost for each in plan.changes)
    assert found["lift_causes"].person == str(booked.pk)
    assert found["lower_language"].more == 1
    assert str(barred.pk) not in {each.person for each in plan.changes}


def test_a_team_that_can_be_fielded_needs_no_change(nairobi: models.Place, design: models.Theme) -> None:
    designer("Ada", design)
    assert plan_of(wanted(nairobi)).changes == ()


def test_whoever_lacks_the_skills_is_counted(nairobi: models.Place, design: models.Theme) -> None:
    make_person("Unskilled")
    make_expertise(designer("Ada", design), make_theme("digital"))
    assert plan_of(wanted(nairobi)).lines[0].without_skills == 1
