"""What may be recorded between a person and a process? A neighbour's nationality never bars (domain.md §6)."""

from datetime import datetime

from django.utils.translation import gettext as _

from roster.loaders.facts import process_key
from roster.models import ImpartialityFlag
from roster.services.editing.outcomes import Author, Refusal

KIND = ImpartialityFlag.Kind
ADVISORY_ONLY = frozenset({KIND.NEIGHBOURING_NATIONAL.value, KIND.INTERESTED_NATIONAL.value})


def carry_flags_over(*, was: str, now_called: str) -> None:
    """A process has another name: what is recorded between people and it goes on to bar them.

    Whoever renames a process need not know that there are flags, and is told nothing about them.
    """
    key = process_key(was)
    for flag in ImpartialityFlag.objects.exclude(process="").select_for_update():
        if process_key(flag.process) == key:
            flag.process = now_called
            flag.save(update_fields=["process"])


def refuse_flag(
    row: ImpartialityFlag, before: ImpartialityFlag | None, author: Author, _now: datetime
) -> list[Refusal]:
    """A flag about nothing, a barring neighbour, and one without a reason for whoever decides later."""
    refusals = []
    if not row.process.strip() and row.country_id is None:
        refusals.append(Refusal("about_nothing", _("Name the process or the country that it is about."), "process"))
    if row.is_blocking and row.kind in ADVISORY_ONLY:
        refusals.append(
            Refusal(
                "neighbour_never_barred",
                _("A neighbouring or interested state's nationality never blocks: make it advisory."),
                "is_blocking",
            )
        )
    if not row.reason.strip():
        refusals.append(Refusal("no_reason", _("Write down the reason; only those with the right read it."), "reason"))
    if before is None:
        row.recorded_by = author.user
    return refusals
