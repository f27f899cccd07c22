"""On which scale does each criterion count? Figures with their reasons, and nothing else.

The scales are absolute: nobody's points depend on who else is there. Their sum orders a list and teams; it is shown to
nobody, because it says nothing about a person (domain.md ¶61, "not skills that are easily assessed").
"""

from __future__ import annotations

from dataclasses import dataclass

EXPERTISE = "expertise"
LANGUAGES = "languages"
COUNTRY = "country"
REGION = "region"
TRACK = "track"
DAYS_DEPLOYED = "days_deployed"
TIMES_ASKED = "times_asked"

CRITERIA = (EXPERTISE, LANGUAGES, COUNTRY, REGION, TRACK, DAYS_DEPLOYED, TIMES_ASKED)
"""In the order in which they are always told."""

OF_ENGAGEMENTS = frozenset({DAYS_DEPLOYED})
"""Criteria whose points and words tell a reader that somebody was away."""


@dataclass(frozen=True, slots=True)
class Scale:
    """`start` points for meeting it at all, then `each` for every further `step`, up to `out_of`."""

    out_of: int
    each: int
    start: int = 0
    step: int = 1

    def rising(self, amount: int) -> int:
        """The more the better."""
        return min(self.start + self.each * (max(amount, 0) // self.step), self.out_of)

    def falling(self, amount: int) -> int:
        """All of it for nothing, less for every begun step: the more, the heavier the burden."""
        return max(self.out_of - self.each * -(-max(amount, 0) // self.step), 0)


SCALES = {
    # The subject is what the seat is for, so it weighs most: 10 for each level above what is asked. Four levels lie
    # between the lowest that can be asked for and the highest.
    EXPERTISE: Scale(out_of=40, each=10),
    # Who meets what is asked can work; a better command is worth half a level of expertise a step.
    LANGUAGES: Scale(out_of=20, each=5),
    # Having worked in the country at all opens doors; years add to it, but after ten the next one tells little.
    COUNTRY: Scale(out_of=15, start=5, each=1),
    # The same of the region, which is further away: eight years are the whole of it.
    REGION: Scale(out_of=10, start=2, each=1),
    # Talks between officials and talks between communities are different crafts; one level of expertise.
    TRACK: Scale(out_of=10, each=10),
    # Rotation: half a year away in twelve months leaves nothing. Every nine days begun cost a point, so that three
    # months weigh as much as a level of expertise: the same few are not worn out, nor is a lead expert passed over.
    DAYS_DEPLOYED: Scale(out_of=20, each=1, step=9),
    # Fairness counts being asked, not only being sent: after five times in twelve months it is somebody else's turn.
    TIMES_ASKED: Scale(out_of=10, each=2),
}
