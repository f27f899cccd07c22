"""What does the readiness rule answer for everybody in a scenario? The slow and obvious way, to test the engine.

Subsets of decisions and of causes are tried, the smaller first and among equals the alphabetically first; nothing here
imports the product, reads a clock or is meant to be fast. The team's part of the answer is in `team.py`.

Where the text of `domain.md §4–§7` and of `scenarios/README.md` (last section) allows two readings, these are taken:

1.  An entry under `requirements` overrides the lead whoever the person is: a stated lead of `notice` replaces the
    person's own `notice_hours`, one of `contract` the pre-issued 0 of standby and on-call ("overrides by code").
2.  `needed_for` limits whichever requirement states it, not ssafe alone; ssafe without it is needed nowhere.
    A requirement not needed counts as done at activation, as a prerequisite too, and its clearance is not looked at.
3.  A clearance that is held is done at activation (or at its `valid_from` still to come), whatever it `needs`:
    only obtaining it waits for prerequisites. "Held" is asked of the stay that the departure would give.
4.  `valid_from` still to come also ends the waiting of missing, requested and expired clearances ("or wait for a
    `valid_from` still to come"), provided that the dates then cover the stay. "Still to come" is after activation.
5.  not_required and waived satisfy whatever their dates say.
6.  A conditional clearance is a condition whenever its dates cover the stay that is shown, although its renewal might
    have been done by then; outside its dates it is renewed like any other and is no condition.
7.  The states of terms_of_reference and funds follow the same list of states as clearances: conditional is a condition,
    refused is blocked and cannot be waived. host_consent is a condition for every state but granted, and never a step.
8.  The decision `booked` releases every releasable booking, also one that ended before activation, with its rest ("all
    releasable bookings at once"); only the cause `booked` is limited to bookings ending after activation.
9.  The slack is measured where the clock stops: from departure with `stops_at: departure`.
10. Two windows overlap when each begins before the other ends: remote work of no days can not begin inside a booking.
11. A flag counts whatever its `country` says, and whatever its kind if it is stated to be blocking.
12. Without `documents` a person has one of each own nationality. An empty list is no document: blocked unless waived.
13. A lead stated for `visa` holds where a visa must be obtained; rows of `none`, `on_arrival` and no row need none.
14. `working_days: 0` is ready at closing time of the day of lodging.
15. `booked` (decision and cause) counts as one, and conditions already there for another reason cost no decision.
16. `waivable_by: nobody` (or empty) takes the right to waive away, anything else gives it, for every requirement.
17. An `office` alone under `requirements` keeps the default number of working days, and counts them at that office.
18. Somebody based at the destination travels 0 hours when no row says otherwise; any other pair needs a row.
19. `departs`, `arrives` and `slack_hours` of everybody blocked are null, also of those blocked by impartiality alone.
20. Leaving earlier can spoil a passport: six clamped months after 28, 29, 30 and 31 August may be the same day, and
    then the later hour counts. The text asks first whether every decision together puts the person in time, and so
    does this; but where one decision may harm another, every subset is tried for the fewest. Nobody waits for midnight
    alone so that the clamp helps: one leaves when something ends that was waited for.
21. A medical clearance for a class counts at places up to that class, a refusal for a class at places from it on, and
    at places without a class; nobody who works from home is refused for a class. One that states no class is a
    condition at places harder than H; waived and not_required satisfy there, too. Without an entry it is held for all.
22. A `membership_status` other than active is a membership that covers no day.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from tests.pure.oracle.case import CODES, Case, instant
from tests.pure.oracle.departure import Supposition, done_at, earliest_departure, first_list, steady
from tests.pure.oracle.team import team_answer

FRESH_DAYS = {"standby": 30, "on-call": 30, "on_call": 30, "rostered": 90, "partner": 90}


def answer(scenario: Mapping[str, Any]) -> dict[str, Any]:
    """What `manage.py drill --json` prints for the scenario."""
    people = {person["id"]: verdict(Case(scenario, person)) for person in scenario["people"]}
    return {"people": people, "team": team_answer(scenario, people)}


def verdict(case: Case) -> dict[str, Any]:
    if forbidden(case):
        return shown(case, "blocked", None, gaps=["impartiality"])
    undecided = earliest_departure(case, Supposition(case.bookings))
    decisions = fewest_decisions(case)
    if decisions is not None:
        departure = earliest_departure(case, after_decisions(case, decisions))
        assert departure is not None
        conditions = {*decisions, *always_conditions(case), *conditional_clearances(case, departure)}
        return shown(case, "ready_if" if conditions else "ready", departure, conditions=sorted(conditions))
    at_best = earliest_departure(case, after_decisions(case, all_decisions(case)))
    level = "blocked" if undecided is None and at_best is None else "late"
    return shown(case, level, undecided, gaps=smallest_causes(case))


def shown(
    case: Case, level: str, departure: datetime | None, gaps: Sequence[str] = (), conditions: Sequence[str] = ()
) -> dict[str, Any]:
    slack = None if departure is None else (case.deadline - case.clock_stops(departure)) / timedelta(hours=1)
    return {
        "level": level,
        "departs": None if departure is None else written(departure),
        "arrives": None if departure is None else written(case.arrival(departure)),
        "slack_hours": slack,
        "gaps": list(gaps),
        "conditions": list(conditions),
    }


def written(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


# --- impartiality, conditions -------------------------------------------------------------------------------------


def forbidden(case: Case) -> bool:
    of_a_party = set(case.person["nationalities"]) & set(case.call.get("process") or [])
    return bool(of_a_party) or any(flag.get("blocking", False) for flag in case.person.get("flags") or [])


def always_conditions(case: Case) -> set[str]:
    found = set()
    confirmed = case.person.get("confirmed_at")
    if confirmed is None or case.activation - instant(confirmed) > timedelta(days=FRESH_DAYS[case.person["tier"]]):
        found.add("stale_availability")
    if case.person.get("flags"):
        found.add("impartiality")
    consent = (case.call.get("conditions") or {}).get("host_consent", "granted")
    if case.needed("host_consent") and consent != "granted":
        found.add("host_consent")
    return found


def conditional_clearances(case: Case, departure: datetime) -> set[str]:
    return {
        code
        for code in CODES
        if case.needed(code)
        and case.covers(code, departure)
        and (case.state(code) == "conditional" or vague(case, code))
    }


def vague(case: Case, code: str) -> bool:
    """A medical clearance still to come that will not say for which class of place it holds."""
    valid_from = case.clearance(code).get("valid_from")
    return (
        code == "medical"
        and case.class_matters
        and "hardship_class" not in case.clearance(code)
        and case.state(code) in ("missing", "requested", "expired")
        and valid_from is not None
        and instant(valid_from) > case.activation
    )


# --- decisions ----------------------------------------------------------------------------------------------------


def all_decisions(case: Case) -> tuple[str, ...]:
    return tuple(sorted({"booked", *(code for code in CODES if case.waivable(code))}))


def after_decisions(case: Case, decisions: Collection[str]) -> Supposition:
    kept = tuple(b for b in case.bookings if not (b.releasable and "booked" in decisions))
    return Supposition(kept, done=frozenset(decisions) - {"booked"})


def fewest_decisions(case: Case) -> list[str] | None:
    """The first list of decisions under which the person is in time; the empty one when nothing need be decided."""

    def suffices(decisions: Collection[str]) -> bool:
        return case.in_time(earliest_departure(case, after_decisions(case, decisions)))

    if suffices(()):
        return []
    return first_list(all_decisions(case), suffices, steady(case)) if suffices(all_decisions(case)) else None


# --- causes -------------------------------------------------------------------------------------------------------


def without_causes(case: Case, causes: Collection[str]) -> Supposition:
    kept = tuple(b for b in case.bookings if not (b.end > case.activation and "booked" in causes))
    return Supposition(kept, frozenset(causes) - {"booked", "membership"}, membership="membership" not in causes)


def smallest_causes(case: Case) -> list[str]:
    """The first list of causes without which the person would be in time; travel time when it is none of them."""
    causes = [code for code in ("booked", "membership", *CODES) if may_hinder(case, code)]

    def suffices(removed: Collection[str]) -> bool:
        return case.in_time(earliest_departure(case, without_causes(case, removed)))

    if not suffices(causes):
        return ["travel_time"]  # without any cause one leaves at activation, and nothing is earlier
    found = first_list(causes, suffices, steady(case))
    assert found is not None
    return found


def may_hinder(case: Case, code: str) -> bool:
    """False only for requirements that are done at activation anyhow: removing them changes nothing."""
    dated = {"valid_from", "valid_until"} & set(case.clearance(code))
    if code in ("booked", "membership", "rest", "travel_document", "visa") or dated:
        return True
    return done_at(case, Supposition(case.bookings), code, case.activation, case.documents[0]) != case.activation
