"""How much may be looked at before a search gives up? Counts looks and no time, so that a question has one answer.

Whether a team can be made is a hard question in the worst case, and somebody waits for the answer. What is asked of
real rosters takes a part of this; what takes more ends with the best that was found, and says so.
"""

from __future__ import annotations

ENOUGH = 1_000_000
"""Looks at one person in one seat, or at one person for all seats: about a second of one processor."""
PART = 5
"""One of many questions that are asked for one answer gets so much less."""


class Effort:
    """`gave_up`: something was left untried for want of looks, so that what was not found may exist."""

    def __init__(self, share: int = 1) -> None:
        self.left = ENOUGH // share
        self.gave_up = False

    def spend(self, looks: int) -> None:
        self.left -= looks

    def is_over(self) -> bool:
        """To be asked only where there is more to try."""
        if self.left <= 0:
            self.gave_up = True
        return self.gave_up
