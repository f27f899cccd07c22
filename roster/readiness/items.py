"""What has to be done or held before departure, and how may each be met? One person's requirements before one call."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from roster.readiness.calendars import ENDLESS, micros
from roster.readiness.facts import Clearance, LeadTime, PersonFacts, State
from roster.readiness.requirements import (
    CONTRACT,
    FUNDS,
    HOST_CONSENT,
    NOTICE,
    RELEASE,
    REST,
    STORED,
    TERMS_OF_REFERENCE,
    VISA,
)
from roster.readiness.terms import Lead, Terms, lead_of

_AT_ONCE = LeadTime(hours=0)


@dataclass(frozen=True, slots=True, order=True)
class Held:
    """A stored clearance as an option. `usable` now, or (if not) only by waiting for a `valid_from` still to come.

    `last_departure` is the latest departure whose whole stay it covers. Options without a condition sort first.
    """

    conditional: bool
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
            stored = [each for each in facts.clearances if each.code == code and _counts(each, terms.country)]
            simply_held, refused, held = _options(stored, lasting)
        elif code in (TERMS_OF_REFERENCE, FUNDS):
            state = terms.states.get(code, State.MISSING)
            simply_held, refused, held = _options([Clearance(code, state)], lasting)
        if not simply_held:
            yield Item(code, lead, terms.applying[code].needs, tuple(held), refused)


def _counts(clearance: Clearance, country: str) -> bool:
    return clearance.countries is None or country in clearance.countries


def _options(stored: list[Clearance], lasting: int) -> tuple[bool, bool, list[Held]]:
    """Is it held whatever happens, is it refused, and what are the options otherwise?"""
    if any(each.state is State.REFUSED for each in stored):
        return False, True, []
    held: list[Held] = []
    for each in stored:
        conditional = each.state is State.CONDITIONAL
        usable = conditional or each.state is State.GRANTED
        if each.state in (State.NOT_REQUIRED, State.WAIVED):
            return True, False, []
        if usable and not conditional and each.valid_from is None and each.valid_until is None:
            return True, False, []
        if usable or each.valid_from is not None:
            valid_from = -ENDLESS if each.valid_from is None else micros(each.valid_from)
            last = ENDLESS if each.valid_until is None else micros(each.valid_until) - lasting
            held.append(Held(conditional, valid_from, last, usable))
    return False, False, sorted(held)
