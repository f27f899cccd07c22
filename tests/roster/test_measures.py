"""How hours, ages and counts are written in a sentence."""

from datetime import UTC, datetime, timedelta

import pytest

from roster.sentences.languages import language_said
from roster.sentences.measures import age_said, count_said, length_text, listed, slack_text

NOW = datetime(2026, 11, 26, 9, 18, tzinfo=UTC)
HOUR = timedelta(hours=1)


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    ("length", "text"),
    [
        (timedelta(0), "0 h"),
        (timedelta(minutes=1), "1 h"),
        (41 * HOUR, "41 h"),
        (41 * HOUR + timedelta(seconds=1), "42 h"),
        (119 * HOUR, "119 h"),
        (120 * HOUR, "5 days"),
        (121 * HOUR, "6 days"),
    ],
)
def test_a_length_is_rounded_up_and_told_in_days_when_it_is_long(length: timedelta, text: str) -> None:
    assert plain(length_text(length)) == text


@pytest.mark.parametrize(
    ("slack", "text"),
    [
        (31 * HOUR, "31 h to spare"),
        (31 * HOUR + timedelta(minutes=59), "31 h to spare"),
        (timedelta(0), "0 h to spare"),
        (-timedelta(seconds=1), "1 h over"),
        (-18 * HOUR, "18 h over"),
    ],
)
def test_what_is_to_spare_is_rounded_down_and_what_is_over_up(slack: timedelta, text: str) -> None:
    assert plain(slack_text(slack)) == text


@pytest.mark.parametrize("minutes", [0, 1, 29, 59, 60, 4319])
def test_hours_of_arrival_and_hours_to_spare_add_up_to_the_window(minutes: int) -> None:
    window, lead = timedelta(hours=72), timedelta(minutes=minutes)

    hours = [int(plain(text).split()[0]) for text in (length_text(lead), slack_text(window - lead))]

    assert sum(hours) == 72


@pytest.mark.parametrize(
    ("age", "text"),
    [
        (timedelta(seconds=-5), "just now"),
        (timedelta(seconds=59), "just now"),
        (timedelta(minutes=4), "4 min ago"),
        (timedelta(minutes=60), "1 h ago"),
        (timedelta(hours=47), "47 h ago"),
        (timedelta(hours=48), "2 days ago"),
        (timedelta(days=34, hours=23), "34 days ago"),
    ],
)
def test_an_age_is_told_in_its_own_measure(age: timedelta, text: str) -> None:
    assert age_said(NOW - age, NOW) == text


def test_counts_are_words_up_to_twelve() -> None:
    assert [count_said(each) for each in (0, 1, 12, 13)] == ["none", "one", "twelve", "13"]


def test_lists_end_with_and() -> None:
    assert [listed(each) for each in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == ["", "a", "a and b", "a, b and c"]


def test_a_language_is_called_by_its_name() -> None:
    assert [language_said(code) for code in ("ar", "swa", "el", "qqq")] == ["Arabic", "Swahili", "Modern Greek", "qqq"]
