"""Which one thing would turn the answer? Every change said is applied here by hand, and judged by trying everything."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from deployments.matching.eligibility import has_skills
from deployments.matching.facts import Profile, Slot, SlotKind
from deployments.teams.alteration import Kind, altered
from deployments.teams.changing import changes
from deployments.teams.facts import Candidate, Change, Obstacle, Rules, TeamLevel
from roster.readiness.judge import Level
from tests.pure.teams.checker import expected
from tests.pure.teams.drawn import CALLED, candidates, rules

DEADLINE = CALLED + timedelta(hours=72)
GRADES = {0: "P-2", 1: "P-3", 2: "P-4", 3: "P-5"}
LEVELS = ("B1", "B2", "C1")

slots = st.builds(
    Slot,
    id=st.just(""),
    kind=st.sampled_from(SlotKind),
    themes=st.dictionaries(st.sampled_from(["peace", "law"]), st.integers(1, 3), max_size=1),
    languages=st.dictionaries(st.sampled_from(["ar", "fr"]), st.sampled_from(LEVELS), max_size=1),
    min_grade_rank=st.none() | st.integers(1, 3),
    title=st.sampled_from(["", "Interpreter", "DDR expert"]),
)
profiles = st.builds(
    Profile,
    id=st.just(""),
    themes=st.dictionaries(st.sampled_from(["peace", "law"]), st.integers(1, 3)),
    languages=st.dictionaries(st.sampled_from(["ar", "fr"]), st.sampled_from(LEVELS)),
)


@st.composite
def situations(
    draw: st.DrawFn,
) -> tuple[list[Slot], dict[str, Profile], list[Candidate], Rules, list[Obstacle]]:
    asked = [
        replace(slot, id=name, min_grade="" if slot.min_grade_rank is None else GRADES[slot.min_grade_rank])
        for name, slot in zip("abc", draw(st.lists(slots, min_size=1, max_size=3)), strict=False)
    ]
    known, people, obstacles = {}, [], []
    for number in range(draw(st.integers(0, 6))):
        name = f"p{number}"
        person = draw(candidates(name, ["a"]))
        rank = person.grade_rank
        profile = replace(draw(profiles), id=name, grade_rank=rank, grade=GRADES[rank] if rank else "")
        known[name] = profile
        fitting = [slot.id for slot in asked if has_skills(profile, slot)]
        people.append(replace(person, points=dict.fromkeys(fitting, 1)))
        if not person.in_time and draw(st.booleans()):
            obstacles.append(Obstacle(name, "ssafe", "SSAFE", "Renew the SSAFE.", "security officer"))
    return asked, known, people, draw(rules), obstacles


Situation = tuple[list[Slot], dict[str, Profile], list[Candidate], Rules, list[Obstacle]]


def said(situation: Situation, deadline: datetime | None = DEADLINE) -> tuple[Change, ...]:
    asked, known, people, wanted, obstacles = situation
    return changes(
        asked,
        known,
        people,
        wanted,
        fits=has_skills,
        deadline=deadline,
        obstacles=obstacles,
        grades=GRADES,
        at_most=1000,
    )


def level_after(situation: Situation, change: Change) -> TeamLevel:
    """Everything tried again with the change applied."""
    asked, known, people, wanted, _ = situation
    new_slots: Sequence[Slot] = asked
    if change.kind == Kind.LATER_ARRIVAL:
        until = datetime.fromisoformat(change.subject)
        people = [
            replace(each, level=Level.READY_IF if each.decisions else Level.READY)
            if each.level is Level.LATE and each.arrives_at and each.arrives_at <= until
            else each
            for each in people
        ]
    elif change.kind == Kind.LIFT_CAUSES:
        people = [
            replace(each, level=Level.READY_IF if each.decisions else Level.READY, arrives_at=DEADLINE)
            if each.id == change.person
            else each
            for each in people
        ]
    else:
        new_slots, wanted = altered(asked, wanted, change.kind, change.subject, GRADES)
        people = [
            replace(each, points={slot.id: 1 for slot in new_slots if has_skills(known[each.id], slot)})
            for each in people
        ]
    return expected([slot.id for slot in new_slots], people, wanted)[0].level


@settings(max_examples=150)
@given(situations())
def test_every_change_does_what_it_says(situation: Situation) -> None:
    for change in said(situation):
        assert level_after(situation, change) == change.becomes
        assert change.sentence
        assert change.effect.startswith("Then feasible")


@settings(max_examples=100)
@given(situations())
def test_every_change_betters_the_answer(situation: Situation) -> None:
    asked, _, people, wanted, _ = situation
    now = expected([slot.id for slot in asked], people, wanted)[0].level
    found = said(situation)
    if now is TeamLevel.INFEASIBLE:
        assert all(change.becomes is not TeamLevel.INFEASIBLE for change in found)
    elif now is TeamLevel.FEASIBLE_WITH_WAIVERS:
        assert all(change.becomes is TeamLevel.FEASIBLE for change in found)
    else:
        assert found == ()
    assert [change.cost for change in found] == sorted(change.cost for change in found)


@settings(max_examples=100)
@given(situations())
def test_no_slot_too_many_and_no_cause_goes_unsaid(situation: Situation) -> None:
    asked, _, people, wanted, obstacles = situation
    now = expected([slot.id for slot in asked], people, wanted)[0].level
    told = {(change.kind, change.subject) for change in said(situation)}
    order = list(TeamLevel)
    dropped = [(Kind.DROP_SLOT, slot.id) for slot in asked if len(asked) > 1]
    lifted = [(Kind.LIFT_CAUSES, each.person) for each in obstacles]
    for kind, subject in dropped + lifted:
        change = Change(kind, subject, "", "", now, 0, person=subject)
        helps = order.index(level_after(situation, change)) < order.index(now)
        assert ((kind, subject) in told) == helps
