"""What is drawn of a plan: the clock, one path for all, seats with bars on stated scales, links. Needs no database."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.errors import DomainError
from deployments.drawing.addresses import PlanAddress
from deployments.drawing.changes import changes_of
from deployments.drawing.clock import clock_of, exact
from deployments.drawing.path import path_of
from deployments.drawing.plan import plan_context, seat_context
from deployments.drawing.seats import columns_of, counts_said, excluded_said
from deployments.matching.facts import Exclusion
from deployments.plan import Plan, Wanted
from deployments.sentences.lengths import window_said
from deployments.sentences.trials import tried_said
from deployments.teams.facts import Change, TeamLevel
from deployments.trying import Deed, read_deed, trial_of, tried
from roster.permissions import Sight
from tests.deployments.plans import ADA, BEN, DESIGN, EVE, GENDER, LATE, NAMES, considered, for_slot, made_plan, wanted
from tests.pure.readiness.made import DAY, HOUR, MONDAY, booking, call, person

OFFICER = Sight(engagements=True)
HR = Sight()
HERE = PlanAddress("/requests/R-1/")


def clock(hours: float, *, is_running: bool = True, planned: float | None = 40) -> dict[str, object]:
    return clock_of(
        activated_at=MONDAY,
        window_hours=72,
        planned=MONDAY + planned * HOUR if planned is not None else None,
        now=MONDAY + hours * HOUR,
        is_running=is_running,
    )


@pytest.mark.parametrize(
    ("hours", "left", "elapsed", "over"),
    [
        (0, "72 h", 0.0, False),
        (19.3, "52 h 42 min", 26.81, False),
        (71.75, "15 min", 99.65, False),
        (72, "0 min", 100.0, False),
        (75, "3 h over", 100.0, True),
        (-2, "Starts in 2 h", 0.0, False),
    ],
)
def test_the_clock_tells_what_is_left(hours: float, left: str, elapsed: float, over: bool) -> None:
    shown = clock(hours)

    assert (str(shown["left"]).replace("\N{NO-BREAK SPACE}", " "), shown["elapsed"], shown["over"]) == (
        left,
        elapsed,
        over,
    )


def test_a_clock_that_does_not_run_says_until_when_it_would() -> None:
    shown = clock(5, is_running=False, planned=None)

    assert (shown["left"], shown["elapsed"], shown["planned"]) == ("Not activated", 0, None)
    assert shown["ends"] == MONDAY + 72 * HOUR


def test_an_arrival_after_the_limit_stands_at_the_end_and_is_called_late() -> None:
    shown = clock(5, planned=80)

    assert (shown["planned"], shown["planned_is_late"]) == (100, True)


def test_lengths_are_told_to_the_minute() -> None:
    assert exact(timedelta(hours=1, minutes=5, seconds=59)) == "1\N{NO-BREAK SPACE}h 05\N{NO-BREAK SPACE}min"


def test_everybody_is_on_one_scale_with_steps_spare_time_and_conditions() -> None:
    plan = made_plan({"design": ADA, "gender": EVE}, made_at=MONDAY + 10 * HOUR)

    path = path_of(plan, NAMES, OFFICER, is_running=True)

    assert path is not None
    first, second = path["rows"]
    assert (first["name"], first["sub"], first["level"]) == ("Ada Okoro", "Process design, lead", "ready")
    assert [(bar["kind"], bar["start"]) for bar in first["bars"] if not bar.get("aside")] == [
        ("book", 0.0),
        ("clear", 5.19),
        ("travel", 36.34),
        ("slack", 41.54),
    ]
    assert first["arrive"] == 41.54
    assert second["word"] == "If one decision is taken"
    assert second["conditions"] == ["Éve Laurent confirms by Tuesday 13:00"]
    assert path["now"] == pytest.approx(12.98, abs=0.01)
    assert path["deadline"]["label"] == "72\N{NO-BREAK SPACE}h, Thu 09:00"
    assert [each["label"] for each in path["days"]] == [
        f"{day}\N{NO-BREAK SPACE}{n}" for day, n in (("Tue", 3), ("Wed", 4), ("Thu", 5))
    ]


def test_a_long_window_is_read_in_days_and_no_tick_runs_into_the_label_of_its_end() -> None:
    long = replace(made_plan({"design": ADA, "gender": BEN}, window_hours=583.691), call=call(window_hours=583.691))

    path = path_of(long, NAMES, OFFICER, is_running=False)

    assert path is not None
    assert path["deadline"]["label"].replace("\N{NO-BREAK SPACE}", " ") == "24 days 8 h, Thu 16:41"
    assert [each["label"].replace("\N{NO-BREAK SPACE}", " ") for each in path["ticks"]] == [
        "0", "4 days", "8 days", "12 days", "16 days",
    ]  # fmt: skip
    clock = clock_of(activated_at=MONDAY, window_hours=583.691, planned=None, now=MONDAY, is_running=True)
    assert clock["window"] == window_said(583.691)
    assert len(clock["ticks"]) == 6


def test_the_table_has_every_step_and_the_spare_time_of_every_member() -> None:
    plan = made_plan({"design": ADA, "gender": EVE})

    path = path_of(plan, NAMES, OFFICER, is_running=False)

    assert path is not None
    assert path["now"] is None
    rows = path["table"]["rows"]
    assert [row[1] for row in rows if row[0] == "Ada Okoro"] == [
        "Conflict-of-interest declaration",
        "Itinerary and booking",
        "Funds",
        "Terms of reference",
        "Notice",
        "Security clearance",
        "Travel",
        "To spare",
    ]
    assert rows[-1][4:] == ["40\N{NO-BREAK SPACE}h to spare", "", "Éve Laurent confirms by Tuesday 13:00"]


def test_without_a_team_there_is_no_path() -> None:
    assert path_of(made_plan(missing=("gender",)), NAMES, OFFICER, is_running=False) is None


def test_midnights_are_those_of_the_reader() -> None:
    with timezone.override("Asia/Tokyo"):
        path = path_of(made_plan({"design": ADA, "gender": BEN}), NAMES, OFFICER, is_running=False)

    assert path is not None
    # Midnight in Tokyo is 15:00 UTC, six hours after activation.
    assert path["days"][0]["at"] == pytest.approx(7.79, abs=0.01)


def test_an_engagement_on_the_way_is_drawn_as_unavailability() -> None:
    away = considered(7, "Lucía", person(bookings=(booking(MONDAY - DAY, MONDAY + 20 * HOUR, "leave"),)))
    path = path_of(made_plan({"design": away, "gender": BEN}), NAMES, HR, is_running=False)

    assert path is not None
    titles = [bar["title"] for bar in path["rows"][0]["bars"]]
    assert any(title.startswith("Unavailable") for title in titles)
    assert not any("Booked" in title or "busy" in title for title in titles)


def test_columns_state_the_scale_and_bars_are_shares_of_it() -> None:
    plan = made_plan({"design": ADA, "gender": EVE}, {"design": BEN, "gender": EVE})
    seen = seat_context(plan, plan.lines[0], NAMES, OFFICER, HERE, find="")

    assert [(each.title, each.out_of) for each in seen["table"]["columns"]] == [
        ("Expertise", 40),
        ("Languages", 20),
        ("Days away", 20),
        ("Times asked", 10),
    ]
    ada = seen["table"]["rows"][0]
    assert [(bar["points"], bar["width"]) for bar in ada["bars"]] == [(0, 0), (5, 25.0), (17, 85.0), (8, 80.0)]
    assert (ada["is_chosen"], ada["arrival"]) == (True, "Tuesday 17:00, 40\N{NO-BREAK SPACE}h to spare")
    # No sum, no mark, no score.
    assert set(ada) == {
        "person", "answer", "arrival", "conditions", "bars", "is_chosen", "is_pinned", "pin", "strike"
    }  # fmt: skip


def test_how_long_somebody_was_away_is_withheld_without_the_right() -> None:
    plan = made_plan({"design": ADA, "gender": EVE})
    bars = seat_context(plan, plan.lines[0], NAMES, HR, HERE, find="")["table"]["rows"][0]["bars"]

    away = next(bar for bar in bars if bar["column"].code == "days_deployed")
    assert (away["points"], away["why"], away["width"]) == (None, "withheld", 0)


def test_who_was_not_weighed_on_a_criterion_has_no_bar() -> None:
    plain, told = for_slot(ADA, GENDER), for_slot(BEN, DESIGN)

    assert [each.code for each in columns_of([plain, told])][:2] == ["expertise", "days_deployed"]


def test_a_seat_counts_who_can_go_who_is_late_and_who_is_excluded() -> None:
    kept = [for_slot(LATE, GENDER), for_slot(BEN, GENDER, Exclusion("theme", "Not recorded."))]
    plan = made_plan({"design": ADA, "gender": EVE}, excluded={"gender": kept})

    assert counts_said(plan.lines[1]) == "1 can go, 1 late, 1 excluded"
    assert counts_said(plan.lines[0]) == "1 can go, 0 excluded"
    assert excluded_said(plan.lines[1]) == "Not in time or excluded: 2 (1 late, 1 excluded), with reasons"
    assert excluded_said(plan.lines[0]) == "Excluded: 0 persons, with reasons"


def test_a_search_among_the_excluded_knows_no_accents_and_nothing_but_names() -> None:
    secret = Exclusion("impartiality", "Objected to by a party.", confidential=True)
    kept = [for_slot(considered(8, "Étienne Gagnon"), GENDER, secret), for_slot(LATE, GENDER)]
    plan = made_plan({"design": ADA, "gender": EVE}, excluded={"gender": kept})

    def found(find: str) -> list[str]:
        return [
            each["person"].name
            for each in seat_context(plan, plan.lines[1], NAMES, OFFICER, HERE, find=find)["excluded"]
        ]

    assert found("etienne") == ["Étienne Gagnon"]
    assert found("objected") == []
    assert found("") == ["Étienne Gagnon", "Matej Vidmar"]


def test_a_hidden_reason_hides_the_verdict_the_end_and_who_could_lift_it() -> None:
    secret = Exclusion("impartiality", "Objected to.", who="authorised officer", confidential=True)
    plan = made_plan({"design": ADA, "gender": EVE}, excluded={"gender": [for_slot(LATE, GENDER, secret)]})

    (row,) = seat_context(plan, plan.lines[1], NAMES, OFFICER, HERE, find="")["excluded"]

    assert (row["answer"], row["ends"], row["who"], row["is_hidden"]) == (None, None, "", True)


def test_several_reasons_end_when_the_last_one_ends_and_name_everybody_once() -> None:
    more = [
        Exclusion("a", "A.", who="HR officer", clears_at=MONDAY + DAY),
        Exclusion("b", "B.", who="HR officer", clears_at=MONDAY + 2 * DAY),
    ]
    plan = made_plan({"design": ADA, "gender": EVE}, excluded={"gender": [for_slot(BEN, GENDER, *more)]})

    (row,) = seat_context(plan, plan.lines[1], NAMES, OFFICER, HERE, find="")["excluded"]

    assert (row["ends"], row["who"]) == (MONDAY + 2 * DAY, "HR officer")


def test_the_whole_context_of_a_plan() -> None:
    struck = considered(12, "Left Out")
    plan = made_plan(
        {"design": ADA, "gender": EVE},
        {"design": ADA, "gender": BEN},
        excluded={"gender": [for_slot(struck, GENDER, Exclusion("struck", "Left out by hand."))]},
        strikes=frozenset({12}),
        pins={"design": 1},
    )

    shown = plan_context(plan, NAMES, OFFICER, HERE, now=MONDAY, is_running=False)

    assert shown["others_count"] == 1
    assert shown["languages_compared"] == [{"title": "French", "figures": [("Proposed", "2 of 2"), ("B", "2 of 2")]}]
    assert shown["options_with_links"][1][1] == {
        "deed": "team:design=MSU-0001&gender=MSU-0002",
        "href": "/requests/R-1/?pin=design%3AMSU-0001&pin=gender%3AMSU-0002#answer",
    }
    assert [seat["is_pinned"] for seat in shown["seats"]] == [True, False]
    assert [each["person"].name for each in shown["struck"]] == ["Left Out"]


def test_addresses_keep_the_question_and_change_one_thing() -> None:
    here = PlanAddress(
        "/drills/", (("to", "NBO"), ("pin", "a:P-1"), ("pin", "b:P-2"), ("strike", "P-3"), ("seat", "a"), ("q", "x"))
    )

    assert here.plain == "/drills/?to=NBO&pin=a%3AP-1&pin=b%3AP-2&strike=P-3"
    assert here.untried == "/drills/?to=NBO"
    assert here.seat("b") == "/drills/?to=NBO&pin=a%3AP-1&pin=b%3AP-2&strike=P-3&seat=b"
    # Whoever is pinned elsewhere or was struck sits on one seat only; the open fold stays open.
    assert here.after(Deed("pin", "a", "P-3")) == "/drills/?to=NBO&pin=b%3AP-2&pin=a%3AP-3&seat=a#answer"
    assert here.after(Deed("pin", "a", "P-2")) == "/drills/?to=NBO&strike=P-3&pin=a%3AP-2&seat=a#answer"
    assert here.after(Deed("unpin", "a", "P-1")) == "/drills/?to=NBO&pin=b%3AP-2&strike=P-3&seat=a#answer"
    assert here.after(Deed("strike", "b", "P-2")) == "/drills/?to=NBO&pin=a%3AP-1&strike=P-3&strike=P-2#answer"
    assert here.after(Deed("unstrike", person="P-3")) == "/drills/?to=NBO&pin=a%3AP-1&pin=b%3AP-2#answer"
    assert here.after(Deed("team", seats=(("a", "P-9"),))) == "/drills/?to=NBO&strike=P-3&pin=a%3AP-9#answer"
    assert here.doing(Deed("unpin", "b", "P-2")).trials == (("pin", "a:P-1"), ("strike", "P-3"))
    assert PlanAddress("/x/").plain == "/x/"


@pytest.mark.parametrize(
    "deed",
    [
        Deed("pin", "a", "P:1"),
        Deed("unpin", "a", "P-1"),
        Deed("strike", "a", "P-1"),
        Deed("unstrike", person="P-1"),
        Deed("team", seats=(("a", "P&1"), ("b", "P=2"))),
        Deed("change", "drop_slot", "log"),
    ],
)
def test_what_a_button_says_is_read_back(deed: Deed) -> None:
    assert read_deed(str(deed)) == deed


@pytest.mark.parametrize("text", ["", "pin", "pin:a", "pin::P-1", "strike:a:", "team:", "unstrike::", "fly:a:b"])
def test_what_no_button_says_is_refused_with_what_to_do(text: str) -> None:
    with pytest.raises(DomainError) as refused:
        read_deed(text)

    assert refused.value.code == "deed_unknown"


@pytest.mark.parametrize("pair", [("pin", "a"), ("pin", ":P-1"), ("change", ":x")])
def test_a_trial_that_makes_no_sense_is_not_passed_over(pair: tuple[str, str]) -> None:
    with pytest.raises(DomainError):
        trial_of([pair])


def test_a_trial_is_laid_over_the_question() -> None:
    question = wanted(pins={"design": 1, "gender": 2}, strikes=frozenset({3, 4}))
    trial = trial_of([("pin", "design:P-3"), ("strike", "P-2"), ("change", "drop_slot:gender"), ("to", "NBO")])

    asked = tried(question, trial, {"P-3": 3, "P-2": 2})

    assert (asked.pins, asked.strikes) == ({"design": 3}, frozenset({2, 4}))
    assert [each.id for each in asked.slots] == ["design"]


def test_a_trial_with_somebody_unknown_or_a_change_unknown_is_refused() -> None:
    with pytest.raises(DomainError, match="P-9"):
        tried(wanted(), trial_of([("pin", "design:P-9")]), {})
    for change in ("fly:away", "later_arrival:soon", "lower_language:design", "lower_rule:x:y", "raise_budget:much"):
        with pytest.raises(DomainError, match="cannot be tried"):
            tried(wanted(), trial_of([("change", change)]), {})


def test_every_kind_of_change_to_the_question_can_be_tried() -> None:
    def after(change: str) -> Wanted:
        rules = replace(wanted().rules, max_cost=400)
        return tried(wanted(rules=rules), trial_of([("change", change)]), {}, {4: "P-4"})

    assert after(f"later_arrival:{(MONDAY + 80 * HOUR).isoformat()}").window_hours == 80
    assert after("lower_language:design:fr").slots[0].languages == {"fr": "B1"}
    assert after("lower_rule:min_share_women:").rules.min_share_women is None
    assert after("raise_budget:500").rules.max_cost == 500


def test_a_second_change_is_tried_on_top_of_the_first() -> None:
    here = PlanAddress("/drills/", (("to", "NBO"), ("change", "drop_slot:log")))
    again = here.doing(Deed("change", "lower_rule", "max_per_nationality:3"))
    assert again.trials == (("change", "drop_slot:log"), ("change", "lower_rule:max_per_nationality:3"))

    asked = tried(wanted(), trial_of([("change", "drop_slot:gender"), *again.trials[1:]]), {})
    assert ([each.id for each in asked.slots], asked.rules.max_per_nationality) == (["design"], 3)


@pytest.mark.parametrize(
    "change",
    [
        "drop_slot:gone",
        "lower_grade:design",
        "lower_rule:max_per_nationality:-3",
        "lower_rule:min_share_women:9",
        "raise_budget:500",
        f"later_arrival:{MONDAY.isoformat()}",
        f"later_arrival:{(MONDAY + 72 * HOUR).isoformat()}",
    ],
)
def test_a_change_of_the_address_that_asks_for_no_less_is_refused(change: str) -> None:
    with pytest.raises(DomainError, match="cannot be tried"):
        tried(wanted(window_hours=72), trial_of([("change", change)]), {}, {4: "P-4"})


def test_what_is_tried_is_said(plan_with_trial: Plan) -> None:
    pairs = (
        ("pin", "design:MSU-0001"),
        ("strike", "MSU-0003"),
        ("change", "drop_slot:log"),
        ("change", "later_arrival:x"),
        ("change", "lower_theme:gender:gender"),
        ("change", "raise_budget:5"),
    )

    assert tried_said(plan_with_trial, pairs) == [
        "Ada Okoro is seated as Process design, lead.",
        "Éve Laurent is left out.",
        "Without the seat “log”.",
        "With a later arrival accepted.",
        "With less asked of “Gender and inclusion”.",
        "With a rule of the team relaxed.",
    ]


@pytest.fixture
def plan_with_trial() -> Plan:
    return made_plan({"design": ADA, "gender": EVE})


def test_what_a_change_would_do_is_told_in_the_zone_of_the_reader() -> None:
    later = Change("later_arrival", "x", "Wait", "By Thu UTC.", TeamLevel.FEASIBLE, 1, there=MONDAY + 3 * DAY)
    decided = replace(later, becomes=TeamLevel.FEASIBLE_WITH_WAIVERS)
    unknown = replace(later, effect="Then feasible.", there=None)
    plan = made_plan({"design": ADA, "gender": EVE}, changes=(later, decided, unknown))
    with timezone.override("Asia/Tokyo"):
        assert [each["effect"] for each in changes_of(plan, OFFICER, HERE)] == [
            "Then feasible: everyone can be there by Thursday 18:00.",
            "Then feasible once decisions are taken: everyone can be there by Thursday 18:00.",
            "Then feasible.",
        ]


def test_changes_tell_nobody_of_engagements_who_may_not_know_them() -> None:
    lift = Change("lift_causes", "4", "Matej (Booked): Move it.", "Then feasible.", TeamLevel.FEASIBLE, 12, person="4")
    drop = Change("drop_slot", "gender", "Go without it", "Then feasible.", TeamLevel.FEASIBLE_WITH_WAIVERS, 60)
    kept = {"gender": [for_slot(LATE, GENDER)]}
    plan = made_plan({"design": ADA, "gender": EVE}, excluded=kept, changes=(replace(lift, codes=("booked",)), drop))

    officer, hr = changes_of(plan, OFFICER, HERE), changes_of(plan, HR, HERE)

    assert [each["sentence"] for each in officer] == ["Matej (Booked): Move it.", "Go without it"]
    assert hr[0]["sentence"] == "Matej Vidmar, unavailable: ask somebody who may see engagements"
    assert [each["mark"] for each in officer] == ["ready", "cond"]
    assert officer[0]["try"] is None
    assert officer[1]["try"]["href"] == "/requests/R-1/?change=drop_slot%3Agender#answer"
