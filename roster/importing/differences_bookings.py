"""Would a booking of the workbook put somebody in two places at once? What the roster holds stands (domain.md §4.11).

The database has the last word; this says the same beforehand, so that the preview shows it with its reason.
"""

from __future__ import annotations

from collections.abc import Iterable

from roster.importing.differences import Held, Refusal, Value, Wanted
from roster.importing.differences_matching import window_in
from roster.importing.differences_windows import days_text
from roster.windows import Window

BODY_TAKING = frozenset({"deployment", "travel", "leave", "hold", "training"})


class Diary:
    """The windows that take one person's body: what the roster holds, then what the import has been allowed."""

    def __init__(self, held: Iterable[Held]) -> None:
        self._taken: dict[int | str, tuple[Window, Value, bool]] = {}
        for row in held:
            window = window_in(row.values, "during")
            if row.kind == "booking" and row.values["kind"] in BODY_TAKING and window is not None:
                self._taken[row.pk] = (window, row.values["kind"], bool(row.values["is_restricted"]))

    def take(self, wanted: Wanted, held: Held | None, at: str) -> Refusal | None:
        """Enter the booking, or say which one is in the way; `at` is the record's row, `held` the row it changes."""
        window = window_in(wanted.meant(held.values) if held else wanted.meant(), "during")
        kind = wanted.identity["kind"]
        if kind not in BODY_TAKING or window is None:
            return None
        for other, (taken, taken_by, is_restricted) in self._taken.items():
            if taken.overlaps(window) and not (held is not None and other == held.pk):
                return _conflict(other, taken, taken_by, is_restricted)
        self._taken[held.pk if held else at] = (window, kind, False)
        return None


def _conflict(other: int | str, taken: Window, taken_by: Value, is_restricted: bool) -> Refusal:
    what = "another engagement" if is_restricted else f"{taken_by} from {days_text(taken)}"
    whose = "which the roster holds" if isinstance(other, int) else f"which row {other} states"
    return Refusal("calendar.double-booking", f"Overlaps {what}, {whose}. Correct the dates, or remove that booking.")
