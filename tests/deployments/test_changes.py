"""Does every change that a page offers do what it says, when the whole question is asked again with it applied?"""

import pytest

from deployments.proposing import make_plan
from deployments.teams.facts import TeamLevel
from deployments.trying import Trial, can_be_tried, tried
from roster.models import Grade
from tests.deployments.rosters import NOW, drawn_calls, write_roster

pytestmark = pytest.mark.django_db

ORDER = list(TeamLevel)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_every_change_offered_gives_the_level_it_states_or_a_better_one(seed: int) -> None:
    write_roster(seed)
    grades = dict(Grade.objects.values_list("position", "code"))
    kinds = set()
    for wanted in drawn_calls(seed, 8):
        for change in make_plan(wanted, now=NOW).changes:
            if can_be_tried(change.kind):
                after = tried(wanted, Trial({}, (), ((change.kind, change.subject),)), {}, grades)
                found = make_plan(after, now=NOW).answer.level
                assert ORDER.index(found) <= ORDER.index(change.becomes), (change, found)
                kinds.add(change.kind)
    assert "later_arrival" in kinds, "the calls are too much alike to tell anything"
