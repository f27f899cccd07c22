"""An officer seats somebody, leaves somebody out, or takes that back; the team is solved around it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.errors import DomainError
from accounts.models import User
from accounts.services.history import acting
from deployments.asking import OVER, OVER_SAID, Missing, wanted_of
from deployments.models import Request, SeatChoice
from deployments.proposing import check_new_pins
from deployments.services.outcomes import Refusal, Refused, Saved
from roster.loaders.versions import DELETED, context_of, event_model
from roster.models import Person

LONGEST_REASON = 400
UNDO = "seat-undo"


@dataclass(frozen=True, slots=True)
class Chosen(Saved[SeatChoice]):
    """`replaced` was pinned to that seat before."""

    replaced: Person | None = None


def choose_seat(
    *, request_id: int, person_id: int, slot_code: str = "", actor: User, now: datetime, reason: str = ""
) -> Chosen | Refused:
    """Pin the person to the seat, or with no seat strike them. It takes the place of what was chosen about them
    before, and of who was pinned to that seat."""
    reason = reason.strip()
    with acting(actor=actor, reason=reason), transaction.atomic():
        row = Request.objects.select_for_update(no_key=True).get(pk=request_id)
        if refusal := choice_refusal(row, slot_code, person_id, reason):
            return Refused((refusal,))
        if slot_code and (refusal := pins_refusal(row, {slot_code: person_id}, now=now)):
            return Refused((refusal,))
        return put_choice(row, slot_code, person_id, actor=actor, now=now, reason=reason)


def choice_refusal(row: Request, slot_code: str, person_id: int, reason: str) -> Refusal | None:
    """What needs no look at the call."""
    if len(reason) > LONGEST_REASON:
        sentence = _("At most %(most)s characters. Shorten the reason.") % {"most": LONGEST_REASON}
        return Refusal("too_long", sentence, "reason")
    if row.state in OVER:
        return Refusal("request_over", OVER_SAID % {"state": row.get_state_display()})
    if slot_code and not row.slots.filter(code=slot_code).exists():
        sentence = _("This seat is gone from the request. Look again and choose another.")
        return Refusal("seat_unknown", sentence, "slot_code")
    if not Person.objects.filter(pk=person_id).exists():
        return Refusal("person_unknown", _("Nobody on the roster bears this number."), "person")
    return None


def pins_refusal(row: Request, pins: Mapping[str, int], *, now: datetime) -> Refusal | None:
    """Whether somebody newly seated could not be there in time; nothing is asked while facts are missing."""
    wanted = wanted_of(row, now=now)
    if isinstance(wanted, Missing):
        return None
    try:
        check_new_pins(wanted, pins, now=now)
    except DomainError as refused:
        return Refusal(refused.code, str(refused.sentence), "person")
    return None


def put_choice(
    row: Request, slot_code: str, person_id: int, *, actor: User | None, now: datetime, reason: str
) -> Chosen:
    """Written without asking; the request is locked."""
    pins = row.choices.filter(slot_code=slot_code) if slot_code else row.choices.none()
    before = pins.exclude(person_id=person_id).select_related("person").first()
    (row.choices.filter(person_id=person_id) | pins).delete()
    choice = SeatChoice.objects.create(
        request=row,
        person_id=person_id,
        slot_code=slot_code,
        kind=SeatChoice.Kind.PIN if slot_code else SeatChoice.Kind.STRIKE,
        reason=reason,
        by=actor,
        at=now,
    )
    return Chosen(choice, replaced=before.person if before else None)


@dataclass(frozen=True, slots=True)
class Undone:
    """`restored` is seated again, in whose place somebody had been."""

    changed: bool
    restored: Person | None = None

    def __bool__(self) -> bool:
        return self.changed


def undo_choice(*, request_id: int, person_id: int, actor: User) -> Undone:
    """Neither seat nor leave out that person any more, and seat whoever had to make room for them."""
    with acting(actor=actor, step=UNDO), transaction.atomic():
        row = Request.objects.select_for_update(no_key=True).get(pk=request_id)
        choice = row.choices.filter(person_id=person_id).first()
        if choice is None:
            return Undone(changed=False)
        before = _replaced_by(choice) if row.state not in OVER else None
        choice.delete()
        if before is None or not Person.objects.filter(pk=before.person_id).exists():
            return Undone(changed=True)
        if row.choices.filter(person_id=before.person_id).exists():
            return Undone(changed=True)
        restored = SeatChoice.objects.create(
            request=row,
            person_id=before.person_id,
            slot_code=before.slot_code,
            kind=SeatChoice.Kind.PIN,
            reason=before.reason,
            by=User.objects.filter(pk=before.by_id or 0).first(),
            at=before.at,
        )
    return Undone(changed=True, restored=restored.person)


def _replaced_by(choice: SeatChoice) -> SeatChoice | None:
    """The pin that went in the same act as this one came, as the history has it. What an undo brought back has none:
    else two pins would take turns."""
    events = event_model(SeatChoice).objects
    came = events.filter(pgh_obj_id=choice.pk, pgh_label="insert").first()
    if choice.kind != SeatChoice.Kind.PIN or came is None or came.pgh_context_id is None:
        return None
    if context_of(came).get("step") == UNDO:
        return None
    gone = events.filter(
        pgh_context_id=came.pgh_context_id,
        pgh_label=DELETED,
        request_id=choice.request_id,
        slot_code=choice.slot_code,
        kind=SeatChoice.Kind.PIN,
    )
    found: SeatChoice | None = gone.exclude(person_id=choice.person_id).order_by("-pgh_id").first()
    return found
