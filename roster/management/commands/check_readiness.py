"""Who could be where in time, if the call came at this instant? Prints what the board shows; changes nothing."""

import json
from datetime import UTC, datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from accounts.errors import DomainError
from roster.answering import Answer, answers, load_calls
from roster.loaders.facts import Unanswerable
from roster.loaders.live import BROKEN
from roster.models import Person, ReferenceDestination

ORDER = ("ready", "ready_if", "late", "blocked", "not assessed")


class Command(BaseCommand):
    help = (
        "Print the verdict of everybody on the roster for the reference destinations. "
        "Example: manage.py check_readiness --destination NBO --at 2026-12-24T08:00Z"
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--at", help="The instant of the call, ISO 8601 (without an offset: UTC). Default: now.")
        parser.add_argument("--destination", help="The code of one reference destination. Default: all of them.")
        parser.add_argument("--json", action="store_true", help="One JSON object instead of a table.")

    def handle(self, *_args: Any, **options: Any) -> None:
        at = _instant(options["at"])
        references = list(ReferenceDestination.objects.filter(is_active=True).select_related("place"))
        if options["destination"]:
            known = ", ".join(each.place.code for each in references)
            references = [each for each in references if each.place.code == options["destination"]]
            if not references:
                raise CommandError(f"No reference destination {options['destination']}. There are: {known or 'none'}.")
        people = dict(Person.objects.values_list("pk", "reference"))
        try:
            calls = load_calls(references, at=at)
        except DomainError as unusable:
            raise CommandError(str(unusable.sentence)) from unusable
        found = answers(people, calls, at=at, broken=BROKEN)
        rows = [
            {"person": people[person], "destination": place.place.code, **_row(found[person, place.pk])}
            for place in references
            for person in people
        ]
        rows.sort(key=lambda row: (row["destination"], ORDER.index(row["level"]), row["arrives"] or "9", row["person"]))
        if options["json"]:
            self.stdout.write(json.dumps({"at": _iso(at), "verdicts": rows}, indent=1))
        else:
            self._print_table(at, rows)

    def _print_table(self, at: datetime, rows: list[dict[str, Any]]) -> None:
        self.stdout.write(f"If activated at {_iso(at)}")
        for row in rows:
            slack = "" if row["slack_hours"] is None else f"{row['slack_hours']:+.1f} h"
            reasons = ", ".join(row["conditions"] + row["gaps"]) or row["problem"]
            who = f"{row['destination']:5} {row['person']:14} {row['level']:13}"
            self.stdout.write(f"{who} {row['arrives'] or '-':20} {slack:>9}  {reasons}")


def _instant(stated: str | None) -> datetime:
    if stated is None:
        return timezone.now()
    try:
        at = parse_datetime(stated)
    except ValueError as impossible:
        raise CommandError(f"{stated} is not an instant: {impossible}.") from impossible
    if at is None:
        raise CommandError(f"“{stated}” is not an instant. Write it as 2026-12-24T08:00Z.")
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def _row(answer: Answer) -> dict[str, Any]:
    if isinstance(answer, Unanswerable):
        return {
            "level": "not assessed",
            "departs": None,
            "arrives": None,
            "slack_hours": None,
            "conditions": [],
            "gaps": [],
            "problem": answer.sentence,
        }
    return {
        "level": answer.level.value,
        "departs": _iso(answer.departs_at),
        "arrives": _iso(answer.arrives_at),
        "slack_hours": answer.slack_hours,
        "conditions": sorted(condition.code for condition in answer.conditions),
        "gaps": sorted(gap.code for gap in answer.gaps),
        "problem": "",
    }


def _iso(instant: datetime | None) -> str | None:
    return None if instant is None else instant.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
