"""A plan that was kept reads the same: every value comes back, and confidential reasons only to whom they are for."""

import json
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any

import pytest

from deployments.drawing.addresses import PlanAddress
from deployments.drawing.plan import plan_context, seat_context
from deployments.freezing import frozen, thawed
from deployments.matching.facts import Exclusion, Gender
from deployments.plan import Plan
from deployments.recording import read_record, recorded
from deployments.sentences.comparison import comparison_said
from deployments.shortlisting import Kind, all_male_slots, women_for
from deployments.teams.facts import Change, TeamLevel
from roster.answering import Answer
from roster.loaders.facts import Unanswerable
from roster.permissions import Sight
from roster.readiness.facts import Delivery
from roster.readiness.verdict import Verdict
from tests.deployments.plans import ADA, BEN, EVE, GENDER, LATE, NAMES, considered, for_slot, made_plan
from tests.pure.readiness.made import MONDAY

HERE = PlanAddress("/requests/R-1/")
SECRET = Exclusion("impartiality", "Objected to by a party.", who="authorised officer", confidential=True)


def whole() -> Plan:
    changes = (Change("window", "72", "Accept six hours more", "Feasible", TeamLevel.FEASIBLE, 2, more=3),)
    unknown = replace(considered(9, "No Base"), answer=Unanswerable("no_base", "Record the city of residence."))
    plan = made_plan(
        {"design": ADA, "gender": EVE},
        {"design": BEN, "gender": ADA},
        excluded={"gender": [for_slot(LATE, GENDER, SECRET), for_slot(unknown, GENDER)]},
        changes=changes,
        parties=frozenset({"SSD"}),
        delivery=Delivery.REMOTE,
    )
    return replace(plan, engine_version="0.1.0, rules abc")


def kept(plan: Plan, *, entitled: bool) -> Plan:
    parts = recorded(plan, NAMES)
    # Through JSON, as the database keeps it.
    read, names = read_record(
        json.loads(json.dumps(parts.open)), json.loads(json.dumps(parts.restricted)) if entitled else None
    )
    assert names == NAMES
    return read


def test_a_record_gives_back_the_whole_plan() -> None:
    plan = whole()

    read = kept(plan, entitled=True)

    assert read.answer == plan.answer
    assert read.lines == plan.lines
    assert read.people == plan.people
    assert read.changes == plan.changes
    assert (read.made_at, read.engine_version) == (plan.made_at, "0.1.0, rules abc")
    assert replace(read.wanted, destination=plan.wanted.destination) == plan.wanted
    assert read.wanted.destination.name == "Port Sorel"
    assert read.call.deadline == plan.call.deadline


def test_a_record_is_told_in_the_same_words_as_the_answer_was() -> None:
    plan, sight = whole(), Sight(engagements=True, impartiality=True)
    read = kept(plan, entitled=True)

    def told(one: Plan) -> object:
        shown = plan_context(one, NAMES, sight, HERE, now=MONDAY, is_running=False)
        seats = [seat_context(one, line, NAMES, sight, HERE, find="") for line in one.lines]
        return {name: value for name, value in shown.items() if name != "plan"}, seats

    assert told(read) == told(plan)


def test_the_open_part_holds_no_confidential_reason() -> None:
    text = json.dumps(recorded(whole(), NAMES).open)

    assert "Objected" not in text
    assert "authorised officer" not in text
    # Nor the verdict that would say what else there is.
    assert '"notice_hours"' not in text
    assert "Notice: 90 h" not in text


def test_without_the_right_the_reason_is_not_eligible_and_nothing_else() -> None:
    read = kept(whole(), entitled=False)

    for sight in (Sight(), Sight(impartiality=True)):
        (row, _other) = seat_context(read, read.lines[1], NAMES, sight, HERE, find="")["excluded"]
        assert row["person"].name == "Matej Vidmar"
        assert row["person"].answer is None
        assert row["reasons"][0].text == "Not eligible for this process."
        assert row["reasons"][0].who == ""


def test_only_people_that_were_looked_at_are_kept() -> None:
    plan = whole()
    crowd = {**plan.people, 99: considered(99, "Not Asked")}

    assert 99 not in kept(replace(plan, people=crowd), entitled=True).people


class Colour(StrEnum):
    RED = "red"


@dataclass(frozen=True)
class Inner:
    colour: Colour
    length: timedelta


@dataclass(frozen=True)
class Outer:
    at: datetime | None
    many: tuple[Inner, ...]
    one: Inner | None
    some: frozenset[str]
    by: dict[int, float]
    added: str = "by default"
    more: tuple[str, ...] = field(default=())


def test_values_of_every_kind_come_back() -> None:
    inner = Inner(Colour.RED, timedelta(hours=1, microseconds=3))
    value = Outer(datetime(2026, 3, 1, tzinfo=UTC), (inner,), inner, frozenset({"b", "a"}), {3: 0.5})

    assert thawed(Outer, json.loads(json.dumps(frozen(value)))) == value


def test_an_older_record_takes_the_default_of_a_later_field_and_one_that_is_gone_is_passed_over() -> None:
    value: dict[str, Any] = {"at": None, "many": [], "one": None, "some": [], "by": {}, "gone": 1}

    assert thawed(Outer, value) == Outer(None, (), None, frozenset(), {})


def test_which_of_two_answers_it_was_is_known_by_its_fields() -> None:
    assert isinstance(ADA.answer, Verdict)
    for answer in (ADA.answer, Unanswerable("a", "b")):
        assert thawed(Answer, json.loads(json.dumps(frozen(answer)))) == answer
    with pytest.raises(TypeError, match="fits"):
        thawed(Answer, {"neither": 1})


def test_what_no_record_can_hold_is_refused() -> None:
    with pytest.raises(TypeError, match="object cannot be kept"):
        frozen(object())


SENIOR = frozenset({"P-5"})
JUNIOR = considered(21, "Junior Man", gender=Gender.MAN, grade="P-3")
UNDISCLOSED = considered(22, "Undisclosed", gender=Gender.UNDISCLOSED)


@pytest.mark.parametrize(
    ("chosen", "kind", "expected"),
    [
        ({"design": [2], "gender": [3]}, Kind.PROPOSAL, ()),
        ({"design": [2], "gender": [2]}, Kind.PROPOSAL, ("design", "gender")),
        ({"design": [2], "gender": [21]}, Kind.PROPOSAL, ("design",)),
        ({"design": [2, 1], "gender": [2]}, Kind.SHORTLIST, ("gender",)),
        ({"design": [2, 22], "gender": [21]}, Kind.SHORTLIST, ("design",)),
        ({"design": [22]}, Kind.SHORTLIST, ()),
        ({"design": [21]}, Kind.SHORTLIST, ()),
        ({}, Kind.SHORTLIST, ()),
    ],
)
def test_only_men_for_a_senior_seat_are_noticed(
    chosen: dict[str, list[int]], kind: Kind, expected: tuple[str, ...]
) -> None:
    people = {each.person_id: each for each in (ADA, BEN, EVE, JUNIOR, UNDISCLOSED)}
    plan = replace(made_plan({"design": ADA, "gender": BEN}), people=people)

    assert all_male_slots(plan, chosen, kind, SENIOR) == expected


def test_a_seat_that_asks_for_a_senior_grade_is_senior_whoever_is_chosen() -> None:
    slot = replace(GENDER, min_grade="P-5")
    plan = made_plan({"gender": JUNIOR}, slots=(slot,))

    assert all_male_slots(plan, {"gender": [21]}, Kind.SHORTLIST, SENIOR) == ("gender",)


def test_women_are_compared_criterion_by_criterion_without_a_sum_or_an_engagement() -> None:
    ben = considered(2, "Ben Adeyemi", gender=Gender.MAN, themes={"process-design": 5}, languages={"fr": "B2"})
    same = considered(34, "Same Again", themes={"process-design": 5}, languages={"fr": "B2"})
    plan = made_plan({"design": ben, "gender": BEN}, {"design": ADA, "gender": BEN}, {"design": same, "gender": BEN})

    said = comparison_said(plan, ["design"], {"design": [2]}, NAMES)

    assert said.startswith("Process design, lead: chosen Ben Adeyemi. Considered: ")
    assert "More speaks for her on languages. Less speaks for her on expertise and times asked." in said
    assert "Same Again" in said
    assert "Nothing that was weighed tells them apart." in said
    assert "Deployed" not in said


def test_where_no_woman_could_go_the_draft_counts_those_with_the_skills() -> None:
    kept = {"gender": [for_slot(considered(9, "Late Woman"), GENDER, Exclusion("notice", "Late."))]}
    plan = made_plan({"design": BEN, "gender": BEN}, excluded=kept)

    assert comparison_said(plan, ["design", "gender"], {"design": [2], "gender": [2]}, NAMES).split("\n\n") == [
        "Process design, lead: no woman could be there in time; 0 with the skills were excluded.",
        "Gender and inclusion: no woman could be there in time; 1 with the skills was excluded.",
    ]


def test_the_best_women_come_first() -> None:
    better = considered(31, "Better", themes={"gender": 5})
    plan = made_plan({"design": BEN, "gender": BEN}, {"design": ADA, "gender": EVE}, {"design": EVE, "gender": better})

    assert [each.person.name for each in women_for(plan, "gender", most=1)] == ["Better"]
