"""How many people are enough to stand in for somebody in every team? The counting behind `reducing`; see there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from heapq import nlargest
from typing import Protocol, TypeVar

Nations = Collection[str]


class Standing(Protocol):
    """Somebody in one slot: what is lost by taking them, what they cost, and the nationalities that count."""

    @property
    def loss(self) -> int: ...
    @property
    def cost(self) -> int: ...
    @property
    def nations(self) -> Nations: ...


Somebody = TypeVar("Somebody", bound=Standing)


class StandIns:
    """Those kept in one slot who are worth no less and count for no less than whoever comes next.

    `others` is how many further members a team has, `used_up` how many nationalities they can use up at most, and
    `beside(nations)` how many of them may have exactly these nationalities where somebody of them sits already.
    """

    def __init__(
        self, wanted: int, others: int, used_up: int, beside: Callable[[Nations], int], *, by_cost: bool
    ) -> None:
        self.wanted = wanted
        self.others = others
        self.used_up = used_up
        self.beside = beside
        self.by_cost = by_cost
        self.kept: list[Standing] = []
        self.counts: Counter[str] = Counter()
        self.alike: Counter[Nations] = Counter()
        self.suffice_for_all = False

    def add(self, one: Standing) -> None:
        self.kept.append(one)
        self.counts.update(one.nations)
        self.alike[one.nations] += 1
        self.suffice_for_all = not self.by_cost and self._enough(len(self.kept), self.counts, ())

    def suffice_for(self, one: Standing) -> bool:
        """Whether `wanted` of these can take somebody's place in every team."""
        number, counts, alike = len(self.kept), self.counts, self.alike[one.nations]
        if self.by_cost:
            cheaper = [each for each in self.kept if each.cost <= one.cost]
            number, counts = len(cheaper), Counter(nation for each in cheaper for nation in each.nations)
            alike = sum(each.nations == one.nations for each in cheaper)
        if alike - self.wanted >= self.beside(one.nations):
            return True
        return self._enough(number, counts, one.nations)

    def _enough(self, number: int, counts: Counter[str], own: Nations) -> bool:
        spare = number - self.others - self.wanted
        if spare < 0 or self.used_up == 0:
            return spare >= 0
        return sum(nlargest(self.used_up, (count for nation, count in counts.items() if nation not in own))) <= spare


def kept_of(falling: Iterable[Somebody], above: Sequence[Standing], stand_ins: StandIns) -> list[Somebody]:
    """Those for whom too few stand in. `above`, the best first, count for more than any of them."""
    kept: list[Somebody] = []
    next_above = 0
    for one in falling:
        while next_above < len(above) and above[next_above].loss <= one.loss:
            stand_ins.add(above[next_above])
            next_above += 1
        if stand_ins.suffice_for_all:
            break
        if not stand_ins.suffice_for(one):
            kept.append(one)
            stand_ins.add(one)
    return kept
