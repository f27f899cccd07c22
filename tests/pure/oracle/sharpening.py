"""Where are the edges of a drawn world? Lays limits on them, or one second beside: the stay, the return, the deadline.

The oracle is asked only where the edges are, never what the right answer is.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

from tests.pure.oracle.case import CODES, STORED, Case, six_months_after
from tests.pure.oracle.departure import Supposition, earliest_departure
from tests.pure.oracle.material import NUDGES, SECOND, STATES, Draw, Person, World
from tests.pure.oracle.naive import after_decisions, all_decisions, without_causes


def _leaves(draw: Draw, made: World, person: Person) -> datetime | None:
    """When the person as drawn so far would leave: as things are, with every decision taken, or without some causes."""
    case = Case(made, person)
    chance = draw.random()
    if chance < 0.5:
        supposed = Supposition(case.bookings)
    elif chance < 0.7:
        supposed = after_decisions(case, all_decisions(case))
    else:
        supposed = without_causes(case, draw.sample(("booked", "membership", *CODES), draw.choice((1, 2, 4, 8))))
    return earliest_departure(case, supposed)


def _end_a_clearance_with_the_stay(draw: Draw, made: World, person: Person) -> None:
    departure = _leaves(draw, made, person)
    if departure is None:
        return
    clearance = person.setdefault("clearances", {}).setdefault(draw.choice(STORED), {"state": "granted"})
    clearance["valid_until"] = Case(made, person).end_of_stay(departure) + draw.choice(NUDGES)
    if "valid_from" in clearance and clearance["valid_from"] >= min(departure, clearance["valid_until"]):
        del clearance["valid_from"]


def _start_a_clearance_near_departure(draw: Draw, made: World, person: Person) -> None:
    departure = _leaves(draw, made, person)
    if departure is None:
        return
    clearance = person.setdefault("clearances", {}).setdefault(draw.choice(STORED), {"state": draw.choice(STATES)})
    clearance["valid_from"] = departure + draw.choice(NUDGES)
    if draw.random() < 0.6:
        clearance["valid_until"] = Case(made, person).end_of_stay(departure) + draw.choice(NUDGES) + timedelta(hours=2)
    else:
        clearance.pop("valid_until", None)


def _end_the_passport_six_months_on(draw: Draw, made: World, person: Person) -> None:
    departure = _leaves(draw, made, person)
    if departure is None:
        return
    country = draw.choice(person["nationalities"])
    end = six_months_after(Case(made, person).end_of_stay(departure)) + draw.choice((*NUDGES, timedelta(days=-1)))
    documents = person.setdefault("documents", [])
    documents[:] = [*(d for d in documents if d["country"] != country), {"country": country, "valid_until": end}]


def _book_right_after_the_return(draw: Draw, made: World, person: Person) -> None:
    departure = _leaves(draw, made, person)
    if departure is None:
        return
    start = Case(made, person).back_home(departure) + draw.choice(NUDGES)
    _add_booking(draw, person, start, start + timedelta(days=draw.choice((1, 14, 20))))


def _book_until_departure(draw: Draw, made: World, person: Person) -> None:
    case = Case(made, person)
    departure = draw.choice((_leaves(draw, made, person), case.deadline - case.way_there, case.deadline))
    if departure is None:
        return
    days = draw.choice((1, 13, 14, 27, 28))
    rest = timedelta(days=draw.choice((0, days // 14 * 2)))
    end = departure - rest + draw.choice(NUDGES)
    _add_booking(draw, person, end - timedelta(days=days) + draw.choice((timedelta(0), SECOND)), end)


def _book_until_activation(draw: Draw, made: World, person: Person) -> None:
    """Over, or all but over, when the call comes: what is left of it is the rest."""
    end = made["call"]["activated"] + draw.choice((*NUDGES, timedelta(days=-3)))
    _add_booking(draw, person, end - timedelta(days=draw.choice((14, 28, 42, 56))), end)


def _add_booking(draw: Draw, person: Person, start: datetime, end: datetime) -> None:
    kind = draw.choice(("deployment", "deployment", "leave"))
    booking = {"kind": kind, "from": start, "to": end, "releasable": draw.random() < 0.4}
    others = person.get("bookings", [])
    if all(other["to"] <= start or end <= other["from"] for other in others):
        person["bookings"] = [*others, booking]


def _end_the_term_with_the_return(draw: Draw, made: World, person: Person) -> None:
    departure = _leaves(draw, made, person)
    if departure is not None:
        person["term_ends"] = Case(made, person).back_home(departure) + draw.choice(NUDGES)


def _begin_the_term_at_departure(draw: Draw, made: World, person: Person) -> None:
    case = Case(made, person)
    departure = draw.choice((_leaves(draw, made, person), case.deadline - case.way_there))
    if departure is not None:
        person["member_since"] = departure + draw.choice(NUDGES)
        if person.get("term_ends", person["member_since"] + SECOND) <= person["member_since"]:
            del person["term_ends"]


def _confirm_exactly_at_the_limit(draw: Draw, made: World, person: Person) -> None:
    days = 30 if person["tier"] in ("standby", "on-call") else 90
    person["confirmed_at"] = made["call"]["activated"] - timedelta(days=days) + draw.choice(NUDGES)


SHARPENINGS: tuple[Callable[[Draw, World, Person], None], ...] = (
    _end_a_clearance_with_the_stay,
    _end_a_clearance_with_the_stay,
    _start_a_clearance_near_departure,
    _end_the_passport_six_months_on,
    _book_right_after_the_return,
    _book_until_departure,
    _book_until_activation,
    _end_the_term_with_the_return,
    _begin_the_term_at_departure,
    _confirm_exactly_at_the_limit,
)


def close_the_window(draw: Draw, made: World) -> None:
    """Let the window end exactly at one person's arrival (or departure), or just beside it."""
    person = draw.choice(made["people"])
    departure = _leaves(draw, made, person)
    if departure is None:
        return
    seconds = round((Case(made, person).clock_stops(departure) - made["call"]["activated"]).total_seconds())
    seconds -= draw.choice((0, 0, 0, 900, -900))
    if 0 < seconds < 60 * 24 * 3600 and seconds % 900 == 0:  # quarters of an hour are exact as numbers
        made["call"]["window_hours"] = seconds / 3600 if seconds % 3600 else seconds // 3600
    elif draw.random() < 0.5:
        made["call"]["activated"] -= SECOND
