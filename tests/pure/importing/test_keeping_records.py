"""Are records the same after they have been kept?"""

import json
import zlib
from dataclasses import replace
from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from roster.importing.keeping import pack, unpack
from roster.importing.records import CalendarRecord, LeadActorSpell, Records, RequestRecord
from tests.pure.importing.test_differences_of_facts import expertise
from tests.pure.importing.test_differences_of_people import RECORD

spells = st.builds(LeadActorSpell, actor=st.text(), from_date=st.none() | st.dates(), to_date=st.none() | st.dates())
instants = st.none() | st.datetimes(timezones=st.just(UTC))
requests = st.builds(
    RequestRecord,
    countries=st.lists(st.text(max_size=3), max_size=3).map(tuple),
    received=instants,
    activated=instants,
    lead_actor_history=st.lists(spells, max_size=3).map(tuple),
)
calendar = st.builds(CalendarRecord, from_date=st.dates(), to_date=st.dates(), share=st.none() | st.floats(0, 1))


@given(requests=st.lists(requests, max_size=3), calendar=st.lists(calendar, max_size=5))
def test_what_is_kept_comes_back_equal(requests: list[RequestRecord], calendar: list[CalendarRecord]) -> None:
    people = (RECORD, replace(RECORD, other_ids=("MSU-2",), member_since=None, family_name="Ñandú \u2028 “x”\n"))
    records = Records(people=people, expertise=(expertise(),), requests=tuple(requests), calendar=tuple(calendar))
    assert unpack(pack(records)) == records


def test_many_records_come_back_piece_by_piece() -> None:
    many = tuple(expertise(at=f"Expertise!{row}", endorsed_by=f"{row * 7919}") for row in range(20_000))
    assert unpack(pack(Records(expertise=many))).expertise == many


def test_records_that_an_older_version_kept_have_what_it_did_not_know_at_its_default() -> None:
    line = ["clearances", "C!2", True, "MSU-1", "medical", "granted", None, "2027-01-01", False, None]
    kept = zlib.compress(json.dumps([line[0], line[1:]]).encode() + b"\n")
    (record,) = unpack(kept).clearances
    assert (record.expires, record.country, record.hardship_class) == (date(2027, 1, 1), None, None)


def test_days_and_instants_stay_apart() -> None:
    request = RequestRecord(
        *("Requests!2", True, "SR-1", None, (), None, None, None, None, datetime(2026, 1, 1, tzinfo=UTC)),
        *(None, None, None, None, None, None, None),
        lead_actor_history=(LeadActorSpell("AU", date(2026, 1, 1), None),),
    )
    assert unpack(pack(Records(requests=(request,)))).requests == (request,)
