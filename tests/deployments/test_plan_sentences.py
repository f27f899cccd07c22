"""What a plan says: its banner, what it hangs on, rules as checks, what other teams trade. Needs no database."""

from dataclasses import replace
from datetime import timedelta

import pytest

from deployments.matching.facts import Exclusion, Gender, Slot
from deployments.plan import Considered, Plan
from deployments.sentences.alternatives import options_of
from deployments.sentences.exclusions import exclusions_told
from deployments.sentences.lengths import window_said
from deployments.sentences.pending import Pending, clause, pending_for
from deployments.sentences.rules import checks_of, tally_said
from deployments.sentences.slots import asks_said, slot_said
from deployments.sentences.team import banner_of, level_said, members_of
from deployments.teams.facts import Rule, Rules, TeamLevel
from roster.permissions import Sight
from roster.readiness.facts import Delivery, Flag, StopsAt
from roster.readiness.verdict import Condition, Decision, Verdict
from roster.sentences.verdicts import Reason
from tests.deployments.plans import ADA, BEN, DESIGN, EVE, GENDER, LATE, NAMES, considered, for_slot, made_plan
from tests.pure.readiness.made import DAY, HOUR, MONDAY, booking, call, person

OFFICER = Sight(engagements=True)
HR = Sight()


def said(plan: Plan, sight: Sight = OFFICER) -> tuple[str, str]:
    banner = banner_of(plan, NAMES, sight)
    return banner.sentence, banner.rest.replace("\N{NO-BREAK SPACE}", " ")


def check(plan: Plan, code: str) -> tuple[str, str, str]:
    found = next(each for each in checks_of(plan, members_of(plan), NAMES) if each.code == code)
    return found.mark, found.said, found.against.replace("\N{NO-BREAK SPACE}", " ")


def test_a_feasible_team_is_said_in_one_sentence_with_what_is_to_spare() -> None:
    sentence, rest = said(made_plan({"design": ADA, "gender": BEN}))

    assert sentence == "Feasible: everyone in Port Sorel by Tuesday 17:00 UTC"
    assert rest == "40 h inside the 72. Nothing is left to decide."


def test_a_decision_is_named_with_who_and_by_when() -> None:
    sentence, rest = said(made_plan({"design": ADA, "gender": EVE}))

    assert sentence.startswith("Feasible with one decision: everyone")
    assert rest.endswith("It holds if Éve Laurent confirms by Tuesday 13:00.")


def test_a_decision_that_is_overdue_says_so() -> None:
    rest = said(made_plan({"design": ADA, "gender": EVE}, made_at=MONDAY + 30 * HOUR))[1]

    assert "Éve Laurent confirms (was due Tuesday 13:00)" in rest


def test_a_waiver_counts_as_a_decision_like_every_other() -> None:
    def waiting(decision: Decision) -> Pending:
        return Pending(Reason("ssafe", "", "SSAFE", decision=decision), ("Ada Okoro",))

    level = TeamLevel.FEASIBLE_WITH_WAIVERS

    assert level_said(level, [waiting(Decision.WAIVER)]) == "Feasible with one decision"
    assert level_said(level, [waiting(Decision.WAIVER), waiting(Decision.RELEASE)]) == "Feasible with two decisions"
    assert level_said(TeamLevel.INFEASIBLE, []) == "Infeasible"
    assert clause(waiting(Decision.WAIVER), MONDAY) == "SSAFE is waived for Ada Okoro"


def test_what_belongs_to_the_call_is_told_once_and_about_nobody() -> None:
    consent = Condition("host_consent", Decision.CONSENT, "Host consent", "", "head of unit", MONDAY + DAY)
    waiver = Condition("funds", Decision.WAIVER, "Funds", "", "head of unit", MONDAY + HOUR)
    people = [
        replace(each, answer=replace(each.answer, conditions=(consent, waiver)))
        for each in (ADA, BEN)
        if isinstance(each.answer, Verdict)
    ]

    told = [clause(each, MONDAY) for each in pending_for(people, OFFICER)]

    assert told == ["funds is waived by Monday 10:00", "the host consents by Tuesday 09:00"]


def test_an_engagement_to_be_released_is_only_unavailability_for_who_may_not_know() -> None:
    away = considered(
        7, "Lucía Paredes", person(bookings=(booking(MONDAY - DAY, MONDAY + 9 * DAY, "deployment", releasable=True),))
    )
    plan = made_plan({"design": ADA, "gender": away})

    assert "Lucía Paredes is released by" in said(plan, OFFICER)[1]
    assert "Lucía Paredes is available by" in said(plan, HR)[1]
    assert "released" not in said(plan, HR)[1]


def test_missing_seats_are_named_with_the_earliest_instant() -> None:
    sentence, rest = said(made_plan(missing=("gender",), earliest=MONDAY + 100 * HOUR))

    assert sentence == "Infeasible: gender and inclusion missing"
    assert rest == "All seats could be filled by Friday 13:00 UTC, 28 h after the 72 h have run out."


def test_a_title_with_a_comma_is_set_apart() -> None:
    assert said(made_plan(missing=("design", "gender"), slots=(DESIGN, GENDER, Slot("x"))))[0] == (
        "Infeasible: “Process design, lead” and gender and inclusion are missing"
    )


def test_no_seat_at_all_can_be_filled() -> None:
    sentence, rest = said(made_plan(missing=("design", "gender")))

    assert sentence == "Infeasible: nobody can be there in time for any of the two seats"
    assert rest.startswith("No instant is known")


def test_rules_in_the_way_are_named() -> None:
    plan = made_plan(broken=(Rule.MIN_SHARE_WOMEN,), earliest=MONDAY + 80 * HOUR)

    assert said(plan)[0] == "Infeasible: every seat can be filled, but not with at least 50\N{NO-BREAK SPACE}% women"
    assert check(plan, "min_share_women")[0] == "blocked"
    assert check(plan, "max_per_nationality")[0] == "none"


def test_remote_work_and_a_clock_that_stops_at_departure_have_words_of_their_own() -> None:
    remote = made_plan({"design": ADA, "gender": BEN}, delivery=Delivery.REMOTE)
    leaving = made_plan({"design": ADA, "gender": BEN}, stops_at=StopsAt.DEPARTURE)

    assert "everyone at work for Port Sorel by" in said(remote)[0]
    assert said(leaving)[1].startswith("The last one leaves 44 h inside the 72.")


def test_less_than_an_hour_to_spare_is_not_called_nothing() -> None:
    close = considered(6, "Close Call", person(notice_hours=67.5))

    assert said(made_plan({"design": close, "gender": ADA}))[1].startswith("Less than an hour inside the 72.")


def test_a_window_longer_than_four_days_is_told_in_days_and_hours() -> None:
    long = replace(made_plan({"design": ADA, "gender": BEN}, window_hours=583.691), call=call(window_hours=583.691))

    assert said(long)[1].startswith("22 days 23 h inside the window of 24 days 8 h.")


@pytest.mark.parametrize(
    ("hours", "said"),
    [(72, "72 h"), (1.5, "2 h"), (96, "96 h"), (97, "4 days 1 h"), (480, "20 days"), (583.691, "24 days 8 h")],
)
def test_a_window_is_told_in_whole_hours_and_a_long_one_in_days(hours: float, said: str) -> None:
    assert window_said(hours).replace("\N{NO-BREAK SPACE}", " ") == said


def test_every_rule_holds_with_its_figure_and_threshold() -> None:
    rules = Rules(0.5, 2, {"fr": 1}, "P-5", 5, 100)
    plan = made_plan({"design": ADA, "gender": BEN}, rules=rules, parties=frozenset({"SSD"}))

    assert check(plan, "distinct") == (
        "ready",
        "Seats with a person of their own: 2 of 2",
        "One person fills one seat",
    )
    assert check(plan, "min_share_women") == ("ready", "Women: 1 of 2", "At least 50 %, so 1 of 2")
    assert check(plan, "max_per_nationality")[1] == "Of one nationality: at most 2 (Kenya)"
    assert check(plan, "team_languages") == ("ready", "French at B2 or better: 2 of 2", "French: at least 1")
    assert check(plan, "lead_min_grade")[1] == "Can lead: Ada Okoro, P-5"
    assert check(plan, "max_cost") == ("ready", "Estimated cost: 0", "No more than 100")
    assert check(plan, "parties") == ("ready", "No national of a party", "One party checked: South Sudan")
    assert tally_said(checks_of(plan, members_of(plan), NAMES)) == "7 hold"


def test_a_rule_that_does_not_hold_is_not_called_held() -> None:
    rules = Rules(1.0, 1, {"ar": 1}, "D-1", 7)
    plan = made_plan({"design": ADA, "gender": BEN}, rules=rules)

    marks = {each.code: each.mark for each in checks_of(plan, members_of(plan), NAMES)}

    assert {code for code, mark in marks.items() if mark == "blocked"} == {each.value for each in Rule} - {"max_cost"}
    assert tally_said(checks_of(plan, members_of(plan), NAMES)) == "1 holds, 4 do not"


def test_an_advisory_flag_asks_for_a_recorded_reason(flagged: Considered) -> None:
    plan = made_plan({"design": ADA, "gender": flagged})

    assert check(plan, "advisory") == ("cond", "One advisory flag", "Record a reason to go on with Nils Berg")
    assert "the reason to go on with Nils Berg is recorded" in said(plan)[1]


@pytest.fixture
def flagged() -> Considered:
    return considered(11, "Nils Berg", person(flags=(Flag("public_position", blocking=False),)))


def test_other_teams_say_who_for_whom_and_what_it_trades() -> None:
    claire = considered(5, "Claire Okafor", person(notice_hours=60))
    plan = made_plan({"design": ADA, "gender": EVE}, {"design": ADA, "gender": claire}, {"design": EVE, "gender": ADA})

    proposed, other, swapped = options_of(plan, NAMES, OFFICER)

    assert (proposed.name, proposed.changes, proposed.level) == ("Proposed", (), "Feasible with one decision")
    assert other.changes == ("Gender and inclusion: Claire Okafor for Éve Laurent",)
    assert other.trade.replace("\N{NO-BREAK SPACE}", " ") == "One decision fewer, 32 h later"
    assert (other.level, other.women, other.last) == (
        "Feasible",
        "2 of 2",
        "Thursday 01:00, 8\N{NO-BREAK SPACE}h to spare",
    )
    assert [(slot, who.name) for slot, who in other.pins] == [("design", "Ada Okoro"), ("gender", "Claire Okafor")]
    assert swapped.changes == (
        "Process design, lead: Éve Laurent, from another seat",
        "Gender and inclusion: Ada Okoro, from another seat",
    )
    assert swapped.trade == "Suits the seats as well"


def test_a_team_that_suits_the_seats_less_says_which_seat_and_of_what_there_is_less() -> None:
    rested, tired = considered(7, "Una Berg"), considered(8, "Ida Lund", days_deployed=300)
    plan = made_plan({"design": rested, "gender": EVE}, {"design": tired, "gender": EVE})
    first, second = plan.answer.teams
    less = replace(plan, answer=replace(plan.answer, teams=(first, replace(second, points=first.points - 1))))

    def trade(sight: Sight) -> str:
        return options_of(less, NAMES, sight)[1].trade

    assert trade(Sight(engagements=True)) == "Suits Process design, lead less: days away"
    assert trade(Sight()) == "Suits Process design, lead less"


def test_more_or_fewer_women_and_an_earlier_arrival_are_told_as_such() -> None:
    slow = considered(5, "Slow Woman", person(notice_hours=60))
    plan = made_plan({"design": ADA, "gender": slow}, {"design": ADA, "gender": BEN}, {"design": ADA, "gender": EVE})

    _first, man, decision = options_of(plan, NAMES, OFFICER)

    assert man.trade.replace("\N{NO-BREAK SPACE}", " ") == "32 h earlier, one woman fewer"
    assert decision.trade.replace("\N{NO-BREAK SPACE}", " ") == "One decision more, 32 h earlier"


def test_one_team_has_nothing_to_be_compared_with() -> None:
    assert options_of(made_plan({"design": ADA, "gender": BEN}), NAMES, OFFICER) == []


def test_a_confidential_reason_is_the_only_thing_told_to_who_may_not_read_it() -> None:
    secret = Exclusion("impartiality", "Objected to by a party.", who="authorised officer", confidential=True)
    seen = for_slot(LATE, DESIGN, secret)

    (told,) = exclusions_told(seen, OFFICER, MONDAY)
    entitled = exclusions_told(seen, Sight(impartiality=True), MONDAY)

    assert (told.code, told.text, told.who, told.ends) == ("not_eligible", "Not eligible for this process.", "", None)
    assert [each.code for each in entitled] == ["impartiality", "notice"]


def test_a_confidential_advice_is_told_without_its_words() -> None:
    seen = for_slot(ADA, DESIGN, Exclusion("impartiality", "Neighbour.", blocking=False, confidential=True))

    (told,) = exclusions_told(seen, OFFICER, MONDAY)

    assert (told.text, told.is_blocking, told.is_hidden) == ("A recorded reason is needed to go on.", False, True)


def test_an_engagement_is_unavailability_for_who_may_not_know_of_it() -> None:
    away = considered(7, "Lucía", person(bookings=(booking(MONDAY - DAY, MONDAY + 9 * DAY, "deployment"),)))
    seen = for_slot(away, DESIGN)

    (hidden,) = exclusions_told(seen, HR, MONDAY)
    (told,) = exclusions_told(seen, OFFICER, MONDAY)

    assert (hidden.code, hidden.who) == ("unavailable", "")
    assert hidden.text.startswith("Unavailable until")
    assert told.code == "booked"


def test_a_seat_says_what_it_asks_for() -> None:
    slot = Slot("x", themes={"gender": 3, "process-design": 4}, languages={"fr": "C1"}, min_grade="P-5", role="travel")

    assert slot_said(slot, NAMES) == "Travel"
    assert slot_said(Slot("x", themes={"gender": 3}), NAMES) == "Gender and inclusion"
    assert slot_said(Slot("x"), NAMES) == "x"
    assert asks_said(slot, NAMES) == (
        "Gender and inclusion at level 3 or Process design at level 4; French C1; travel; P-5 or above"
    )
    assert asks_said(Slot("x"), NAMES) == "nothing in particular"


def test_more_than_four_decisions_are_counted() -> None:
    slots = tuple(Slot(f"s{number}", title=f"Seat {number}") for number in range(6))
    stale = [
        considered(20 + number, f"P {number}", person(confirmed_at=MONDAY - timedelta(days=40)), gender=Gender.MAN)
        for number in range(6)
    ]
    plan = made_plan(dict(zip([each.id for each in slots], stale, strict=True)), slots=slots, rules=Rules())

    assert said(plan)[1].endswith("and two more decisions are taken.")
