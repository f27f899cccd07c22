"""Can we go? What the readiness board shows for one reference destination: themes, standby seats, what changed.

Counts come from the sweep's rows. Whoever is named is asked about now, and the counts are corrected by what came out:
nothing that is shown is older than the page.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import chain

from deployments.loaders.coverage import (
    SHOWN_A_THEME,
    Counted,
    count_levels,
    holders_of,
    themes_of,
)
from deployments.loaders.seats import SeatLine, load_seats
from deployments.loaders.shown import LEVELS, Shown, show
from deployments.loaders.sweeping import Freshness, load_freshness
from roster.loaders.cover import current_themes, theme_level
from roster.models import LevelChange, Person, ReadinessState, ReferenceDestination, Theme
from roster.readiness.requirements import DEFAULT_WINDOW

CHANGES = 8
PROBLEMS = 12


@dataclass(frozen=True)
class ThemeLine:
    """One theme: how many people by level, at how many destinations somebody is in time, who comes first.

    `level` is the best of anybody; "" when nobody on the roster counts for the theme, or nobody could be assessed.
    """

    theme: Theme
    counts: Mapping[str, int]
    in_time_at: int
    named: tuple[Shown, ...]

    @property
    def level(self) -> str:
        return next((level for level in LEVELS if self.counts.get(level)), "")

    @property
    def ready(self) -> int:
        return self.counts.get("ready", 0)

    @property
    def conditional(self) -> int:
        return self.counts.get("ready_if", 0)

    @property
    def late(self) -> int:
        return self.counts.get("late", 0)

    @property
    def blocked(self) -> int:
        return self.counts.get("blocked", 0)

    @property
    def people(self) -> int:
        return sum(self.counts.values())

    @property
    def first(self) -> Shown | None:
        return self.named[0] if self.named else None


@dataclass(frozen=True)
class Board:
    """Everything on the board. `destination` is `None` where none is active: there is nothing to be ready for."""

    now: datetime
    destination: ReferenceDestination | None
    destinations: tuple[ReferenceDestination, ...]
    level: int
    seats: tuple[SeatLine, ...]
    freshness: Freshness
    anybody: bool
    window_hours: float = DEFAULT_WINDOW
    themes: tuple[ThemeLine, ...] = ()
    changes: tuple[LevelChange, ...] = ()
    problems: tuple[ReadinessState, ...] = ()
    problem_count: int = 0

    @property
    def tally(self) -> list[tuple[str, int]]:
        """Themes by verdict; a theme without anybody counts as blocked: nobody can be sent."""
        return [(level, sum((line.level or "blocked") == level for line in self.themes)) for level in LEVELS]


def load_board(*, code: str, now: datetime, old_after_seconds: int) -> Board:
    """The board for the destination with this place code, else for the first one."""
    destinations = tuple(ReferenceDestination.objects.filter(is_active=True).select_related("place__country"))
    chosen = [each for each in destinations if each.place.code == code]
    level = theme_level(now.date())
    board = Board(
        now=now,
        destination=next(iter([*chosen, *destinations]), None),
        destinations=destinations,
        level=level,
        seats=tuple(load_seats(now=now)),
        freshness=load_freshness(now=now, old_after_seconds=old_after_seconds),
        anybody=Person.objects.exists(),
    )
    return board if board.destination is None else _filled(board, board.destination)


def _filled(board: Board, destination: ReferenceDestination) -> Board:
    themes = current_themes(board.now.date())
    first = holders_of(themes, level=board.level, destination_id=destination.pk, first=SHOWN_A_THEME)
    ids = {*chain.from_iterable(first.values()), *chain.from_iterable(seat.person_ids for seat in board.seats)}
    shown, live = show(ids, destination, now=board.now)
    counted = _corrected(count_levels(themes, level=board.level), shown, themes, board.level, destination)
    problems = ReadinessState.objects.filter(destination=destination).exclude(problem="").select_related("person")
    changes = LevelChange.objects.filter(destination=destination).exclude(was="").select_related("person")
    return replace(
        board,
        window_hours=next((call.window_hours for call in live.calls.values()), DEFAULT_WINDOW),
        themes=tuple(
            _line(theme, counted, [shown[pk] for pk in first.get(theme.pk, []) if pk in shown], destination)
            for theme in themes
        ),
        seats=tuple(seat.filled(shown) for seat in board.seats),
        changes=tuple(changes[:CHANGES]),
        problems=tuple(problems.order_by("person__family_name", "person_id")[:PROBLEMS]),
        problem_count=problems.count(),
    )


def _corrected(
    counted: Sequence[Counted],
    shown: Mapping[int, Shown],
    themes: Sequence[Theme],
    level: int,
    destination: ReferenceDestination,
) -> dict[tuple[int, int], dict[str, int]]:
    """Counts by (theme, destination), after whoever is named has moved from the stored to the present level."""
    found: dict[tuple[int, int], dict[str, int]] = {}
    for each in counted:
        found.setdefault((each.theme_id, each.destination_id), {})[each.level] = each.people
    stored = dict(
        ReadinessState.objects.filter(destination=destination, person_id__in=shown).values_list("person_id", "level")
    )
    for person_id, theme_ids in themes_of(themes, shown, level=level).items():
        for theme_id in theme_ids:
            counts = found.setdefault((theme_id, destination.pk), {})
            if person_id in stored:
                counts[stored[person_id]] = counts.get(stored[person_id], 0) - 1
            counts[shown[person_id].level] = counts.get(shown[person_id].level, 0) + 1
    # A sweep may commit between the count and the stored levels; nobody less than nobody must not read as somebody.
    return {key: {each: people for each, people in counts.items() if people > 0} for key, counts in found.items()}


def _line(
    theme: Theme,
    counted: Mapping[tuple[int, int], Mapping[str, int]],
    named: Sequence[Shown],
    destination: ReferenceDestination,
) -> ThemeLine:
    in_time_at = sum(
        1
        for (theme_id, _destination_id), counts in counted.items()
        if theme_id == theme.pk and (counts.get("ready", 0) or counts.get("ready_if", 0))
    )
    return ThemeLine(
        theme=theme,
        counts=counted.get((theme.pk, destination.pk), {}),
        in_time_at=in_time_at,
        named=tuple(sorted(named, key=lambda each: each.order)),
    )
