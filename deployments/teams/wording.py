"""How is a change, and what it would do, said to people? Short English sentences; decides nothing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from math import ceil

from deployments.matching.facts import Slot
from deployments.matching.names import Names
from deployments.teams.facts import Obstacle, TeamLevel
from roster.readiness.wording import moment, number

BECOMES = {
    TeamLevel.FEASIBLE: "feasible",
    TeamLevel.FEASIBLE_WITH_WAIVERS: "feasible once decisions are taken",
}
HOURS_UNTIL_DAYS = 120


def effect(becomes: TeamLevel, there: datetime | None, seen_from: datetime | None) -> str:
    if there is None:
        return f"Then {BECOMES[becomes]}."
    return f"Then {BECOMES[becomes]}: everyone can be there by {moment(there, seen_from or there)}."


def go_without(slot: Slot) -> str:
    return f"Go without the {_in_sentence(_seat(slot))}"


def arrive_later(late: timedelta) -> str:
    """Upwards: an arrival is never told earlier than it is. In days where nobody reads hours."""
    hours = late / timedelta(hours=1)
    if hours >= HOURS_UNTIL_DAYS:
        return f"Accept arrival {ceil(hours / 24)} days later"
    return f"Accept arrival {number(ceil(round(hours * 10, 6)) / 10)} h later"


def lift(obstacles: Sequence[Obstacle]) -> str:
    titles = ", ".join(each.title for each in obstacles)
    remedies = " ".join(each.remedy for each in obstacles)
    return f"{obstacles[0].name or obstacles[0].person} ({titles}): {remedies}"


def lower_language(slot: Slot, code: str, below: str, more: int, names: Names) -> str:
    return f"{names.language(code)} {below} instead of {slot.languages[code]} for {_seat(slot)}: {_more(more)}"


def lower_theme(slot: Slot, code: str, level: int, more: int, names: Names) -> str:
    return f"{names.theme(code)} at level {level - 1} instead of {level} for {_seat(slot)}: {_more(more)}"


def lower_grade(slot: Slot, below: str, more: int) -> str:
    return f"{below} instead of {slot.min_grade} for {_seat(slot)}: {_more(more)}"


def fewer_women(women: int, needed: int, size: int) -> str:
    if not women:
        return "Do not ask for a share of women"
    return f"Accept {women} {_women(women)} of {size} instead of {needed}"


def more_of_a_nationality(cap: int | None, now: int) -> str:
    if cap is None:
        return "Do not limit nationalities"
    return f"Accept {cap} members of one nationality instead of {now}"


def fewer_speakers(code: str, count: int, now: int, names: Names) -> str:
    language = names.language(code)
    if not count:
        return f"Do not ask for {language} in the team"
    return f"Accept {count} {'speaker' if count == 1 else 'speakers'} of {language} instead of {now}"


def lower_lead(below: str, now: str) -> str:
    return f"Accept {below} to lead instead of {now}" if below else "Do not ask for a grade to lead"


def raise_budget(now: int, needed: int) -> str:
    return f"Raise the budget from {now:,} to {needed:,}"


def _seat(slot: Slot) -> str:
    return slot.title or slot.id


def _in_sentence(title: str) -> str:
    """With a small letter, unless it is an acronym."""
    return title if title[:2].isupper() else title[:1].lower() + title[1:]


def _women(count: int) -> str:
    return "woman" if count == 1 else "women"


def _more(count: int) -> str:
    return "1 more person" if count == 1 else f"{count} more people"
