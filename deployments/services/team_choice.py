"""A whole team is seated by hand: every seat with its person, all or nothing."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from accounts.models import User
from deployments.models import Request, SeatChoice
from deployments.services.outcomes import Refused, Saved
from deployments.services.seat_choice import choose_seat


def choose_team(
    *, request_id: int, seats: Mapping[str, int], actor: User, now: datetime, reason: str = ""
) -> Saved[Request] | Refused:
    """Pin these people (keys, by seat) in place of everybody pinned before; who is left out stays left out."""
    with transaction.atomic():
        row = Request.objects.select_for_update(no_key=True).get(pk=request_id)
        row.choices.filter(kind=SeatChoice.Kind.PIN).delete()
        for slot, person in seats.items():
            outcome = choose_seat(
                request_id=request_id, person_id=person, slot_code=slot, actor=actor, now=now, reason=reason
            )
            if isinstance(outcome, Refused):
                transaction.set_rollback(True)
                return outcome
    return Saved(row)
