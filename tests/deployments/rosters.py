"""Rosters of fictional people and calls drawn for them, for tests that compare two ways to the same answer."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from random import Random

from deployments.matching.facts import Setting, Slot, SlotKind
from deployments.plan import Wanted
from deployments.teams.facts import Rules
from roster import models
from roster.readiness.facts import Delivery, State, StopsAt
from roster.services.demo.people import seed_people

TODAY = date(2026, 3, 2)
NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
LANGUAGES = ("fr", "ar", "en", "es", "sw")
ROLES = ("interpreter", "logistics", "conference", "travel")


def write_roster(seed: int, people: int = 120) -> None:
    """Fictional people; some with records in which something is not known, a few in two pools."""
    seed_people(count=people, seed=seed, today=TODAY)
    random = Random(seed)
    for person in random.sample(list(models.Person.objects.all()), people // 6):
        models.Expertise.objects.filter(person=person).update(level=None)
        models.LanguageSkill.objects.filter(person=person).update(level="")
        models.Person.objects.filter(pk=person.pk).update(grade=None)
    for person in random.sample(list(models.Person.objects.all()), people // 12):
        models.Clearance.objects.filter(person=person).update(valid=None, state="granted")
    models.Person.objects.filter(pk=models.Person.objects.order_by("pk")[0].pk).update(base=None)
    for membership in random.sample(list(models.Membership.objects.all()), people // 12):
        other = models.Membership(
            person_id=membership.person_id, pool_id="standby", tier_id="standby", status="active", term=membership.term
        )
        models.Membership.objects.bulk_create([other], ignore_conflicts=True)


def drawn_slots(random: Random, count: int) -> tuple[Slot, ...]:
    """Seats that somebody may well be able to fill, and now and then one that hardly anybody can."""
    themes = list(models.Theme.objects.values_list("code", flat=True))
    grades = list(models.Grade.objects.values_list("code", "position"))

    def slot(number: int) -> Slot:
        if random.random() < 0.3:
            return Slot(f"s{number}", kind=SlotKind.SUPPORT, role=random.choice(ROLES))
        grade, rank = random.choice(grades) if random.random() < 0.3 else ("", None)
        several = random.sample(themes, 2)
        spoken = {random.choice(LANGUAGES): random.choice(["", "A2", "B2", "C1"])}
        return Slot(
            f"s{number}",
            themes={code: random.randint(1, 4) for code in several} if random.random() < 0.8 else {},
            all_themes={several[0]: random.randint(1, 3)} if random.random() < 0.2 else {},
            languages=spoken if random.random() < 0.4 else {},
            min_grade=grade,
            min_grade_rank=rank,
        )

    return tuple(slot(number) for number in range(count))


def drawn_calls(seed: int, calls: int) -> Iterator[Wanted]:
    random = Random(seed)
    places = list(models.Place.objects.filter(reference__is_active=True).select_related("country"))
    everybody = list(models.Person.objects.values_list("pk", flat=True))
    for _ in range(calls):
        to = random.choice(places)
        slots = drawn_slots(random, random.randint(1, 4))
        yield Wanted(
            destination=to,
            activated_at=NOW + timedelta(hours=random.randint(0, 200)),
            stay_days=random.choice([5, 20, 60]),
            slots=slots,
            rules=Rules(
                min_share_women=random.choice([None, None, 0.5]),
                max_per_nationality=random.choice([None, 1, 2]),
                team_languages=random.choice([{}, {"fr": 1}]),
                lead_min_grade_rank=random.choice([None, 3]),
            ),
            delivery=random.choice([Delivery.IN_PERSON, Delivery.IN_PERSON, Delivery.REMOTE]),
            stops_at=random.choice(list(StopsAt)),
            window_hours=random.choice([None, 48, 120, 900]),
            parties=frozenset(random.sample(["KEN", "FRA", "SDN", "COL"], 1)),
            conditions={"host_consent": random.choice([State.GRANTED, State.GRANTED, State.MISSING])},
            setting=Setting(to.country_id, frozenset({"east-africa"}), 1),
            strikes=frozenset(random.sample(everybody, 2)),
        )
