"""How are instants written: in the reader's zone, with UTC beside it?"""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.template import Context, Template
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from accounts.moments import NBSP, clock_text, day_text, moment_text, utc_beside, zone_text
from tests.accounts.cast import NOW

VIENNA, LIMA, LONDON = ZoneInfo("Europe/Vienna"), ZoneInfo("America/Lima"), ZoneInfo("Europe/London")


def plain(text: str) -> str:
    return text.replace(NBSP, " ")


def test_a_day_of_this_year_has_no_year() -> None:
    assert plain(day_text(date(2026, 12, 9), date(2026, 11, 26))) == "9 Dec"
    assert plain(day_text(date(2027, 1, 31), date(2026, 11, 26))) == "31 Jan 2027"


def test_an_instant_is_written_in_the_readers_zone() -> None:
    assert plain(moment_text(NOW, VIENNA, NOW)) == "26 Nov, 10:18"
    assert plain(moment_text(NOW, LIMA, NOW)) == "26 Nov, 04:18"


def test_this_year_is_the_readers() -> None:
    new_year = datetime(2027, 1, 1, 3, 0, tzinfo=UTC)

    assert plain(moment_text(new_year, LIMA, NOW)) == "31 Dec, 22:00"
    assert plain(moment_text(new_year, VIENNA, NOW)) == "1 Jan 2027, 04:00"


def test_utc_stands_beside_with_its_day_when_that_differs() -> None:
    assert plain(utc_beside(NOW, VIENNA)) == "09:18 UTC"
    assert plain(utc_beside(datetime(2026, 11, 27, 2, 0, tzinfo=UTC), LIMA)) == "27 Nov, 02:00 UTC"


def test_a_zone_that_runs_with_utc_says_it_once() -> None:
    assert utc_beside(NOW, LONDON) == ""
    assert plain(utc_beside(datetime(2026, 7, 1, 12, 0, tzinfo=UTC), LONDON)) == "12:00 UTC"


def test_the_bar_shows_weekday_and_year() -> None:
    assert plain(clock_text(NOW, VIENNA)) == "Thu 26 Nov 2026, 10:18"


@given(st.integers(1_577_836_800, 2_051_222_400).map(lambda seconds: datetime.fromtimestamp(seconds, UTC)))
def test_the_same_instant_reads_the_same_from_whatever_zone_it_comes(instant: datetime) -> None:
    assert moment_text(instant, VIENNA, NOW) == moment_text(instant.astimezone(LIMA), VIENNA, NOW)
    assert utc_beside(instant, LIMA) == utc_beside(instant.astimezone(VIENNA), LIMA)


def written(tag: str, zone: str, **context: object) -> str:
    with timezone.override(ZoneInfo(zone)):
        return plain(Template("{% load moments %}{% " + tag + " %}").render(Context(context)))


def test_templates_write_both_times_and_one_for_machines() -> None:
    instant = timezone.now().replace(month=6, day=15, hour=12, minute=0)

    shown = written("moment it", "Europe/Vienna", it=instant)

    assert shown == (
        f'<time datetime="{instant.year}-06-15T12:00Z">15 Jun, 14:00 <span class="utc">(12:00 UTC)</span></time>'
    )
    assert "15 Jun, 12:00 UTC</time>" in written("moment it", "UTC", it=instant)


def test_templates_write_something_else_where_there_is_nothing() -> None:
    assert written('moment it "never"', "UTC", it=None) == "never"
    assert written('day it "no expiry"', "UTC", it=None) == "no expiry"


def test_the_day_of_an_instant_is_the_readers() -> None:
    late = datetime(2031, 3, 1, 2, 0, tzinfo=UTC)

    assert "28 Feb 2031" in written("day it", "America/Lima", it=late)
    assert "1 Mar 2031" in written("day it", "Europe/Vienna", it=late)
    assert "1 Mar 2031" in written("day it", "America/Lima", it=date(2031, 3, 1))


@pytest.mark.parametrize(("zone", "place"), [("America/Argentina/Buenos_Aires", " Buenos Aires <"), ("UTC", " UTC<")])
def test_the_bar_names_the_readers_place(zone: str, place: str) -> None:
    assert place in written("clock it", zone, it=NOW + timedelta(hours=1))


def test_a_zone_is_named_after_its_place_and_utc_where_it_runs_with_utc() -> None:
    assert zone_text(VIENNA, NOW) == "Vienna"
    assert zone_text(ZoneInfo("America/New_York"), NOW) == "New York"
    assert zone_text(ZoneInfo("Europe/London"), NOW) == "UTC"
