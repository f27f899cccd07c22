"""Which shared rules were loaded already, and are they still in force? Keeps them in this process; decides nothing.

Loading what all verdicts share takes longer than a page of verdicts. It changes seldom, and every change gives the
rules' version a new stamp in the same transaction: what was loaded under the stamp that is in force is what would be
loaded now. The stamp is read first, so that a change in between costs another loading and is never missed.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from datetime import UTC, datetime
from threading import Lock
from typing import Generic, TypeVar

from roster.loaders.world import Shared, load_shared, load_world
from roster.models import Place, RulesVersion
from roster.readiness.facts import Call, World

MOST_WORLDS = 24
"""About 200 kB each; a unit watches a handful of places and asks about some others."""
MOST_SHARED = 2
"""About 1.5 MB each: the day of now, and one that somebody plans for."""

Value = TypeVar("Value")


class Kept(Generic[Value]):
    """What was made for the keys asked for last; never `None`."""

    def __init__(self, most: int) -> None:
        self.most = most
        self._values: OrderedDict[Hashable, Value] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable, make: Callable[[], Value]) -> Value:
        """The kept value, or a new one; two threads may both make one, which is harmless."""
        value = self.find(key)
        if value is None:
            value = make()
            self.keep(key, value)
        return value

    def find(self, key: Hashable) -> Value | None:
        with self._lock:
            if key not in self._values:
                return None
            self._values.move_to_end(key)
            return self._values[key]

    def keep(self, key: Hashable, value: Value) -> None:
        with self._lock:
            self._values[key] = value
            while len(self._values) > self.most:
                self._values.popitem(last=False)


_shared: Kept[Shared] = Kept(MOST_SHARED)
_worlds: Kept[World] = Kept(MOST_WORLDS)


class RulesInForce:
    """The rules that are in force on the day of `at`, for any number of calls. One query when nothing has changed.

    Raises what `load_shared` and `load_world` raise; what could not be loaded is not kept.
    """

    def __init__(self, *, at: datetime) -> None:
        self.at = at
        # Rules hold by the day in UTC (domain.md §4.3), whatever zone the instant was told in.
        day = at.astimezone(UTC).date()
        stamp = RulesVersion.objects.values_list("stamp", flat=True).first()
        # Without a stamp nothing can be told apart: then each loading is for itself.
        self._version = (stamp or object(), day)
        self._shared = _shared.get(self._version, lambda: load_shared(day=day))

    def call(self, place: Place, *, stay_days: float, within: float | None = None) -> Call:
        """A call to any place at that instant; `within` hours, or the configured window."""
        world = _worlds.get(
            (self._version, place.pk, stay_days),
            lambda: load_world(self._shared, destination=place, stay_days=stay_days),
        )
        return Call(
            activated_at=self.at,
            destination=place.code,
            world=world,
            stay_days=stay_days,
            window_hours=self._shared.window_hours if within is None else within,
        )
