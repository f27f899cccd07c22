"""Which team answers a scenario's call? The slow and obvious way: every seating there is, looked at one by one.

Reads the scenario as it stands and what the oracle answered for its people; imports nothing of the product.

Where the text of `scenarios/README.md` (last section, Team) allows two readings, these are taken:

1.  What a slot or a rule leaves empty (`themes: {}`, a team language of 0) asks for nothing. `themes` and `all_themes`
    of one slot are both asked for, and a `role` is asked for whatever the slot's kind.
2.  A grade that is not stated is below every grade, a theme or language that is not stated is not held.
3.  "Alphabetically first" compares sorted lists, character by character as they are coded.
4.  The share of women is exact on the number as it is written, and 0 of 0 members is no breach; a language or a lead
    that is asked for without any slot to fill is one.
5.  `earliest` is asked about everybody with a shown arrival, also when the team is feasible; without slots nobody
    arrives, and it is null.
6.  A rule is dropped whole: `team_languages` with all its languages.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from typing import Any

from tests.pure.oracle.case import instant

GRADES = ["P-3", "P-4", "P-5", "D-1", "D-2", "ASG", "USG"]
LANGUAGE_LEVELS = ["A1", "A2", "B1", "B2", "C1", "C2"]
RULES = ["lead_min_grade", "max_per_nationality", "min_share_women", "team_languages"]

Scenario = Mapping[str, Any]
Somebody = Mapping[str, Any]


@dataclass(frozen=True)
class Seating:
    """Everybody seated, by slot, and which rules that breaks."""

    members: dict[str, str]
    broken: frozenset[str]


def team_answer(scenario: Scenario, people: Mapping[str, Any]) -> dict[str, Any]:
    """The team's part of what `drill --json` prints; `people` is the people's part of it."""
    slots = scenario.get("slots") or []
    somebody = {person["id"]: person for person in scenario["people"]}
    ready = [id_ for id_ in somebody if people[id_]["level"] == "ready"]
    in_time = [id_ for id_ in somebody if people[id_]["level"] in ("ready", "ready_if")]
    coming = [id_ for id_ in somebody if people[id_]["arrives"] is not None]
    seatings = [
        Seating(members, broken_rules(scenario, [somebody[id_] for id_ in members.values()]))
        for members in every_seating(slots, [somebody[id_] for id_ in coming])
    ]
    timely = [seating for seating in seatings if set(seating.members.values()) <= set(in_time)]
    valid = [seating for seating in timely if not seating.broken]
    best = [seating for seating in valid if set(seating.members.values()) <= set(ready)]
    arrivals = [
        max(instant(people[id_]["arrives"]) for id_ in seating.members.values())
        for seating in seatings
        if seating.members and not seating.broken
    ]
    return {
        "verdict": "feasible" if best else "feasible_with_waivers" if valid else "infeasible",
        "missing": [] if timely else missing(slots, [somebody[id_] for id_ in in_time]),
        "rules": rules_to_drop(timely) if timely and not valid else [],
        "members": (best or valid)[0].members if valid else {},
        "earliest": min(arrivals).isoformat().replace("+00:00", "Z") if arrivals else None,
    }


def is_valid(scenario: Scenario, people: Mapping[str, Any], verdict: str, members: Mapping[str, str]) -> bool:
    """Whether these members are what the verdict promises; nobody at all when it is infeasible."""
    if verdict == "infeasible":
        return not members
    slots = {slot["id"]: slot for slot in scenario.get("slots") or []}
    somebody = {person["id"]: person for person in scenario["people"]}
    allowed = {"ready"} if verdict == "feasible" else {"ready", "ready_if"}
    return (
        list(members) == list(slots)
        and len(set(members.values())) == len(slots)
        and all(may_sit(somebody[id_], slots[slot]) for slot, id_ in members.items())
        and all(people[id_]["level"] in allowed for id_ in members.values())
        and not broken_rules(scenario, [somebody[id_] for id_ in members.values()])
    )


def every_seating(slots: Sequence[Scenario], people: Sequence[Somebody]) -> Iterator[dict[str, str]]:
    """Every way of filling all the slots, one person a slot."""
    if not slots:
        yield {}
        return
    for person in people:
        if may_sit(person, slots[0]):
            others = [other for other in people if other is not person]
            for rest in every_seating(slots[1:], others):
                yield {slots[0]["id"]: person["id"], **rest}


def missing(slots: Sequence[Scenario], in_time: Sequence[Somebody]) -> list[str]:
    by_id = {slot["id"]: slot for slot in slots}
    for number in range(len(slots) + 1):
        for left_out in combinations(sorted(by_id), number):
            rest = [slot for id_, slot in by_id.items() if id_ not in left_out]
            if any(True for _ in every_seating(rest, in_time)):
                return list(left_out)
    raise AssertionError("without any slot there is nothing to fill")


def rules_to_drop(timely: Iterable[Seating]) -> list[str]:
    broken = {seating.broken for seating in timely}
    for number in range(len(RULES) + 1):
        for dropped in combinations(RULES, number):
            if any(some <= set(dropped) for some in broken):
                return list(dropped)
    raise AssertionError("without any rule there is nothing to break")


# --- one person and one slot --------------------------------------------------------------------------------------


def may_sit(person: Somebody, slot: Scenario) -> bool:
    any_of, all_of = slot.get("themes") or {}, slot.get("all_themes") or {}
    languages = slot.get("languages") or {}
    return (
        (not any_of or any(knows(person, theme, any_of[theme]) for theme in any_of))
        and all(knows(person, theme, all_of[theme]) for theme in all_of)
        and all(speaks(person, language, languages[language]) for language in languages)
        and (slot.get("min_grade") is None or is_graded(person, slot["min_grade"]))
        and (slot.get("role") is None or slot["role"] in (person.get("roles") or []))
    )


def knows(person: Somebody, theme: str, level: int) -> bool:
    return bool((person.get("themes") or {}).get(theme, 0) >= level)


def speaks(person: Somebody, language: str, level: str) -> bool:
    spoken = (person.get("languages") or {}).get(language)
    return spoken is not None and LANGUAGE_LEVELS.index(spoken) >= LANGUAGE_LEVELS.index(level)


def is_graded(person: Somebody, grade: str) -> bool:
    own = person.get("grade")
    return own is not None and GRADES.index(own) >= GRADES.index(grade)


# --- a whole team -------------------------------------------------------------------------------------------------


def broken_rules(scenario: Scenario, members: Sequence[Somebody]) -> frozenset[str]:
    rules = {name: stated for name, stated in (scenario.get("rules") or {}).items() if stated is not None}
    return frozenset(name for name, stated in rules.items() if not holds(name, stated, members))


def holds(rule: str, stated: Any, members: Sequence[Somebody]) -> bool:
    if rule == "min_share_women":
        women = sum(member.get("gender") == "woman" for member in members)
        return bool(women >= Fraction(str(stated)) * len(members))
    if rule == "max_per_nationality":
        every = [country for member in members for country in set(member["nationalities"])]
        return all(every.count(country) <= stated for country in every)
    if rule == "team_languages":
        return all(sum(speaks(member, code, "B2") for member in members) >= stated[code] for code in stated)
    assert rule == "lead_min_grade"
    return any(is_graded(member, stated) for member in members)
