"""`manage.py load_visa_rules FILE [--dry-run]`: visa rules from a passport index."""

from argparse import RawDescriptionHelpFormatter
from io import StringIO
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from roster.services.visa import VisaRulesLoaded, load_visa_rules

SHOWN = 50


class Command(BaseCommand):
    help = (
        "Read visa rules from a passport index: a CSV file with the columns Passport, Destination (alpha-3 codes)\n"
        "and Requirement. All lines are read or, when one is at fault, nothing is changed. Running it twice changes\n"
        "nothing.\n\n"
        "Example: manage.py load_visa_rules passport-index-tidy-iso3.csv --dry-run"
    )

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        return super().create_parser(prog_name, subcommand, formatter_class=RawDescriptionHelpFormatter, **kwargs)

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="the CSV file, in UTF-8")
        parser.add_argument("--dry-run", action="store_true", help="say what would change, and change nothing")

    def handle(self, *, file: Path, dry_run: bool, **_options: Any) -> None:
        try:
            text = file.read_text(encoding="utf-8-sig")
        except OSError as error:
            raise CommandError(f"{file} cannot be read: {error.strerror}.") from error
        except UnicodeDecodeError as error:
            raise CommandError(f"{file} is not a text file in UTF-8. Save it as CSV in UTF-8 and try again.") from error
        outcome = load_visa_rules(StringIO(text), dry_run=dry_run, progress=self._progress)
        if outcome.refused:
            raise CommandError(self._refusal(outcome))
        self.stdout.write(
            f"{outcome.new:,} new, {outcome.changed:,} changed, {outcome.unchanged:,} unchanged, 0 refused; "
            f"{outcome.own_country:,} lines for one's own country need no rule; "
            f"{outcome.elsewhere:,} rules are not in the file and stay."
        )
        if not outcome.written:
            self.stdout.write("Dry run: nothing was changed.")

    def _progress(self, done: int, total: int) -> None:
        if self.stderr.isatty():
            self.stderr.write(f"\r{done:,} of {total:,} rules written", ending="\n" if done == total else "")

    @staticmethod
    def _refusal(outcome: VisaRulesLoaded) -> str:
        shown = [f"  line {each.line}: {each.sentence}" for each in outcome.refused[:SHOWN]]
        if len(outcome.refused) > SHOWN:
            shown.append(f"  and {len(outcome.refused) - SHOWN:,} more lines")
        count = f"{len(outcome.refused):,} refused, nothing was changed. Correct the file and run this again:"
        return "\n".join([count, *shown])
