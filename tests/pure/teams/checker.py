"""A second, naive reading of what a team must be. Shares no code with the solver; tries all, explains nothing."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from fractions import Fraction
from itertools import combinations, product

from deployments.teams.facts import Candidate, Rule, Rules, Team, TeamAnswer, TeamLevel
from roster.readiness.judge import Level

RULES = sorted(Rule)


def broken(members: Sequence[Candidate], rules: Rules) -> list[Rule]:
    """The rules that these members do not keep, by name."""
    found = []
    share = rules.min_share_women
    if share is not None and sum(each.woman for each in members) < Fraction(str(share)) * len(members):
        found.append(Rule.MIN_SHARE_WOMEN)
    nations = [nation for each in members for nation in each.nationalities]
    if rules.max_per_nationality is not None and any(nations.count(n) > rules.max_per_nationality for n in nations):
        found.append(Rule.MAX_PER_NATIONALITY)
    for code, count in rules.team_languages.items():
        if len([each for each in members if code in each.languages]) < count:
            found.append(Rule.TEAM_LANGUAGES)
    least = rules.lead_min_grade_rank
    if least is not None and not any(each.grade_rank is not None and each.grade_rank >= least for each in members):
        found.append(Rule.LEAD_MIN_GRADE)
    if rules.max_cost is not None and sum(each.cost for each in members) > rules.max_cost:
        found.append(Rule.MAX_COST)
    return sorted(set(found))


def faults(
    team: Team,
    slots: Sequence[str],
    candidates: Iterable[Candidate],
    rules: Rules,
    pins: Mapping[str, str] | None = None,
) -> list[str]:
    """What is wrong with a proposal; empty when it is sound and says the truth about itself."""
    known = {each.id: each for each in candidates}
    wrong = []
    if list(team.seats) != list(slots):
        wrong.append("slots")
    if len(set(team.seats.values())) != len(slots):
        wrong.append("somebody twice")
    members = [known[person] for person in team.seats.values()]
    wrong += [f"{each.id} may not" for slot, each in zip(slots, members, strict=True) if slot not in each.points]
    wrong += [f"{each.id} is not in time" for each in members if each.level not in (Level.READY, Level.READY_IF)]
    wrong += broken(members, rules)
    for slot, person in (pins or {}).items():
        if slot in slots and team.seats[slot] != person:
            wrong.append(f"pin of {slot}")
    if team.with_decisions != len([each for each in members if each.level is Level.READY_IF]):
        wrong.append("decisions")
    if team.points != sum(each.points[slot] for slot, each in zip(slots, members, strict=True)):
        wrong.append("points")
    if team.last_arrival != max(each.arrives_at for each in members if each.arrives_at):
        wrong.append("last arrival")
    if team.cost != sum(each.cost for each in members):
        wrong.append("cost")
    return wrong


def seatings(
    slots: Sequence[str], candidates: Sequence[Candidate], pins: Mapping[str, str] | None = None
) -> list[tuple[Candidate, ...]]:
    """Every way of filling all slots with different people, rules aside. Whoever is pinned sits there or nowhere."""
    pinned = pins or {}
    able = [
        [
            each
            for each in candidates
            if slot in each.points and (pinned[slot] == each.id if slot in pinned else each.id not in pinned.values())
        ]
        for slot in slots
    ]
    return [team for team in product(*able) if len({each.id for each in team}) == len(team)]


def expected(
    slots: Sequence[str], candidates: Sequence[Candidate], rules: Rules, pins: Mapping[str, str] | None = None
) -> tuple[TeamAnswer, list[tuple[int, int]]]:
    """What `solve` must say, its teams left out, and beside it the values of all teams of different people, falling."""
    in_time = [each for each in candidates if each.level in (Level.READY, Level.READY_IF)]
    pins = {slot: person for slot, person in (pins or {}).items() if slot in slots}
    keeping = [team for team in seatings(slots, in_time, pins) if not broken(team, rules)]
    values: dict[frozenset[str], tuple[int, int]] = {}
    for team in keeping:
        value = (
            -len([each for each in team if each.level is Level.READY_IF]),
            sum(each.points[slot] for slot, each in zip(slots, team, strict=True)),
        )
        people = frozenset(each.id for each in team)
        values[people] = max(value, values.get(people, value))
    soonest = soonest_of(slots, candidates, rules, pins)
    falling = sorted(values.values(), reverse=True)
    if falling:
        level = TeamLevel.FEASIBLE_WITH_WAIVERS if falling[0][0] else TeamLevel.FEASIBLE
        return TeamAnswer(level, earliest=soonest), falling
    missing = missing_of(slots, in_time, pins)
    dropped = () if missing else dropped_of(slots, in_time, rules, pins)
    return TeamAnswer(TeamLevel.INFEASIBLE, missing=missing, rules=dropped, earliest=soonest), []


def soonest_of(
    slots: Sequence[str], candidates: Sequence[Candidate], rules: Rules, pins: Mapping[str, str] | None
) -> datetime | None:
    arriving = [each for each in candidates if each.level is not Level.BLOCKED and each.arrives_at]
    teams = [team for team in seatings(slots, arriving, pins) if not broken(team, rules)]
    return min((max(each.arrives_at for each in team if each.arrives_at) for team in teams), default=None)


def missing_of(slots: Sequence[str], in_time: Sequence[Candidate], pins: Mapping[str, str] | None) -> tuple[str, ...]:
    left_out = [set(some) for size in range(len(slots) + 1) for some in combinations(sorted(slots), size)]
    return next(
        tuple(sorted(some))
        for some in left_out
        if seatings([each for each in slots if each not in some], in_time, pins)
    )


def dropped_of(
    slots: Sequence[str], in_time: Sequence[Candidate], rules: Rules, pins: Mapping[str, str] | None
) -> tuple[Rule, ...]:
    teams = [set(broken(team, rules)) for team in seatings(slots, in_time, pins)]
    some = (chosen for size in range(len(RULES) + 1) for chosen in combinations(RULES, size))
    return next(chosen for chosen in some if any(failed <= set(chosen) for failed in teams))
