"""What do all people share when they are asked to be somewhere? Rows to the engine's `World`.

One world answers for one destination and stay, because a visa-free entry is only free up to a number of days.
The number of queries is constant: it grows neither with people nor with places.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from django.db.models import Q

from roster import models
from roster.loaders.facts import LAISSEZ_PASSER_ISSUER
from roster.readiness import facts
from roster.readiness.hardship import CLASSES
from roster.readiness.requirements import DEFAULT_POLICY, DEFAULT_REQUIREMENTS, DEFAULT_WINDOW
from roster.reference.offices import consulate_code
from roster.reference.requirements import UNSTATED_MEDICAL_CLASS
from roster.reference.travel import estimated_hours

VISA_KINDS = models.VisaRule.Kind
ENTERED_WITHOUT = frozenset({VISA_KINDS.FREE, VISA_KINDS.ON_ARRIVAL, VISA_KINDS.TRAVEL_AUTHORITY})
"""Kinds of entry that hold for a number of days only."""
TITLES_FROM_RULE = "requirement"


@dataclass(frozen=True)
class Shared:
    """Everything that does not depend on the destination, fetched once for many destinations."""

    places: Mapping[str, models.Place]
    requirements: Mapping[str, facts.Requirement]
    policy: facts.Policy
    window_hours: float
    visa_leads: Mapping[tuple[str, str | None], facts.LeadTime]
    document_countries: frozenset[str]
    offices: Mapping[str, facts.Office]


def load_shared(*, day: date) -> Shared:
    """What holds on `day`: the rules in effect, places that people leave from, offices with their closures."""
    offices = load_offices()
    countries = list(models.Country.objects.values_list("code", "needs_ssafe", "needs_yellow_fever"))
    needed_for = {
        "ssafe": frozenset(code for code, ssafe, _fever in countries if ssafe),
        "vaccination": frozenset(code for code, _ssafe, fever in countries if fever),
    }
    rules = models.RequirementRule.objects.filter(effective__contains=day).select_related(TITLES_FROM_RULE)
    # On a day without a rule the built-in default counts: a gap in the configuration must not stop every verdict.
    requirements = {code: replace(row, needed_for=needed_for.get(code)) for code, row in DEFAULT_REQUIREMENTS.items()}
    requirements |= {
        rule.requirement_id: replace(requirement_of(rule, offices), needed_for=needed_for.get(rule.requirement_id))
        for rule in rules
    }
    figures = dict(models.Figure.objects.filter(effective__contains=day).values_list("code", "value"))
    return Shared(
        places={place.code: place for place in models.Place.objects.all()},
        requirements=requirements,
        policy=_policy(figures, offices),
        window_hours=float(figures.get("window_hours", DEFAULT_WINDOW)),
        visa_leads={
            (lead.kind, lead.destination_id): _lead(lead.lead, lead.amount, offices.get(lead.office_id))
            for lead in models.VisaLeadTime.objects.all()
        },
        # All of them, not those of the documents at hand: somebody's first passport must find its rules in a world that
        # was loaded before it.
        document_countries=frozenset(code for code, _ssafe, _fever in countries),
        offices={office.code: office for office in offices.values()},
    )


def window_hours(day: date) -> float:
    """The window of the standing question on this day: the figure, else the default of domain.md §4."""
    found = models.Figure.objects.filter(code="window_hours", effective__contains=day).values_list("value", flat=True)
    return float(next(iter(found), DEFAULT_WINDOW))


def rules_turn_on(day: date) -> bool:
    """Whether a rule or a figure begins or ends on that day: no row is written then, but verdicts may change."""
    turns = Q(effective__startswith=day) | Q(effective__endswith=day)
    return models.RequirementRule.objects.filter(turns).exists() or models.Figure.objects.filter(turns).exists()


def load_offices() -> dict[int | None, facts.Office]:
    """Offices by key, each with the days on which it is closed."""
    closed: dict[int, set[date]] = {}
    for office_id, day in models.OfficeClosure.objects.values_list("office_id", "day"):
        closed.setdefault(office_id, set()).add(day)
    return {
        office.pk: facts.Office(
            code=office.code,
            time_zone=office.timezone,
            opens=office.opens,
            closes=office.closes,
            weekend=frozenset(office.weekend),
            holidays=frozenset(closed.get(office.pk, ())),
            name=office.name,
        )
        for office in models.Office.objects.all()
    }


def load_world(shared: Shared, *, destination: models.Place, stay_days: float) -> facts.World:
    """The world of one destination: two queries, for travel times and visa rules."""
    stated = {
        (row.origin.code, row.destination.code): float(row.hours)
        for row in models.TravelTime.objects.filter(Q(destination=destination) | Q(origin=destination)).select_related(
            "origin", "destination"
        )
    }
    return facts.World(
        places={
            code: facts.Place(code, place.country_id, place.timezone, place.name, place.hardship_class)
            for code, place in shared.places.items()
        },
        travel=_travel(shared.places, destination, stated),
        visa_rules=_visa_rules(shared, destination.country_id, stay_days),
        requirements=shared.requirements,
        policy=shared.policy,
    )


def requirement_of(rule: models.RequirementRule, offices: Mapping[int | None, facts.Office]) -> facts.Requirement:
    """A configured rule as the engine reads it; for which countries it is needed the countries say."""
    return facts.Requirement(
        code=rule.requirement_id,
        title=rule.requirement.title,
        lead=_requirement_lead(rule, offices),
        needs=tuple(rule.needs),
        waivable_by=rule.get_waivable_by_display() if rule.waivable_by else "",
        disabled=not rule.is_enabled,
    )


def _requirement_lead(
    rule: models.RequirementRule, offices: Mapping[int | None, facts.Office]
) -> facts.LeadTime | None:
    """`None`, "found elsewhere", for a requirement without a lead of its own that has not been given one."""
    default = DEFAULT_REQUIREMENTS.get(rule.requirement_id)
    is_found_elsewhere = default is not None and default.lead is None
    if is_found_elsewhere and rule.lead == models.RequirementRule.Lead.NOT_OBTAINABLE:
        return None
    return _lead(rule.lead, rule.amount, offices.get(rule.office_id))


def _lead(kind: str, amount: Decimal, office: facts.Office | None) -> facts.LeadTime:
    if kind == models.RequirementRule.Lead.HOURS:
        return facts.LeadTime(hours=float(amount))
    if kind == models.RequirementRule.Lead.WORKING_DAYS:
        return facts.LeadTime(working_days=math.ceil(amount), office=office)
    return facts.UNOBTAINABLE


def _policy(figures: Mapping[str, Decimal], offices: Mapping[int | None, facts.Office]) -> facts.Policy:
    tiers = {facts.Tier(tier.code.replace("-", "_")): tier for tier in models.Tier.objects.filter(code__in=TIER_CODES)}
    return facts.Policy(
        stale_after_days={code: tier.stale_after_days for code, tier in tiers.items()},
        pre_issued_contract=frozenset(code for code, tier in tiers.items() if tier.contract_is_issued),
        document_months=int(figures.get("passport_months", DEFAULT_POLICY.document_months)),
        rest_days=float(figures.get("rest_days", DEFAULT_POLICY.rest_days)),
        rest_per_days=float(figures.get("rest_per_days", DEFAULT_POLICY.rest_per_days)),
        unstated_medical_class=class_of(figures),
        default_office=default_office(offices),
    )


def default_office(offices: Mapping[int | None, facts.Office]) -> facts.Office:
    """Whose working days count where a lead names no office."""
    return next((each for each in offices.values() if each.code == "headquarters"), DEFAULT_POLICY.default_office)


def class_of(figures: Mapping[str, Decimal]) -> str:
    """Figures are numbers: 0 stands for no class, 1 for the least hardship, anything above 6 for all of them."""
    number = figures.get(UNSTATED_MEDICAL_CLASS)
    return DEFAULT_POLICY.unstated_medical_class if number is None else ["", *CLASSES][min(int(number), len(CLASSES))]


TIER_CODES = [tier.value.replace("_", "-") for tier in facts.Tier]


def _travel(
    places: Mapping[str, models.Place], destination: models.Place, stated: Mapping[tuple[str, str], float]
) -> dict[tuple[str, str], facts.Travel]:
    travel: dict[tuple[str, str], facts.Travel] = {}
    for code, place in places.items():
        there, back = (code, destination.code), (destination.code, code)
        if there in stated or back in stated:
            for pair, other in ((there, back), (back, there)):
                travel[pair] = facts.Travel(stated[pair] if pair in stated else stated[other])
        else:
            hours = estimated_hours((place.latitude, place.longitude), (destination.latitude, destination.longitude))
            travel[there] = travel[back] = facts.Travel(hours, estimated=True)
    return travel


def _visa_rules(shared: Shared, country: str, stay_days: float) -> dict[tuple[str, str], facts.VisaRule]:
    """Rules of every document in use. A pair without a row is taken as needing a visa: not known is not free."""
    rows = {row.document: row for row in models.VisaRule.objects.filter(destination_id=country)}
    documents = shared.document_countries | {LAISSEZ_PASSER_ISSUER} | set(rows)
    rules: dict[tuple[str, str], facts.VisaRule] = {}
    for document in documents - {country}:
        row = rows.get(document)
        kind = row.kind if row is not None else VISA_KINDS.REQUIRED
        if row is not None and kind in ENTERED_WITHOUT and row.days is not None and row.days < stay_days:
            kind = VISA_KINDS.REQUIRED
        rules[document, country] = _visa_rule(shared, document, country, kind)
    return rules


def _visa_rule(shared: Shared, document: str, country: str, kind: str) -> facts.VisaRule:
    if kind == VISA_KINDS.FREE:
        return facts.VisaRule(document, country, facts.VisaKind.NOT_NEEDED)
    if kind == VISA_KINDS.ON_ARRIVAL:
        return facts.VisaRule(document, country, facts.VisaKind.ON_ARRIVAL)
    if kind == VISA_KINDS.NO_ADMISSION:
        return facts.VisaRule(document, country, facts.VisaKind.REFUSED)
    lead = shared.visa_leads.get((kind, country)) or shared.visa_leads.get((kind, None)) or facts.UNOBTAINABLE
    if lead.working_days is not None and lead.office is None:
        lead = replace(lead, office=shared.offices.get(consulate_code(country)))
    return facts.VisaRule(document, country, facts.VisaKind.LEAD, lead)
