"""Fill an empty database with fictional people: manage.py seed_demo --people 200 --seed 1."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from accounts.errors import DomainError
from accounts.services.demo import demo_is_on, ensure_demo_accounts
from deployments.services.demo import seed_demo
from roster.monitor import sweep

SWEPT_AT_ONCE = 2000
"""People; for more, assessing everybody takes longer than writing them, and the scheduler does it anyway."""


class Command(BaseCommand):
    help = (
        "Write fictional people, a standing team, past and open requests into an empty database, and sweep once "
        f"(beyond {SWEPT_AT_ONCE:,} people the sweep is left to the scheduler). "
        "Example: manage.py seed_demo --people 200 --seed 1"
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--people", type=int, default=200, help="How many people (at least 30; default 200).")
        parser.add_argument("--seed", type=int, default=1, help="The same seed gives the same people (default 1).")

    def handle(self, *_args: Any, people: int, seed: int, **_options: Any) -> None:
        if people < 30:
            raise CommandError("A demonstration needs at least 30 people: --people 30 or more.")
        now = timezone.now()
        try:
            written = seed_demo(count=people, seed=seed, today=now.date(), now=now)
        except DomainError as refused:
            raise CommandError(str(refused.sentence)) from refused
        if demo_is_on():
            ensure_demo_accounts()
        if not written:
            self.stdout.write("The fictional people are here already; nothing was changed.")
            return
        if written > SWEPT_AT_ONCE:
            self.stdout.write(f"Wrote {written:,} fictional people. The scheduler's sweep assesses them from now on.")
            return
        record = sweep(now=now)
        self.stdout.write(f"Wrote {written} fictional people and assessed {record.checked} verdicts.")
