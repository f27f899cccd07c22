"""Which text goes to RESULTS.md? What was asked, the tables, and whether the goals hold. Measures nothing."""

import math
from collections.abc import Mapping, Sequence
from datetime import date

from benchmarks.reasons import DEEP, END_TO_END, GROWTH, ORM, ORM_GOAL, SEARCH, reasons
from benchmarks.results import Goal, Sized, goals_table, growth, table

INTRODUCTION = """# What was measured

Written by `make bench` ({machine}; {day:%-d %B %Y}). Each figure is a median of the stated rounds in one run; the
ways of a table were asked in turn, so that a noisy machine hits them all. Compare ratios and exponents, not
milliseconds. *cold* is the first time in its process: nothing kept, no statement planned, over HTTP nothing served yet.
Page and API were measured behind gunicorn with two workers, in quiet and with writes going on.

The question of the searches: who has theme *t* at level 3 or above, speaks language *l* at B2 or above, and could be at
the watched destination within 72 hours (ready, or ready on a condition), ranked, the first 50? Every round asks it of
another theme and language. *raw SQL*: one hand-written statement by psycopg. *ordinary ORM*: skills filtered in SQL,
the rest prefetched and worked out in Python. The people are those of `manage.py seed_demo`, assessed for one
destination.
"""
TITLES = {
    "search": ("Search: the first 50 of theme, language and ready within 72 h", "ours"),
    "choices": ("Searches by one choice and by several", "theme and language"),
    "page": ("What a page adds to the search: live verdicts by the engine, counts of every facet", "search alone"),
    "facets": ("Counts of all facets", "one theme"),
    "names": ("Names, however spelled", "ours"),
    "deep": ("Page 1,000 against page 1 (of a small roster its last page but one)", "page 1"),
    "verdicts": ("Fifty verdicts, from the database", "50 people"),
    "sweep": ("The sweep of 200 people whose facts have changed, one destination", "200 people"),
    "http": ("Over HTTP, gunicorn with two workers", "whole page"),
    "api": ("The API over HTTP, the same server", "people"),
    "http while others write": ("Over HTTP, while another process changes 20 clearances a second", "whole page"),
    "api while others write": ("The API, while another process changes 20 clearances a second", "people"),
}


def report(measured: Mapping[str, Sized], steps: Mapping[int, Mapping[str, float]], *, machine: str, day: date) -> str:
    promised = goals(measured)
    parts = [INTRODUCTION.format(machine=machine, day=day), "## Goals\n", goals_table(promised)]
    parts += why_not(promised, reasons(measured))
    parts += ["## Figures\n"]
    parts += [table(title, measured[key], ours=ours) for key, (title, ours) in TITLES.items() if key in measured]
    parts += ["## Making the rosters\n", steps_table(steps)]
    return "\n".join(parts)


def goals(measured: Mapping[str, Sized]) -> list[Goal]:
    """The promises for search and pages, at the largest roster measured."""
    largest = max(measured["search"])
    search, deep, http = measured["search"][largest], measured["deep"][largest], measured["http"][largest]
    found = [
        Goal(SEARCH, 1.5, search["ours"].median / search["raw SQL"].median),
        Goal(END_TO_END, 1.5, http["whole page"].median / http["bare app"].median),
        Goal(ORM, ORM_GOAL, search["ordinary ORM"].median / search["ours"].median, at_least=True),
        Goal(DEEP, 1.5, deep["page 1,000 or the last"].median / deep["page 1"].median),
    ]
    exponent = growth(measured["search"], "ours", start=10_000)
    if not math.isnan(exponent):
        found.append(Goal(GROWTH, 0.5, exponent))
    return found


def why_not(promised: Sequence[Goal], reasons: Mapping[str, str]) -> list[str]:
    """By how much each goal that does not hold is missed, and why."""
    missed = [goal for goal in promised if not goal.holds]
    if not missed:
        return []
    lines = [
        f"- **{goal.what}** is {goal.found:.2f}, promised {'at least' if goal.at_least else 'at most'} "
        f"{goal.promised:g}. {reasons.get(goal.what, 'The reason is not known.')}"
        for goal in missed
    ]
    return ["### What does not hold, by how much, and why\n", *lines, ""]


def steps_table(steps: Mapping[int, Mapping[str, float]]) -> str:
    names = list(next(iter(steps.values())))
    lines = [f"| people | {' | '.join(names)} |", f"|---:|{'---:|' * len(names)}"]
    lines += [
        f"| {people:,} | {' | '.join(f'{taken[name]:.0f} s' for name in names)} |" for people, taken in steps.items()
    ]
    return "\n".join([*lines, ""])
