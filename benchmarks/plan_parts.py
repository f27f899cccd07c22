"""What takes how long from stored people to the page of a request? Fills the database of DATABASE_URL; prints JSON.

One request of each kind, with the seats of its default profile, to each watched destination in turn. Every round asks
another one. The bare yardstick runs the statements of that plan again, by psycopg, and solves the same candidates.
"""

import argparse
import json
import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any
from unittest.mock import patch

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.conf import settings  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.urls import reverse  # noqa: E402
from django.utils import timezone  # noqa: E402

from accounts.kinds import Kind  # noqa: E402
from accounts.models import User  # noqa: E402
from accounts.services.demo import ensure_demo_accounts  # noqa: E402
from benchmarks.data import MIGRATE, SEED  # noqa: E402
from benchmarks.timing import compare  # noqa: E402
from deployments import assembling  # noqa: E402
from deployments.asking import Missing, wanted_of  # noqa: E402
from deployments.models import Request, RequestSlot  # noqa: E402
from deployments.plan import Plan, Wanted  # noqa: E402
from deployments.proposing import make_plan  # noqa: E402
from deployments.reference.request_kinds import KINDS, KindRow  # noqa: E402
from deployments.services.demo import seed_demo  # noqa: E402
from deployments.teams.solving import contenders, solve  # noqa: E402
from roster.answering import answers  # noqa: E402
from roster.models import Grade, Place  # noqa: E402


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--people", type=int, required=True)
    arguments.add_argument("--rounds", type=int, required=True)
    asked = arguments.parse_args()
    subprocess.run(MIGRATE, check=True)
    seed_demo(count=asked.people, seed=SEED, today=timezone.now().date())
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    print(json.dumps(measured(make_requests(), asked.rounds)))


def make_requests() -> list[Request]:
    """Each kind once, every second one with French in its first seat; what the requester provides is granted."""
    places = list(Place.objects.filter(reference__is_active=True).order_by("reference__position"))
    return [
        _request(number, kind, places[number % len(places)])
        for number, kind in enumerate(each for each in KINDS if each.delivery != "remote")
    ]


def _request(number: int, kind: KindRow, place: Place) -> Request:
    now = timezone.now()
    request = Request.objects.create(
        reference=f"B-{number:03}",
        kind=kind.code,
        destination=place,
        stay_days=kind.stay_days or 30,
        received_at=now,
        terms_of_reference="granted",
        funds="granted",
        host_consent="granted",
        max_per_nationality=2,
        min_share_women="0.4",
        state="approved",
    )
    grades = Grade.objects.in_bulk()
    for position, seat in enumerate(kind.seats):
        RequestSlot.objects.create(
            request=request,
            code=seat.code,
            position=position,
            title=seat.title,
            kind="support" if seat.role else "thematic",
            role=seat.role,
            themes=dict(seat.themes),
            all_themes=dict(seat.all_themes),
            languages={"fr": "B2"} if number % 2 and not position else {},
            min_grade=grades.get(seat.min_grade),
        )
    return request


@dataclass
class Parts:
    """Milliseconds of one plan by part, and what was found."""

    total: float = 0
    sql: float = 0
    engine: float = 0
    solver: float = 0
    statements: list[tuple[str, Any]] = field(default_factory=list)
    pools: list[tuple[Any, ...]] = field(default_factory=list)


def measured(requests: list[Request], rounds: int) -> dict[str, Any]:
    now = timezone.now()
    wanted = [found for each in requests if not isinstance(found := wanted_of(each, now=now), Missing)]
    parts = [dissected(each, now) for each in wanted]
    officer = signed_in()
    addresses = [reverse("deployments:request", args=[each.reference]) for each in requests]

    def page(number: int) -> None:
        answer = officer.get(addresses[number % len(addresses)])
        assert answer.status_code == 200, answer.status_code

    ways = {
        "page": page,
        "plan": lambda number: make_plan(wanted[number % len(wanted)], now=now),
        "bare SQL": lambda number: run_again(parts[number % len(parts)].statements),
        "solver": lambda number: solve_again(parts[number % len(parts)].pools),
    }
    timings = compare(ways, rounds=rounds, seconds=600)
    plans = [make_plan(each, now=now) for each in wanted]
    return {
        "timings": {way: asdict(taken) for way, taken in timings.items()},
        "plans": [told(plan, each) for plan, each in zip(plans, parts, strict=True)],
    }


def told(plan: Plan, parts: Parts) -> dict[str, Any]:
    return {
        "seats": len(plan.wanted.slots),
        "skilled": len(plan.people),
        "asked": plan.asked,
        "level": plan.answer.level.value,
        "changes": len(plan.changes),
        "queries": len(parts.statements),
        "total": parts.total,
        "sql": parts.sql,
        "engine": parts.engine,
        "solver": parts.solver,
    }


def dissected(wanted: Wanted, now: datetime) -> Parts:
    """One plan with a stopwatch around each part, after one without, so that nothing is loaded for the first time."""
    make_plan(wanted, now=now)
    parts = Parts()

    def of_database(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        parts.statements.append((sql, params))
        with watched(parts, "sql"):
            return execute(sql, params, many, context)

    def asked(*given: Any, **named: Any) -> Any:
        before = parts.sql
        with watched(parts, "engine"):
            found = answers(*given, **named)
        parts.engine -= parts.sql - before
        return found

    def solved(*given: Any, **named: Any) -> Any:
        parts.pools.append((given, named))
        with watched(parts, "solver"):
            return solve(*given, **named)

    def contended(*given: Any, **named: Any) -> Any:
        with watched(parts, "solver"):
            return contenders(*given, **named)

    with (
        patch.object(assembling, "answers", asked),
        patch.object(assembling, "solve", solved),
        patch.object(assembling, "contenders", contended),
        connection.execute_wrapper(of_database),
        watched(parts, "total"),
    ):
        make_plan(wanted, now=now)
    return parts


@contextmanager
def watched(parts: Parts, part: str) -> Iterator[None]:
    began = time.perf_counter()
    try:
        yield
    finally:
        setattr(parts, part, getattr(parts, part) + (time.perf_counter() - began) * 1000)


def run_again(statements: list[tuple[str, Any]]) -> None:
    """The same statements, their rows fetched as they come and thrown away: no model, no rule."""
    connection.ensure_connection()
    for sql, params in statements:
        with connection.connection.cursor() as cursor:
            cursor.execute(sql, params)
            cursor.fetchall()


def solve_again(pools: list[tuple[Any, ...]]) -> None:
    for given, named in pools:
        solve(*given, **named)


def signed_in() -> Client:
    ensure_demo_accounts()
    client = Client(HTTP_HOST=(settings.ALLOWED_HOSTS or ["localhost"])[0].replace("*", "localhost"))
    client.force_login(User.objects.filter(groups__name=Kind.OFFICER.value).order_by("pk")[0])
    return client


if __name__ == "__main__":
    main()
