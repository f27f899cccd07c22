"""When could this person leave, at the earliest, if these decisions were taken or these causes were gone?

Tries every instant at which anything ends or begins, in order, and checks each rule at it from first principles.
The rules are those of `domain.md §4–§5` and the last section of `scenarios/README.md`; the readings taken where the
text leaves two are listed in `tests/pure/oracle/naive.py`.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import combinations, product
from typing import Any

from tests.pure.oracle.case import CODES, DEFAULT_NEEDS, Booking, Case, instant, six_months_after


@dataclass(frozen=True)
class Supposition:
    """What is supposed: which requirements count as done, which bookings are left, whether membership matters."""

    bookings: tuple[Booking, ...]
    done: frozenset[str] = frozenset()
    membership: bool = True


def done_at(
    case: Case, supposed: Supposition, code: str, departure: datetime, document: tuple[str | None, datetime | None]
) -> datetime | None:
    """The instant at which the requirement is done, for somebody who would leave at `departure`; None for never."""
    if not case.needed(code) or code in supposed.done or code in ("host_consent", "rest"):
        return case.activation
    state = case.state(code)
    if state == "refused":
        return None
    ways: list[datetime] = []
    if code == "travel_document":
        valid_until = document[1]
        if valid_until is None or six_months_after(case.end_of_stay(departure)) <= valid_until:
            ways.append(case.activation)
    elif code == "visa":
        if not case.visa_to_get(document[0]):
            return case.activation
    elif state in ("not_required", "waived"):
        ways.append(case.activation)
    elif case.covers(code, departure):
        valid_from = case.clearance(code).get("valid_from")
        if state in ("granted", "conditional"):
            ways.append(case.activation if valid_from is None else max(case.activation, instant(valid_from)))
        elif valid_from is not None and instant(valid_from) > case.activation:
            ways.append(instant(valid_from))
    prerequisites = case.override(code).get("needs", DEFAULT_NEEDS.get(code, ()))
    before = [done_at(case, supposed, needed, departure, document) for needed in prerequisites]
    known = [end for end in before if end is not None]
    if len(known) == len(before):
        renewed = case.lead_finished(code, max([case.activation, *known]), document[0])
        if renewed is not None:
            ways.append(renewed)
    return min(ways, default=None)


def instants_of_done(case: Case, supposed: Supposition, code: str) -> set[datetime]:
    """Every instant at which the requirement might be done, whatever the departure and the document."""
    found = {case.activation}
    if not case.needed(code) or code in supposed.done or code in ("host_consent", "rest"):
        return found
    if case.held_for_ever(code):
        return found
    prerequisites = case.override(code).get("needs", DEFAULT_NEEDS.get(code, ()))
    choices = [instants_of_done(case, supposed, needed) for needed in prerequisites]
    for ends in product(*choices):
        start = max([case.activation, *ends])
        for country, _ in case.documents:
            if code == "visa" and not case.visa_to_get(country):
                continue
            renewed = case.lead_finished(code, start, country)
            if renewed is not None:
                found.add(renewed)
    valid_from = case.clearance(code).get("valid_from")
    if valid_from is not None and (found == {case.activation} or instant(valid_from) < max(found)):
        found.add(instant(valid_from))  # nobody waits for it when obtaining is sooner
    return found


def earliest_departure(case: Case, supposed: Supposition) -> datetime | None:
    """The first instant at which everything holds; every rule turns true only where something ends or begins."""
    instants = {case.activation}
    for code in CODES:
        instants |= instants_of_done(case, supposed, code)
    instants |= {end for _, end in busy(case, supposed)}
    if case.person.get("member_since") is not None:
        instants.add(instant(case.person["member_since"]))
    for departure in sorted(instants):
        if departure >= case.activation and may_leave(case, supposed, departure):
            return departure
    return None


def may_leave(case: Case, supposed: Supposition, departure: datetime) -> bool:
    away = (departure, case.back_home(departure))
    if any(overlap(away, window) for window in busy(case, supposed)):
        return False
    if supposed.membership and not member_throughout(case.person, away):
        return False
    return any(all_done(case, supposed, departure, document) for document in case.documents)


def all_done(
    case: Case, supposed: Supposition, departure: datetime, document: tuple[str | None, datetime | None]
) -> bool:
    ends = (done_at(case, supposed, code, departure, document) for code in CODES)
    return all(end is not None and end <= departure for end in ends)


def member_throughout(person: Mapping[str, Any], away: tuple[datetime, datetime]) -> bool:
    since, until = person.get("member_since"), person.get("term_ends")
    if person.get("membership_status", "active") != "active":
        return False
    return (since is None or instant(since) <= away[0]) and (until is None or away[1] <= instant(until))


def overlap(one: tuple[datetime, datetime], other: tuple[datetime, datetime]) -> bool:
    """Whether each begins before the other ends: windows that only touch do not overlap."""
    return one[0] < other[1] and other[0] < one[1]


def busy(case: Case, supposed: Supposition) -> list[tuple[datetime, datetime]]:
    """The half-open windows in which the person can not be on this assignment."""
    windows = []
    shared = case.remote and case.person.get("remote_share", 0) > 0
    resting = case.needed("rest") and "rest" not in supposed.done
    for booking in supposed.bookings:
        if not (booking.kind == "deployment" and shared):
            windows.append((booking.start, booking.end))
        if booking.kind == "deployment" and resting and booking.rest_ends() > booking.end:
            windows.append((booking.end, booking.rest_ends()))
    return windows


def first_list(codes: Iterable[str], suffices: Callable[[frozenset[str]], bool], steady: bool) -> list[str] | None:
    """The smallest set of codes that suffices, among equals the alphabetically first list; None when no set does.

    `steady` says that taking one more code never hurts. Then a code is in every sufficient set if all the others
    together do not suffice, and beside those every subset of the rest is tried; else simply every subset is.
    """
    ordered = sorted(codes)
    always: list[str] = []
    if steady:
        if not suffices(frozenset(ordered)):
            return None
        always = [code for code in ordered if not suffices(frozenset(ordered) - {code})]
    others = [code for code in ordered if code not in always]
    for size in range(len(others) + 1):
        found = [
            sorted((*always, *some)) for some in combinations(others, size) if suffices(frozenset((*always, *some)))
        ]
        if found:
            return min(found)
    return None


def steady(case: Case) -> bool:
    """Whether leaving earlier never spoils anything.

    It does beside a passport that ends on the last day of a month: six clamped months after 28, 29, 30 and 31 August
    are one day, so that 29 August 01:00 may be early enough and 28 August 23:00 too late.
    """
    ends = [valid_until for _, valid_until in case.documents if valid_until is not None]
    return case.remote or all((end + timedelta(days=1)).month == end.month for end in ends)
