"""What stands between this person and this destination? One person's facts before one call's terms, in microseconds.

Says nothing about when the call comes: one `Case` is solved for as many activations as are asked about.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from roster.readiness.calendars import ENDLESS, hours, micros
from roster.readiness.facts import (
    DEPLOYMENT,
    Call,
    Clearance,
    LeadTime,
    PersonFacts,
    State,
    Travel,
    TravelDocument,
    VisaKind,
)
from roster.readiness.motion import Clock, Moment
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
from roster.readiness.terms import Lead, Terms, lead_of, terms_of

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


@dataclass(frozen=True, slots=True)
class Paper:
    """A travel document (`None`: the person has none) and what it needs to enter; `visa` is the lead, if any."""

    document: TravelDocument | None
    valid_until: int
    visa: Lead | None
    visa_needed: bool
    admitted: bool


@dataclass(frozen=True, slots=True)
class Taken:
    """A booking with the rest that follows it; `rest_end` equals `end` where no rest is due."""

    start: int
    end: int
    rest_end: int
    releasable: bool
    kind: str


@dataclass(frozen=True, slots=True)
class Case:
    """`steady` requirements are done at an instant that departure does not change; `varying` ones may cover the stay.

    Both are ordered with prerequisites first. `fresh_until` is the last instant at which the confirmation is not stale.
    """

    facts: PersonFacts
    terms: Terms
    there: Travel
    back: Travel
    travel: int
    away: int
    steady: tuple[Item, ...]
    varying: tuple[Item, ...]
    papers: tuple[Paper, ...]
    taken: tuple[Taken, ...]
    member_since: int
    term_ends: int
    fresh_until: int
    barred: bool
    advisory: bool
    consent_awaited: bool

    @property
    def items(self) -> tuple[Item, ...]:
        return self.steady + self.varying

    @property
    def lasting(self) -> int:
        """From departure to the end of the stay."""
        return self.travel + self.terms.stay


def case_of(facts: PersonFacts, call: Call) -> Case:
    """Raises `TravelUnknownError` when no travel time is known. Leaves out what is over before activation."""
    terms = terms_of(call)
    there, back = terms.travel(facts.base)
    travel = hours(there.hours)
    concerning = [flag for flag in facts.flags if not flag.concerns or flag.concerns & call.concerns]
    stale_days = terms.world.policy.stale_after_days[facts.tier]
    since = micros(call.activated_at)
    steady, varying = _split(_items(facts, terms, travel + terms.stay))
    return Case(
        facts=facts,
        terms=terms,
        there=there,
        back=back,
        travel=travel,
        away=travel + terms.stay + hours(back.hours),
        steady=steady,
        varying=varying,
        papers=_papers(facts, terms),
        taken=_taken(facts, terms, since),
        member_since=-ENDLESS if facts.member_since is None else micros(facts.member_since),
        term_ends=ENDLESS if facts.term_ends is None else micros(facts.term_ends),
        fresh_until=-ENDLESS if facts.confirmed_at is None else micros(facts.confirmed_at) + hours(stale_days * 24),
        barred=bool(facts.nationalities & call.parties) or any(flag.blocking for flag in concerning),
        advisory=any(not flag.blocking for flag in concerning),
        consent_awaited=HOST_CONSENT in terms.applying and terms.states[HOST_CONSENT] is not State.GRANTED,
    )


def _split(items: Iterable[Item]) -> tuple[tuple[Item, ...], tuple[Item, ...]]:
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


def _items(facts: PersonFacts, terms: Terms, lasting: int) -> Iterable[Item]:
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


def _papers(facts: PersonFacts, terms: Terms) -> tuple[Paper, ...]:
    if not terms.in_person:
        return (Paper(None, ENDLESS, None, False, True),)
    if not facts.documents:
        return (Paper(None, -ENDLESS, None, False, True),)
    papers = (_paper(document, terms) for document in facts.documents)
    return tuple(sorted(papers, key=lambda each: (each.visa_needed, -each.valid_until, str(each.document))))


def _paper(document: TravelDocument, terms: Terms) -> Paper:
    rule = terms.world.visa_rules.get((document.country, terms.country))
    valid_until = ENDLESS if document.valid_until is None else micros(document.valid_until)
    if rule is None or rule.kind in (VisaKind.NOT_NEEDED, VisaKind.ON_ARRIVAL) or VISA not in terms.applying:
        return Paper(document, valid_until, None, False, True)
    # A lead on the requirement itself replaces that of every visa that has to be applied for.
    lead = terms.leads[VISA] or lead_of(rule.lead, terms.world.policy.default_office)
    return Paper(document, valid_until, lead, True, rule.kind is not VisaKind.REFUSED)


def _taken(facts: PersonFacts, terms: Terms, since: int) -> tuple[Taken, ...]:
    """Bookings that may stand in the way, by start."""
    taken: list[Taken] = []
    for booking in facts.bookings:
        assert booking.window.start is not None
        deployment = booking.kind == DEPLOYMENT
        if deployment and not terms.in_person and facts.remote_share > 0:
            continue
        start = micros(booking.window.start)
        end = ENDLESS if booking.window.end is None else micros(booking.window.end)
        rest_end = _rested(start, end, terms) if deployment and REST in terms.applying else end
        if rest_end > since:
            taken.append(Taken(start, end, rest_end, booking.releasable, booking.kind))
    return tuple(sorted(taken, key=lambda each: (each.start, each.end, each.kind, each.releasable)))


def _rested(start: int, end: int, terms: Terms) -> int:
    """When the rest after a deployment is over (domain.md §4.16), or the lead that was configured for it instead."""
    if end >= ENDLESS:
        return ENDLESS
    lead = terms.leads[REST]
    if lead is not None and lead.stated.obtainable:
        rested = lead.after(Moment(end, False), Clock(end))
        return ENDLESS if rested is None else rested.at
    policy = terms.world.policy
    return end + (end - start) // hours(policy.rest_per_days * 24) * hours(policy.rest_days * 24)
