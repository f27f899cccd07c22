"""Writes the request kinds that are missing, and never touches a row that is there.

A kind gets its profile of seats when it is made; afterwards the profile is the administrator's.
"""

from django.db import transaction

from deployments.models import ProfileSlot, RequestKind, SeatWanted
from deployments.reference.request_kinds import KINDS
from roster.models import Grade
from roster.services.completing import Loaded, complete


@transaction.atomic
def load_request_kinds() -> Loaded:
    """Grades come with the roster's reference data; a seat whose grade a unit does not use asks for none."""
    there = set(RequestKind.objects.values_list("code", flat=True))
    loaded = complete(
        RequestKind,
        "code",
        (
            RequestKind(
                code=row.code,
                title=row.title,
                aliases=list(row.aliases),
                position=position,
                delivery=row.delivery,
                stay_days=row.stay_days,
            )
            for position, row in enumerate(KINDS, 1)
        ),
    )
    grades = set(Grade.objects.values_list("code", flat=True))
    ProfileSlot.objects.bulk_create(
        ProfileSlot(
            request_kind_id=row.code,
            code=seat.code,
            position=position,
            title=seat.title,
            kind=SeatWanted.Kind.SUPPORT if seat.role else SeatWanted.Kind.THEMATIC,
            role=seat.role,
            themes=dict(seat.themes),
            all_themes=dict(seat.all_themes),
            min_grade_id=seat.min_grade if seat.min_grade in grades else None,
        )
        for row in KINDS
        if row.code not in there
        for position, seat in enumerate(row.seats, 1)
    )
    return loaded
