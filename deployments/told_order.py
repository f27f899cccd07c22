"""In which order are candidates told to whoever may not know of engagements? In one that does not tell of them."""

from collections.abc import Sequence

from deployments.lines import LEVELS, NEVER
from deployments.matching.scales import OF_ENGAGEMENTS
from deployments.plan import ForSlot
from roster.permissions import Sight
from roster.readiness.verdict import Verdict


def in_told_order(seen: Sequence[ForSlot], sight: Sight) -> list[ForSlot]:
    """As they are; without the right to engagements by level, by the points that are told, by arrival and by name.

    How long somebody was deployed counts in the order of everybody else: two with the same told points would tell it.
    """
    return list(seen) if sight.engagements else sorted(seen, key=_rank)


def _rank(seen: ForSlot) -> tuple[int, int, float, str, str]:
    verdict = seen.person.answer if isinstance(seen.person.answer, Verdict) else None
    told = sum(each.points for each in seen.contributions if each.criterion not in OF_ENGAGEMENTS)
    return (
        LEVELS[verdict.level] if verdict else len(LEVELS),
        -told,
        verdict.arrives_at.timestamp() if verdict and verdict.arrives_at else NEVER,
        seen.person.name,
        seen.person.reference,
    )
