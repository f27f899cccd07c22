"""Writing fictional open requests, so that no page of a demonstration is empty: each shows another answer.

Feasible, feasible with waivers, infeasible for want of an interpreter, remote, a draft that lacks facts, and a
restricted one that only the head of unit and the auditor meet.
"""

from collections import defaultdict
from datetime import datetime, timedelta
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from deployments.models import LeadActor, Process, ProfileSlot, Request, RequestSlot, SeatWanted
from roster.models import Place

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
GIVEN = dict.fromkeys(("terms_of_reference", "funds", "host_consent"), "granted")
RARE_LANGUAGE = "ka"
"""Nobody of the demonstration speaks it."""


def seed_open_requests(*, first: int, now: datetime) -> None:
    """References go on from number `first`. Instants are told back from now."""
    number = first
    for values, seats in _requests(now):
        row = Request.objects.create(reference=f"DEMO-R{number:02d}", created_at=now, updated_at=now, **values)
        for position, seat in enumerate(seats, 1):
            seat.request, seat.position = row, position
        RequestSlot.objects.bulk_create(seats)
        number += 1


def _requests(now: datetime) -> list[tuple[dict[str, Any], list[RequestSlot]]]:
    talks = _process("Merin valley ceasefire talks", now, track=Process.Track.ONE, talks=Process.Talks.INDIRECT)
    dialogue = _process("Orlanda national dialogue", now, track=Process.Track.ONE, talks=Process.Talks.DIRECT)
    quiet = _process("Quiet channel of the north", now, confidentiality=Process.Confidentiality.RESTRICTED)
    usual = _profiles()
    return [
        (
            {
                **GIVEN,
                **_asked(now, warned=9 * DAY, received=2 * DAY, approved=7 * HOUR, activated=5 * HOUR),
                "state": Request.State.ACTIVATED,
                "requester": "Secretariat of the Orlanda national dialogue",
                "requester_kind": Request.RequesterKind.STATE,
                "process": dialogue,
                "kind": "constitutional-dialogue-advice",
                "phase": Request.Phase.PREPARATION,
                "modality": Request.Modality.SUPPORTING,
                "destination": _place("NBO"),
                "stay_days": 21,
                "min_share_women": "0.3",
            },
            usual["constitutional-dialogue-advice"],
        ),
        (
            {
                **GIVEN,
                **_asked(now, warned=4 * DAY, received=DAY, approved=12 * HOUR, activated=10 * HOUR),
                "state": Request.State.ACTIVATED,
                "requester": "Special Envoy for the Merin valley",
                "requester_kind": Request.RequesterKind.ENVOY,
                "process": talks,
                "kind": "envoy-support",
                "phase": Request.Phase.TALKS,
                "modality": Request.Modality.LEAD,
                "destination": _place("DSS"),
                "stay_days": 14,
                # The host has not answered: every seat hangs on that decision.
                "host_consent": "requested",
            },
            usual["envoy-support"][:3],
        ),
        (
            {
                **GIVEN,
                **_asked(now, received=20 * HOUR, approved=4 * HOUR),
                "state": Request.State.APPROVED,
                "requester": "United Nations country team",
                "requester_kind": Request.RequesterKind.COUNTRY_TEAM,
                "kind": "fact-finding",
                "destination": _place("AMM"),
                "stay_days": 21,
            },
            [
                *usual["fact-finding"][:2],
                RequestSlot(
                    code="interpreter",
                    title="Interpreter",
                    kind=SeatWanted.Kind.SUPPORT,
                    role=SeatWanted.Role.INTERPRETER,
                    languages={RARE_LANGUAGE: "C1"},
                ),
            ],
        ),
        (
            {
                **GIVEN,
                **_asked(now, received=30 * HOUR, approved=3 * HOUR),
                "state": Request.State.APPROVED,
                "requester": "Secretariat of the Ilmara constitutional commission",
                "requester_kind": Request.RequesterKind.STATE,
                "kind": "remote-advice",
                "delivery": Request.Delivery.REMOTE,
                "destination": _place("VIE"),
                "stay_days": 14,
            },
            usual["remote-advice"],
        ),
        (
            {
                **_asked(now, received=HOUR),
                "state": Request.State.DRAFT,
                "requester": "Regional office",
                "requester_kind": Request.RequesterKind.REGIONAL_OFFICE,
                "note": "Called from the airport; rings back with the destination.",
            },
            [],
        ),
        (
            {
                **_asked(now, received=3 * DAY),
                "state": Request.State.TRIAGED,
                "requester": "Envoy",
                "requester_kind": Request.RequesterKind.ENVOY,
                "process": quiet,
                "kind": "good-offices",
                "destination": _place("VIE"),
                "stay_days": 7,
                "lead_min_grade_id": "D-1",
            },
            usual["good-offices"],
        ),
    ]


def _process(name: str, now: datetime, **values: Any) -> Process:
    """Led by a regional organisation until a month ago, by the organisation itself since."""
    process = Process.objects.create(
        name=name, modality=Request.Modality.SUPPORTING, created_at=now, updated_at=now, **values
    )
    since = now.replace(hour=0, minute=0, second=0, microsecond=0) - 30 * DAY
    LeadActor.objects.create(
        process=process, actor="Southern Regional Community", during=DateTimeTZRange(since - 200 * DAY, since)
    )
    LeadActor.objects.create(process=process, actor="United Nations", during=DateTimeTZRange(since, None))
    return process


def _asked(now: datetime, **before: timedelta) -> dict[str, datetime]:
    """Instants by how long before now they were: warned, received, approved, activated."""
    names = {"warned": "warning_at"}
    return {names.get(name, f"{name}_at"): now - length for name, length in before.items()}


def _profiles() -> dict[str, list[RequestSlot]]:
    """The usual seats of each kind as they stand, an administrator's changes included."""
    found: dict[str, list[RequestSlot]] = defaultdict(list)
    columns = ("code", "title", "kind", "role", "themes", "all_themes", "languages", "min_grade_id")
    for each in ProfileSlot.objects.order_by("request_kind", "position"):
        found[each.request_kind_id].append(RequestSlot(**{name: getattr(each, name) for name in columns}))
    return found


def _place(code: str) -> Place | None:
    return Place.objects.filter(code=code).first()
