"""The best teams by a general solver: every pair a variable, every rule a constraint. An oracle and a yardstick.

It reads the rules from their words in domain.md, not from the product's code, and knows nothing of it but the facts.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from ortools.sat.python import cp_model

from deployments.teams.facts import Candidate, Rules
from roster.readiness.judge import Level

Value = tuple[int, int]


class OutOfTimeError(Exception):
    """The general solver was stopped before it could prove anything."""


def best_values(
    slots: Sequence[str],
    candidates: Sequence[Candidate],
    rules: Rules,
    *,
    wanted: int = 1,
    seconds: float = 600.0,
    workers: int = 1,
) -> list[Value]:
    """The values of the best teams of different people, falling: fewest decisions first, then most points."""
    people = [each for each in candidates if each.level in (Level.READY, Level.READY_IF)]
    model = cp_model.CpModel()
    sits = {(each.id, slot): model.new_bool_var("") for each in people for slot in slots if slot in each.points}
    goes = {
        each.id: sum(sits[each.id, slot] for slot in slots if slot in each.points)
        for each in people
        if any(slot in each.points for slot in slots)
    }
    able = [each for each in people if each.id in goes]
    for slot in slots:
        model.add_exactly_one(sits[each.id, slot] for each in able if slot in each.points)
    for going in goes.values():
        model.add(going <= 1)
    _rules(model, able, goes, rules, len(slots))
    points = [each.points[slot] for each in able for slot in slots if slot in each.points]
    step = len(slots) * (max(points, default=0) - min(points, default=0)) + 1
    decided = sum(goes[each.id] for each in able if each.level is Level.READY_IF)
    gained = sum(each.points[slot] * sits[each.id, slot] for each in able for slot in slots if slot in each.points)
    model.maximize(gained - step * decided)
    values: list[Value] = []
    while len(values) < wanted:
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = workers
        solver.parameters.max_time_in_seconds = seconds
        status = solver.solve(model)
        if status == cp_model.INFEASIBLE:
            break
        if status != cp_model.OPTIMAL:
            raise OutOfTimeError
        team = [
            (each, slot)
            for each in able
            for slot in slots
            if slot in each.points and solver.boolean_value(sits[each.id, slot])
        ]
        values.append(
            (
                -sum(each.level is Level.READY_IF for each, _ in team),
                sum(each.points[slot] for each, slot in team),
            )
        )
        model.add(sum(goes[each.id] for each, _ in team) <= len(slots) - 1)
    return values


def _rules(
    model: cp_model.CpModel,
    able: Sequence[Candidate],
    goes: Mapping[str, cp_model.LinearExprT],
    rules: Rules,
    size: int,
) -> None:
    if rules.min_share_women is not None:
        share = Fraction(str(rules.min_share_women))
        women = sum(goes[each.id] for each in able if each.woman)
        model.add(women * share.denominator >= share.numerator * size)
    if rules.max_per_nationality is not None:
        for nation in sorted({nation for each in able for nation in each.nationalities}):
            model.add(sum(goes[each.id] for each in able if nation in each.nationalities) <= rules.max_per_nationality)
    for language, count in rules.team_languages.items():
        model.add(sum(goes[each.id] for each in able if language in each.languages) >= count)
    least = rules.lead_min_grade_rank
    if least is not None:
        model.add(sum(goes[each.id] for each in able if each.grade_rank is not None and each.grade_rank >= least) >= 1)
    if rules.max_cost is not None:
        model.add(sum(each.cost * goes[each.id] for each in able) <= rules.max_cost)
