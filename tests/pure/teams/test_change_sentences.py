"""What is said of each kind of change, to the word? One small call each."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from deployments.matching.eligibility import has_skills
from deployments.matching.facts import Profile, Slot, SlotKind
from deployments.matching.names import Names
from deployments.teams.alteration import Kind, altered
from deployments.teams.changing import changes
from deployments.teams.facts import Candidate, Change, Obstacle, Rules, TeamLevel
from roster.readiness.judge import Level
from tests.pure.teams.made import hours, somebody

NAMES = Names(languages={"fr": "French"}, themes={"sec": "Security arrangements"})
GRADES = {3: "P-4", 4: "P-5"}
NO_RULES = Rules()
PLAIN = Slot("a", title="Adviser")
SUPPORT = Slot("i", kind=SlotKind.SUPPORT, title="Interpreter")


def told(
    slots: list[Slot], people: list[Candidate], rules: Rules = NO_RULES, profiles: Sequence[Profile] = (), **more: Any
) -> dict[str, Change]:
    """Changes by their sentences."""
    known = {each.id: each for each in profiles}
    given: dict[str, Any] = {"fits": has_skills, "deadline": hours(72), "names": NAMES, "grades": GRADES} | more
    return {each.sentence: each for each in changes(slots, known, people, rules, **given)}


def late(name: str, *slots: str, at: float = 78, **facts: Any) -> Candidate:
    return somebody(name, *slots, level=Level.LATE, arrives_at=hours(at), **facts)


def test_a_team_that_can_be_fielded_needs_no_change() -> None:
    assert told([PLAIN], [somebody("p", "a")]) == {}


def test_a_later_arrival_names_the_hours_and_when_everyone_is_there() -> None:
    found = told([PLAIN], [late("p", "a")])["Accept arrival 6 h later"]
    assert found.effect == "Then feasible: everyone can be there by Thu 5 Mar 14:00 UTC."
    assert (found.kind, found.subject, found.cost) == (Kind.LATER_ARRIVAL, hours(78).isoformat(), 6)
    assert found.becomes is TeamLevel.FEASIBLE


def test_where_the_clock_stops_at_departure_no_later_arrival_is_offered() -> None:
    assert told([PLAIN], [late("p", "a")], deadline=None) == {}


def test_waiting_may_also_spare_a_decision() -> None:
    people = [somebody("p", "a", level=Level.READY_IF), late("q", "a", at=73.5)]
    assert told([PLAIN], people)["Accept arrival 1.5 h later"].becomes is TeamLevel.FEASIBLE


def test_whoever_is_waited_for_may_still_need_a_decision() -> None:
    people = [late("p", "a", at=78, decisions=("stale_availability",)), late("q", "a", at=90)]
    found = told([PLAIN], people)
    sooner = found["Accept arrival 6 h later"]
    assert (sooner.becomes, sooner.there) == (TeamLevel.FEASIBLE_WITH_WAIVERS, hours(78))
    assert sooner.effect.startswith("Then feasible once decisions are taken: everyone can be there by ")
    assert found["Accept arrival 18 h later"].becomes is TeamLevel.FEASIBLE


def test_a_decision_about_a_cause_is_spared_when_the_cause_is_lifted() -> None:
    visa = Obstacle("p", "visa", "Visa", "Apply.", "the consulate")
    for decisions, becomes in [
        (("visa",), TeamLevel.FEASIBLE),
        (("host_consent", "visa"), TeamLevel.FEASIBLE_WITH_WAIVERS),
    ]:
        people = [late("p", "a", decisions=decisions)]
        assert told([PLAIN], people, obstacles=[visa])["p (Visa): Apply."].becomes is becomes


def test_a_late_arrival_is_rounded_up_and_told_in_days_when_it_is_many() -> None:
    assert "Accept arrival 1.6 h later" in told([PLAIN], [late("p", "a", at=73.51)])
    assert "Accept arrival 119.9 h later" in told([PLAIN], [late("p", "a", at=191.9)])
    assert "Accept arrival 5 days later" in told([PLAIN], [late("p", "a", at=192)])
    assert "Accept arrival 16 days later" in told([PLAIN], [late("p", "a", at=72 + 366.36)])


def test_a_slot_left_out_is_named() -> None:
    found = told([PLAIN, SUPPORT], [somebody("p", "a")])["Go without the interpreter"]
    assert (found.kind, found.subject) == (Kind.DROP_SLOT, "i")
    assert found.effect == "Then feasible: everyone can be there by Wed 4 Mar 00:00 UTC."
    acronym = replace(SUPPORT, title="DDR expert")
    assert "Go without the DDR expert" in told([PLAIN, acronym], [somebody("p", "a")])
    assert "Go without the i" in told([PLAIN, replace(SUPPORT, title="")], [somebody("p", "a")])


def test_the_support_slot_is_let_go_before_the_thematic_one() -> None:
    slots = [PLAIN, SUPPORT]
    assert [each.subject for each in told(slots, [somebody("p", "a", "i")]).values()] == ["i", "a"]


def test_the_only_slot_is_not_left_out() -> None:
    assert told([PLAIN], []) == {}


def test_a_cause_lifted_is_told_with_its_remedy() -> None:
    people = [somebody("p", "a", level=Level.BLOCKED, arrives_at=None)]
    ssafe = Obstacle("p", "ssafe", "SSAFE", "Renew the SSAFE.", "security officer", name="Amina Osei")
    found = told([PLAIN], people, obstacles=[ssafe])["Amina Osei (SSAFE): Renew the SSAFE."]
    assert (found.kind, found.subject, found.person, found.codes) == (Kind.LIFT_CAUSES, "p", "p", ("ssafe",))
    assert found.effect == "Then feasible."


def test_several_causes_of_one_person_are_lifted_at_once_and_cost_more() -> None:
    people = [somebody("p", "a", level=Level.BLOCKED), somebody("q", "a", level=Level.BLOCKED)]
    obstacles = [
        Obstacle("p", "visa", "Visa", "Apply now.", "the consulate"),
        Obstacle("p", "bsafe", "BSAFE", "Take the course.", "the person"),
        Obstacle("q", "visa", "Visa", "Apply now.", "the consulate"),
    ]
    found = told([PLAIN], people, obstacles=obstacles)
    assert list(found) == ["q (Visa): Apply now.", "p (Visa, BSAFE): Apply now. Take the course."]
    assert found["p (Visa, BSAFE): Apply now. Take the course."].codes == ("bsafe", "visa")


def test_nothing_that_helps_one_slot_is_offered_while_two_are_missing() -> None:
    slots = [PLAIN, SUPPORT]
    people = [somebody("p", "a", level=Level.BLOCKED)]
    assert told(slots, people, obstacles=[Obstacle("p", "visa", "Visa", "Apply.", "the consulate")]) == {}


def test_a_language_one_step_lower_says_how_many_more_there_are() -> None:
    slot = Slot("a", languages={"fr": "C1"}, title="Adviser")
    profiles = [Profile(name, languages={"fr": "B2"}) for name in ("p", "q")]
    found = told([slot], [somebody("p"), somebody("q")], profiles=profiles)
    change = found["French B2 instead of C1 for Adviser: 2 more people"]
    assert (change.kind, change.subject, change.more) == (Kind.LOWER_LANGUAGE, "a:fr", 2)
    alone = told([slot], [], profiles=profiles, more_people=[somebody("p")])
    assert list(alone) == ["French B2 instead of C1 for Adviser: 1 more person"]


def test_a_theme_one_level_lower() -> None:
    profiles = [Profile("p", themes={"sec": 3})]
    for slot in (Slot("a", themes={"sec": 4}), Slot("a", all_themes={"sec": 4})):
        found = told([slot], [somebody("p")], profiles=profiles)
        assert list(found) == ["Security arrangements at level 3 instead of 4 for a: 1 more person"]


def test_a_grade_one_rank_lower() -> None:
    slot = Slot("a", min_grade="P-5", min_grade_rank=4, title="Adviser")
    found = told([slot], [somebody("p")], profiles=[Profile("p", grade="P-4", grade_rank=3)])
    assert list(found) == ["P-4 instead of P-5 for Adviser: 1 more person"]


def test_as_many_women_as_there_are() -> None:
    slots = [Slot("a"), Slot("b"), Slot("c")]
    people = [somebody("p", "a", woman=True), somebody("q", "b"), somebody("r", "c")]
    found = told(slots, people, Rules(min_share_women=1))
    assert found["Accept 1 woman of 3 instead of 3"].subject == "min_share_women:1"
    men = [replace(each, woman=False) for each in people]
    assert "Do not ask for a share of women" in told(slots, men, Rules(min_share_women=0.5))


def test_one_more_of_a_nationality_or_no_limit() -> None:
    slots = [Slot("a"), Slot("b"), Slot("c")]
    nation = frozenset({"AAA"})
    people = [somebody(name, slot, nationalities=nation) for name, slot in zip("pqr", "abc", strict=True)]
    assert "Do not limit nationalities" in told(slots, people, Rules(max_per_nationality=1))
    found = told(slots, people, Rules(max_per_nationality=2))
    assert "Accept 3 members of one nationality instead of 2" in found


def test_a_speaker_less_or_none() -> None:
    slots = [Slot("a"), Slot("b")]
    people = [somebody("p", "a", languages=frozenset({"fr"})), somebody("q", "b")]
    found = told(slots, people, Rules(team_languages={"fr": 2}))
    assert found["Accept 1 speaker of French instead of 2"].subject == "team_languages:fr:1"
    assert "Do not ask for French in the team" in found
    both = [replace(each, languages=frozenset({"fr"})) for each in people]
    assert "Accept 2 speakers of French instead of 3" in told(slots, both, Rules(team_languages={"fr": 3}))


def test_somebody_of_a_lower_grade_leads_or_nobody() -> None:
    rules = Rules(lead_min_grade="P-5", lead_min_grade_rank=4)
    found = told([PLAIN], [somebody("p", "a", grade_rank=3)], rules)
    assert list(found) == ["Accept P-4 to lead instead of P-5", "Do not ask for a grade to lead"]


def test_the_budget_is_raised_no_further_than_needed() -> None:
    people = [somebody("p", "a", cost=12_500, level=Level.READY_IF), somebody("q", "a", cost=20_000)]
    found = told([PLAIN], people, Rules(max_cost=10_000))
    assert [(each.sentence, each.becomes) for each in found.values()] == [
        ("Raise the budget from 10,000 to 12,500", TeamLevel.FEASIBLE_WITH_WAIVERS),
        ("Raise the budget from 10,000 to 20,000", TeamLevel.FEASIBLE),
    ]


def test_no_more_changes_are_told_than_asked_for() -> None:
    slots = [PLAIN, SUPPORT]
    assert len(told(slots, [late("p", "a", "i"), somebody("q", "a")], at_most=1)) == 1


@pytest.mark.parametrize("kind", [Kind.LATER_ARRIVAL, Kind.LIFT_CAUSES, "something"])
def test_what_is_no_change_of_slots_or_rules_is_refused(kind: str) -> None:
    with pytest.raises(ValueError, match="no change of slots or rules"):
        altered([PLAIN], Rules(), kind, "a")


@pytest.mark.parametrize("subject", ["max_cost:1", "nothing"])
def test_a_rule_that_cannot_be_lowered_is_refused(subject: str) -> None:
    with pytest.raises(ValueError, match="names no rule"):
        altered([PLAIN], Rules(), Kind.LOWER_RULE, subject)


def test_a_share_for_so_many_women_asks_for_just_so_many() -> None:
    for size in range(1, 13):
        slots = [Slot(f"s{number}") for number in range(size)]
        for women in range(1, size + 1):
            rules = Rules(min_share_women=1)
            if women < size:
                _, rules = altered(slots, rules, Kind.LOWER_RULE, f"min_share_women:{women}")
            people = [somebody(slot.id, slot.id, woman=number < women) for number, slot in enumerate(slots)]
            one_less = [replace(each, woman=number < women - 1) for number, each in enumerate(people)]
            assert told(slots, people, rules) == {}
            assert told(slots, one_less, rules) != {}
