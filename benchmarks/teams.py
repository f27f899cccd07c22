"""Measure the team solver against a general one and against greed: python -m benchmarks.teams [--sizes 100 1000].

Needs no database. Pools and rules are drawn from seeds as in the tests; the figures go to benchmarks/TEAMS.md. The
ways of a call are timed one after the other in the same process.
"""

import argparse
import gc
import os
import platform
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import TypeVar

from benchmarks.greedy import greedy_team
from benchmarks.team_report import Call, report
from deployments.teams.facts import Candidate, Rules, TeamLevel
from deployments.teams.solving import contenders, solve
from tests.pure.teams.cp_sat import OutOfTimeError, best_values
from tests.pure.teams.pools import drawn_pool, drawn_rules

RESULTS = Path(__file__).parent / "TEAMS.md"
TEAMS = 6
Result = TypeVar("Result")
CALLS = {100: 40, 1_000: 24, 10_000: 12, 100_000: 4}
GREEDY_SIZES = (30, 100, 300, 1_000)
GREEDY_CALLS = 100


@dataclass(frozen=True, slots=True)
class Question:
    slots: list[str]
    people: list[Candidate]
    rules: Rules


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--sizes", type=int, nargs="+", default=list(CALLS))
    arguments.add_argument(
        "--seconds", type=float, default=60, help="What one question to the general solver may take."
    )
    asked = arguments.parse_args()
    calls = [
        measured(size, number, asked.seconds) for size in sorted(asked.sizes) for number in range(CALLS.get(size, 2))
    ]
    greedy = {size: greedy_failures(size) for size in GREEDY_SIZES}
    machine = f"{os.cpu_count()} cores, Python {platform.python_version()}"
    text = report(calls, greedy, teams=TEAMS, seconds=asked.seconds, machine=machine, day=datetime.now(UTC).date())
    RESULTS.write_text(text)
    print(f"Written: {RESULTS}")


def question(size: int, number: int) -> Question:
    """Slots go round from 3 to 8; every second call has a budget."""
    random = Random(1000 * size + number)
    slots = [f"s{place}" for place in range(3 + number % 6)]
    people = drawn_pool(random, size, slots)
    rules = drawn_rules(random, len(slots))
    if number % 2:
        rules = replace(rules, max_cost=None)
    return Question(slots, people, rules)


def measured(size: int, number: int, seconds: float) -> Call:
    asked = question(size, number)
    found, best = timed(lambda: contenders(asked.slots, asked.people, asked.rules, more=TEAMS - 1))
    answer, whole = timed(lambda: solve(asked.slots, asked.people, asked.rules, more=TEAMS - 1))
    general, values = 0.0, None
    try:
        values, general = timed(
            lambda: best_values(asked.slots, asked.people, asked.rules, wanted=TEAMS, seconds=seconds)
        )
    except OutOfTimeError:
        general = seconds
    print(size, number, answer.level, f"{best:.3f} s, whole {whole:.3f} s, general {general:.1f} s", flush=True)
    return Call(
        size=size,
        slots=len(asked.slots),
        level=answer.level,
        best=best,
        whole=whole,
        general=general,
        is_proven=values is not None,
        is_equal=values is None or values == [team.value for team in answer.teams],
        contenders=len(found),
    )


def timed(ask: Callable[[], Result]) -> tuple[Result, float]:
    gc.collect()
    gc.disable()
    try:
        began = time.process_time()
        found = ask()
        return found, time.process_time() - began
    finally:
        gc.enable()


def greedy_failures(size: int) -> tuple[int, int]:
    """In how many of the calls that have a team greed finds none, and how many have one."""
    failed, feasible = 0, 0
    for number in range(GREEDY_CALLS):
        asked = question(size, number)
        if solve(asked.slots, asked.people, asked.rules, more=0).level is not TeamLevel.INFEASIBLE:
            feasible += 1
            failed += greedy_team(asked.slots, asked.people, asked.rules) is None
    return failed, feasible


if __name__ == "__main__":
    main()
