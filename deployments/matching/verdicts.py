"""What does a verdict mean for a seat? Its gaps keep somebody out, its conditions ask for a decision.

Decides nothing anew: the engine has said who is in time. What it says of impartiality is confidential (domain.md §6);
an advisory flag, such as a neighbour's nationality, asks for a recorded reason and never keeps anybody out.
"""

from __future__ import annotations

from dataclasses import replace

from deployments.matching.facts import Exclusion
from roster.readiness.judge import Level
from roster.readiness.requirements import IMPARTIALITY
from roster.readiness.verdict import Condition, Gap, Verdict

IN_TIME = (Level.READY, Level.READY_IF)

HR_OFFICER = "HR officer"
OFFICER = "mediation support officer"

STRUCK = "struck"


def verdict_exclusions(verdict: Verdict) -> tuple[Exclusion, ...]:
    """Blocking ones for somebody late or blocked, advisory ones for somebody ready if; none for somebody ready."""
    if verdict.level in IN_TIME:
        return tuple(_to_decide(each) for each in verdict.conditions)
    return tuple(_blocking(each) for each in verdict.gaps)


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
