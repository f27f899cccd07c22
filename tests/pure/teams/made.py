"""The smallest candidate that fills a slot, and what a test changes about it."""

from datetime import UTC, datetime, timedelta
from typing import Any

from deployments.teams.facts import Candidate
from roster.readiness.judge import Level

CALLED = datetime(2026, 3, 2, 8, tzinfo=UTC)


def hours(number: float) -> datetime:
    return CALLED + timedelta(hours=number)


def somebody(name: str, *slots: str, points: int = 1, **facts: Any) -> Candidate:
    """Ready, there after 40 hours, in each of the slots."""
    given: dict[str, Any] = {"level": Level.READY, "arrives_at": hours(40)} | facts
    return Candidate(id=name, points=dict.fromkeys(slots, points), **given)
