"""What exactly is asked of the unit, by a stored request or by a form that is not saved yet? Rows to `Wanted`.

A missing fact is named in words, never guessed. Two things are filled in and told by whoever shows the answer: a
request that is not activated is asked as if it were activated now, and a blank stay takes the usual one. Of a request
that was activated earlier, what is still to be done begins now, for nobody sets out in the past.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.errors import DomainError
from deployments.lifecycle.request import State
from deployments.matching.facts import Setting, Slot, SlotKind
from deployments.models import Delivery, Process, Request, SeatChoice, SeatWanted
from deployments.plan import Wanted
from deployments.teams.facts import Rules
from roster.loaders.live import full_minute
from roster.loaders.question import usual_stay_days
from roster.models import Grade, Place
from roster.readiness import facts

CONDITIONS = ("terms_of_reference", "funds", "host_consent")

OVER_SAID = _(
    "This request is %(state)s: nobody is looked for any more. What was decided is kept; enter a new request for a new "
    "call."
)
DESTINATION = _("Destination")
SEATS = _("At least one seat")


@dataclass(frozen=True)
class Missing:
    """Why nothing can be asked yet: the facts that are missing, in words and in the order of the form."""

    facts: tuple[str | Promise, ...]


OVER = frozenset({State.FILLED, State.CLOSED, State.DECLINED, State.REFERRED, State.WITHDRAWN})
"""Nobody is looked for any more."""


def wanted_of(request: Request, *, now: datetime) -> Wanted | Missing:
    """What a stored request asks, in a number of queries that depends on nothing.

    Pins and strikes are those of `SeatChoice`; a pin on a seat that is gone is left out. DomainError `request_over`
    for a request that looks for nobody any more: how long its 72 hours are past says nothing about the roster.
    """
    if request.state in OVER:
        raise DomainError("request_over", OVER_SAID % {"state": request.get_state_display()})
    seats = list(request.slots.select_related("min_grade"))
    choices = list(SeatChoice.objects.filter(request=request))
    values = {name: getattr(request, name) for name in STATED} | {COUNTRIES: request.countries.all()}
    return wanted_from(
        values,
        seats,
        now=now,
        pins={each.slot_code: each.person_id for each in choices if each.kind == SeatChoice.Kind.PIN},
        strikes=frozenset(each.person_id for each in choices if each.kind == SeatChoice.Kind.STRIKE),
    )


STATED = (
    *("destination", "process", "activated_at", "stay_days", "delivery", "stops_at", "window_hours"),
    *("min_share_women", "max_per_nationality", "team_languages", "lead_min_grade", "max_cost", *CONDITIONS),
)
"""What `wanted_from` reads, by the names of the request's fields."""
COUNTRIES = "countries"
"""And this one, of which there may be several."""


def wanted_from(
    values: Mapping[str, Any],
    seats: Sequence[SeatWanted],
    *,
    now: datetime,
    pins: Mapping[str, int] | None = None,
    strikes: Iterable[int] = (),
) -> Wanted | Missing:
    """What these values ask, by the names of the request's fields (`STATED`), such as a form's cleaned data.

    A value that is left out counts as blank. `seats` need not be saved.
    """
    destination: Place | None = values.get("destination")
    missing: list[str | Promise] = []
    if destination is None:
        missing.append(DESTINATION)
    if not seats:
        missing.append(SEATS)
    if destination is None or missing:
        return Missing(tuple(missing))
    process: Process | None = values.get("process")
    # At a full minute, so that nothing is told to the second.
    begins_at = full_minute(now)
    activated_at = values.get("activated_at") or begins_at
    stay = values.get("stay_days")
    window = values.get("window_hours")
    codes = {seat.code for seat in seats}
    return Wanted(
        destination=destination,
        activated_at=activated_at,
        begins_at=begins_at,
        stay_days=float(stay) if stay else usual_stay_days(destination, at=activated_at),
        slots=tuple(slot_of(seat) for seat in seats),
        rules=rules_of(values),
        delivery=delivery_of(values.get("delivery") or ""),
        stops_at=facts.StopsAt(values.get("stops_at") or facts.StopsAt.ARRIVAL),
        window_hours=float(window) if window else None,
        parties=frozenset(process.parties.values_list("code", flat=True)) if process else frozenset(),
        process=process.name if process else "",
        countries=_countries(values, process),
        conditions={name: facts.State(values.get(name) or facts.State.MISSING) for name in CONDITIONS},
        setting=Setting(
            country=destination.country_id,
            regions=frozenset(destination.country.regions.values_list("code", flat=True)),
            track=process.track if process else None,
        ),
        pins={code: person for code, person in (pins or {}).items() if code in codes},
        strikes=frozenset(strikes),
    )


def _countries(values: Mapping[str, Any], process: Process | None) -> frozenset[str]:
    """What the effort is about, as the request says and as its process does."""
    of_process = process.countries.values_list("code", flat=True) if process else ()
    return frozenset([*of_process, *(each.code for each in values.get(COUNTRIES) or ())])


def slot_of(seat: SeatWanted) -> Slot:
    """One row of a request, a profile or a form, as matching and teams see it."""
    return Slot(
        id=seat.code,
        kind=SlotKind(seat.kind),
        themes=seat.themes,
        all_themes=seat.all_themes,
        languages=seat.languages,
        min_grade=seat.min_grade_id or "",
        min_grade_rank=seat.min_grade.position if seat.min_grade else None,
        role=seat.role,
        title=seat.title,
    )


def rules_of(values: Mapping[str, Any]) -> Rules:
    """The rules of the team; what is blank asks for nothing."""
    grade: Grade | None = values.get("lead_min_grade")
    share = values.get("min_share_women")
    return Rules(
        min_share_women=float(share) if share else None,
        max_per_nationality=values.get("max_per_nationality"),
        team_languages=values.get("team_languages") or {},
        lead_min_grade=grade.code if grade else "",
        lead_min_grade_rank=grade.position if grade else None,
        max_cost=values.get("max_cost"),
    )


def delivery_of(delivery: str) -> facts.Delivery:
    """Hybrid work is judged in person: whoever takes part must be able to travel."""
    return facts.Delivery.REMOTE if delivery == Delivery.REMOTE else facts.Delivery.IN_PERSON
