"""The smallest valid rows that a test of people and places needs. A test says only what matters to it.

`make_ready_person` has everything that the rule asks for, so that a test takes one thing away; the others have nothing.
Reference rows (countries, tiers, rules) are found when they are there already, by whatever filled them.
"""

import itertools
from datetime import UTC, datetime, timedelta
from typing import Any

from django.contrib.auth.models import Group
from django.db.backends.postgresql.psycopg_any import DateRange, DateTimeTZRange

from accounts.kinds import Kind
from accounts.models import User
from deployments.models import Process, ProcessParty, Request, RequestSlot, SeatHolding, StandbySeat
from roster import models
from roster.readiness.requirements import DEFAULT_REQUIREMENTS, STORED

PASSWORD = "correct-horse-battery"
DAY = timedelta(days=1)
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
FAR_AHEAD = datetime(2100, 1, 1, tzinfo=UTC)
ALWAYS = DateTimeTZRange(LONG_AGO, FAR_AHEAD)

_numbers = itertools.count(1)


def make_reader(kind: Kind | None = Kind.OFFICER, **fields: Any) -> User:
    """An account of a kind (or of none) that can sign in with PASSWORD."""
    number = next(_numbers)
    fields = {"full_name": f"Reader {number}", **fields}
    user = User.objects.create_user(fields.pop("email", f"reader-{number}@example.org"), PASSWORD, **fields)
    if kind is not None:
        user.groups.add(Group.objects.get(name=kind.value))
    return user


def make_country(code: str = "KEN", name: str = "Kenya", **fields: Any) -> models.Country:
    taken = models.Country.objects.filter(pk=code).first()
    return taken or models.Country.objects.create(
        code=code, name=name, alpha2=fields.pop("alpha2", code[0] + code[2]), **fields
    )


def make_place(code: str = "NBO", name: str = "Nairobi", country: str = "KEN", **fields: Any) -> models.Place:
    taken = models.Place.objects.filter(code=code).first()
    return taken or models.Place.objects.create(
        code=code,
        name=name,
        country=make_country(country, fields.pop("country_name", name)),
        **{"timezone": "UTC", "latitude": 0.0, "longitude": 36.0, **fields},
    )


def make_destination(code: str = "NBO", name: str = "Nairobi", **fields: Any) -> models.ReferenceDestination:
    place = make_place(code, name, fields.pop("country", "KEN"))
    values = {"reason": "regional hub", "stay_days": 7, "is_active": True, **fields}
    return models.ReferenceDestination.objects.update_or_create(place=place, defaults=values)[0]


def only_destinations(*kept: models.ReferenceDestination) -> None:
    """Switch every other reference destination off, whatever the reference data hold."""
    models.ReferenceDestination.objects.exclude(pk__in=[each.pk for each in kept]).update(is_active=False)


def make_theme(code: str = "process-design", title: str = "", **fields: Any) -> models.Theme:
    title = title or code.replace("-", " ").capitalize()
    return models.Theme.objects.get_or_create(code=code, defaults={"title": title, **fields})[0]


def only_themes(*kept: models.Theme) -> None:
    """Leave no other current theme, whatever the reference data hold."""
    models.Theme.objects.exclude(pk__in=[each.pk for each in kept]).update(valid_until=LONG_AGO.date(), valid_from=None)


def make_pool(code: str = "standby", title: str = "Standby team") -> models.Pool:
    return models.Pool.objects.get_or_create(code=code, defaults={"title": title})[0]


def make_tier(code: str = "standby", **fields: Any) -> models.Tier:
    fast = code in {"standby", "on-call"}
    values = {
        "title": code.capitalize(),
        "stale_after_days": 30 if fast else 90,
        "contract_is_issued": fast,
        "position": 1 if fast else 3,
        **fields,
    }
    return models.Tier.objects.get_or_create(code=code, defaults=values)[0]


def make_rules() -> None:
    """The default requirements, where the reference data have none."""
    for position, row in enumerate(DEFAULT_REQUIREMENTS.values()):
        requirement, made = models.RequirementType.objects.get_or_create(
            code=row.code,
            defaults={"title": row.title, "position": position, "is_kept_as_clearance": row.code in STORED},
        )
        if made or not requirement.rules.exists():
            lead, amount = ("hours", 0.0) if row.lead is None else ("not_obtainable", 0.0)
            if row.lead is not None and row.lead.hours is not None:
                lead, amount = "hours", row.lead.hours
            elif row.lead is not None and row.lead.working_days is not None:
                lead, amount = "working_days", row.lead.working_days
            models.RequirementRule.objects.create(
                requirement=requirement,
                effective=DateRange(None, None),
                lead=lead,
                amount=amount,
                waivable_by=row.waivable_by.replace(" ", "_"),
                needs=list(row.needs),
            )


def make_person(given_names: str = "Ada", family_name: str = "Okoro", **fields: Any) -> models.Person:
    """Somebody with a name and a reference; without base, membership or anything else."""
    fields = {"reference": f"T-{next(_numbers):04}", **fields}
    return models.Person.objects.create(given_names=given_names, family_name=family_name, **fields)


def make_membership(person: models.Person, tier: str = "standby", **fields: Any) -> models.Membership:
    pool = fields.pop("pool", None) or make_pool()
    values = {"status": "active", "term": ALWAYS, **fields}
    return models.Membership.objects.create(person=person, pool=pool, tier=make_tier(tier), **values)


def make_expertise(person: models.Person, theme: models.Theme | None = None, level: int | None = 4) -> models.Expertise:
    return models.Expertise.objects.create(person=person, theme=theme or make_theme(), level=level)


def make_clearance(person: models.Person, code: str, **fields: Any) -> models.Clearance:
    make_rules()
    values = {"state": "granted", "valid": ALWAYS, **fields}
    return models.Clearance.objects.create(person=person, requirement_id=code, **values)


def make_document(person: models.Person, country: str = "KEN", **fields: Any) -> models.TravelDocument:
    values = {"kind": "passport", "valid": ALWAYS, "country": make_country(country), **fields}
    return models.TravelDocument.objects.create(person=person, **values)


def make_booking(person: models.Person, start: datetime, end: datetime | None, **fields: Any) -> models.Booking:
    values = {"kind": "deployment", **fields}
    return models.Booking.objects.create(person=person, during=DateTimeTZRange(start, end), **values)


def make_flag(person: models.Person, **fields: Any) -> models.ImpartialityFlag:
    values = {"kind": "public_position", "is_blocking": False, "country": make_country(), **fields}
    return models.ImpartialityFlag.objects.create(person=person, **values)


def make_ready_person(
    given_names: str = "Ada",
    family_name: str = "Okoro",
    *,
    now: datetime,
    theme: models.Theme | None = None,
    level: int = 4,
    tier: str = "standby",
    confirmed_at: datetime | None = None,
    **fields: Any,
) -> models.Person:
    """Somebody in Nairobi with a Kenyan passport, everything cleared, and availability confirmed a day ago."""
    make_rules()
    base = fields.pop("base", None) or make_place()
    person = make_person(given_names, family_name, **{"release": "not-needed", "base": base, **fields})
    make_membership(person, tier)
    make_document(person)
    for code in STORED:
        make_clearance(person, code)
    models.Nationality.objects.create(person=person, country=make_country())
    models.AvailabilityStatement.objects.create(person=person, confirmed_at=confirmed_at or now - DAY, source="test")
    if theme is not None:
        make_expertise(person, theme, level)
    return person


def make_seat(
    code: str = "1",
    theme: models.Theme | None = None,
    *,
    holder: models.Person | None = None,
    backup: models.Person | None = None,
    position: int = 0,
) -> StandbySeat:
    """A standby seat; held for all time by those named, by nobody when nobody is."""
    seat = StandbySeat.objects.create(code=code, theme=theme or make_theme(), position=position)
    if holder or backup:
        SeatHolding.objects.create(seat=seat, holder=holder, backup=backup, during=ALWAYS)
    return seat


def make_process(name: str = "Velmara ceasefire talks", *, parties: tuple[str, ...] = (), **fields: Any) -> Process:
    """`parties` are country codes."""
    process = Process.objects.create(name=name, **fields)
    for code in parties:
        ProcessParty.objects.create(process=process, country=make_country(code, code))
    return process


def make_request(reference: str = "", **fields: Any) -> Request:
    """A submitted request of no process; a test that has it solved gives a destination and `make_slot`."""
    reference = reference or f"T-{next(_numbers):04d}"
    return Request.objects.create(reference=reference, **{"state": Request.State.SUBMITTED, **fields})


def make_slot(request: Request, code: str = "process-design", **fields: Any) -> RequestSlot:
    """A thematic seat for process design at level 3, unless the test says otherwise."""
    values = {"title": code.replace("-", " ").capitalize(), "position": request.slots.count() + 1, **fields}
    if not values.get("role"):
        values.setdefault("themes", {"process-design": 3})
    return RequestSlot.objects.create(request=request, code=code, **values)
