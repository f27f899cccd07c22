"""The smallest sufficient set, against trying every subset; and documents that waver at the ends of months."""

from datetime import UTC, datetime, timedelta
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from roster.readiness.assess import assess
from roster.readiness.calendars import ENDLESS, HOUR, add_months, instant, micros, outlives, outlives_again
from roster.readiness.facts import TravelDocument
from roster.readiness.judge import Level
from roster.readiness.search import first_sufficient, smallest_sufficient
from tests.pure.readiness.made import call, person, requirement, world

LETTERS = "abcdefg"
SETS = st.sets(st.sampled_from(LETTERS), max_size=4).map(frozenset)


def every_subset(enough: list[frozenset[str]]) -> tuple[str, ...] | None:
    for size in range(len(LETTERS) + 1):
        for letters in combinations(LETTERS, size):
            if any(each <= set(letters) for each in enough):
                return letters
    return None


@given(st.lists(SETS, max_size=6))
def test_it_is_the_first_of_the_smallest_sets_that_suffice(enough: list[frozenset[str]]) -> None:
    def suffices(letters: frozenset[str]) -> bool:
        return any(each <= letters for each in enough)

    assert smallest_sufficient(LETTERS, suffices) == every_subset(enough)
    assert first_sufficient(LETTERS, suffices) == every_subset(enough)


def test_trying_every_set_finds_one_where_more_would_hurt() -> None:
    def suffices(letters: frozenset[str]) -> bool:
        return letters in ({"b"}, set(LETTERS))

    assert first_sufficient(LETTERS, suffices) == ("b",)


INSTANTS = st.datetimes(datetime(2026, 1, 1), datetime(2028, 12, 31)).map(lambda each: each.replace(tzinfo=UTC))  # noqa: DTZ001


@given(INSTANTS, st.integers(0, 14), st.integers(-80, 80))
def test_whether_a_document_outlives_a_stay_and_how_long_that_holds(end: datetime, months: int, hours: int) -> None:
    valid_until = micros(add_months(end, months)) + hours * HOUR
    for first in (micros(end), micros(end) + 1, micros(end) - HOUR):
        covered, hold = outlives(valid_until, first, months)
        assert covered == (_limit(first, months) <= valid_until)
        for later in {1, 60 * HOUR, hold - 1, hold // 2}:
            if 0 <= later < min(hold, ENDLESS // 2):
                assert (_limit(first + later, months) <= valid_until) == covered


def _limit(end: int, months: int) -> int:
    found = instant(end)
    assert found is not None
    return micros(add_months(found, months))


AUGUST_28 = datetime(2026, 8, 28, tzinfo=UTC)


def test_a_document_wavers_only_where_a_later_stay_asks_for_less() -> None:
    february_28_noon = micros(datetime(2027, 2, 28, 12, tzinfo=UTC))
    start = micros(AUGUST_28)
    assert outlives_again(february_28_noon, start, start + 48 * HOUR, 6)
    assert not outlives_again(february_28_noon, start, start + 20 * HOUR, 6)
    assert not outlives_again(february_28_noon, start + 96 * HOUR, start + 196 * HOUR, 6)
    assert not outlives_again(ENDLESS, start, start + 96 * HOUR, 6)


def test_where_a_document_wavers_every_set_of_causes_is_tried() -> None:
    # Departure after 28 h falls short; after 24 h (without the booking) it would not, and after 12 h it would again.
    facts = person(
        documents=(TravelDocument("KEN", datetime(2027, 2, 28, 7, 59, 59, tzinfo=UTC)),),
        confirmed_at=AUGUST_28,
    )
    asked = call(activated_at=AUGUST_28 + timedelta(days=1), stay_days=1)
    verdict = assess(facts, asked)
    assert (verdict.level, [each.code for each in verdict.gaps]) == (Level.BLOCKED, ["booking"])
    unneeded = world(requirement("travel_document", disabled=True))
    assert assess(facts, call(unneeded, activated_at=asked.activated_at)).level is Level.READY
