"""Writes visa rules from a passport index: the whole file or nothing of it, and a second time nothing new."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db import transaction

from roster.models import Country, VisaRule
from roster.reference.passport_index import IndexRule, RefusedLine, read_passport_index

BATCH = 10_000

Progress = Callable[[int, int], None]
"""Called with how many rules are written and how many are to be."""


@dataclass(frozen=True, slots=True)
class VisaRulesLoaded:
    """Rules by what became of them, or would become in a dry run; with a line refused nothing was written.

    `own_country`: lines that need no rule. `elsewhere`: rules in the database that the file does not mention and that
    stay.
    """

    new: int
    changed: int
    unchanged: int
    own_country: int
    elsewhere: int
    refused: tuple[RefusedLine, ...]
    written: bool


@transaction.atomic
def load_visa_rules(
    lines: Iterable[str], *, dry_run: bool = False, progress: Progress | None = None
) -> VisaRulesLoaded:
    """Make the rules those of a passport index (form: `roster.reference.passport_index`).

    A rule edited by hand is changed back where the file says otherwise, and counted as changed.
    """
    reading = read_passport_index(lines, known=frozenset(Country.objects.values_list("code", flat=True)))
    there = {
        (document, destination): (kind, days)
        for document, destination, kind, days in VisaRule.objects.values_list(
            "document", "destination_id", "kind", "days"
        )
    }
    new = [rule for rule in reading.rules if (rule.document, rule.destination) not in there]
    changed = [
        rule
        for rule in reading.rules
        if (rule.document, rule.destination) in there
        and there[rule.document, rule.destination] != (rule.kind, rule.days)
    ]
    writes = not dry_run and not reading.refused
    if writes:
        _write([*new, *changed], progress)
    return VisaRulesLoaded(
        new=len(new),
        changed=len(changed),
        unchanged=len(reading.rules) - len(new) - len(changed),
        own_country=reading.own_country,
        elsewhere=len(there.keys() - {(rule.document, rule.destination) for rule in reading.rules}),
        refused=reading.refused,
        written=writes,
    )


def _write(rules: list[IndexRule], progress: Progress | None) -> None:
    """In few statements: each makes everybody's readiness due again."""
    for start in range(0, len(rules), BATCH):
        VisaRule.objects.bulk_create(
            (
                VisaRule(document=rule.document, destination_id=rule.destination, kind=rule.kind, days=rule.days)
                for rule in rules[start : start + BATCH]
            ),
            update_conflicts=True,
            unique_fields=["document", "destination"],
            update_fields=["kind", "days"],
        )
        if progress is not None:
            progress(min(start + BATCH, len(rules)), len(rules))
