"""Everything that the page about one person shows, in a number of queries that no fact adds to. Decides nothing.

What the reader has no right to is not fetched: the impartiality flags are there only with the right.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch, QuerySet

from roster import models
from roster.answering import Answer
from roster.loaders.facts import membership_that_counts
from roster.loaders.history import Change, load_changes
from roster.loaders.live import live_answers
from roster.loaders.people import is_stale, stale_on
from roster.loaders.rest import load_rest, rest_in
from roster.permissions import Sight
from roster.readiness.facts import Call, Policy
from roster.readiness.requirements import DEFAULT_POLICY, DEFAULT_WINDOW
from roster.readiness.rest import RestRule

HISTORY = 20


@dataclass(frozen=True)
class Outlook:
    """The verdict for one reference destination, if the call came now; no call where the rules make no question."""

    reference: models.ReferenceDestination
    answer: Answer
    call: Call | None


@dataclass(frozen=True)
class Profile:
    """One person with everything about them. `flags` is `None` for a reader without the right to them.

    `membership` is the one that the readiness rule counts with. `last_fresh` is the last instant at which the
    statement is not stale. `most_stay_days` is the longest stay among the destinations.
    """

    person: models.Person
    membership: models.Membership | None
    statement: models.AvailabilityStatement | None
    last_fresh: datetime | None
    is_stale: bool
    outlooks: tuple[Outlook, ...]
    policy: Policy
    rest: RestRule
    window_hours: float
    most_stay_days: int
    requirements: tuple[models.RequirementType, ...]
    flags: tuple[models.ImpartialityFlag, ...] | None
    level_changes: tuple[models.LevelChange, ...]
    changes: tuple[Change, ...]

    @property
    def bookings(self) -> list[models.Booking]:
        return list(self.person.bookings.all())


def load_profile(reference: str, *, sight: Sight, now: datetime) -> Profile | None:
    """The profile by the unit's own number, `None` when nobody bears it."""
    person = people_with_facts(sight, now=now).filter(reference=reference).first()
    if person is None:
        return None
    references = list(models.ReferenceDestination.objects.filter(is_active=True).select_related("place__country"))
    live = live_answers([person.pk], references, now=now)
    outlooks = tuple(Outlook(each, live.answers[person.pk, each.pk], live.calls.get(each.pk)) for each in references)
    membership = membership_that_counts(list(person.memberships.all()), now=now)
    statement = person.statements.select_related("stated_by").order_by("-confirmed_at").first()
    confirmed_at = statement.confirmed_at if statement else None
    world = next((call.world for call in live.calls.values()), None)
    return Profile(
        person=person,
        membership=membership,
        statement=statement,
        last_fresh=stale_on(confirmed_at, membership) if confirmed_at and membership else None,
        is_stale=is_stale(confirmed_at, membership, now=now),
        outlooks=outlooks,
        policy=world.policy if world else DEFAULT_POLICY,
        rest=rest_in(world) if world else load_rest(day=now.date()),
        window_hours=next((call.window_hours for call in live.calls.values()), DEFAULT_WINDOW),
        most_stay_days=max((each.stay_days for each in references), default=0),
        requirements=tuple(models.RequirementType.objects.filter(is_kept_as_clearance=True)),
        flags=tuple(person.flags.all()) if sight.impartiality else None,
        level_changes=tuple(person.level_changes.exclude(was="").select_related("destination__place")[:HISTORY]),
        changes=load_changes(person.pk, sight=sight, count=HISTORY).told,
    )


def people_with_facts(sight: Sight, *, now: datetime) -> QuerySet[models.Person]:
    """People with the rows that the page reads, prefetched; without holds that have lapsed."""
    found = models.Person.objects.select_related("base__country", "base_country", "grade").prefetch_related(
        Prefetch("nationalities", models.Nationality.objects.select_related("country")),
        Prefetch("documents", models.TravelDocument.objects.select_related("country")),
        Prefetch("clearances", models.Clearance.objects.select_related("requirement", "country")),
        Prefetch("memberships", models.Membership.objects.select_related("pool", "tier").order_by("-term")),
        Prefetch(
            "bookings",
            models.Booking.objects.in_force(now).select_related("place", "held_by").order_by("during"),
        ),
        Prefetch("expertise", models.Expertise.objects.select_related("theme").order_by("-level", "theme__position")),
        "languages",
        Prefetch("regions", models.RegionExperience.objects.select_related("region", "country")),
        "appointments",
    )
    if sight.impartiality:
        flags = models.ImpartialityFlag.objects.select_related("country", "recorded_by")
        found = found.prefetch_related(Prefetch("flags", flags))
    return found
