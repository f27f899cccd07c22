"""A whole team is seated by hand, every seat with its person, all or nothing; and all seats are freed again."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services.history import acting
from deployments.models import Request, SeatChoice
from deployments.services.outcomes import Refusal, Refused, Saved
from deployments.services.seat_choice import choice_refusal, pins_refusal, put_choice


def choose_team(
    *, request_id: int, seats: Mapping[str, int], actor: User, now: datetime, reason: str = ""
) -> Saved[Request] | Refused:
    """Pin these people (keys, by seat) in place of everybody pinned before; who is left out stays left out."""
    reason = reason.strip()
    if len(set(seats.values())) < len(seats):
        sentence = _("One person fills one seat, and somebody is chosen for two. Look again and choose another team.")
        return Refused((Refusal("pinned_twice", sentence, "seats"),))
    with acting(actor=actor, reason=reason), transaction.atomic():
        row = Request.objects.select_for_update(no_key=True).get(pk=request_id)
        for slot, person in seats.items():
            if refusal := choice_refusal(row, slot, person, reason):
                return Refused((refusal,))
        if refusal := pins_refusal(row, seats, now=now):
            return Refused((refusal,))
        row.choices.filter(kind=SeatChoice.Kind.PIN).exclude(slot_code__in=seats).delete()
        for slot, person in seats.items():
            put_choice(row, slot, person, actor=actor, now=now, reason=reason)
    return Saved(row)


def clear_team(*, request_id: int, actor: User) -> dict[str, int]:
    """Seat nobody by hand any more; who is left out stays left out. Who was seated (keys, by seat), to seat again."""
    with acting(actor=actor), transaction.atomic():
        row = Request.objects.select_for_update(no_key=True).get(pk=request_id)
        pins = row.choices.filter(kind=SeatChoice.Kind.PIN)
        seated = dict(pins.values_list("slot_code", "person_id"))
        pins.delete()
    return seated
