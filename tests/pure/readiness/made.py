"""The smallest valid person, world and call, in which the usual path takes 28 h and then 4 h of travel."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from roster.readiness.facts import (
    Booking,
    Call,
    Clearance,
    PersonFacts,
    Place,
    Requirement,
    Tier,
    Travel,
    TravelDocument,
    VisaRule,
    World,
)
from roster.readiness.requirements import DEFAULT_POLICY, DEFAULT_REQUIREMENTS, DEFAULT_WINDOW, STORED
from roster.windows import Window

MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
SECOND = timedelta(seconds=1)
TICK = timedelta(microseconds=1)


def held(*without: str) -> tuple[Clearance, ...]:
    return tuple(Clearance(code) for code in STORED if code not in without)


def person(**changes: Any) -> PersonFacts:
    usual: dict[str, Any] = {
        "id": "somebody",
        "tier": Tier.STANDBY,
        "base": "NBO",
        "nationalities": frozenset({"KEN"}),
        "confirmed_at": MONDAY - DAY,
        "documents": (TravelDocument("KEN"),),
        "clearances": held(),
    }
    return PersonFacts(**{**usual, **changes})


def with_clearance(*clearances: Clearance, **changes: Any) -> PersonFacts:
    """Everything held but the codes given, for which these count."""
    return person(clearances=(*held(*(each.code for each in clearances)), *clearances), **changes)


def booking(start: datetime, end: datetime | None, kind: str = "leave", **changes: Any) -> Booking:
    return Booking(kind, Window(start, end), **changes)


def world(
    *changed: Requirement, visas: Iterable[VisaRule] = (), travel: float = 4, estimated: bool = False, **changes: Any
) -> World:
    usual: dict[str, Any] = {
        "places": {"JUB": Place("JUB", "SSD", "Africa/Juba"), "NBO": Place("NBO", "KEN", "Africa/Nairobi")},
        "travel": {("NBO", "JUB"): Travel(travel, estimated)},
        "visa_rules": {(rule.document, rule.destination): rule for rule in visas},
        "requirements": {**DEFAULT_REQUIREMENTS, **{row.code: row for row in changed}},
        "policy": DEFAULT_POLICY,
    }
    return World(**{**usual, **changes})


def requirement(code: str, **changes: Any) -> Requirement:
    """The default row of a requirement with something changed."""
    return replace(DEFAULT_REQUIREMENTS[code], **changes)


def call(where: World | None = None, **changes: Any) -> Call:
    usual: dict[str, Any] = {
        "activated_at": MONDAY,
        "destination": "JUB",
        "world": where or world(),
        "stay_days": 20,
        "window_hours": DEFAULT_WINDOW,
    }
    return Call(**{**usual, **changes})
