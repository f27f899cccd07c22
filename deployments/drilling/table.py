"""How does the answer to a scenario look on a terminal? The people, then their team. Plain text, fixed widths."""

from __future__ import annotations

from collections.abc import Iterator

from deployments.drilling.running import Drill
from deployments.teams.facts import Rule
from roster.drilling.table import call_lines, columns, people_lines, shown
from roster.readiness.wording import moment

_HEADINGS = ("slot", "person", "level", "arrives (UTC)", "conditions")
_RULES_IN_WORDS = {
    Rule.MIN_SHARE_WOMEN: "the share of women",
    Rule.MAX_PER_NATIONALITY: "the cap on one nationality",
    Rule.TEAM_LANGUAGES: "the team's languages",
    Rule.LEAD_MIN_GRADE: "the grade of the lead",
}


def lines(drill: Drill) -> Iterator[str]:
    yield from call_lines(drill.scenario.title, drill.scenario.call)
    yield ""
    yield from people_lines(drill.verdicts)
    if drill.scenario.slots:
        yield ""
        yield from team_lines(drill)


def team_lines(drill: Drill) -> Iterator[str]:
    answer, call = drill.team, drill.scenario.call
    yield f"Team: {answer.level.replace('_', ' ')}"
    if answer.best:
        seats = answer.best.seats.items()
        yield from (f"  {line}" for line in columns([_HEADINGS, *(_row(drill, *seat) for seat in seats)]))
    if answer.missing:
        yield f"  Nobody left to fill in time: {', '.join(answer.missing)}"
    if answer.rules:
        in_words = " and ".join(f"{_RULES_IN_WORDS[rule]} ({rule})" for rule in answer.rules)
        yield f"  All slots could be filled in time without {in_words}"
    earliest = "never" if answer.earliest is None else moment(answer.earliest, call.activated_at)
    yield f"  Earliest with all slots filled under the rules: {earliest}"


def _row(drill: Drill, slot: str, person: str) -> tuple[str, ...]:
    verdict = drill.verdicts[person]
    _, conditions, _ = verdict.codes
    return slot, person, verdict.level, shown(verdict.arrives_at), ", ".join(conditions) or "-"
