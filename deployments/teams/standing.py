"""How many people are enough to stand in for somebody in every team? The counting behind `reducing`; see there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Protocol, TypeVar

Nations = Collection[str]

EVERY = 12
"""After so many more the cost that suffices is worked out anew; until then the last one holds, too."""


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
        self.suffice_from: int | None = None

    def add(self, one: Standing) -> None:
        self.kept.append(one)
        if self.used_up:
            self.counts.update(one.nations)
        self.alike[one.nations] += 1
        if not self.by_cost:
            self.suffice_for_all = self._enough(len(self.kept), self.counts, ())
        elif len(self.kept) % EVERY == 0:
            self.suffice_from = self._cost_that_suffices()

    def _cost_that_suffices(self) -> int | None:
        """Whoever costs so much or more has stand-ins enough, whatever their nationalities."""
        rising = sorted(self.kept, key=lambda one: one.cost)
        low, high = self.others + self.wanted, len(rising) + 1
        while low < high:
            # More of them are never less enough.
            number = (low + high) // 2
            if number > len(rising) or self._enough(number, self._counted(rising[:number]), ()):
                high = number
            else:
                low = number + 1
        return rising[low - 1].cost if low <= len(rising) else None

    def suffice_for(self, one: Standing) -> bool:
        """Whether `wanted` of these can take somebody's place in every team."""
        if not self.by_cost:
            if self.alike[one.nations] - self.wanted >= self.beside(one.nations):
                return True
            return self._enough(len(self.kept), self.counts, one.nations)
        cheaper = [each for each in self.kept if each.cost <= one.cost]
        if len(cheaper) < self.wanted:
            return False
        alike = sum(each.nations == one.nations for each in cheaper)
        if alike - self.wanted >= self.beside(one.nations):
            return True
        if len(cheaper) < self.others + self.wanted:
            return False
        return self._enough(len(cheaper), self._counted(cheaper), one.nations)

    def _enough(self, number: int, counts: Counter[str], own: Nations) -> bool:
        spare = number - self.others - self.wanted
        if spare < 0 or self.used_up == 0:
            return spare >= 0
        falling = sorted((count for nation, count in counts.items() if nation not in own), reverse=True)
        return sum(falling[: self.used_up]) <= spare

    def _counted(self, people: Sequence[Standing]) -> Counter[str]:
        """Their nationalities; none where none can be used up."""
        return Counter(nation for each in people for nation in each.nations) if self.used_up else Counter()


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
        if stand_ins.suffice_from is not None and one.cost >= stand_ins.suffice_from:
            continue
        if not stand_ins.suffice_for(one):
            kept.append(one)
            stand_ins.add(one)
    return kept
