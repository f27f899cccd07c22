"""What does a verdict mean for a seat? Its gaps keep somebody out, its conditions ask for a decision.

Decides nothing anew: the engine has said who is in time. What it says of impartiality is confidential (domain.md §6);
an advisory flag, such as a neighbour's nationality, asks for a recorded reason and never keeps anybody out.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from deployments.matching.facts import Exclusion
from roster.readiness.judge import Level
from roster.readiness.path import TRAVEL, WORK
from roster.readiness.requirements import BOOKED, IMPARTIALITY, MEMBERSHIP, REST
from roster.readiness.verdict import Condition, Gap, Step, Verdict
from roster.readiness.wording import ACTS

IN_TIME = (Level.READY, Level.READY_IF)

HR_OFFICER = "HR officer"
OFFICER = "mediation support officer"

STRUCK = "struck"

AWAITED = frozenset({BOOKED, REST, MEMBERSHIP})
"""Steps that nobody works at: they are over when they are over, and weigh however short they are."""
A_DAY = timedelta(days=1)


def verdict_exclusions(verdict: Verdict) -> tuple[Exclusion, ...]:
    """Blocking ones for somebody late or blocked, advisory ones for somebody ready if; none for somebody ready."""
    if verdict.level in IN_TIME:
        return tuple(_to_decide(each) for each in verdict.conditions)
    found = tuple(_blocking(each) for each in verdict.gaps)
    more = _beyond(verdict)
    return found if more is None else (*found, more)


def _beyond(verdict: Verdict) -> Exclusion | None:
    """What pushes an arrival far beyond the end of every gap: the gaps are the fewest causes, not the last to end.

    Without it a visa that is there on 7 December would have to explain an arrival on 26 January.
    """
    ends = [each.clears_at for each in verdict.gaps]
    known = [each for each in ends if each is not None]
    if verdict.arrives_at is None or len(known) < len(ends):
        return None
    over = max(known, default=verdict.activated_at)
    steps = [each for each in verdict.critical_path if each.end > over and each.code not in (TRAVEL, WORK)]
    if not steps:
        return None
    last = max(steps, key=lambda step: (step.end - max(step.start, over), step.end))
    is_long = last.end - max(last.start, over) >= A_DAY
    return _step(last) if last.code in AWAITED or is_long else None


def _step(step: Step) -> Exclusion:
    who, remedy = ACTS[step.code]
    return Exclusion(code=step.code, sentence=f"{step.sentence}. {remedy}", blocking=True, who=who, clears_at=step.end)


def unanswerable_exclusion(code: str, sentence: str) -> Exclusion:
    """For somebody whose records cannot be put as a question: the sentence says what to record."""
    return Exclusion(code, sentence, blocking=True, who=HR_OFFICER)


def struck_exclusion() -> Exclusion:
    """For somebody whom the officer leaves out."""
    return Exclusion(STRUCK, "Left out by hand; the rest was solved around it.", blocking=True, who=OFFICER)


def advisory(exclusion: Exclusion) -> Exclusion:
    """The same where somebody has decided to go on all the same."""
    return replace(exclusion, blocking=False)


def _blocking(gap: Gap) -> Exclusion:
    return Exclusion(
        code=gap.code,
        sentence=f"{gap.detail} {gap.remedy}",
        blocking=True,
        who=gap.who,
        clears_at=gap.clears_at,
        confidential=gap.code == IMPARTIALITY,
    )


def _to_decide(condition: Condition) -> Exclusion:
    return Exclusion(
        code=condition.code,
        sentence=condition.sentence,
        blocking=False,
        who=condition.who,
        confidential=condition.code == IMPARTIALITY,
    )
