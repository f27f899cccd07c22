"""Is the answer that few are asked for the one that everybody would give?"""

import pytest

from deployments import assembling
from deployments.assembling import Assembly
from deployments.calling import load_call
from deployments.loaders.profiles import load_field
from deployments.plan import Wanted
from deployments.teams.facts import TeamLevel
from roster.answering import answers
from roster.loaders.live import BROKEN
from roster.loaders.outlooks import load_outlooks
from roster.models import Person
from roster.readiness.judge import Level
from roster.readiness.verdict import Verdict
from tests.deployments.rosters import NOW, drawn_calls, write_roster

pytestmark = pytest.mark.django_db

RANKS = {level: rank for rank, level in enumerate(Level)}


@pytest.fixture
def short_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    """A field of any size is asked about step by step, in the smallest steps."""
    monkeypatch.setattr(assembling, "SMALL_FIELD", 0)
    monkeypatch.setattr(assembling, "FIRST_LOOK", 1)


def assembly_of(wanted: Wanted, *, asks_all: bool) -> Assembly:
    field = load_field(wanted.slots, now=NOW, also=wanted.strikes)
    return Assembly(wanted, load_call(wanted), field, asks_all=asks_all)


@pytest.mark.usefixtures("short_looks")
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_asking_few_gives_the_answer_of_asking_everybody(seed: int) -> None:
    write_roster(seed)
    levels = set()
    for wanted in drawn_calls(seed, 12):
        few, all_of_them = (assembly_of(wanted, asks_all=asks_all) for asks_all in (False, True))
        found, expected = few.solve(), all_of_them.solve()
        assert (found.level, found.missing, found.rules) == (expected.level, expected.missing, expected.rules)
        assert [team.value for team in found.teams] == [team.value for team in expected.teams]
        if found.level is TeamLevel.INFEASIBLE:
            assert found.earliest == expected.earliest
        levels.add(found.level)
    assert len(levels) > 1, "the calls are too much alike to tell anything"


@pytest.mark.usefixtures("short_looks")
def test_not_everybody_is_asked_where_that_is_not_needed() -> None:
    write_roster(4, people=200)
    asked = []
    for wanted in drawn_calls(4, 6):
        assembly = assembly_of(wanted, asks_all=False)
        assembly.solve()
        asked.append(sum(each.answer is not None for each in assembly.people.values()) / len(assembly.people))
    assert min(asked) < 0.5


@pytest.mark.parametrize("seed", [5, 6])
def test_no_answer_is_better_than_its_outlook(seed: int) -> None:
    write_roster(seed)
    people = list(Person.objects.values_list("pk", flat=True))
    nationalities = {
        each.pk: frozenset(one.country_id for one in each.nationalities.all())
        for each in Person.objects.prefetch_related("nationalities")
    }
    for wanted in drawn_calls(seed, 3):
        call = load_call(wanted)
        outlooks = load_outlooks(people, nationalities, call)
        found = answers(people, {0: call}, at=call.activated_at, broken=BROKEN)
        for (person, _), answer in found.items():
            if isinstance(answer, Verdict):
                assert RANKS[outlooks[person].level] <= RANKS[answer.level]
        assert len({each.level for each in outlooks.values()}) > 1


def test_rules_that_cannot_be_used_speak_against_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    write_roster(7, people=12)
    wanted = next(drawn_calls(7, 1))
    call = load_call(wanted)

    def broken(*_: object) -> None:
        raise ValueError("unusable")

    monkeypatch.setattr("roster.readiness.outlook.Outlooks.of", broken)
    people = list(Person.objects.values_list("pk", flat=True))
    assert {each.level for each in load_outlooks(people, {}, call).values()} == {Level.READY}
