"""Which text goes to TEAMS.md? Tables of what was measured, and whether the goals hold. Measures nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import log
from statistics import median

from benchmarks.results import Goal, goals_table, said
from deployments.teams.facts import TeamLevel

INTRODUCTION = """# Teams: what was measured

Written by `make bench-teams` ({machine}; {day:%-d %B %Y}), in one run, each call once in every way. Times are of the
processor, all threads together, since the machine may have been busy with other things; compare ratios.

*best {teams}*: the {teams} best teams of different people, proven. *whole answer*: those, the verdict, the earliest
instant, and for an infeasible call what is missing or which rules to drop. *CP-SAT*: OR-tools CP-SAT over all pairs of
people in time and slots, one worker, asked for the {teams} best one after the other, {seconds:g} s at most for each;
building its model counts. Pools and rules are drawn as in the tests (`tests/pure/teams/pools.py`): 3 to 8 slots, each
open to about 15 in 100; 70 nationalities; rules for women, nationalities, languages, lead's grade, and in half of the
calls a budget.
"""


@dataclass(frozen=True, slots=True)
class Call:
    """Seconds. `is_proven`: the general solver ended in time; `is_equal`: all values are the same."""

    size: int
    slots: int
    level: TeamLevel
    best: float
    whole: float
    general: float
    is_proven: bool
    is_equal: bool
    contenders: int


def report(
    calls: Sequence[Call],
    greedy: Mapping[int, tuple[int, int]],
    *,
    teams: int,
    seconds: float,
    machine: str,
    day: date,
) -> str:
    by_size: dict[int, list[Call]] = {}
    for call in calls:
        by_size.setdefault(call.size, []).append(call)
    parts = [
        INTRODUCTION.format(teams=teams, seconds=seconds, machine=machine, day=day),
        "## Goals\n",
        goals_table(goals(calls, by_size)),
        f"## The best {teams}\n",
        times_table(by_size, teams),
        growth_line(by_size),
        "## Greed\n",
        "One pass, the slots with the fewest people first, then one round of repairs: in how many of the calls that",
        "have a team does it find none?\n",
        greedy_table(greedy),
    ]
    return "\n".join(parts)


def goals(calls: Sequence[Call], by_size: Mapping[int, Sequence[Call]]) -> list[Goal]:
    proven = [call for call in calls if call.is_proven]
    different = sum(not call.is_equal for call in proven)
    found = [Goal(f"calls of {len(proven)} in which values differ from CP-SAT's", 0, different)]
    for size in (10_000, 100_000):
        if size in by_size:
            feasible = [call for call in by_size[size] if call.level is not TeamLevel.INFEASIBLE]
            ratio = median(call.general / call.best for call in feasible)
            found.append(Goal(f"CP-SAT ÷ ours at {size:,} people, median of calls", 50, ratio, at_least=True))
    return found


def times_table(by_size: Mapping[int, Sequence[Call]], teams: int) -> str:
    lines = [
        f"| people | calls | with a team | best {teams}: median | slowest | whole answer: median | slowest "
        "| CP-SAT: median | stopped | CP-SAT ÷ ours: median | least | contenders: median |",
        "|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|",
    ]
    for size, calls in by_size.items():
        best = [call.best * 1000 for call in calls]
        whole = [call.whole * 1000 for call in calls]
        ratios = [call.general / call.best for call in calls]
        lines.append(
            f"| {size:,} | {len(calls)} | {sum(call.level is not TeamLevel.INFEASIBLE for call in calls)} "
            f"| {said(median(best))} | {said(max(best))} | {said(median(whole))} | {said(max(whole))} "
            f"| {said(median(call.general * 1000 for call in calls))} | {sum(not call.is_proven for call in calls)} "
            f"| {median(ratios):.0f} | {min(ratios):.0f} | {median(call.contenders for call in calls):.0f} |"
        )
    return "\n".join([*lines, ""])


def growth_line(by_size: Mapping[int, Sequence[Call]]) -> str:
    """The exponent between the smallest and the largest pool, by medians."""
    first, last = min(by_size), max(by_size)
    if first == last:
        return ""
    step = log(last / first)
    ours = log(median(c.best for c in by_size[last]) / median(c.best for c in by_size[first])) / step
    general = log(median(c.general for c in by_size[last]) / median(c.general for c in by_size[first])) / step
    return f"Growth exponents from {first:,} to {last:,} people: ours {ours:.2f}, CP-SAT {general:.2f}.\n"


def greedy_table(greedy: Mapping[int, tuple[int, int]]) -> str:
    lines = ["| people | calls with a team | greed finds none | share |", "|---:|---:|---:|---:|"]
    lines += [
        f"| {size:,} | {feasible} | {failed} | {failed / feasible if feasible else 0:.0%} |"
        for size, (failed, feasible) in greedy.items()
    ]
    return "\n".join([*lines, ""])
