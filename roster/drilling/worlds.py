"""What world does a scenario describe? Places, travel, offices, visas and requirements, with domain.md's defaults."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from roster.drilling.reading import (
    Entry,
    ScenarioError,
    clock_time,
    code,
    day,
    listed,
    number,
    one_of,
    text,
    truth,
    whole,
    zone,
)
from roster.readiness.facts import UNOBTAINABLE, LeadTime, Office, Place, Requirement, Travel, VisaKind, VisaRule, World
from roster.readiness.hardship import CLASSES
from roster.readiness.requirements import CODES, DEFAULT_OFFICE, DEFAULT_POLICY, DEFAULT_REQUIREMENTS

_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_VISA_ANSWERS = ("none", "on_arrival", "hours", "working_days")


def read_world(root: Entry) -> World:
    places: dict[str, Place] = {}
    for place in root.rows("places", _place):
        if place.code in places:
            raise ScenarioError("places", f"{place.code} is given twice.")
        places[place.code] = place
    offices = root.codes("offices", _office)
    return World(
        places=places,
        travel=_travel(root, places),
        visa_rules=_visas(root, offices),
        requirements=_requirements(root, offices),
        policy=DEFAULT_POLICY,
        offices=offices,
    )


def _place(raw: object, where: str) -> Place:
    entry = Entry(raw, where, ("code", "country", "timezone", "hardship_class"))
    hardship_class = entry.take("hardship_class", one_of(CLASSES, "hardship class"), "")
    country, time_zone = entry.need("country", code), entry.take("timezone", zone, "UTC")
    return Place(entry.need("code", code), country, time_zone, hardship_class=hardship_class)


def _office(raw: object, where: str) -> Office:
    entry = Entry(raw, where, ("timezone", "opens", "closes", "weekend", "holidays"))
    weekend = entry.maybe("weekend", listed(one_of(_WEEKDAYS)))
    try:
        return Office(
            code=where.removeprefix("offices."),
            time_zone=entry.take("timezone", zone, DEFAULT_OFFICE.time_zone),
            opens=entry.take("opens", clock_time, DEFAULT_OFFICE.opens),
            closes=entry.take("closes", clock_time, DEFAULT_OFFICE.closes),
            weekend=DEFAULT_OFFICE.weekend if weekend is None else frozenset(map(_WEEKDAYS.index, weekend)),
            holidays=frozenset(entry.rows("holidays", day)),
        )
    except ValueError as error:
        raise error if isinstance(error, ScenarioError) else ScenarioError(where, str(error)) from None


def _travel(root: Entry, places: Mapping[str, Place]) -> dict[tuple[str, str], Travel]:
    table: dict[tuple[str, str], Travel] = {}

    def read_row(raw: object, where: str) -> None:
        entry = Entry(raw, where, ("from", "to", "hours"))
        known = one_of(places, "place")
        pair = entry.need("from", known), entry.need("to", known)
        if pair in table:
            raise ScenarioError(where, f"the way from {pair[0]} to {pair[1]} is given twice.")
        table[pair] = Travel(entry.need("hours", number))

    root.rows("travel", read_row)
    return table


def _visas(root: Entry, offices: Mapping[str, Office]) -> dict[tuple[str, str], VisaRule]:
    table: dict[tuple[str, str], VisaRule] = {}

    def read_row(raw: object, where: str) -> None:
        entry = Entry(raw, where, ("document", "destination", *_VISA_ANSWERS, "office"))
        document, destination = entry.need("document", code), entry.need("destination", code)
        answers = [key for key in _VISA_ANSWERS if key in entry and entry.raw[key] is not False]
        if len(answers) != 1:
            raise ScenarioError(where, "must say exactly one of none: true, on_arrival: true, hours or working_days.")
        if answers[0] in ("none", "on_arrival"):
            entry.need(answers[0], truth)
            kind = VisaKind.NOT_NEEDED if answers[0] == "none" else VisaKind.ON_ARRIVAL
            rule = VisaRule(document, destination, kind)
        else:
            rule = VisaRule(document, destination, VisaKind.LEAD, _lead(entry, offices, None) or UNOBTAINABLE)
        if table.setdefault((document, destination), rule) != rule:
            raise ScenarioError(where, f"another row says otherwise for {document} to {destination}.")

    root.rows("visas", read_row)
    return table


def _lead(entry: Entry, offices: Mapping[str, Office], default: LeadTime | None) -> LeadTime | None:
    """The lead that the entry states, else `default`; an office alone moves the default's working days to it."""
    hours, days = entry.maybe("hours", number), entry.maybe("working_days", whole)
    office_code = entry.maybe("office", one_of(offices, "office"))
    office = None if office_code is None else offices[office_code]
    if hours is not None and days is not None:
        raise ScenarioError(entry.where, "a lead time is either hours or working_days, not both.")
    lead = default
    if hours is not None or days is not None:
        lead = LeadTime(hours=hours, working_days=days)
    if office is None:
        return lead
    if lead is None or lead.working_days is None:
        raise ScenarioError(entry.at("office"), "an office goes with working_days.")
    return replace(lead, office=office)


def _requirements(root: Entry, offices: Mapping[str, Office]) -> dict[str, Requirement]:
    table = dict(DEFAULT_REQUIREMENTS)
    overrides = root.codes("requirements", lambda raw, where: (raw, where))
    for requirement_code, (raw, where) in overrides.items():
        if requirement_code not in CODES:
            raise ScenarioError(where, f"there is no such requirement; there are {', '.join(CODES)}.")
        table[requirement_code] = _overridden(table[requirement_code], raw, where, offices)
    return table


def _overridden(default: Requirement, raw: object, where: str, offices: Mapping[str, Office]) -> Requirement:
    entry = Entry(raw, where, ("hours", "working_days", "office", "needed_for", "waivable_by", "needs", "disabled"))
    needed_for = entry.maybe("needed_for", listed(code))
    lead = _lead(entry, offices, default.lead)
    waivable_by = default.waivable_by
    if "waivable_by" in entry.raw:
        waivable_by = entry.take("waivable_by", text, "")
    return Requirement(
        code=default.code,
        title=default.title,
        lead=lead,
        needs=tuple(entry.take("needs", listed(one_of(CODES, "requirement")), list(default.needs))),
        needed_for=default.needed_for if needed_for is None else frozenset(needed_for),
        waivable_by="" if waivable_by == "nobody" else waivable_by,
        disabled=entry.take("disabled", truth, default.disabled),
        lead_for_everybody=lead is not default.lead,
    )
