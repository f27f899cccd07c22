"""What stands between this person and this destination? One person's facts before one call's terms, in microseconds.

Says nothing about when the call comes: one `Case` is solved for as many activations as are asked about.
"""

from __future__ import annotations

from dataclasses import dataclass

from roster.readiness.calendars import ENDLESS, hours, micros
from roster.readiness.facts import DEPLOYMENT, Call, PersonFacts, Standing, State, Travel, TravelDocument, VisaKind
from roster.readiness.items import Item, items_of, split_items
from roster.readiness.requirements import HOST_CONSENT, REST, VISA
from roster.readiness.rest import rested
from roster.readiness.terms import Lead, Terms, lead_of, terms_of


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
    is_active: bool
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
    steady, varying = split_items(items_of(facts, terms, travel + terms.stay))
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
        is_active=facts.standing is Standing.ACTIVE,
        member_since=-ENDLESS if facts.member_since is None else micros(facts.member_since),
        term_ends=ENDLESS if facts.term_ends is None else micros(facts.term_ends),
        fresh_until=-ENDLESS if facts.confirmed_at is None else micros(facts.confirmed_at) + hours(stale_days * 24),
        barred=bool(facts.nationalities & call.parties) or any(flag.blocking for flag in concerning),
        advisory=any(not flag.blocking for flag in concerning),
        consent_awaited=HOST_CONSENT in terms.applying and terms.states[HOST_CONSENT] is not State.GRANTED,
    )


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
    policy = terms.world.policy
    taken: list[Taken] = []
    for booking in facts.bookings:
        assert booking.window.start is not None
        deployment = booking.kind == DEPLOYMENT
        if deployment and not terms.in_person and facts.remote_share > 0:
            continue
        start = micros(booking.window.start)
        end = ENDLESS if booking.window.end is None else micros(booking.window.end)
        rest_end = rested(start, end, terms.applying[REST], policy) if deployment and REST in terms.applying else end
        if rest_end > since:
            taken.append(Taken(start, end, rest_end, booking.releasable, booking.kind))
    return tuple(sorted(taken, key=lambda each: (each.start, each.end, each.kind, each.releasable)))
