"""What does every verdict of a sweep rest on, and is it still in force? Reads the shared tables; assesses nobody."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from django.db.models import Q

from roster.answering import load_calls
from roster.loaders.world import rules_turn_on
from roster.models import ReferenceDestination, RulesVersion
from roster.readiness.facts import Call

LOOK_AGAIN_AFTER = timedelta(hours=24)
"""The longest that a verdict stands without another look, whatever the engine foresees."""


@dataclass
class Rules:
    """What every verdict of a sweep rests on: the calls by destination, and by when all must be looked at again.

    Loaded once, and again when the number of the rules has changed since. A batch asks for them with its rows locked:
    whoever changes a rule later waits for that lock to mark the rows, and whoever changed it before has changed the
    number. The number is read first, so that a change in between costs a second loading and is never missed.
    """

    now: datetime
    number: int | None = None
    calls: Mapping[int, Call] = field(default_factory=dict)
    look_again_by: datetime = field(init=False)

    def refresh(self, destination_ids: Iterable[int] = ()) -> None:
        """Make the calls hold for these destinations and all active ones, by the rules that are in force."""
        wanted = set(destination_ids)
        number = RulesVersion.objects.values_list("number", flat=True).first() or 0
        if number != self.number or not wanted <= self.calls.keys():
            references = ReferenceDestination.objects.filter(Q(is_active=True) | Q(pk__in=wanted))
            self.calls = load_calls(references.select_related("place"), at=self.now)
            self.look_again_by = _look_again_by(self.now)
            self.number = number


def _look_again_by(now: datetime) -> datetime:
    """Within a day; at midnight UTC when other rules hold from tomorrow on, which the engine cannot foresee."""
    tomorrow = now.astimezone(UTC).date() + timedelta(days=1)
    return (
        datetime.combine(tomorrow, datetime.min.time(), tzinfo=UTC)
        if rules_turn_on(tomorrow)
        else now + LOOK_AGAIN_AFTER
    )
