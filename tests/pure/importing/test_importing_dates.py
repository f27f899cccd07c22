# ruff: noqa: DTZ001 - a spreadsheet stores dates without a zone
"""Which day a written date means, and when a person is asked instead."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roster.importing.answers import MappingAnswers
from roster.importing.date_orders import ONGOING, ColumnDates, Evidence, decide_orders, gather, read_day, settle
from roster.importing.dates import full_year, read_form
from roster.importing.instants import read_instant, speaks_of_local_time

DAY_FIRST = ColumnDates("day-first", "dates:t:h", "serials:t:h")
MONTH_FIRST = ColumnDates("month-first", "dates:t:h", "serials:t:h")
MIXED = ColumnDates("mixed", "dates:t:h", "serials:t:h")
AGAINST = ColumnDates("against-habit", "dates:t:h", "serials:t:h")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("03/11/2026", "2026-11-03"),
        ("3.11.2026", "2026-11-03"),
        ("3-11-26", "2026-11-03"),
        ("2026-11-03", "2026-11-03"),
        ("2026/11/3", "2026-11-03"),
        ("20261103", "2026-11-03"),
        ("03/11/2026 12:00:00 AM", "2026-11-03"),
        ("2026-11-03T10:00:00Z", "2026-11-03"),
        ("3 Nov 2026", "2026-11-03"),
        ("3-Nov-26", "2026-11-03"),
        ("November 3, 2026", "2026-11-03"),
        ("3rd of November 2026", "2026-11-03"),
        ("Tuesday 3 November 2026", "2026-11-03"),
        ("mardi 3 novembre 2026", "2026-11-03"),
        ("1er déc. 2026", "2026-12-01"),
        ("3 de noviembre de 2026", "2026-11-03"),
        ("end Nov 2026", "2026-11-30"),
        ("end of February 2028", "2028-02-29"),
        ("fin février 2027", "2027-02-28"),
        ("fin de diciembre de 2026", "2026-12-31"),
        ("13-Mar-99", "1999-03-13"),
    ],
)
def test_a_date_is_read_in_every_usual_way_of_writing_it(text: str, day: str) -> None:
    told = read_day(text, DAY_FIRST)
    assert told.fault is None
    assert told.value == date.fromisoformat(day)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("31/11/2026", "date.impossible"),
        ("2026-02-30", "date.impossible"),
        ("29 Feb 2027", "date.impossible"),
        ("2019", "date.year-only"),
        ("Nov 2026", "date.month-only"),
        ("2026-11", "date.month-only"),
        ("11/2026", "date.month-only"),
        ("2026-13", "date.unreadable"),
        ("Nov 26", "date.vague"),
        ("early 2027", "date.vague"),
        ("mid-March 2026", "date.vague"),
        ("Q3 2026", "date.vague"),
        ("ongoing", "date.ongoing"),
        ("soon", "date.unreadable"),
        ("3 Nov", "date.unreadable"),
        ("03/11/0026", "date.out-of-range"),
    ],
)
def test_what_is_no_day_is_asked_about_and_gives_no_value(text: str, code: str) -> None:
    told = read_day(text, DAY_FIRST)
    assert told.value is None
    assert told.fault is not None
    assert told.fault.code == code


@pytest.mark.parametrize("blank", [None, "", "-", "tbc", "n/a", "à confirmer"])
def test_a_blank_date_is_no_fault(blank: str | None) -> None:
    told = read_day(blank, DAY_FIRST)
    assert told == type(told)(None)


def test_stored_dates_are_taken_and_absurd_ones_are_not() -> None:
    assert read_day(date(2026, 11, 3), DAY_FIRST).value == date(2026, 11, 3)
    # Excel stores times with a rounding error; half a second is not another day.
    assert read_day(datetime(2026, 11, 2, 23, 59, 59, 900000), DAY_FIRST).value == date(2026, 11, 3)
    year_as_serial = read_day(datetime(1905, 7, 11), DAY_FIRST)
    assert year_as_serial.value is None
    assert year_as_serial.fault is not None
    assert read_day(datetime(9999, 12, 31, 23, 59, 59, 999999), DAY_FIRST).value is None


def test_a_number_in_a_date_column_is_a_year_a_serial_or_nothing() -> None:
    year = read_day(2019, DAY_FIRST).fault
    assert year is not None
    assert year.proposed == "2019-01-01"
    serial = read_day(46329, DAY_FIRST)
    assert serial.value is None
    assert serial.fault is not None
    assert serial.fault.proposed == "2026-11-03"
    # A person has said that the column holds Excel day numbers.
    assert read_day(46329, ColumnDates("day-first", "d", "s", serials=True)).value == date(2026, 11, 3)
    assert read_day(7, DAY_FIRST).fault is not None
    assert read_day(True, DAY_FIRST).fault is not None


def test_a_column_is_read_by_the_dates_that_allow_one_order_only() -> None:
    decided = decide_orders({"t:day": Evidence(3, 0), "t:none": Evidence(0, 0)}, MappingAnswers())
    assert {order.order for order in decided.values()} == {"day-first"}
    american = decide_orders({"t:us": Evidence(0, 3), "t:none": Evidence(0, 0)}, MappingAnswers())
    assert american["t:us"].order == "month-first"
    # Nothing in this column shows it, so the habit of the others is proposed and asked.
    assert american["t:none"].order == "against-habit"
    assert decide_orders({"t:both": Evidence(2, 1)}, MappingAnswers())["t:both"].order == "mixed"
    # One month-first date among day-first columns is more likely a slip.
    slip = decide_orders({"t:one": Evidence(0, 1), "t:day": Evidence(5, 0)}, MappingAnswers())
    assert slip["t:one"].order == "mixed"


def test_an_answer_about_a_column_settles_it() -> None:
    answers = MappingAnswers({"dates:t:both": "month-first", "serials:t:both": "yes"})
    decided = decide_orders({"t:both": Evidence(2, 1)}, answers)["t:both"]
    assert (decided.order, decided.answered, decided.serials) == ("month-first", True, True)
    assert settle(read_form("05/04/2026"), decided).value == date(2026, 5, 4)
    assert settle(read_form("27/05/2026"), decided).value == date(2026, 5, 27)
    day_first = decide_orders({"t:b": Evidence(2, 1)}, MappingAnswers({"dates:t:b": "day-first"}))["t:b"]
    assert settle(read_form("05/27/2026"), day_first) == settle(read_form("27/05/2026"), day_first)


def test_an_ambiguous_date_is_proposed_and_asked_in_a_column_of_both_orders() -> None:
    told = settle(read_form("05/04/2026"), MIXED)
    assert told.value == date(2026, 4, 5)
    assert told.fault is not None
    assert (told.fault.code, told.fault.key) == ("date.order-uncertain", "dates:t:h")
    assert settle(read_form("05/04/2026"), AGAINST).value == date(2026, 5, 4)
    # The same day in both orders needs no question.
    assert settle(read_form("05/05/2026"), MIXED).fault is None
    assert settle(read_form("05/04/0026"), MIXED).value is None


def test_a_lone_month_first_date_is_taken_and_asked() -> None:
    told = settle(read_form("05/27/2021"), DAY_FIRST)
    assert told.value == date(2021, 5, 27)
    assert told.fault is not None
    assert told.fault.code == "date.month-first"
    assert settle(read_form("05/27/2021"), MONTH_FIRST).fault is None
    assert settle(read_form("05/27/0021"), MONTH_FIRST).value is None


def test_evidence_counts_only_written_dates() -> None:
    assert gather(["19/10/2026", "10/19/2026", "05/05/2026", date(2026, 1, 1), 5, None, "x"]) == Evidence(1, 1)


def test_two_digit_years_lie_between_1950_and_2049() -> None:
    assert (full_year("26"), full_year("49"), full_year("50"), full_year("2026")) == (2026, 2049, 1950, 2026)


def test_still_running_is_told_apart_from_unreadable() -> None:
    assert read_day("en cours", DAY_FIRST).fault is ONGOING


@given(st.dates(date(1950, 1, 1), date(2049, 12, 31)))
def test_every_day_written_in_any_sure_way_is_read_back(day: date) -> None:
    for written in (day.isoformat(), day.strftime("%d/%m/%Y"), day.strftime("%-d %b %Y"), day.strftime("%B %-d, %Y")):
        assert read_day(written, DAY_FIRST).value == day
    assert read_day(day.strftime("%m/%d/%Y"), MONTH_FIRST).value == day


@pytest.mark.parametrize(
    ("written", "instant"),
    [
        ("2024-01-14 08:45", "2024-01-14T08:45"),
        ("2024-01-14T08:45:30Z", "2024-01-14T08:45:30"),
        ("15 Aug 2024 17:15", "2024-08-15T17:15"),
        ("07/06/2024 09:15", "2024-06-07T09:15"),
        ("2024-01-14 08:45 +03:00", "2024-01-14T05:45"),
        ("2024-01-14 08:45 -0230", "2024-01-14T11:15"),
        ("15/08/2024, 17h15", "2024-08-15T17:15"),
        ("15/08/2024 at 17:15 UTC", "2024-08-15T17:15"),
        ("15/08/2024 05:15 PM", "2024-08-15T17:15"),
        ("15/08/2024 12:05:00 a.m. UTC", "2024-08-15T00:05"),
    ],
)
def test_an_instant_is_read_in_utc(written: str, instant: str) -> None:
    told = read_instant(written, DAY_FIRST)
    assert told.fault is None
    assert told.value == datetime.fromisoformat(instant).replace(tzinfo=UTC)


def test_stored_instants_are_utc_and_rounded_to_the_second() -> None:
    stored = read_instant(datetime(2024, 8, 16, 17, 14, 59, 999997), DAY_FIRST)
    assert stored.value == datetime(2024, 8, 16, 17, 15, tzinfo=UTC)
    aware = datetime(2024, 8, 16, 20, 15, tzinfo=timezone(timedelta(hours=3)))
    assert read_instant(aware, DAY_FIRST).value == datetime(2024, 8, 16, 17, 15, tzinfo=UTC)
    assert read_instant(datetime(9999, 12, 31), DAY_FIRST).value is None


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("2024-01-14", "instant.no-time"),
        ("2024-01-14 25:00", "instant.impossible"),
        ("2024-01-14 13:00 pm", "instant.impossible"),
        ("2024-01-14 08:45 EAT", "instant.unknown-zone"),
        ("2024-01-14 08:45 +25:00", "instant.unknown-zone"),
        ("31/02/2024 08:45", "date.impossible"),
        ("yesterday", "date.unreadable"),
    ],
)
def test_a_day_without_a_readable_time_is_no_instant(written: str, code: str) -> None:
    told = read_instant(written, DAY_FIRST)
    assert told.value is None
    assert told.fault is not None
    assert told.fault.code == code


def test_days_without_times_and_local_times_are_no_instants() -> None:
    days = ColumnDates("day-first", "d", "s", only_days=True)
    told = read_instant(datetime(2024, 8, 16), days)
    assert told.value is None
    assert told.fault is not None
    assert (told.fault.code, told.fault.proposed) == ("instant.no-time", "2024-08-16T00:00:00Z")
    local = read_instant("2024-08-16 10:00", ColumnDates("day-first", "d", "s", local=True))
    assert local.value is None
    assert local.fault is not None
    assert local.fault.code == "instant.local-time"
    assert speaks_of_local_time("Received (local time)")
    assert speaks_of_local_time("Received EAT")
    assert not speaks_of_local_time("Received (UTC), est.")


def test_an_instant_of_an_uncertain_day_keeps_the_question() -> None:
    told = read_instant("05/04/2026 10:00", MIXED)
    assert told.value == datetime(2026, 4, 5, 10, tzinfo=UTC)
    assert told.fault is not None
