"""From a stored request, or values that are not saved, to the question: complete, or the missing facts in words."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from deployments.asking import Missing, wanted_from, wanted_of
from deployments.matching.facts import SlotKind
from deployments.models import RequestSlot, SeatChoice
from deployments.plan import Wanted
from roster.models import Grade, Region
from roster.readiness.facts import Delivery, State, StopsAt
from tests.builders import make_destination, make_person, make_place, make_process, make_request, make_slot

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 27, 9, 0, tzinfo=UTC)
ACTIVATED = datetime(2026, 11, 27, 6, 30, tzinfo=UTC)


def test_missing_facts_are_named_in_words_and_in_order() -> None:
    missing = wanted_of(make_request(), now=NOW)

    assert isinstance(missing, Missing)
    assert [str(each) for each in missing.facts] == ["Destination", "At least one seat"]


def test_a_whole_request_is_asked_as_it_stands() -> None:
    place = make_place("LKR", "Lakeside", "VEL")
    region = Region.objects.create(code="lakes", title="Lakes")
    region.countries.add(place.country)
    process = make_process(parties=("VEL", "KAS"), track=2)
    request = make_request(
        destination=place,
        process=process,
        activated_at=ACTIVATED,
        stay_days=21,
        delivery="hybrid",
        stops_at="departure",
        window_hours=96,
        funds="granted",
        min_share_women=Decimal("0.5"),
        max_per_nationality=2,
        team_languages={"fr": 1},
        lead_min_grade=Grade.objects.get(code="P-5"),
        max_cost=1000,
    )
    seat = make_slot(request, "lead", min_grade=Grade.objects.get(code="D-1"), languages={"fr": "C1"})
    make_slot(request, "interpreter", kind="support", role="interpreter")
    chosen, left_out = make_person(), make_person()
    SeatChoice.objects.create(request=request, slot_code=seat.code, person=chosen, kind="pin", at=NOW)
    SeatChoice.objects.create(request=request, person=left_out, kind="strike", at=NOW)

    wanted = wanted_of(request, now=NOW)

    assert isinstance(wanted, Wanted)
    assert (wanted.destination, wanted.activated_at, wanted.stay_days) == (place, ACTIVATED, 21)
    # Hybrid work is judged in person.
    assert (wanted.delivery, wanted.stops_at, wanted.window_hours) == (Delivery.IN_PERSON, StopsAt.DEPARTURE, 96)
    assert (wanted.process, wanted.parties) == (process.name, frozenset({"VEL", "KAS"}))
    # What nobody stated is missing, host consent too.
    assert wanted.conditions == {
        "terms_of_reference": State.MISSING,
        "funds": State.GRANTED,
        "host_consent": State.MISSING,
    }
    assert (wanted.setting.country, wanted.setting.regions, wanted.setting.track) == ("VEL", frozenset({"lakes"}), 2)
    assert (wanted.rules.min_share_women, wanted.rules.max_per_nationality) == (0.5, 2)
    assert (wanted.rules.lead_min_grade, wanted.rules.max_cost) == ("P-5", 1000)
    assert [(slot.id, slot.kind, slot.role) for slot in wanted.slots] == [
        ("lead", SlotKind.THEMATIC, ""),
        ("interpreter", SlotKind.SUPPORT, "interpreter"),
    ]
    assert wanted.slots[0].min_grade == "D-1"
    assert wanted.slots[0].min_grade_rank == Grade.objects.get(code="D-1").position
    assert wanted.pins == {"lead": chosen.pk}
    assert wanted.strikes == {left_out.pk}


def test_what_is_not_activated_is_asked_as_if_it_were_now_with_the_usual_stay() -> None:
    destination = make_destination(stay_days=9)
    request = make_request(destination=destination.place)
    make_slot(request)

    wanted = wanted_of(request, now=NOW)

    assert isinstance(wanted, Wanted)
    assert (wanted.activated_at, wanted.stay_days, wanted.window_hours) == (NOW, 9, None)


def test_a_pin_on_a_seat_that_is_gone_is_left_out() -> None:
    request = make_request(destination=make_place())
    make_slot(request)
    SeatChoice.objects.create(request=request, slot_code="gone", person=make_person(), kind="pin", at=NOW)

    wanted = wanted_of(request, now=NOW)

    assert isinstance(wanted, Wanted)
    assert wanted.pins == {}


def test_values_and_seats_that_nobody_saved_can_be_asked() -> None:
    seat = RequestSlot(code="a", title="A", themes={"electoral": 4})

    wanted = wanted_from({"destination": make_place(), "delivery": "remote"}, [seat], now=NOW)

    assert isinstance(wanted, Wanted)
    assert wanted.delivery is Delivery.REMOTE
    assert wanted.slots[0].themes == {"electoral": 4}


@pytest.mark.parametrize("count", [3, 30])
def test_the_number_of_queries_does_not_grow_with_seats_and_choices(count: int) -> None:
    request = make_request(destination=make_place(), process=make_process(), stay_days=7)
    for number in range(count):
        make_slot(request, f"seat-{number}", min_grade=Grade.objects.get(code="P-4"))
        SeatChoice.objects.create(request=request, person=make_person(), kind="strike", at=timezone.now())

    with CaptureQueriesContext(
        connection,
    ) as asked:
        wanted_of(request, now=NOW)

    assert len(asked) <= 8
