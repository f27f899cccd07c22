"""What cannot be used is refused with its place; what YAML turned into something else is understood or named."""

from collections.abc import Callable
from copy import deepcopy
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Any

import pytest

from deployments.drilling import ScenarioError, run
from roster.drilling.reading import clock_time, code, day, instant, text, truth

WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
SCENARIO: dict[str, Any] = {
    "title": "A small world",
    "about": "For tests.",
    "call": {
        "activated": datetime(2026, 3, 2, 9, tzinfo=UTC),
        "destination": "JUB",
        "process": ["SSD"],
        "conditions": {"funds": "granted"},
    },
    "places": [
        {"code": "JUB", "country": "SSD", "timezone": "Africa/Juba"},
        {"code": "NBO", "country": "KEN", "timezone": "Africa/Nairobi"},
    ],
    "travel": [{"from": "NBO", "to": "JUB", "hours": 4}],
    "offices": {
        "consulate": {
            "timezone": "UTC",
            "opens": 540,
            "closes": "17:00",
            "weekend": ["sat"],
            "holidays": ["2026-03-03"],
        }
    },
    "visas": [{"document": "NPL", "destination": "SSD", "working_days": 1, "office": "consulate"}],
    "requirements": {"ssafe": {"needed_for": ["SSD"]}, "medical": {"office": "consulate"}, "rest": None},
    "people": [
        {
            "id": "one",
            "gender": "woman",
            "nationalities": ["KEN"],
            "base": "NBO",
            "tier": "on-call",
            "grade": "P-5",
            "themes": {"process-design": 4},
            "languages": {"fr": "C1"},
            "roles": ["interpreter"],
            "documents": [{"country": "KEN", "valid_until": date(2030, 1, 1)}],
            "clearances": {"ssafe": {"state": "granted", "valid_from": "2026-01-01"}},
            "bookings": [{"kind": "leave", "from": "2026-01-01T00:00:00Z", "to": "2026-01-02", "releasable": True}],
            "flags": [{"kind": "prior_position", "blocking": False, "country": "SSD"}],
            "remote_share": 0.5,
            "notice_hours": 12,
        }
    ],
    "slots": [
        {
            "id": "seat",
            "kind": "support",
            "themes": {"process-design": 4},
            "all_themes": {"process-design": 4},
            "languages": {"fr": "C1"},
            "min_grade": "P-5",
            "role": "interpreter",
        }
    ],
    "rules": {"min_share_women": 0.5, "max_per_nationality": 1, "team_languages": {"fr": 1}, "lead_min_grade": "D-1"},
    "expect": {
        "people": {"one": {"level": "ready_if"}},
        "team": {"verdict": "feasible", "missing": ["seat"], "rules": ["lead_min_grade"], "members": {"seat": "one"}},
    },
}


def changed(path: Any, value: Any) -> dict[str, Any]:
    """The scenario with the value at `call.conditions.funds` or `people.0.id` replaced."""
    scenario = deepcopy(SCENARIO)
    *way, last = path.split(".") if isinstance(path, str) else [path]
    holder: Any = scenario
    for key in way:
        holder = holder[int(key)] if isinstance(holder, list) else holder[key]
    if isinstance(holder, list):
        holder.insert(int(last), value)
    else:
        holder[last] = value
    return scenario


def test_the_scenario_that_is_changed_below_can_be_used() -> None:
    assert run(SCENARIO)["people"]["one"]["level"] == "ready_if"


@pytest.mark.parametrize(
    ("path", "value", "where", "why"),
    [
        ("colour", 1, "colour", "unknown key 'colour'"),
        ("call.urgent", True, "call.urgent", "unknown key 'urgent'"),
        ("call.conditions.visa", "granted", "call.conditions.visa", "unknown key"),
        ("call.conditions.funds", "perhaps", "call.conditions.funds", "'perhaps' is not one of missing, requested"),
        ("people.0.clearances.ssafe.hardship_class", "A", "people[0].clearances.ssafe.hardship_class", "unknown key"),
        ("places.0", {"code": "X", "country": "Y", "planet": 1}, "places[0].planet", "unknown key"),
        ("travel.0", {"from": "NBO", "to": "JUB", "hours": 1, "by": "air"}, "travel[0].by", "unknown key"),
        ("offices.consulate.phone", 1, "offices.consulate.phone", "unknown key"),
        ("visas.0", {"document": "A", "destination": "B", "days": 1}, "visas[0].days", "unknown key"),
        ("requirements.medical.days", 1, "requirements.medical.days", "unknown key"),
        ("people.0.name", "x", "people[0].name", "unknown key"),
        ("people.0.documents.0", {"country": "A", "ends": 1}, "people[0].documents[0].ends", "unknown key"),
        ("people.0.clearances.ssafe.until", 1, "people[0].clearances.ssafe.until", "unknown key"),
        ("people.0.bookings.0", {"until": 1}, "people[0].bookings[0].until", "unknown key"),
        ("people.0.flags.0", {"kind": "x", "why": 1}, "people[0].flags[0].why", "unknown key"),
        ("slots.0", {"id": "x", "theme": 1}, "slots[0].theme", "unknown key"),
        ("rules.fair", 1, "rules.fair", "unknown key"),
        ("expect.teams", 1, "expect.teams", "unknown key"),
        ("expect.people.one.slack", 1, "expect.people.one.slack", "unknown key"),
        ("expect.team.level", 1, "expect.team.level", "unknown key"),
        (True, 1, "True", "unknown key True"),
    ],
)
def test_an_unknown_key_is_an_error_that_names_it(path: Any, value: Any, where: str, why: str) -> None:
    refused(changed(path, value), where, why)


def refused(scenario: dict[str, Any], where: str, why: str) -> None:
    with pytest.raises(ScenarioError) as error:
        run(scenario)
    assert error.value.where == where
    assert why in error.value.why
    assert str(error.value).startswith(where)


@pytest.mark.parametrize(
    ("path", "value", "where", "why"),
    [
        ("call", None, "call", "is missing"),
        ("call", [], "call", "must be a list of keys and values, not a list"),
        ("call.activated", None, "call.activated", "is missing"),
        ("call.activated", "soon", "call.activated", "must be an instant such as"),
        ("call.activated", 2026, "call.activated", "not '2026'"),
        ("call.activated", "0001-01-01T00:00:00+14:00", "call.activated", "must be an instant"),
        ("call.destination", "LHR", "call.destination", "there is no place 'LHR'; there are JUB, NBO"),
        ("call.delivery", "by_post", "call.delivery", "is not one of in_person, remote"),
        ("call.stay_days", -1, "call.stay_days", "not negative"),
        ("call.stay_days", "ten", "call.stay_days", "must be a number"),
        ("call.window_hours", 1e9, "call.window_hours", "too large"),
        ("call.window_hours", float("nan"), "call.window_hours", "must be a number"),
        ("call.process", "SSD", "call.process", "must be a list, not 'SSD'"),
        ("call.process", [False], "call.process[0]", "YAML reads NO"),
        ("title", 7, "title", "must be text"),
        ("about", {"a": 1}, "about", "not keys and values"),
        ("places.0", {"code": "JUB", "country": "SSD"}, "places", "JUB is given twice"),
        ("places.0", {"code": "X", "country": "Y", "timezone": "Moon/Sea"}, "places[0].timezone", "no time zone"),
        ("places.0", {"code": "X", "country": "Y", "timezone": "../x"}, "places[0].timezone", "no time zone"),
        ("places.0", {"code": "", "country": "Y"}, "places[0].code", "must be a code, not ''"),
        ("travel.0", {"from": "NBO", "to": "LHR", "hours": 1}, "travel[0].to", "there is no place 'LHR'"),
        ("travel.0", {"from": "NBO", "to": "JUB", "hours": 1}, "travel[1]", "given twice"),
        ("travel", [], "travel", "there is no row between NBO and JUB (one)"),
        ("offices.consulate.opens", "9 o'clock", "offices.consulate.opens", "must be a time of day"),
        ("offices.consulate.opens", 1440, "offices.consulate.opens", "must be a time of day"),
        ("offices.consulate.opens", "18:00", "offices.consulate", "must open before it closes"),
        ("offices.consulate.weekend", ["Saturday"], "offices.consulate.weekend[0]", "there are mon, tue"),
        ("offices.consulate.weekend", list(WEEK), "offices.consulate", "never opens"),
        ("offices.consulate.holidays", ["soon"], "offices.consulate.holidays[0]", "must be a date"),
        ("offices.consulate.holidays", [datetime(2026, 1, 1, tzinfo=UTC)], "offices.consulate.holidays[0]", "a date"),
        ("visas.0", {"document": "A", "destination": "B"}, "visas[0]", "exactly one of"),
        ("visas.0", {"document": "A", "destination": "B", "hours": 1, "none": True}, "visas[0]", "exactly one of"),
        ("visas.0", {"document": "A", "destination": "B", "none": 1}, "visas[0].none", "must be true or false"),
        ("visas.0", {"document": "NPL", "destination": "SSD", "none": True}, "visas[1]", "says otherwise"),
        (
            "visas.0",
            {"document": "A", "destination": "B", "hours": 1, "office": "consulate"},
            "visas[0].office",
            "goes",
        ),
        ("requirements.medicine", {}, "requirements.medicine", "there is no such requirement"),
        ("requirements.visa", {"hours": 1, "working_days": 1}, "requirements.visa", "not both"),
        ("requirements.visa", {"working_days": 1.5}, "requirements.visa.working_days", "whole number"),
        ("requirements.visa", {"office": "consulate"}, "requirements.visa.office", "goes with working_days"),
        ("requirements.visa", {"working_days": 1, "office": "x"}, "requirements.visa.office", "there is no office 'x'"),
        ("requirements.visa", {"needs": ["luck"]}, "requirements.visa.needs[0]", "there is no requirement 'luck'"),
        ("requirements.booking", {"needs": ["security_clearance"]}, "requirements", "wait for each other"),
        ("people.0", {"id": "one", "nationalities": [], "base": "NBO"}, "people[1]", "the id one is given twice"),
        ("people.0", {"id": "two"}, "people[0].base", "is missing; somebody who travels needs a base"),
        ("people.0", {}, "people[0].id", "is missing"),
        ("people.0.tier", "reserve", "people[0].tier", "is not one of standby, on_call"),
        ("people.0.base", "LHR", "people[0].base", "there is no place 'LHR'"),
        ("people.0.gender", "female", "people[0].gender", "is not one of woman, man"),
        ("people.0.themes", {"x": 6}, "people[0].themes.x", "is 1 to 5"),
        ("people.0.themes", ["x"], "people[0].themes", "must be a list of keys and values"),
        ("people.0.nationalities", [None], "people[0].nationalities[0]", "must be a code, not nothing"),
        ("call.conditions", ["x"], "call.conditions", "must be a list of keys and values"),
        ("people.0.languages", {"fr": "fluent"}, "people[0].languages.fr", "no language level 'fluent'; there are A1"),
        ("people.0.languages", {False: "C1"}, "people[0].languages", "YAML reads NO"),
        ("people.0.remote_share", 2, "people[0].remote_share", "between 0 and 1"),
        (
            "people.0.clearances.medical",
            {"hardship_class": "F"},
            "people[0].clearances.medical.hardship_class",
            "no hardship",
        ),
        (
            "places.0",
            {"code": "X", "country": "Y", "hardship_class": "d"},
            "places[0].hardship_class",
            "no hardship class",
        ),
        ("people.0.membership_status", "asleep", "people[0].membership_status", "is not one of nominated"),
        ("people.0.clearances", {"visa": {}}, "people[0].clearances.visa", "not a clearance that is stored"),
        (
            "people.0.bookings.0",
            {"kind": "x", "from": "2026-01-02", "to": "2026-01-02"},
            "people[0].bookings[0].to",
            "end",
        ),
        ("people.0.grade", "P-6", "people[0].grade", "no grade 'P-6'; there are P-3, P-4, P-5, D-1, D-2, ASG, USG"),
        ("people.0.roles", "interpreter", "people[0].roles", "must be a list"),
        ("slots.0", {"id": "seat"}, "slots", "seat is given twice"),
        ("slots.0", {"kind": "thematic"}, "slots[0].id", "is missing"),
        ("slots.0.kind", "spare", "slots[0].kind", "is not one of thematic, support"),
        ("slots.0.themes", ["process-design"], "slots[0].themes", "must be a list of keys and values"),
        ("slots.0.all_themes", {"process-design": 0}, "slots[0].all_themes.process-design", "is 1 to 5"),
        ("slots.0.languages", {"fr": "B3"}, "slots[0].languages.fr", "no language level 'B3'"),
        ("slots.0.min_grade", "D1", "slots[0].min_grade", "no grade 'D1'"),
        ("rules", ["lead_min_grade"], "rules", "must be a list of keys and values"),
        ("rules.min_share_women", 50, "rules.min_share_women", "between 0 and 1"),
        ("rules.max_per_nationality", 1.5, "rules.max_per_nationality", "whole number"),
        ("rules.team_languages", ["fr"], "rules.team_languages", "must be a list of keys and values"),
        ("rules.team_languages.fr", -1, "rules.team_languages.fr", "whole number"),
        ("rules.lead_min_grade", "SG", "rules.lead_min_grade", "no grade 'SG'"),
        ("expect.people.two", {}, "expect.people", "there is no person 'two'"),
        ("expect.people.one.slack_hours", "many", "expect.people.one.slack_hours", "number of hours"),
        ("expect.team.verdict", "perhaps", "expect.team.verdict", "is not one of feasible, feasible_with_waivers"),
        ("expect.team.missing", ["chair"], "expect.team.missing[0]", "there is no slot 'chair'"),
        ("expect.team.rules", ["max_cost"], "expect.team.rules[0]", "there is no rule 'max_cost'"),
        ("expect.team.members", ["one"], "expect.team.members", "must say for some seats who sits there"),
        ("expect.team.members", {"chair": "one"}, "expect.team.members", "there is no slot 'chair'"),
        ("expect.team.members", {"seat": "two"}, "expect.team.members.seat", "there is no person 'two'"),
        ("expect.team.earliest", "soon", "expect.team.earliest", "must be an instant"),
    ],
)
def test_what_cannot_be_used_is_refused_with_its_place(path: str, value: Any, where: str, why: str) -> None:
    refused(changed(path, value), where, why)


def test_a_long_value_is_cut_in_the_refusal() -> None:
    with pytest.raises(ScenarioError, match=r"x{60}…"):
        run(changed("call.activated", "x" * 500))


@pytest.mark.parametrize(
    ("read", "raw", "found"),
    [
        (instant, "2026-03-02T09:00Z", datetime(2026, 3, 2, 9, tzinfo=UTC)),
        (instant, "2026-03-02T12:00:00+03:00", datetime(2026, 3, 2, 9, tzinfo=UTC)),
        (instant, datetime(2026, 3, 2, 9), datetime(2026, 3, 2, 9, tzinfo=UTC)),  # noqa: DTZ001
        (
            instant,
            datetime(2026, 3, 2, 12, tzinfo=timezone(timedelta(hours=3))),
            datetime(2026, 3, 2, 9, tzinfo=UTC),
        ),
        (instant, date(2026, 3, 2), datetime(2026, 3, 2, tzinfo=UTC)),
        (instant, "2026-03-02", datetime(2026, 3, 2, tzinfo=UTC)),
        (day, "2026-12-25", date(2026, 12, 25)),
        (day, date(2026, 12, 25), date(2026, 12, 25)),
        (clock_time, "08:30", time(8, 30)),
        (clock_time, 17 * 60, time(17)),
        (code, 7, "7"),
        (text, "words", "words"),
        (truth, True, True),
    ],
)
def test_what_yaml_makes_of_a_value_is_understood(read: Callable[[object, str], Any], raw: object, found: Any) -> None:
    assert read(raw, "here") == found


def test_a_key_without_a_value_is_a_key_left_out() -> None:
    scenario = changed("people.0.bookings", None)
    scenario["expect"], scenario["rules"], scenario["offices"]["consulate"]["weekend"] = None, None, None
    assert run(scenario)["people"]["one"]["level"] == "ready_if"


@pytest.mark.parametrize("stated", [None, "nobody", ""])
def test_nobody_may_waive_where_it_says_so(stated: str | None) -> None:
    scenario = changed("requirements.ssafe.waivable_by", stated)
    scenario["people"][0]["clearances"]["ssafe"] = {"state": "missing"}
    assert run(scenario)["people"]["one"]["gaps"] == ["ssafe"]


def test_an_office_alone_moves_the_default_working_days_to_it() -> None:
    scenario = deepcopy(SCENARIO)
    scenario["people"][0]["clearances"] = {"medical": {"state": "missing"}}
    # Closed on Saturdays and on Tuesday 3 March: ten working days after Monday are over on Saturday 14th, so Sunday.
    assert run(scenario)["people"]["one"]["departs"] == "2026-03-15T17:00:00Z"


@pytest.mark.parametrize("chapter", ["slots", "rules", "expect", "people"])
@pytest.mark.parametrize("nothing", [None, {}])
def test_a_chapter_without_content_is_a_chapter_left_out(chapter: str, nothing: dict[str, Any] | None) -> None:
    scenario = {**deepcopy(SCENARIO), "expect": None, chapter: nothing or None}
    assert run(scenario)["team"] == run({key: value for key, value in scenario.items() if value is not None})["team"]


def test_what_a_slot_leaves_empty_asks_for_nothing() -> None:
    scenario = {**deepcopy(SCENARIO), "rules": {"team_languages": {}, "min_share_women": None}, "expect": None}
    scenario["slots"] = [{"id": 7, "themes": {}, "all_themes": None, "languages": {}, "min_grade": None, "role": None}]
    assert run(scenario)["team"]["members"] == {"7": "one"}


def test_identical_visa_rows_are_one_row() -> None:
    scenario = deepcopy(SCENARIO)
    scenario["visas"] *= 2
    assert run(scenario)["people"]["one"]["level"] == "ready_if"
