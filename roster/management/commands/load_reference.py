"""`manage.py load_reference [--holidays]`: complete the reference data, renew the public holidays."""

from argparse import RawDescriptionHelpFormatter
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from roster.services.closures import renew_holidays
from roster.services.reference import load_reference


class Command(BaseCommand):
    help = (
        "Add the countries, places, offices, vocabularies, requirement rules and figures that are missing. What is\n"
        "there stays as it is. `migrate` does the same by itself. With --holidays, also renew the public holidays of\n"
        "all offices, from last year to the year after next; closures entered by hand stay. Run that at least once a\n"
        "year.\n\n"
        "Example: manage.py load_reference --holidays"
    )

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        return super().create_parser(prog_name, subcommand, formatter_class=RawDescriptionHelpFormatter, **kwargs)

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--holidays", action="store_true", help="renew the public holidays of all offices")

    def handle(self, *, holidays: bool, **_options: Any) -> None:
        for loaded in load_reference():
            self.stdout.write(f"{loaded.table}: {loaded.added:,} added, {loaded.kept:,} kept")
        if holidays:
            self._renew()

    def _renew(self) -> None:
        renewed = renew_holidays(now=timezone.now(), progress=self._progress)
        self.stdout.write(
            f"public holidays {renewed.years[0]} to {renewed.years[-1]}: {renewed.added:,} added, {renewed.changed:,} "
            f"changed, {renewed.removed:,} removed, {renewed.unchanged:,} unchanged"
        )
        if renewed.without:
            self.stdout.write(
                "No public holidays are known for these countries; enter the closures of their offices by hand: "
                + ", ".join(renewed.without)
            )

    def _progress(self, done: int, total: int) -> None:
        if self.stderr.isatty():
            self.stderr.write(f"\r{done:,} of {total:,} offices", ending="\n" if done == total else "")
