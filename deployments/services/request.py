"""Every write of a request: entered, changed, moved on, its last step taken back. Locks, asks the rule, writes.

Who may write is the surface's to know; whether the second writer saw what the first one wrote is asked here.
"""

from collections.abc import Collection, Mapping, Sequence
from copy import copy
from datetime import UTC, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.callers import PartnerSystem
from accounts.models import User
from accounts.services.history import acting
from deployments.lifecycle.request import IN_ORDER, Facts, Instants, Move, State, order_refusals, plan
from deployments.lifecycle.request import Refusal as NotNow
from deployments.loaders.request_steps import last_step
from deployments.models import Process, Request, RequestSlot, SeatChoice
from deployments.seats import MOST_SEATS, seat_refusals, team_language_refusals, with_codes
from deployments.services.outcomes import Outdated, Refusal, Refused, Saved
from deployments.services.references import take_reference
from roster.models import Country, Theme

EDIT, STEP = "request", "request-step"

FIELDS = (
    *("requester", "requester_kind", "process", "kind", "phase", "modality", "lead_actor"),
    *("destination", "stay_days", "delivery", "stops_at", "window_hours"),
    *("warning_at", "received_at", "approved_at", "activated_at"),
    *("terms_of_reference", "funds", "host_consent"),
    *("min_share_women", "max_per_nationality", "team_languages", "lead_min_grade", "max_cost", "note"),
)
"""What may be written by hand. The state moves by steps; departure and arrival are told by the assignments."""

Writer = User | PartnerSystem
"""An account, or a partner's system; a system enters nothing as its own, and `reason` names it in the history."""

Names = frozenset[str]
Outcome = Saved[Request] | Refused | Outdated[Request]


def create_request(
    *,
    values: Mapping[str, Any],
    seats: Sequence[RequestSlot] = (),
    countries: Collection[Country] = (),
    actor: Writer,
    now: datetime,
    reason: str = "",
) -> Saved[Request] | Refused:
    """A draft with whatever is known of it. `values` are of `FIELDS`; a seat without a code is given one."""
    row = Request(state=Request.State.DRAFT, created_by=_account(actor), created_at=now, updated_at=now)
    changed = _put(row, values)
    if refusals := _refusals(row, None, changed, seats, actor, now):
        return Refused(tuple(refusals))
    with acting(actor=_account(actor), reason=reason, step=EDIT), transaction.atomic():
        row.reference = take_reference(year=now.astimezone(UTC).year)
        row.save()
        row.countries.set(countries)
        _write_seats(row, seats)
    return Saved(row)


def change_request(
    *,
    request_id: int,
    version: int,
    values: Mapping[str, Any],
    seats: Sequence[RequestSlot] | None = None,
    countries: Collection[Country] | None = None,
    actor: Writer,
    now: datetime,
    reason: str = "",
) -> Outcome:
    """Change what is in `values`; seats and countries as a whole, or not at all when they are `None`.

    A pin on a seat that goes away goes with it. `Outdated` when the request is of another version by now.
    """
    with acting(actor=_account(actor), reason=reason, step=EDIT), transaction.atomic():
        row = Request.objects.select_for_update(no_key=True).get(pk=request_id)
        if row.version != version:
            return Outdated(row)
        had = row.process
        changed = _put(row, values)
        if refusals := _refusals(row, had, changed, seats or (), actor, now):
            return Refused(tuple(refusals))
        is_changed = bool(changed)
        if countries is not None and {each.pk for each in countries} != set(row.countries.values_list("pk", flat=True)):
            row.countries.set(countries)
            is_changed = True
        if seats is not None and _write_seats(row, seats):
            is_changed = True
        if is_changed:
            _touch(row, now)
            row.save()
    return Saved(row, is_changed)


def check_request(
    row: Request, *, values: Mapping[str, Any], seats: Sequence[RequestSlot], actor: User, now: datetime
) -> tuple[Refusal, ...]:
    """What would be refused if these values were saved now; nothing is written, and the row stays as it is."""
    as_if = copy(row)
    return tuple(_refusals(as_if, row.process, _put(as_if, values), seats, actor, now))


def take_step(
    *, request_id: int, move: Move, actor: User, now: datetime, at: datetime | None = None, reason: str = ""
) -> Saved[Request] | Refused:
    """Move the request on, by the table of `deployments.lifecycle.request`; `at` is when it was, now unless stated."""
    with acting(actor=actor, reason=reason, step=STEP), transaction.atomic():
        row = Request.objects.select_for_update(no_key=True).get(pk=request_id)
        step = plan(
            Facts(State(row.state), instants_of(row)), move, at=at or _this_minute(row, now), now=now, reason=reason
        )
        if isinstance(step, NotNow):
            return Refused((Refusal(step.code, step.sentence, step.field),))
        row.state = step.state.value
        for name, instant in step.stamps.items():
            setattr(row, name, instant)
        _touch(row, now)
        row.save(update_fields=["state", *TOUCHED, *step.stamps])
    return Saved(row)


def take_back_step(*, request_id: int, version: int, actor: User, now: datetime) -> Outcome:
    """Take the last step back, while nothing was changed after it: its state and the instant that it set."""
    with acting(actor=actor, step=EDIT), transaction.atomic():
        row = Request.objects.select_for_update(no_key=True).get(pk=request_id)
        if row.version != version:
            return Outdated(row)
        before = last_step(row)
        if before is None:
            sentence = _("The last change was no step. Correct what is wrong in the form.")
            return Refused((Refusal("no_step", sentence),))
        for name, value in before.items():
            setattr(row, name, value)
        _touch(row, now)
        row.save(update_fields=[*before, *TOUCHED])
    return Saved(row)


def _this_minute(row: Request, now: datetime) -> datetime:
    """Instants are typed and read to the minute: one stamped later within it would refuse the next one typed.

    Never before an instant that is stored already.
    """
    stored: list[datetime] = [each for name in IN_ORDER if (each := getattr(row, name)) is not None and each <= now]
    return max([now.replace(second=0, microsecond=0), *stored])


def instants_of(row: Request) -> Instants:
    return Instants(**{name: getattr(row, name) for name in IN_ORDER})


def _account(writer: Writer) -> User | None:
    return writer if isinstance(writer, User) else None


TOUCHED = ("updated_at", "version")


def _touch(row: Request, now: datetime) -> None:
    """The database counts versions by itself; said here too, so that a change of seats alone is one, and is known."""
    row.updated_at = now
    row.version += 1


def _put(row: Request, values: Mapping[str, Any]) -> frozenset[str]:
    """Set the columns; which of them differ from before."""
    unknown = set(values) - set(FIELDS)
    if unknown:
        raise ValueError(f"Not written by hand: {', '.join(sorted(unknown))}.")
    changed = frozenset(name for name, value in values.items() if getattr(row, name) != value)
    for name in changed:
        setattr(row, name, values[name])
    return changed


def _refusals(
    row: Request, had: Process | None, changed: Names, seats: Sequence[RequestSlot], actor: Writer, now: datetime
) -> list[Refusal]:
    """`had` is the process before these changes."""
    found = [
        Refusal(each.code, each.sentence, each.field)
        for each in order_refusals(instants_of(row), now=now, changed=changed)
    ]
    found += _limit_refusals(row, changed)
    processes = Process.objects.visible_to(actor)
    if "process" in changed and had and not processes.contains(had):
        # Without its process others would learn of the request, and the parties' nationals could be sent.
        sentence = _("This request belongs to a restricted process. Leave it there, or ask the head of unit.")
        found.append(Refusal("process_restricted", sentence, "process"))
    elif "process" in changed and row.process and not processes.contains(row.process):
        found.append(Refusal("process_unknown", _("There is no such process. Choose one from the list."), "process"))
    if "team_languages" in changed:
        found += team_language_refusals(row.team_languages)
    if len(seats) > MOST_SEATS:
        sentence = _("At most %(most)s seats. Make two requests of it.") % {"most": MOST_SEATS}
        found.append(Refusal("too_many_seats", sentence, "seats"))
    themes = frozenset(Theme.objects.values_list("code", flat=True)) if seats else frozenset()
    codes = [seat.code for seat in seats if seat.code]
    for place, seat in enumerate(seats):
        found += [
            Refusal(each.code, each.sentence, f"seats.{place}.{each.field}")
            for each in seat_refusals(seat, themes=themes)
        ]
        if seat.code and codes.count(seat.code) > 1:
            sentence = _("Two seats bear the code “%(code)s”. Give one of them another.") % {"code": seat.code}
            found.append(Refusal("code_twice", sentence, f"seats.{place}.code"))
    return found


def _limit_refusals(row: Request, changed: frozenset[str]) -> list[Refusal]:
    """What the columns themselves do not take: a stay of 0 days, a word that is no state."""
    others = [each.name for each in Request._meta.concrete_fields if each.name not in changed]
    try:
        row.clean_fields(exclude=others)
    except ValidationError as faults:
        told = faults.message_dict.items()
        return [Refusal("out_of_limits", sentence, name) for name, sentences in told for sentence in sentences]
    return []


SEAT_COLUMNS = ("position", "title", "kind", "role", "themes", "all_themes", "languages", "min_grade_id")


def _write_seats(row: Request, seats: Sequence[RequestSlot]) -> bool:
    """Make the request's seats these; whether anything was written."""
    with_codes(seats)
    there = {each.code: each for each in row.slots.all()}
    wanted = {each.code for each in seats}
    gone = [each for code, each in there.items() if code not in wanted]
    for each in gone:
        each.delete()
    SeatChoice.objects.filter(request=row, slot_code__in=[each.code for each in gone]).delete()
    written = bool(gone)
    for seat in seats:
        stored = there.get(seat.code) or RequestSlot(request=row, code=seat.code)
        if stored.pk and all(getattr(stored, name) == getattr(seat, name) for name in SEAT_COLUMNS):
            continue
        for name in SEAT_COLUMNS:
            setattr(stored, name, getattr(seat, name))
        stored.save()
        written = True
    return written
