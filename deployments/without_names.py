"""What may be said of a team to whoever may know no names? What the told bands guarantee, and nothing else; pure.

The true verdict is a measure: eight seats alike would be filled or not, and so tell whether there are eight people,
and a difference of two such answers would tell a single one. What is worked out here knows the bands alone, which
were told anyway (`roster.suppression`), so that it tells nothing that they do not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from deployments.teams.demand import stated
from deployments.teams.facts import Rule, Rules, TeamLevel
from roster.suppression import Band


@dataclass(frozen=True, slots=True)
class SlotBands:
    """How many could fill a slot in time, with nothing to decide and with decisions; None: too few to be told."""

    slot: str
    ready: Band | None
    ready_if: Band | None

    @property
    def surely_ready(self) -> int:
        return self.ready.least if self.ready else 0

    @property
    def surely_in_time(self) -> int:
        """Nobody is at both levels."""
        return self.surely_ready + (self.ready_if.least if self.ready_if else 0)


@dataclass(frozen=True, slots=True)
class Guaranteed:
    """`level` is None where the bands leave it open; `uncovered` then names the fewest slots without which they do not.

    Never "infeasible": too few to be told may be enough.
    """

    level: TeamLevel | None
    uncovered: tuple[str, ...] = ()


def guaranteed(slots: Sequence[SlotBands]) -> Guaranteed:
    """Distinct people for all slots, whoever they are.

    Slots are taken by rising numbers. As long as the n-th has at least n people, somebody is left for it however much
    its people overlap with those of the slots before.
    """
    if not _uncovered(slots, [each.surely_ready for each in slots]):
        return Guaranteed(TeamLevel.FEASIBLE)
    uncovered = _uncovered(slots, [each.surely_in_time for each in slots])
    return Guaranteed(None, uncovered) if uncovered else Guaranteed(TeamLevel.FEASIBLE_WITH_WAIVERS)


def _uncovered(slots: Sequence[SlotBands], surely: Sequence[int]) -> tuple[str, ...]:
    covered: set[int] = set()
    for number in sorted(range(len(slots)), key=lambda each: (surely[each], each)):
        if surely[number] > len(covered):
            covered.add(number)
    return tuple(each.slot for number, each in enumerate(slots) if number not in covered)


def unjudged(rules: Rules, seats: int) -> tuple[Rule, ...]:
    """The rules that counts by seat cannot vouch for, by name; the others hold for every team of that size."""
    most = rules.max_per_nationality
    return tuple(
        rule
        for rule in stated(rules)
        if not (rule is Rule.MIN_SHARE_WOMEN and not rules.min_share_women)
        and not (rule is Rule.MAX_PER_NATIONALITY and most is not None and most >= seats)
    )
