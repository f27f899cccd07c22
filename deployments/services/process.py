"""Every write of a process: its facts, its parties, who led it when, and who may know of it. Locks and writes."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise
from typing import Any

from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.permissions import may_see_restricted_processes
from accounts.services.history import acting
from deployments.models import LeadActor, Process
from deployments.services.outcomes import Outdated, Refusal, Refused, Saved
from roster.models import Country
from roster.services.impartiality import carry_flags_over

EDIT = "process"
EVER = datetime.min.replace(tzinfo=UTC)
FIELDS = ("name", "modality", "track", "talks", "confidentiality", "note")

Outcome = Saved[Process] | Refused | Outdated[Process]


@dataclass(frozen=True, slots=True)
class Lead:
    """Who led in which window; an open end is infinity."""

    actor: str
    during: DateTimeTZRange


@dataclass(frozen=True)
class Belongings:
    """What belongs to a process beside its own columns; `None` leaves it as it is."""

    countries: Collection[Country] | None = None
    parties: Collection[Country] | None = None
    readers: Collection[User] | None = None
    leads: Sequence[Lead] | None = None


def create_process(
    *, values: Mapping[str, Any], belongings: Belongings, actor: User, now: datetime, reason: str = ""
) -> Saved[Process] | Refused:
    row = Process(created_by=actor, created_at=now, updated_at=now, **_known(values))
    if refusals := _refusals(row, belongings):
        return Refused(tuple(refusals))
    try:
        with acting(actor=actor, reason=reason, step=EDIT), transaction.atomic():
            row.save()
            _write(row, belongings, actor)
    except IntegrityError:
        return Refused((_name_taken(),))
    return Saved(row)


def change_process(
    *,
    process_id: int,
    version: int,
    values: Mapping[str, Any],
    belongings: Belongings,
    actor: User,
    now: datetime,
    reason: str = "",
) -> Outcome:
    """`Outdated` when the process is of another version by now."""
    try:
        with acting(actor=actor, reason=reason, step=EDIT), transaction.atomic():
            row = Process.objects.select_for_update(no_key=True).get(pk=process_id)
            if row.version != version:
                return Outdated(row)
            if refusals := _disclosures(row, values, belongings, actor):
                return Refused(tuple(refusals))
            changed = {name for name, value in _known(values).items() if getattr(row, name) != value}
            was = row.name
            for name in changed:
                setattr(row, name, values[name])
            if refusals := _refusals(row, belongings):
                return Refused(tuple(refusals))
            is_changed = _write(row, belongings, actor) or bool(changed)
            if is_changed:
                row.updated_at = now
                row.version += 1
                row.save()
                if "name" in changed:
                    carry_flags_over(was=was, now_called=row.name)
    except IntegrityError:
        return Refused((_name_taken(),))
    return Saved(row, is_changed)


def _known(values: Mapping[str, Any]) -> Mapping[str, Any]:
    unknown = set(values) - set(FIELDS)
    if unknown:
        raise ValueError(f"Not written by hand: {', '.join(sorted(unknown))}.")
    return values


def _refusals(row: Process, belongings: Belongings) -> list[Refusal]:
    found = []
    if not row.name.strip():
        found.append(Refusal("no_name", _("Give the process a name."), "name"))
    elif Process.objects.filter(name=row.name).exclude(pk=row.pk).exists():
        found.append(_name_taken())
    leads = sorted(belongings.leads or (), key=lambda lead: lead.during.lower or EVER)
    for before, after in pairwise(leads):
        if before.during.upper is None or after.during.lower is None or before.during.upper > after.during.lower:
            sentence = _("%(one)s and %(other)s lead at the same time. Correct the days.")
            words = {"one": before.actor, "other": after.actor}
            found.append(Refusal("two_leads", sentence % words, "leads"))
    return found


def _disclosures(row: Process, values: Mapping[str, Any], belongings: Belongings, actor: User) -> list[Refusal]:
    """What only the author of a restricted process, or whose right it is, may do to it: `row` as it stands."""
    if not row.is_restricted or may_see_restricted_processes(actor) or row.created_by_id == actor.pk:
        return []
    found = []
    if values.get("confidentiality", row.confidentiality) != row.confidentiality:
        sentence = _("Only its author or the head of unit opens a restricted process. Leave it, or ask them.")
        found.append(Refusal("stays_restricted", sentence, "confidentiality"))
    if belongings.readers is not None:
        kept = {each.pk for each in belongings.readers}
        if not set(row.readers.values_list("pk", flat=True)) <= kept:
            sentence = _("Only its author or the head of unit takes somebody off this list. Add people, or ask them.")
            found.append(Refusal("reader_stays", sentence, "readers"))
    return found


def _name_taken() -> Refusal:
    # Whether the other process is one that the writer may know of is not said.
    return Refusal("name_taken", _("This name cannot be given. Choose another, or ask the head of unit."), "name")


def _write(row: Process, belongings: Belongings, actor: User) -> bool:
    """Make what belongs to the process these; whether anything was written."""
    written = False
    readers = belongings.readers
    if row.is_restricted and not may_see_restricted_processes(actor) and row.created_by_id != actor.pk:
        # Whoever restricts a process must not lose sight of it by that.
        readers = {*(row.readers.all() if readers is None else readers), actor}
    for name, wanted in (("countries", belongings.countries), ("parties", belongings.parties), ("readers", readers)):
        several = getattr(row, name)
        if wanted is not None and {each.pk for each in wanted} != set(several.values_list("pk", flat=True)):
            several.set(wanted)
            written = True
    if belongings.leads is not None:
        written = _write_leads(row, belongings.leads) or written
    return written


def _write_leads(row: Process, leads: Sequence[Lead]) -> bool:
    there = {(each.actor, each.during.lower, each.during.upper): each for each in row.lead_actors.all()}
    wanted = {(each.actor, each.during.lower, each.during.upper): each for each in leads}
    gone = [each.pk for key, each in there.items() if key not in wanted]
    new = [each for key, each in wanted.items() if key not in there]
    # First those that go, so that the days of those that come are free.
    LeadActor.objects.filter(pk__in=gone).delete()
    LeadActor.objects.bulk_create(LeadActor(process=row, actor=each.actor, during=each.during) for each in new)
    return bool(gone or new)
