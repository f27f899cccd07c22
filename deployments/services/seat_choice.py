"""An officer seats somebody, leaves somebody out, or takes that back; the team is solved around it."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services.history import acting
from deployments.models import Request, SeatChoice
from deployments.services.outcomes import Refusal, Refused, Saved
from roster.models import Person

LONGEST_REASON = 400


def choose_seat(
    *, request_id: int, person_id: int, slot_code: str = "", actor: User, now: datetime, reason: str = ""
) -> Saved[SeatChoice] | Refused:
    """Pin the person to the seat, or with no seat strike them. It takes the place of what was chosen about them
    before, and of who was pinned to that seat."""
    reason = reason.strip()
    if len(reason) > LONGEST_REASON:
        sentence = _("At most %(most)s characters. Shorten the reason.") % {"most": LONGEST_REASON}
        return Refused((Refusal("too_long", sentence, "reason"),))
    with acting(actor=actor, reason=reason), transaction.atomic():
        row = Request.objects.select_for_update(no_key=True).get(pk=request_id)
        if slot_code and not row.slots.filter(code=slot_code).exists():
            sentence = _("This seat is gone from the request. Look again and choose another.")
            return Refused((Refusal("seat_unknown", sentence, "slot_code"),))
        if not Person.objects.filter(pk=person_id).exists():
            return Refused((Refusal("person_unknown", _("Nobody on the roster bears this number."), "person"),))
        chosen = row.choices.filter(person_id=person_id)
        if slot_code:
            chosen = chosen | row.choices.filter(slot_code=slot_code)
        chosen.delete()
        choice = SeatChoice.objects.create(
            request=row,
            person_id=person_id,
            slot_code=slot_code,
            kind=SeatChoice.Kind.PIN if slot_code else SeatChoice.Kind.STRIKE,
            reason=reason,
            by=actor,
            at=now,
        )
    return Saved(choice)


def undo_choice(*, request_id: int, person_id: int, actor: User) -> bool:
    """Neither seat nor leave out that person any more; whether there was anything to undo."""
    with acting(actor=actor), transaction.atomic():
        Request.objects.select_for_update(no_key=True).get(pk=request_id)
        deleted, _each = SeatChoice.objects.filter(request_id=request_id, person_id=person_id).delete()
    return bool(deleted)
