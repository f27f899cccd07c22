"""Which rows is a fictional person, table by table? Plain values in the order of the columns; writes nothing."""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from django.db.models import Model

from roster import models
from roster.demo.shapes import DemoPerson

Values = tuple[Any, ...]
PASSPORT, LAISSEZ_PASSER = models.TravelDocument.Kind.PASSPORT.value, models.TravelDocument.Kind.LAISSEZ_PASSER.value


@dataclass(frozen=True, slots=True)
class Table:
    """A table of facts about people: its columns after the person's key, and what one person's rows hold in them."""

    model: type[Model]
    columns: tuple[str, ...]
    rows: Callable[[DemoPerson], Iterable[Values]]


PERSON_COLUMNS = (
    "id",
    "reference",
    "family_name",
    "given_names",
    "gender",
    "grade_id",
    "home_organisation",
    "base_id",
    "base_city",
    "base_country_id",
    "email",
    "notice_hours",
    "release",
    "remote_share",
    "support_roles",
)


def person_row(demo: DemoPerson, key: int, homes: Mapping[str, tuple[int, str, str]]) -> Values:
    """`homes` are the key, the name and the country of each place, by its code."""
    base, city, country = homes[demo.base]
    return (
        key,
        demo.reference,
        demo.family,
        demo.given,
        demo.gender,
        demo.grade,
        demo.organisation,
        base,
        city,
        country,
        f"{demo.reference.lower()}@example.org",
        demo.notice_hours,
        demo.release,
        "0.2",
        json.dumps(demo.support_roles),
    )


def tables(themes: Mapping[str, int]) -> tuple[Table, ...]:
    """Every table of facts; `themes` are the keys of the themes by code."""
    return (
        Table(models.Expertise, ("theme_id", "level", "years"), lambda demo: _expertise(demo, themes)),
        Table(models.Nationality, ("country_id",), lambda demo: ((country,) for country in demo.nationalities)),
        Table(models.Membership, ("pool_id", "tier_id", "status", "term"), _memberships),
        Table(models.LanguageSkill, ("language", "level"), lambda demo: demo.languages),
        Table(models.RegionExperience, ("country_id", "years", "track"), lambda demo: demo.regions),
        Table(models.TravelDocument, ("kind", "country_id", "valid"), _documents),
        Table(models.Clearance, ("requirement_id", "variant", "state", "valid", "has_no_expiry"), _clearances),
        Table(models.Booking, ("kind", "during", "is_releasable", "where", "share", "is_restricted"), _bookings),
        Table(models.AvailabilityStatement, ("confirmed_at", "source"), _statements),
        Table(models.ImpartialityFlag, ("kind", "is_blocking", "process", "reason"), _flags),
        Table(models.EnvoyAppointment, ("title", "mandate", "dispute_type", "during"), _appointments),
    )


@cache
def _midnight(day: date | None) -> str:
    return "" if day is None else f"{day.isoformat()} 00:00:00+00"


def _window(start: date | None, end: date | None) -> str:
    """From the first day to the first day after, as PostgreSQL reads a window."""
    return f"[{_midnight(start)},{_midnight(end)})"


def _expertise(demo: DemoPerson, themes: Mapping[str, int]) -> Iterable[Values]:
    return ((themes[code], level, years) for code, level, years in demo.themes)


def _memberships(demo: DemoPerson) -> Iterable[Values]:
    return ((demo.pool, demo.tier, demo.status, _window(*demo.term)),)


def _documents(demo: DemoPerson) -> Iterable[Values]:
    for country, start, end in demo.passports:
        yield PASSPORT, country, _window(start, end)
    if demo.laissez_passer:
        yield LAISSEZ_PASSER, None, _window(*demo.laissez_passer)


def _clearances(demo: DemoPerson) -> Iterable[Values]:
    for each in demo.clearances:
        valid = _window(each.start, each.end) if each.start else None
        yield each.code, each.variant, each.state, valid, each.no_expiry


def _bookings(demo: DemoPerson) -> Iterable[Values]:
    for each in demo.bookings:
        share = None if each.share is None else str(each.share)
        yield each.kind, _window(each.start, each.end), each.releasable, each.where, share, each.restricted


def _statements(demo: DemoPerson) -> Iterable[Values]:
    if demo.confirmed is not None:
        yield f"{demo.confirmed.isoformat()} 09:00:00+00", "demonstration"


def _flags(demo: DemoPerson) -> Iterable[Values]:
    return ((each.kind, each.blocking, each.process, each.reason) for each in demo.flags)


def _appointments(demo: DemoPerson) -> Iterable[Values]:
    for title, mandate, dispute, start, end in demo.appointments:
        yield title, mandate, dispute, _window(start, end)
