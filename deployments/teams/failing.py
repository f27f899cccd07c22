"""What does it fail for: too few people for some slots, or rules that the people there cannot keep? Proposes nobody."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from deployments.teams.demand import stated, without
from deployments.teams.effort import PART, Effort
from deployments.teams.facts import Candidate, Rule, Rules
from deployments.teams.feasibility import NOBODY, can_be_filled
from deployments.teams.filling import left_empty
from deployments.teams.pools import pools
from roster.readiness.search import smallest_sufficient


def missing(
    slots: Sequence[str], candidates: Iterable[Candidate], *, pins: Mapping[str, str] = NOBODY
) -> tuple[str, ...]:
    """The fewest slots to leave out so that these people can fill the rest at once, rules aside.

    Among equals the alphabetically first.
    """
    pooled = zip(slots, pools(slots, candidates, lambda *_: 0, pins), strict=True)
    # Of as many people as there are slots, one is always left for this one.
    return left_empty({slot: sorted(offer.id for offer in pool)[: len(slots)] for slot, pool in pooled})[0]


def rules_to_drop(
    slots: Sequence[str], candidates: Sequence[Candidate], rules: Rules, *, pins: Mapping[str, str] = NOBODY
) -> tuple[tuple[Rule, ...], bool]:
    """The fewest rules without which these people can fill all slots, among equals the alphabetically first.

    Empty where they cannot without any rule, too. With whether that is proven: no smaller choice of rules was given up.
    """
    efforts: list[Effort] = []

    def suffices(names: frozenset[str]) -> bool:
        efforts.append(Effort(PART))
        return can_be_filled(slots, candidates, without(rules, names), pins=pins, effort=efforts[-1])

    dropped = smallest_sufficient(stated(rules), suffices)
    return tuple(Rule(name) for name in dropped or ()), not any(effort.gave_up for effort in efforts)
