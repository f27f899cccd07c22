"""Is a call that only a lower grade would fill told so, with the grades as the reference tables store them?"""

from dataclasses import replace

import pytest

from deployments.matching.facts import Slot
from deployments.plan import Wanted
from deployments.proposing import make_plan
from deployments.teams.facts import Rules, TeamLevel
from deployments.trying import Trial, tried
from roster.models import Grade, Person
from tests.deployments.rosters import NOW, drawn_calls, write_roster

pytestmark = pytest.mark.django_db


@pytest.fixture
def question() -> Wanted:
    """One seat to be filled from afar by somebody of P-5, which nobody is."""
    write_roster(1)
    Person.objects.update(grade=Grade.objects.get(code="P-4"))
    high = Grade.objects.get(code="P-5")
    seat = Slot("lead", min_grade=high.code, min_grade_rank=high.position)
    calls = drawn_calls(1, 60)
    for call in calls:
        asked = replace(
            call, slots=(replace(seat, min_grade="", min_grade_rank=None),), rules=Rules(), strikes=frozenset()
        )
        if make_plan(asked, now=NOW).answer.level is not TeamLevel.INFEASIBLE:
            return replace(asked, slots=(seat,))
    raise AssertionError("no call that anybody can go to")


def test_the_next_lower_grade_is_offered_and_can_be_tried(question: Wanted) -> None:
    grades = dict(Grade.objects.values_list("position", "code"))
    plan = make_plan(question, now=NOW)
    assert plan.answer.level is TeamLevel.INFEASIBLE
    (change,) = [each for each in plan.changes if each.kind == "lower_grade"]
    assert "P-4 instead of P-5" in change.sentence
    after = tried(question, Trial({}, (), ((change.kind, change.subject),)), {}, grades)
    assert after.slots[0].min_grade == "P-4"
    assert make_plan(after, now=NOW).answer.level is change.becomes


def test_somebody_of_the_next_lower_grade_may_be_offered_to_lead(question: Wanted) -> None:
    high = Grade.objects.get(code="P-5")
    rules = Rules(lead_min_grade=high.code, lead_min_grade_rank=high.position)
    asked = replace(question, slots=(replace(question.slots[0], min_grade="", min_grade_rank=None),), rules=rules)
    told = [each.sentence for each in make_plan(asked, now=NOW).changes]
    assert "Accept P-4 to lead instead of P-5" in told
