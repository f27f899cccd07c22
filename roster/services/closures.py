"""Keeps the public holidays of every office up to date; closures entered by hand are never touched."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from roster.models import Office, OfficeClosure
from roster.reference.public_holidays import public_holidays

YEARS_BACK = 1
YEARS_AHEAD = 2

Progress = Callable[[int, int], None]
"""Called with how many are done and how many there are."""


@dataclass(frozen=True, slots=True)
class HolidaysRenewed:
    """Days by what became of them. `without`: countries of which no public holiday is known, by name."""

    years: range
    added: int
    changed: int
    removed: int
    unchanged: int
    without: tuple[str, ...]


def years_kept(now: datetime) -> range:
    """Last year to the year after next."""
    return range(now.year - YEARS_BACK, now.year + YEARS_AHEAD + 1)


def holidays_are_known(*, now: datetime) -> bool:
    """Whether public holidays reach into the last year that is kept; they run out as time goes by."""
    return OfficeClosure.objects.filter(is_public_holiday=True, day__year=years_kept(now)[-1]).exists()


@transaction.atomic
def renew_holidays(
    *, now: datetime, office_ids: Iterable[int] | None = None, progress: Progress | None = None
) -> HolidaysRenewed:
    """Make the public holidays of the years kept those of the package, for offices of the countries it knows.

    Of all offices, or of those named.

    A holiday that moved is moved. A closure by hand stays, also on a public holiday. Days of other years stay, and so
    does everything of a country that the package does not know.
    """
    years = years_kept(now)
    kept = _closures(years)
    calendars: dict[str, dict[date, str] | None] = {}
    without: set[str] = set()
    added: list[OfficeClosure] = []
    changed: list[OfficeClosure] = []
    removed: list[int] = []
    unchanged = 0
    wanted = Office.objects.all() if office_ids is None else Office.objects.filter(pk__in=list(office_ids))
    offices = list(wanted.select_related("country"))
    for done, office in enumerate(offices, 1):
        country = office.country
        if country.code not in calendars:
            calendars[country.code] = public_holidays(country.alpha2, years)
        stated = calendars[country.code]
        if not stated:
            without.add(country.name)
        if stated is not None:
            there = kept.get(office.pk, {})
            public = {day: row for day, row in there.items() if row.is_public_holiday}
            added.extend(_holiday(office, day, name) for day, name in stated.items() if day not in there)
            moved = [row for day, row in public.items() if day in stated and row.name != stated[day]]
            for row in moved:
                row.name = stated[row.day]
            changed.extend(moved)
            obsolete = [row.pk for day, row in public.items() if day not in stated]
            removed.extend(obsolete)
            unchanged += len(public) - len(moved) - len(obsolete)
        if progress is not None:
            progress(done, len(offices))
    OfficeClosure.objects.bulk_create(added)
    if changed:
        OfficeClosure.objects.bulk_update(changed, ["name"])
    if removed:
        OfficeClosure.objects.filter(pk__in=removed).delete()
    return HolidaysRenewed(years, len(added), len(changed), len(removed), unchanged, tuple(sorted(without)))


def _closures(years: range) -> dict[int, dict[date, OfficeClosure]]:
    """By office and day."""
    kept: dict[int, dict[date, OfficeClosure]] = {}
    for closure in OfficeClosure.objects.filter(day__year__range=(years[0], years[-1])):
        kept.setdefault(closure.office_id, {})[closure.day] = closure
    return kept


def _holiday(office: Office, day: date, name: str) -> OfficeClosure:
    return OfficeClosure(office=office, day=day, name=name, is_public_holiday=True)
