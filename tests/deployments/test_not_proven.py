"""What is said, and kept, of an answer for which not every way was tried?"""

import json
from dataclasses import replace

import pytest

from deployments.api.team_bodies import answer_said
from deployments.plan import Plan
from deployments.recording import read_record, recorded
from deployments.sentences.team import banner_of
from deployments.teams.facts import Rule
from roster.permissions import Sight
from tests.deployments.plans import ADA, EVE, NAMES, made_plan


def unproven(plan: Plan) -> Plan:
    return replace(plan, answer=replace(plan.answer, proven=False))


@pytest.mark.parametrize(
    ("plan", "sentence"),
    [
        (made_plan({"design": ADA, "gender": EVE}), "Not every way was tried: there may be a better team."),
        (made_plan(missing=("gender",)), "Not every way was tried: all seats may be filled sooner."),
        (made_plan(broken=(Rule.MIN_SHARE_WOMEN,)), "Not every way was tried; no team was found."),
        (made_plan(), "Not every way was tried; no team was found."),
    ],
)
def test_the_banner_ends_with_what_was_not_tried(plan: Plan, sentence: str) -> None:
    assert banner_of(unproven(plan), NAMES, Sight()).rest.endswith(sentence)
    assert "tried" not in banner_of(plan, NAMES, Sight()).rest


def test_a_record_and_the_programs_are_told_too() -> None:
    plan = unproven(made_plan({"design": ADA, "gender": EVE}))
    parts = json.loads(json.dumps(recorded(plan, NAMES).open))
    read, _names = read_record(parts, None)
    assert read.answer == plan.answer
    assert answer_said(read, Sight())["proven"] is False
    del parts["answer"]["proven"]
    older, _names = read_record(parts, None)
    assert older.answer.proven
