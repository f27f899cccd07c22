"""What is asked of everybody in a list: to be where, from when on, for how long, within how many hours, at which level?

Knows when the rows that the sweep keeps may narrow the list, and that they never decide: the engine does.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from roster.models import Person, Place, ReferenceDestination
from roster.models.state import NOT_ASSESSED_RANK, Level
from roster.querysets.readiness import may_be_at, may_be_ready, swept_as
from roster.readiness.facts import Call

NOT_ASSESSED = "none"
"""What is chosen to find those whose records cannot be put as a question."""

IN_TIME = frozenset({Level.READY, Level.READY_IF})


@dataclass(frozen=True)
class Question:
    """`at`: `None` is now. `within`: hours; `None` is the configured window. `levels`: empty for any.

    `reference` is the destination as one that is watched, if it is; `window` the configured window in hours.
    """

    place: Place | None
    reference: ReferenceDestination | None
    at: datetime | None
    stay_days: float
    within: float | None
    window: float
    levels: frozenset[str]

    @property
    def hours(self) -> float:
        return self.window if self.within is None else self.within

    @property
    def is_standing(self) -> bool:
        """Whether it is the question that the sweep asks, or one that is harder to be ready for by its window alone."""
        return (
            self.reference is not None
            and self.at is None
            and self.stay_days == self.reference.stay_days
            and self.hours <= self.window
        )

    @property
    def is_kept(self) -> bool:
        """Whether the sweep's rows answer exactly this, so that they can be counted."""
        return self.is_standing and self.hours == self.window

    @property
    def ranks(self) -> Collection[int] | None:
        """Levels of the sweep's rows that may turn out wanted; `None`: any may. Only of a standing question."""
        if not self.levels:
            return None
        if self.is_kept:
            return [NOT_ASSESSED_RANK if level == NOT_ASSESSED else Level.values.index(level) for level in self.levels]
        # A shorter window only makes levels worse: "ready" was ready, "ready if" was at least that.
        return range(Level.values.index(max(self.levels, key=Level.values.index)) + 1) if self._in_time_only else None

    @property
    def _in_time_only(self) -> bool:
        return bool(self.levels) and self.levels <= IN_TIME

    def narrowed(self, people: QuerySet[Person], call: Call | None, *, now: datetime) -> QuerySet[Person]:
        """Without those who cannot be at a wanted level. `call` is this question as the engine takes it."""
        if self.is_standing:
            assert self.reference is not None
            ranks = self.ranks
            return people if ranks is None else people.filter(may_be_at(self.reference, ranks, now=now))
        if call is not None and self._in_time_only:
            return may_be_ready(people, call, with_decisions=Level.READY_IF in self.levels)
        return people

    def counted(self, people: QuerySet[Person]) -> QuerySet[Person]:
        """Those whom the last sweep found at a wanted level; only of a question that is kept."""
        assert self.is_kept
        assert self.reference is not None
        return people if self.ranks is None else people.filter(swept_as(self.reference, self.ranks))
