"""What has to be done or held before departure, and how may each be met? One person's requirements before one call."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum

from roster.readiness.calendars import ENDLESS, micros
from roster.readiness.facts import Clearance, LeadTime, PersonFacts, State
from roster.readiness.hardship import bars, clears, rank
from roster.readiness.requirements import (
    CONTRACT,
    FUNDS,
    HOST_CONSENT,
    MEDICAL,
    NOTICE,
    RELEASE,
    REST,
    STORED,
    TERMS_OF_REFERENCE,
    VISA,
)
from roster.readiness.terms import Lead, Terms, lead_of

_AT_ONCE = LeadTime(hours=0)


class Doubt(IntEnum):
    """Why a stored clearance does not count without somebody's decision, the least doubtful first."""

    NONE = 0
    CONDITION = 1
    CLASS_UNSTATED = 2


@dataclass(frozen=True, slots=True, order=True)
class Held:
    """A stored clearance as an option. `usable` now, or (if not) only by waiting for a `valid_from` still to come.

    `last_departure` is the latest departure whose whole stay it covers. Options without a doubt sort first.
    """

    doubt: Doubt
    valid_from: int
    last_departure: int
    usable: bool


@dataclass(frozen=True, slots=True)
class Item:
    """One requirement that is not simply held. `lead=None` or a refusal cannot be obtained."""

    code: str
    lead: Lead | None
    needs: tuple[str, ...]
    held: tuple[Held, ...] = ()
    refused: bool = False


def split_items(items: Iterable[Item]) -> tuple[tuple[Item, ...], tuple[Item, ...]]:
    """Steady is what is not held for a time and does not wait for something that is."""
    steady: list[Item] = []
    varying: list[Item] = []
    codes: set[str] = set()
    for item in items:
        if item.held or not codes.isdisjoint(item.needs):
            varying.append(item)
            codes.add(item.code)
        else:
            steady.append(item)
    return tuple(steady), tuple(varying)


def items_of(facts: PersonFacts, terms: Terms, lasting: int) -> Iterable[Item]:
    office = terms.world.policy.default_office
    for code, lead in terms.leads.items():
        if code in (REST, HOST_CONSENT) or (code == RELEASE and facts.released):
            continue
        held: list[Held] = []
        refused = simply_held = False
        if terms.applying[code].lead_for_everybody:
            pass
        elif code == NOTICE and facts.notice_hours is not None:
            lead = lead_of(LeadTime(hours=facts.notice_hours), office)
        elif code == CONTRACT and facts.tier in terms.world.policy.pre_issued_contract:
            lead = lead_of(_AT_ONCE, office)
        if code in STORED or code == VISA:
            stored = [each for each in facts.clearances if each.code == code and counts(each, terms)]
            simply_held, refused, held = _options(stored, terms, lasting)
        elif code in (TERMS_OF_REFERENCE, FUNDS):
            state = terms.states.get(code, State.MISSING)
            simply_held, refused, held = _options([Clearance(code, state)], terms, lasting)
        if not simply_held:
            yield Item(code, lead, terms.applying[code].needs, tuple(held), refused)


def counts(clearance: Clearance, terms: Terms) -> bool:
    """Was it given, or refused, for a destination like this one?"""
    if clearance.countries is not None and terms.country not in clearance.countries:
        return False
    if clearance.state is not State.REFUSED:
        return clears(clearance.hardship_class, terms.hardship_class)
    # Who works from home goes to no place of any class.
    is_for_a_class = bool(clearance.hardship_class)
    return bars(clearance.hardship_class, terms.hardship_class) if terms.in_person else not is_for_a_class


def _doubt(clearance: Clearance, terms: Terms) -> Doubt:
    if clearance.state is State.CONDITIONAL:
        return Doubt.CONDITION
    good_for = clearance.hardship_class or terms.world.policy.unstated_medical_class
    is_enough = clearance.code != MEDICAL or rank(terms.hardship_class) <= rank(good_for)
    return Doubt.NONE if is_enough else Doubt.CLASS_UNSTATED


def _options(stored: list[Clearance], terms: Terms, lasting: int) -> tuple[bool, bool, list[Held]]:
    """Is it held whatever happens, is it refused, and what are the options otherwise?"""
    if any(each.state is State.REFUSED for each in stored):
        return False, True, []
    held: list[Held] = []
    for each in stored:
        doubt = _doubt(each, terms)
        usable = each.state in (State.GRANTED, State.CONDITIONAL)
        if each.state in (State.NOT_REQUIRED, State.WAIVED):
            return True, False, []
        if usable and doubt is Doubt.NONE and each.valid_from is None and each.valid_until is None:
            return True, False, []
        if usable or each.valid_from is not None:
            valid_from = -ENDLESS if each.valid_from is None else micros(each.valid_from)
            last = ENDLESS if each.valid_until is None else micros(each.valid_until) - lasting
            held.append(Held(doubt, valid_from, last, usable))
    return False, False, sorted(held)
