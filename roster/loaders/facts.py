"""Which facts does the readiness engine need of these people? Rows to `PersonFacts`, in a constant number of queries.

What is not recorded is passed on as missing, never as held: a gap in the records must not read as "ready".
Somebody whose records cannot be put as a question at all gets an `Unanswerable` with the sentence to act on.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange, Range
from django.db.models import Max, Prefetch, Q

from roster import models
from roster.readiness import facts
from roster.readiness.requirements import MEDICAL, SSAFE, VACCINATION, VISA
from roster.windows import Window

LAISSEZ_PASSER_ISSUER = "UNO"
"""The issuer's code of a United Nations laissez-passer on its machine-readable line."""

USABLE_DOCUMENT_STATES = frozenset({"granted", "conditional"})
YELLOW_FEVER = "yellow-fever"
REMOTE_ADVICE = models.Booking.Kind.REMOTE_ADVICE
FROM_THE_BEGINNING = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Unanswerable:
    """Why the question cannot be put for this person, and what to do about it."""

    code: str
    sentence: str


def load_people(person_ids: Iterable[int], *, now: datetime) -> list[models.Person]:
    """People with everything that `person_facts` reads.

    Past bookings come only where a rest may follow them; remote advice does not come at all, because it may overlap
    (domain.md §4.11), and neither does a hold that has lapsed by `now`.
    """
    counts = Q(during__overlap=DateTimeTZRange(now, None)) | Q(kind=facts.DEPLOYMENT)
    return list(
        models.Person.objects.filter(pk__in=list(person_ids))
        .select_related("base")
        .annotate(confirmed_at=Max("statements__confirmed_at"))
        .prefetch_related(
            "nationalities",
            Prefetch("documents", models.TravelDocument.objects.select_related("country")),
            "flags",
            "clearances",
            Prefetch("memberships", models.Membership.objects.select_related("tier")),
            Prefetch("bookings", models.Booking.objects.in_force(now).filter(counts).exclude(kind=REMOTE_ADVICE)),
        )
    )


def person_facts(person: models.Person, *, now: datetime) -> facts.PersonFacts | Unanswerable:
    """One person's facts from rows that `load_people` has fetched.

    `now` chooses between several memberships: the term that holds then, else the next to come.
    """
    if person.base is None:
        where = f" “{person.base_city}” is not a place we know." if person.base_city else ""
        return Unanswerable(
            "no_base", f"Nobody knows where the journey would start.{where} Record the city of residence."
        )
    membership = membership_that_counts(list(person.memberships.all()), now=now)
    if membership is None:
        return Unanswerable("no_membership", "Not a member of any pool. Record a membership.")
    return facts.PersonFacts(
        id=str(person.pk),
        tier=facts.Tier(membership.tier_id.replace("-", "_")),
        base=person.base.code,
        nationalities=_nationalities(person),
        notice_hours=float(
            membership.tier.default_notice_hours if person.notice_hours is None else person.notice_hours
        ),
        confirmed_at=person.confirmed_at,  # type: ignore[attr-defined]
        released=person.release in (models.Person.Release.NOT_NEEDED, models.Person.Release.PRE_CLEARED),
        standing=facts.Standing(membership.status),
        member_since=membership.term.lower,
        term_ends=_term_ends(membership, person.memberships.all()),
        documents=tuple(_documents(person, now)),
        clearances=tuple(_clearances(person)),
        bookings=tuple(_booking(each) for each in person.bookings.all()),
        flags=tuple(_flag(each) for each in person.flags.all()),
        remote_share=float(person.remote_share),
    )


def _nationalities(person: models.Person) -> frozenset[str]:
    """Whoever holds a country's passport is its national, whether or not anybody wrote that down as well."""
    stated = {each.country_id for each in person.nationalities.all()}
    passports = (each for each in person.documents.all() if each.kind == models.TravelDocument.Kind.PASSPORT)
    return frozenset(stated | {each.country_id for each in passports if each.country_id})


def membership_that_counts(memberships: list[models.Membership], *, now: datetime) -> models.Membership | None:
    """Active first; then the term that holds now, the next to come, the last that ended; then the faster promise."""

    def order(membership: models.Membership) -> tuple[Any, ...]:
        term: Range = membership.term
        is_over = term.upper is not None and term.upper <= now
        is_to_come = term.lower is not None and term.lower > now
        return (
            membership.status != models.Membership.Status.ACTIVE,
            is_over,
            is_to_come,
            term.lower.timestamp() if is_to_come else 0,
            membership.tier.position,
            membership.pk,
        )

    return min(memberships, key=order, default=None)


def _term_ends(membership: models.Membership, memberships: Iterable[models.Membership]) -> datetime | None:
    """The end of the term, or that of the active terms of the same tier that renew it without a gap."""
    ends: datetime | None = membership.term.upper
    renewals = (
        each.term
        for each in memberships
        if each.status == models.Membership.Status.ACTIVE and each.tier_id == membership.tier_id
    )
    for term in sorted(renewals, key=lambda each: each.lower or FROM_THE_BEGINNING):
        if ends is not None and (term.lower is None or term.lower <= ends):
            ends = None if term.upper is None else max(ends, term.upper)
    return ends


def _documents(person: models.Person, now: datetime) -> Iterable[facts.TravelDocument]:
    """Only documents in hand whose end is known: one of unknown validity cannot be promised to a consulate."""
    for document in person.documents.all():
        if document.state not in USABLE_DOCUMENT_STATES or document.valid is None or document.valid.upper is None:
            continue
        if document.valid.lower is not None and document.valid.lower > now:
            continue
        is_passport = document.kind == models.TravelDocument.Kind.PASSPORT
        issuer = document.country_id if is_passport else LAISSEZ_PASSER_ISSUER
        if issuer is None:
            continue
        yield facts.TravelDocument(
            country=issuer,
            valid_until=document.valid.upper,
            kind=facts.DocumentKind.PASSPORT if is_passport else facts.DocumentKind.LAISSEZ_PASSER,
            label=str(document),
        )


def _clearances(person: models.Person) -> Iterable[facts.Clearance]:
    for clearance in person.clearances.all():
        if not _says_enough(clearance):
            continue
        valid: Range | None = clearance.valid
        yield facts.Clearance(
            code=clearance.requirement_id,
            state=_state(clearance),
            valid_from=valid.lower if valid is not None else None,
            valid_until=valid.upper if valid is not None else None,
            countries=None if clearance.country_id is None else frozenset({clearance.country_id}),
            hardship_class=clearance.variant if clearance.requirement_id == MEDICAL else "",
        )


def _says_enough(clearance: models.Clearance) -> bool:
    """A visa for nowhere opens no border; a vaccination against something else is not the one asked for."""
    if clearance.requirement_id == VISA:
        return clearance.country_id is not None
    if clearance.requirement_id == VACCINATION:
        return clearance.variant in ("", YELLOW_FEVER)
    return True


def _state(clearance: models.Clearance) -> facts.State:
    """Granted, but nobody wrote down until when, or (SSAFE) for which country: somebody must look before it counts."""
    state = facts.State(clearance.state)
    ends = clearance.valid.upper if clearance.valid is not None else None
    is_open = ends is None and not clearance.has_no_expiry
    is_for_nowhere = clearance.requirement_id == SSAFE and clearance.country_id is None
    return facts.State.CONDITIONAL if state is facts.State.GRANTED and (is_open or is_for_nowhere) else state


def _booking(booking: models.Booking) -> facts.Booking:
    return facts.Booking(
        kind=booking.kind,
        window=Window(booking.during.lower, booking.during.upper),
        releasable=booking.is_releasable,
        key=str(booking.pk),
    )


def process_key(name: str) -> str:
    """By what a flag and a call are compared: one name of a process, however it was typed."""
    return " ".join(name.split()).casefold()


def _flag(flag: models.ImpartialityFlag) -> facts.Flag:
    """The kind and what it concerns; the reason never leaves the database here.

    Whoever is on a sanctions list can be sent nowhere, whatever the flag was recorded about.
    """
    about = {each for each in (flag.country_id, process_key(flag.process)) if each}
    if flag.kind == models.ImpartialityFlag.Kind.SANCTIONS:
        about = set()
    return facts.Flag(kind=flag.kind, blocking=flag.is_blocking, concerns=frozenset(about))
