"""Writing fictional people into an empty roster. Refuses to touch a roster that holds anybody real."""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

from django.db import models as db
from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from accounts.errors import DomainError
from roster import models
from roster.demo.people import make_people
from roster.demo.shapes import DemoPerson

REFERENCE_PREFIX = "DEMO-"
BATCH = 2000


def seed_people(*, count: int, seed: int, today: date) -> int:
    """Write `count` fictional people; returns how many. A roster with the same people already is left as it is.

    Raises `DomainError` when anybody is on the roster who is not fictional: they must never be mixed.
    """
    if models.Person.objects.exclude(reference__startswith=REFERENCE_PREFIX).exists():
        raise DomainError(
            "roster_not_empty", "Real people are on this roster. Demonstration data go into an empty database only."
        )
    if models.Person.objects.exists():
        return 0
    bases = list(models.Place.objects.order_by("code").values_list("code", "country_id"))
    people = make_people(count=count, seed=seed, today=today, bases=bases)
    with transaction.atomic():
        write_visa_rules(seed=seed)
        for start in range(0, len(people), BATCH):
            _write(people[start : start + BATCH])
    return len(people)


def write_visa_rules(*, seed: int) -> int:
    """Plausible visa rules for the reference destinations, for a database that has none. Returns how many."""
    if models.VisaRule.objects.exists():
        return 0
    kinds = models.VisaRule.Kind
    usual = (kinds.FREE, kinds.ON_ARRIVAL, kinds.FREE, kinds.ONLINE, kinds.FREE, kinds.ON_ARRIVAL, kinds.REQUIRED)
    countries = list(
        models.Country.objects.filter(is_member_state=True).order_by("code").values_list("code", flat=True)
    )
    watched = sorted(set(models.ReferenceDestination.objects.values_list("place__country_id", flat=True)))
    rules = [
        models.VisaRule(
            document=document, destination_id=country, kind=usual[(2 * here + 3 * there + seed) % len(usual)]
        )
        for here, document in enumerate([*countries, "UNO"])
        for there, country in enumerate(watched)
        if document != country
    ]
    return len(models.VisaRule.objects.bulk_create(rules))


def _write(people: Sequence[DemoPerson]) -> None:
    places = {place.code: place for place in models.Place.objects.all()}
    themes = {theme.code: theme for theme in models.Theme.objects.all()}
    rows = models.Person.objects.bulk_create([_person(each, places[each.base]) for each in people])
    pairs = list(zip(people, rows, strict=True))
    models.Expertise.objects.bulk_create(
        [
            models.Expertise(person=person, theme=themes[code], level=level, years=years)
            for demo, person in pairs
            for code, level, years in demo.themes
        ]
    )
    for make in (
        _nationalities,
        _memberships,
        _languages,
        _regions,
        _documents,
        _clearances,
        _bookings,
        _statements,
        _flags,
        _appointments,
    ):
        made: list[db.Model] = [row for demo, person in pairs for row in make(demo, person)]
        if made:
            type(made[0])._default_manager.bulk_create(made, batch_size=BATCH)


def instant(day: date) -> datetime:
    """Midnight UTC at the beginning of the day."""
    return datetime.combine(day, time.min, tzinfo=UTC)


def window(start: date | None, end: date | None) -> DateTimeTZRange:
    """From the first day to the first day after."""
    return DateTimeTZRange(start and instant(start), end and instant(end))


def _person(demo: DemoPerson, base: models.Place) -> models.Person:
    return models.Person(
        reference=demo.reference,
        family_name=demo.family,
        given_names=demo.given,
        gender=demo.gender,
        grade_id=demo.grade,
        home_organisation=demo.organisation,
        base=base,
        base_city=base.name,
        base_country_id=base.country_id,
        email=f"{demo.reference.lower()}@example.org",
        notice_hours=demo.notice_hours,
        release=demo.release,
        remote_share=Decimal("0.2"),
        support_roles=list(demo.support_roles),
    )


def _nationalities(demo: DemoPerson, person: models.Person) -> Iterable[db.Model]:
    return [models.Nationality(person=person, country_id=country) for country in demo.nationalities]


def _memberships(demo: DemoPerson, person: models.Person) -> Iterable[db.Model]:
    term = window(*demo.term)
    return [models.Membership(person=person, pool_id=demo.pool, tier_id=demo.tier, status=demo.status, term=term)]


def _languages(demo: DemoPerson, person: models.Person) -> Iterable[db.Model]:
    return [models.LanguageSkill(person=person, language=code, level=level) for code, level in demo.languages]


def _regions(demo: DemoPerson, person: models.Person) -> Iterable[db.Model]:
    return [
        models.RegionExperience(person=person, country_id=country, years=years, track=track)
        for country, years, track in demo.regions
    ]


def _documents(demo: DemoPerson, person: models.Person) -> Iterable[db.Model]:
    kinds = models.TravelDocument.Kind
    found = [
        models.TravelDocument(person=person, kind=kinds.PASSPORT, country_id=country, valid=window(start, end))
        for country, start, end in demo.passports
    ]
    if demo.laissez_passer:
        found.append(
            models.TravelDocument(person=person, kind=kinds.LAISSEZ_PASSER, valid=window(*demo.laissez_passer))
        )
    return found


def _clearances(demo: DemoPerson, person: models.Person) -> Iterable[db.Model]:
    return [
        models.Clearance(
            person=person,
            requirement_id=each.code,
            variant=each.variant,
            state=each.state,
            valid=window(each.start, each.end) if each.start else None,
            has_no_expiry=each.no_expiry,
        )
        for each in demo.clearances
    ]


def _bookings(demo: DemoPerson, person: models.Person) -> Iterable[db.Model]:
    return [
        models.Booking(
            person=person,
            kind=each.kind,
            during=window(each.start, each.end),
            is_releasable=each.releasable,
            where=each.where,
            share=None if each.share is None else Decimal(str(each.share)),
            is_restricted=each.restricted,
        )
        for each in demo.bookings
    ]


def _statements(demo: DemoPerson, person: models.Person) -> Iterable[db.Model]:
    if demo.confirmed is None:
        return []
    at = instant(demo.confirmed) + timedelta(hours=9)
    return [models.AvailabilityStatement(person=person, confirmed_at=at, source="demonstration")]


def _flags(demo: DemoPerson, person: models.Person) -> Iterable[db.Model]:
    return [
        models.ImpartialityFlag(
            person=person, kind=each.kind, is_blocking=each.blocking, process=each.process, reason=each.reason
        )
        for each in demo.flags
    ]


def _appointments(demo: DemoPerson, person: models.Person) -> Iterable[db.Model]:
    return [
        models.EnvoyAppointment(
            person=person, title=title, mandate=mandate, dispute_type=dispute, during=window(start, end)
        )
        for title, mandate, dispute, start, end in demo.appointments
    ]
