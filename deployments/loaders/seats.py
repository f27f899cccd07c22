"""Who holds each standby seat now, and who stands in? Two queries, whatever the number of seats."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from deployments.loaders.shown import Shown
from deployments.models import SeatHolding, StandbySeat


@dataclass(frozen=True)
class SeatLine:
    """A seat with holder and back-up; each is `None` when there is none."""

    seat: StandbySeat
    holding: SeatHolding | None
    holder: Shown | None = None
    backup: Shown | None = None

    @property
    def person_ids(self) -> list[int]:
        if self.holding is None:
            return []
        return [pk for pk in (self.holding.holder_id, self.holding.backup_id) if pk is not None]

    @property
    def is_vacant(self) -> bool:
        return not self.person_ids

    @property
    def is_covered(self) -> bool:
        """One of the two would be in time."""
        return any(each is not None and each.in_time for each in (self.holder, self.backup))

    def filled(self, shown: Mapping[int, Shown]) -> "SeatLine":
        if self.holding is None:
            return self
        holder, backup = self.holding.holder_id, self.holding.backup_id
        return replace(
            self,
            holder=shown.get(holder) if holder is not None else None,
            backup=shown.get(backup) if backup is not None else None,
        )


def load_seats(*, now: datetime) -> list[SeatLine]:
    """Every seat in its order with the holding that is in force at `now`, its people not yet asked about."""
    in_force = {each.seat_id: each for each in SeatHolding.objects.filter(during__contains=now)}
    return [SeatLine(seat, in_force.get(seat.pk)) for seat in StandbySeat.objects.select_related("theme")]
