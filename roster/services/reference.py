"""Writes the reference data that is missing, and never touches a row that is there.

Vocabularies, places and offices are completed row by row, by code, so that an update brings what is new. What a unit
chooses for itself (reference destinations, travel times, lead times of visas) is filled in only while there is none.
"""

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from roster.models import (
    Country,
    Figure,
    Office,
    Place,
    ReferenceDestination,
    Region,
    RequirementRule,
    RequirementType,
    TravelTime,
    VisaLeadTime,
)
from roster.reference import countries, offices, places, regions, requirements, travel, visa
from roster.services.completing import Loaded, Loader, complete, fill
from roster.services.vocabulary import load_grades, load_pools, load_themes, load_tiers

ALWAYS = DateRange(None, None)


@transaction.atomic
def load_reference() -> tuple[Loaded, ...]:
    """Add whatever is missing, a table at a time, in the order in which they refer to each other."""
    return tuple(load() for load in LOADERS)


def _countries() -> Loaded:
    return complete(
        Country,
        "code",
        (
            Country(
                code=row.code,
                alpha2=row.alpha2,
                name=row.name,
                is_member_state=row.is_member_state,
                needs_ssafe=row.needs_ssafe,
                needs_yellow_fever=row.needs_yellow_fever,
                aliases=list(row.aliases),
            )
            for row in countries.countries()
        ),
    )


def _regions() -> Loaded:
    """A region gets its countries when it is made; afterwards they are the administrator's."""
    there = set(Region.objects.values_list("code", flat=True))
    loaded = complete(
        Region, "code", (Region(code=row.code, title=row.title, aliases=list(row.aliases)) for row in regions.REGIONS)
    )
    codes = _country_codes()
    membership = Region.countries.through
    membership.objects.bulk_create(
        membership(region_id=row.code, country_id=codes[alpha2])
        for row in regions.REGIONS
        if row.code not in there
        for alpha2 in row.countries
    )
    return loaded


def _places() -> Loaded:
    codes = _country_codes()
    return complete(
        Place,
        "code",
        (
            Place(
                code=row.code,
                name=row.name,
                country_id=codes[row.country],
                timezone=row.timezone,
                latitude=row.latitude,
                longitude=row.longitude,
                is_capital=row.is_capital,
                aliases=list(row.aliases),
            )
            for row in places.places()
        ),
    )


def _offices() -> Loaded:
    return complete(
        Office,
        "code",
        (
            Office(
                code=row.code,
                name=row.name,
                country_id=row.country,
                timezone=row.timezone,
                opens=offices.OPENS,
                closes=offices.CLOSES,
                weekend=list(row.weekend),
            )
            for row in offices.offices()
        ),
    )


def _requirement_types() -> Loaded:
    return complete(
        RequirementType,
        "code",
        (
            RequirementType(
                code=row.code, title=row.title, position=position, is_kept_as_clearance=row.is_kept_as_clearance
            )
            for position, row in enumerate(requirements.requirement_rows(), 1)
        ),
    )


def _requirement_rules() -> Loaded:
    """One rule without beginning or end for each requirement that has none."""
    headquarters = Office.objects.get(code=requirements.HEADQUARTERS)
    return complete(
        RequirementRule,
        "requirement_id",
        (
            RequirementRule(
                requirement_id=row.code,
                effective=ALWAYS,
                lead=row.lead,
                amount=row.amount,
                office=headquarters if row.office else None,
                waivable_by=row.waivable_by,
                needs=list(row.needs),
            )
            for row in requirements.requirement_rows()
        ),
    )


def _figures() -> Loaded:
    return complete(
        Figure,
        "code",
        (
            Figure(code=row.code, value=row.value, unit=row.unit, title=row.title, effective=ALWAYS)
            for row in requirements.figure_rows()
        ),
    )


def _visa_lead_times() -> Loaded:
    return fill(
        VisaLeadTime, lambda: [VisaLeadTime(kind=row.kind, lead=row.lead, amount=row.amount) for row in visa.LEAD_TIMES]
    )


def _travel_times() -> Loaded:
    def rows() -> list[TravelTime]:
        keys = _place_keys()
        return [
            TravelTime(origin_id=keys[origin], destination_id=keys[destination], hours=hours)
            for origin, destination, hours in travel.TABLE
        ]

    return fill(TravelTime, rows)


def _reference_destinations() -> Loaded:
    def rows() -> list[ReferenceDestination]:
        keys = _place_keys()
        return [
            ReferenceDestination(place_id=keys[code], reason=reason, position=position)
            for position, (code, reason) in enumerate(places.REFERENCE_DESTINATIONS, 1)
        ]

    return fill(ReferenceDestination, rows)


def _country_codes() -> dict[str, str]:
    """Alpha-3 by alpha-2."""
    return dict(Country.objects.values_list("alpha2", "code"))


def _place_keys() -> dict[str, int]:
    return dict(Place.objects.values_list("code", "pk"))


LOADERS: tuple[Loader, ...] = (
    _countries,
    _regions,
    _places,
    _offices,
    load_themes,
    load_grades,
    load_pools,
    load_tiers,
    _requirement_types,
    _requirement_rules,
    _figures,
    _visa_lead_times,
    _travel_times,
    _reference_destinations,
)
