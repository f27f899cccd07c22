"""Windows of readiness and the next change are exactly what asking at every instant would give (design.md §4.1)."""

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from roster.readiness.assess import assess, next_change, ready_windows
from roster.readiness.facts import Call, LeadTime, Office, PersonFacts, TravelDocument, VisaKind, VisaRule
from roster.readiness.judge import Level
from roster.windows import Window
from tests.pure.readiness.drawn import questions
from tests.pure.readiness.made import DAY, HOUR, MONDAY, TICK, booking, call, person, world

HORIZON = timedelta(days=45)
Question = tuple[PersonFacts, Call]


def is_ready(facts: PersonFacts, asked: Call, instant: datetime) -> bool:
    return assess(facts, asked.at(instant)).level is Level.READY


@given(questions(), st.data())
def test_ready_at_an_instant_means_within_a_window_of_readiness(question: Question, data: st.DataObject) -> None:
    facts, asked = question
    start, horizon = asked.activated_at, asked.activated_at + HORIZON
    windows = ready_windows(facts, asked, horizon)
    instants = {start, horizon - TICK}
    for window in windows:
        instants |= {window.first, window.first - TICK, window.last, window.last - TICK, window.last + TICK}
    minutes = data.draw(st.lists(st.integers(0, int(HORIZON / timedelta(minutes=1)) - 1), min_size=5, max_size=5))
    instants |= {start + timedelta(minutes=each) for each in minutes}
    instants |= {each.window.first for each in facts.bookings} | {each.window.last for each in facts.bookings}
    for instant in instants:
        if start <= instant < horizon:
            assert is_ready(facts, asked, instant) == any(instant in window for window in windows), instant


@given(questions(), st.floats(0, 1))
def test_nothing_changes_before_the_next_change(question: Question, fraction: float) -> None:
    facts, asked = question
    horizon = asked.activated_at + HORIZON
    changes_at = next_change(facts, asked, horizon)
    first = assess(facts, asked).codes
    until = changes_at or horizon
    before = asked.activated_at + (until - asked.activated_at - TICK) * fraction
    assert assess(facts, asked.at(before)).codes == first
    assert assess(facts, asked.at(until - TICK)).codes == first
    if changes_at is not None:
        assert assess(facts, asked.at(changes_at)).codes != first


def test_windows_of_readiness_are_apart_and_end_at_the_horizon() -> None:
    facts = person(confirmed_at=MONDAY + 99 * DAY, bookings=(booking(MONDAY + 30 * DAY, MONDAY + 40 * DAY),))
    # Away for 28 h + 4 h + 20 days + 4 h; back in time for the leave, or in time after it.
    assert ready_windows(facts, call(), MONDAY + 60 * DAY) == [
        Window(MONDAY, MONDAY + 30 * DAY - 20 * DAY - 36 * HOUR + TICK),
        Window(MONDAY + 40 * DAY - 68 * HOUR, MONDAY + 60 * DAY),
    ]


def test_readiness_ends_a_microsecond_after_the_confirmation_is_thirty_days_old() -> None:
    stale_from = MONDAY + 29 * DAY + TICK
    assert ready_windows(person(), call(), MONDAY + 90 * DAY) == [Window(MONDAY, stale_from)]
    assert next_change(person(), call(), MONDAY + 90 * DAY) == stale_from


def test_nobody_is_ready_before_the_horizon_begins() -> None:
    assert ready_windows(person(), call(), MONDAY) == []


def test_nothing_changes_for_somebody_who_is_barred() -> None:
    asked = call(parties=frozenset({"KEN"}))
    assert ready_windows(person(), asked, MONDAY + 90 * DAY) == []
    assert next_change(person(), asked, MONDAY + 90 * DAY) is None


def test_a_visa_is_ready_in_time_on_some_days_of_the_week_also_when_the_clocks_change() -> None:
    vienna = Office("vienna", "Europe/Vienna")
    visas = [VisaRule("NPL", "SSD", VisaKind.LEAD, _two_days(vienna))]
    facts = person(documents=(TravelDocument("NPL"),), confirmed_at=MONDAY + 90 * DAY)
    windows = ready_windows(facts, call(world(visas=visas)), MONDAY + 30 * DAY)
    # Lodged before closing (16:00 UTC) from Monday to Wednesday, at most 68 h before the second closing after.
    assert [str(window) for window in windows[:4]] == [
        "[2026-03-02T09:00:00+00:00, 2026-03-02T16:00:00+00:00)",
        "[2026-03-02T20:00:00+00:00, 2026-03-03T16:00:00+00:00)",
        "[2026-03-03T20:00:00+00:00, 2026-03-04T16:00:00+00:00)",
        "[2026-03-08T20:00:00+00:00, 2026-03-09T16:00:00+00:00)",
    ]
    # The clocks go forward on Sunday 29 March; from then on closing is at 15:00 UTC.
    assert str(windows[-3]) == "[2026-03-29T19:00:00+00:00, 2026-03-30T15:00:00+00:00)"


def _two_days(office: Office) -> LeadTime:
    return LeadTime(working_days=2, office=office)
