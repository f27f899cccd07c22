"""What of a person's standing ends on which day: membership, document or clearance? Never a detail of it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, tzinfo

from django.utils.translation import gettext as _

from accounts.moments import day_text
from roster.days import Days, last_day_of
from roster.loaders.calendar import PersonCalendar
from roster.models import Clearance, Membership
from roster.models.clearance import ClearanceState
from roster.sentences.measures import capitalised
from roster.windows import Window

COUNTING = frozenset({ClearanceState.GRANTED, ClearanceState.CONDITIONAL})


@dataclass(frozen=True, slots=True)
class End:
    """`day` is the last one on which it holds. `is_term`: without it nobody is sent, whatever else is in order."""

    day: date
    name: str
    said: str
    when: str
    is_term: bool = False


def ends_of(calendar: PersonCalendar, within: Days, zone: tzinfo, *, now: datetime) -> list[End]:
    """What ends on one of the days, by day. What is renewed without a gap does not end."""
    today = now.astimezone(zone).date()
    found = []
    for name, window, is_term in _windows(calendar):
        last = last_day_of(window, zone)
        if last is not None and last in within:
            said = _("%(what)s: last day") % {"what": capitalised(name)}
            found.append(End(last, capitalised(name), said, day_text(last, today), is_term))
    return sorted(found, key=lambda each: (each.day, not each.is_term, each.name))


def _windows(calendar: PersonCalendar) -> Iterator[tuple[str, Window, bool]]:
    active = [each for each in calendar.memberships if each.status == Membership.Status.ACTIVE]
    for membership in active:
        ends = membership.term.upper
        if not any(_goes_on(each, ends) for each in active if each is not membership):
            yield _("membership, %(pool)s") % {"pool": membership.pool}, _window(membership.term), True
    for document in calendar.documents:
        if document.state in COUNTING and document.valid is not None:
            yield str(document), _window(document.valid), False
    for clearance in _latest(calendar.clearances):
        where = f", {clearance.country.name}" if clearance.country else ""
        yield f"{clearance.requirement.title}{where}", _window(clearance.valid), False


def _goes_on(other: Membership, ends: datetime | None) -> bool:
    """Whether the other one holds where this one ends."""
    if ends is None:
        return True
    term = other.term
    return (term.lower is None or term.lower <= ends) and (term.upper is None or term.upper > ends)


def _latest(clearances: Iterable[Clearance]) -> list[Clearance]:
    """Of several for one requirement and country the one with the latest end, which is the one that counts."""
    latest: dict[tuple[str, str | None], Clearance] = {}
    for each in clearances:
        if each.state in COUNTING and each.valid is not None:
            key = (each.requirement_id, each.country_id)
            before = latest.get(key)
            if before is None or _window(before.valid).last < _window(each.valid).last:
                latest[key] = each
    return list(latest.values())


def _window(valid: object) -> Window:
    lower, upper = getattr(valid, "lower", None), getattr(valid, "upper", None)
    return Window(lower, upper)
