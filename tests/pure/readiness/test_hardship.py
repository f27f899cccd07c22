"""A medical clearance counts for places up to its class; what it does not say, somebody must look at (domain.md §5)."""

from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from roster.readiness.assess import assess
from roster.readiness.facts import Call, Clearance, Delivery, PersonFacts, Place, State
from roster.readiness.hardship import CLASSES, bars, clears, rank
from roster.readiness.judge import Level
from roster.readiness.requirements import DEFAULT_POLICY, MEDICAL
from roster.readiness.verdict import Decision, Verdict
from tests.pure.readiness.drawn import STATES_WITHOUT_CONDITIONS, questions
from tests.pure.readiness.made import DAY, HOUR, MONDAY, TICK, call, with_clearance, world
from tests.pure.readiness.test_properties import ORDER, no_better

ANY = ["", *CLASSES]


def to_a_place_of(hardship_class: str, unstated: str = "H", **changes: object) -> Call:
    goma = Place("JUB", "SSD", "Africa/Juba", "Goma", hardship_class)
    places = {"JUB": goma, "NBO": Place("NBO", "KEN", "Africa/Nairobi")}
    policy = replace(DEFAULT_POLICY, unstated_medical_class=unstated)
    return call(world(places=places, policy=policy), **changes)


def medical(hardship_class: str = "", state: State = State.GRANTED, **changes: object) -> Clearance:
    return Clearance(MEDICAL, state, hardship_class=hardship_class, **changes)  # type: ignore[arg-type]


def asked(asked_for: Call, *clearances: Clearance) -> Verdict:
    return assess(with_clearance(*clearances), asked_for)


@pytest.mark.parametrize("place", CLASSES)
@pytest.mark.parametrize("cleared_for", CLASSES)
def test_a_clearance_counts_up_to_its_class_and_not_for_the_next(cleared_for: str, place: str) -> None:
    verdict = asked(to_a_place_of(place), medical(cleared_for))
    is_enough = CLASSES.index(place) <= CLASSES.index(cleared_for)
    assert (verdict.level, verdict.codes[2]) == (Level.READY, ()) if is_enough else (Level.LATE, (MEDICAL,))


@pytest.mark.parametrize("cleared_for", ANY)
def test_at_a_place_without_a_class_any_clearance_counts(cleared_for: str) -> None:
    assert asked(to_a_place_of(""), medical(cleared_for)).level is Level.READY


def test_too_low_a_class_is_said_with_both_classes() -> None:
    verdict = asked(to_a_place_of("D"), medical("A"), medical("B"), medical("E", valid_until=MONDAY))
    (gap,) = verdict.gaps
    assert gap.title == "Medical clearance"
    assert gap.detail == (
        "Medical clearance: 10 working days at the issuing office, lodged Mon 2 Mar 09:00 UTC,"
        " ready Mon 16 Mar 17:00 UTC; the one in hand is for class B; Goma is class D."
    )
    assert gap.detail == f"{next(step for step in verdict.path if step.code == MEDICAL).sentence}."


def test_where_no_other_can_be_had_the_class_is_what_is_said() -> None:
    asked_for = to_a_place_of("D")
    row = replace(asked_for.world.requirements[MEDICAL], lead=None)
    where = replace(asked_for.world, requirements={**asked_for.world.requirements, MEDICAL: row})
    verdict = asked(replace(asked_for, world=where), medical("B"))
    assert verdict.level is Level.BLOCKED
    assert verdict.gaps[0].detail == (
        "Medical clearance is for class B; Goma is class D. No other can be obtained at any known time."
    )


@pytest.mark.parametrize("place", CLASSES[1:])
def test_a_clearance_that_states_no_class_must_be_looked_at(place: str) -> None:
    verdict = asked(to_a_place_of(place), medical())
    (condition,) = verdict.conditions
    assert (verdict.level, condition.decision, condition.who) == (Level.READY_IF, Decision.LOOK, "medical service")
    assert condition.sentence == (
        "Medical clearance does not say for which hardship class it was given; "
        f"Goma is class {place}. Somebody must look before it counts."
    )


def test_how_far_a_clearance_without_a_class_counts_is_a_figure() -> None:
    assert asked(to_a_place_of("H"), medical()).level is Level.READY
    assert asked(to_a_place_of("H", unstated=""), medical()).level is Level.READY_IF
    assert asked(to_a_place_of("B", unstated="B"), medical()).level is Level.READY
    assert asked(to_a_place_of("C", unstated="B"), medical()).level is Level.READY_IF


def test_a_clearance_that_states_a_class_comes_before_one_that_does_not() -> None:
    stated = medical("D", valid_until=MONDAY + 60 * DAY)
    assert asked(to_a_place_of("D"), medical(), stated).level is Level.READY
    # Granted with a condition it is still the better of the two: its class is known.
    (condition,) = asked(to_a_place_of("D"), medical(), medical("D", State.CONDITIONAL)).conditions
    assert condition.decision is Decision.CONDITION


def test_an_unstated_clearance_that_begins_later_is_waited_for_and_looked_at() -> None:
    begins = MONDAY + 2 * DAY
    verdict = asked(to_a_place_of("D"), medical("", State.REQUESTED, valid_from=begins))
    assert (verdict.level, verdict.departs_at) == (Level.READY_IF, begins)


@pytest.mark.parametrize("state", [State.WAIVED, State.NOT_REQUIRED])
def test_what_is_waived_or_not_required_states_no_class_and_needs_none(state: State) -> None:
    assert asked(to_a_place_of("E"), medical("", state)).level is Level.READY
    assert asked(to_a_place_of("E"), medical("D", state)).level is Level.LATE


@pytest.mark.parametrize(("refused_for", "place"), [("D", "D"), ("C", "D"), ("", "H"), ("", ""), ("D", "")])
def test_a_refusal_blocks_at_its_class_at_every_harder_one_and_where_none_is_known(
    refused_for: str, place: str
) -> None:
    verdict = asked(to_a_place_of(place), medical("E"), medical(refused_for, State.REFUSED))
    assert (verdict.level, verdict.codes[2]) == (Level.BLOCKED, (MEDICAL,))


def test_a_refusal_for_a_harder_class_does_not_count() -> None:
    assert asked(to_a_place_of("C"), medical("C"), medical("D", State.REFUSED)).level is Level.READY


def test_a_refusal_says_for_which_class() -> None:
    at_d = asked(to_a_place_of("D"), medical("D", State.REFUSED), medical("C", State.REFUSED))
    assert at_d.gaps[0].detail == "Medical clearance was refused for class C; Goma is class D."
    anywhere = asked(to_a_place_of(""), medical("C", State.REFUSED))
    assert anywhere.gaps[0].detail == "Medical clearance was refused for class C; Goma is not classified."
    assert asked(to_a_place_of("D"), medical("", State.REFUSED)).gaps[0].detail == "Medical clearance was refused."


@pytest.mark.parametrize(
    ("held", "level"),
    [
        (medical("H"), Level.READY),
        (medical(), Level.READY),
        (medical("B", State.REFUSED), Level.LATE),
        (medical("", State.REFUSED), Level.BLOCKED),
    ],
)
def test_who_works_from_home_goes_to_no_place_of_any_class(held: Clearance, level: Level) -> None:
    assert asked(to_a_place_of("E", delivery=Delivery.REMOTE), held).level is level


@pytest.mark.parametrize("word", ["F", "d", "class D", "HA"])
def test_a_word_that_is_no_class_is_refused(word: str) -> None:
    with pytest.raises(ValueError, match="There is no hardship class"):
        medical(word)
    with pytest.raises(ValueError, match="there are H, A, B, C, D, E"):
        Place("GOM", "COD", hardship_class=word)


def test_a_clearance_of_the_class_must_cover_the_stay_to_the_last_microsecond() -> None:
    ends = MONDAY + 32 * HOUR + 20 * DAY
    there = to_a_place_of("D")
    assert asked(there, medical("D", valid_until=ends), medical("B")).level is Level.READY
    # Only an earlier departure would be covered, and that hangs on a waiver.
    sooner = asked(there, medical("D", valid_until=ends - TICK), medical("B"))
    assert [each.decision for each in sooner.conditions] == [Decision.WAIVER]


def with_medical(facts: PersonFacts, held: Clearance) -> PersonFacts:
    return replace(facts, clearances=(*(each for each in facts.clearances if each.code != MEDICAL), held))


def with_class(question: Call, hardship_class: str) -> Call:
    where = question.world.places
    juba = replace(where["JUB"], hardship_class=hardship_class)
    return replace(question, world=replace(question.world, places={**where, "JUB": juba}))


@given(questions(STATES_WITHOUT_CONDITIONS), st.data())
def test_a_clearance_for_a_harder_class_never_worsens_a_verdict(
    question: tuple[PersonFacts, Call], data: st.DataObject
) -> None:
    facts, asked_for = question
    held = next(each for each in facts.clearances if each.code == MEDICAL)
    assume(held.state is not State.REFUSED)
    higher = data.draw(st.sampled_from(CLASSES[rank(held.hardship_class) - 1 :]))
    wider = with_medical(facts, replace(held, hardship_class=higher))
    assert no_better(assess(facts, asked_for), assess(wider, asked_for))


@given(questions(STATES_WITHOUT_CONDITIONS), st.sampled_from(CLASSES), st.sampled_from(CLASSES))
def test_a_harder_place_is_never_easier_to_be_sent_to(question: tuple[PersonFacts, Call], one: str, other: str) -> None:
    facts, asked_for = question
    easier, harder = sorted((one, other), key=rank)
    first, then = (assess(facts, with_class(asked_for, each)) for each in (easier, harder))
    assert no_better(then, first)


@given(questions(STATES_WITHOUT_CONDITIONS), st.sampled_from(CLASSES))
def test_saying_the_class_of_a_clearance_in_hand_never_makes_anybody_ready_who_was_not_at_all(
    question: tuple[PersonFacts, Call], place: str
) -> None:
    """A class that is not stated is a condition at most: it hides nobody, and shows nobody as ready."""
    facts, asked_for = question
    there = with_class(asked_for, place)
    unstated = assess(with_medical(facts, medical()), there)
    stated = assess(with_medical(facts, medical("E")), there)
    assert ORDER.index(stated.level) <= ORDER.index(unstated.level)
    assert (unstated.level is Level.READY) <= (place == "H" or asked_for.delivery is Delivery.REMOTE)
    assert (stated.arrives_at, stated.codes[2]) == (unstated.arrives_at, unstated.codes[2])


@given(st.sampled_from(ANY), st.sampled_from(ANY))
def test_what_one_refusal_spares_a_clearance_of_the_same_class_may_not_reach(stated: str, place: str) -> None:
    """For one class, clearance and refusal meet at that class only, and where either is silent."""
    assert clears(stated, place) or bars(stated, place)
    assert (clears(stated, place) and bars(stated, place)) == (not stated or not place or stated == place)
