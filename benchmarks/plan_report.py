"""Which text goes to PLAN.md? What was asked, the parts, the goal and the calls. Measures nothing."""

from collections.abc import Mapping, Sequence
from datetime import date
from statistics import median
from typing import Any

from benchmarks.results import Goal, goals_table, said

INTRODUCTION = """# The answer to a call: what takes how long

Written by `make bench-plan` ({machine}; {day:%-d %B %Y}). One request of each kind in person, with the seats of its
default profile, two rules, and French in every second one's first seat, is asked to each watched destination in turn,
of the people of `manage.py seed_demo`. Every round asks another request; the ways are asked in turn, so that a noisy
machine hits them all. Compare ratios, not milliseconds.

*page*: the page of the request with everything in it, asked in process by Django's test client. *plan*: `make_plan`
alone. *bare SQL*: the plan's own statements once more, by psycopg, their rows fetched and thrown away. *solver*: the
same candidates, solved again.
"""


def report(found: Mapping[int, Mapping[str, Any]], *, machine: str, day: date) -> str:
    largest = found[max(found)]
    bare = _median(largest, "bare SQL") + _median(largest, "solver")
    goals = [
        Goal("page ÷ (bare SQL + solver), at the largest roster", 10, _median(largest, "page") / bare),
        Goal("plan ÷ (bare SQL + solver), at the largest roster", 10, _median(largest, "plan") / bare),
    ]
    parts = [INTRODUCTION.format(machine=machine, day=day), "## Goal\n", goals_table(goals)]
    for people, measured in found.items():
        parts += [f"## {people:,} people\n", _ways(measured), _parts(measured), _calls(measured["plans"])]
    return "\n".join(parts)


def _median(measured: Mapping[str, Any], way: str) -> float:
    return float(measured["timings"][way]["median"])


def _ways(measured: Mapping[str, Any]) -> str:
    lines = ["| way | median | p99 | cold | rounds |", "|---|---:|---:|---:|---:|"]
    lines += [
        f"| {way} | {said(taken['median'])} | {said(taken['p99'])} | {said(taken['cold'])} | {taken['rounds']} |"
        for way, taken in measured["timings"].items()
    ]
    return "\n".join([*lines, ""])


def _parts(measured: Mapping[str, Any]) -> str:
    """Medians of each part's share over the calls, one run of each with a stopwatch; rendering is page less plan."""
    plans = measured["plans"]
    plan, page = _median(measured, "plan"), _median(measured, "page")
    shares = {part: median(each[part] / each["total"] for each in plans) for part in ("sql", "engine", "solver")}
    rows = {
        "in the database": shares["sql"],
        "engine: facts and verdicts": shares["engine"],
        "solver": shares["solver"],
        "profiles, outlooks, matching, changes": 1 - sum(shares.values()),
    }
    lines = ["| part of the plan | share | about |", "|---|---:|---:|"]
    lines += [f"| {part} | {share:.0%} | {said(share * plan)} |" for part, share in rows.items()]
    lines += [f"| *beyond the plan: rendering and the rest of the page* | | {said(max(page - plan, 0.0))} |"]
    return "\n".join([*lines, ""])


def _calls(plans: Sequence[Mapping[str, Any]]) -> str:
    lines = [
        "| seats | with the skills | asked in full | answer | changes | statements |",
        "|---:|---:|---:|---|---:|---:|",
    ]
    lines += [
        f"| {each['seats']} | {each['skilled']:,} | {each['asked']} | {each['level'].replace('_', ' ')} "
        f"| {each['changes']} | {each['queries']} |"
        for each in plans
    ]
    return "\n".join([*lines, ""])
