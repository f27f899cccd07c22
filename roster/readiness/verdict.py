"""What is handed back: a level with its reasons, in codes for programs and in sentences for people. Decides nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from roster.readiness.facts import TravelDocument
from roster.readiness.judge import Level


@dataclass(frozen=True, slots=True)
class Step:
    """One part of the way, `[start, end)`. The critical steps follow each other from activation to arrival."""

    code: str
    title: str
    start: datetime
    end: datetime
    why: str
    critical: bool = False

    @property
    def sentence(self) -> str:
        return f"{self.title}: {self.why}"

    @property
    def duration(self) -> timedelta:
        return self.end - self.start


class Decision(StrEnum):
    """What kind of decision a condition waits for; one code may come with several (a waiver, a condition to be met)."""

    WAIVER = "waiver"
    RELEASE = "release"
    CONFIRMATION = "confirmation"
    OVERRIDE = "override"
    CONSENT = "consent"
    CONDITION = "condition"
    LOOK = "look"


@dataclass(frozen=True, slots=True)
class Condition:
    """Something to be decided by `who`, at the latest at `by`. `title` names what it is about."""

    code: str
    decision: Decision
    title: str
    sentence: str
    who: str
    by: datetime


@dataclass(frozen=True, slots=True)
class Gap:
    """A cause of not being in time. `clears_at` is when it is over or can be done; `None`: at no known instant.

    `title` names what it is about.
    """

    code: str
    title: str
    detail: str
    remedy: str
    who: str
    clears_at: datetime | None


@dataclass(frozen=True, slots=True)
class WithDecisions:
    """The best that decisions could achieve for somebody who is late all the same, with the fewest decisions for it."""

    departs_at: datetime
    arrives_at: datetime
    decisions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer for one person. Instants, slack and path are empty when there is no arrival to show.

    For `ready` and `late` they are those with nothing decided, for `ready_if` those under its conditions. `slack` is
    negative when late; `costliest` is the longest critical step of somebody late; `best` is for `late` only.
    """

    level: Level
    activated_at: datetime
    deadline: datetime
    departs_at: datetime | None = None
    arrives_at: datetime | None = None
    returns_at: datetime | None = None
    slack: timedelta | None = None
    path: tuple[Step, ...] = ()
    conditions: tuple[Condition, ...] = ()
    gaps: tuple[Gap, ...] = ()
    best: WithDecisions | None = None
    costliest: Step | None = None
    document: TravelDocument | None = None
    travel_estimated: bool = False

    @property
    def slack_hours(self) -> float | None:
        return None if self.slack is None else self.slack / timedelta(hours=1)

    @property
    def hours_over(self) -> float | None:
        """How late, in hours; `None` unless late with a known arrival."""
        return -self.slack / timedelta(hours=1) if self.slack is not None and self.slack < timedelta(0) else None

    @property
    def critical_path(self) -> tuple[Step, ...]:
        return tuple(step for step in self.path if step.critical)

    @property
    def codes(self) -> tuple[Level, tuple[str, ...], tuple[str, ...]]:
        """What a change of verdict is measured by: level, condition codes, gap codes."""
        return (
            self.level,
            tuple(condition.code for condition in self.conditions),
            tuple(gap.code for gap in self.gaps),
        )
