"""Does narrowing in SQL ever lose somebody whom the engine finds ready? Over drawn rosters, at their boundaries."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from roster.answering import load_call_to
from roster.filters import PeopleFilter
from roster.loaders.listing import list_people
from roster.loaders.live import answers_to
from roster.models import AvailabilityStatement, Person, ReadinessState, RequirementRule, VisaRule
from roster.monitor import sweep
from roster.permissions import Sight
from roster.querysets.readiness import may_be_ready
from roster.readiness.requirements import STORED
from tests.builders import (
    make_booking,
    make_clearance,
    make_country,
    make_destination,
    make_document,
    make_membership,
    make_person,
    make_place,
    make_rules,
    only_destinations,
)

pytestmark = pytest.mark.django_db

NOW = datetime(2027, 3, 2, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)
STAY, WITHIN = 7, 72

# Hours from the call: before it, at it, within and at the end of the window, at the least return, long after.
HOURS = st.sampled_from([-200, -1, 0, 1, 24, 71, 72, 73, 7 * 24, 7 * 24 + 60, 7 * 24 + 72, 7 * 24 + 150, 2000, 9000])
MOSTLY = st.sampled_from([True] * 7 + [False])


@st.composite
def spans(draw: st.DrawFn) -> tuple[int, int | None]:
    start = draw(HOURS)
    return start, draw(st.one_of(st.none(), HOURS.filter(lambda end: end > start) if start < 9000 else st.none()))


@st.composite
def people(draw: st.DrawFn) -> dict[str, Any]:
    """Somebody who is ready but for a few things."""
    terms = [(-5000, None)] if draw(MOSTLY) else draw(st.lists(spans(), max_size=2, unique=True))
    return {
        "terms": [(span, draw(st.sampled_from(["active", "active", "vetted"]))) for span in terms],
        "tier": draw(st.sampled_from(["standby", "rostered"])),
        "base": "NBO" if draw(MOSTLY) else draw(st.sampled_from([None, "FAR"])),
        "notice": draw(st.sampled_from([None, 6, 12, 24, 60, 72, 73])),
        "confirmed": draw(st.sampled_from([-24, -24, -29 * 24, -30 * 24, -31 * 24, -90 * 24, -91 * 24, None])),
        "lacking": draw(st.sets(st.sampled_from(STORED), max_size=1)),
        "clearance": draw(st.sampled_from(["granted", "granted", "conditional", "waived", "requested"])),
        "valid": (-5000, 20000) if draw(MOSTLY) else draw(spans()),
        "passport": None if not draw(MOSTLY) else (-5000, 20000) if draw(MOSTLY) else draw(spans()),
        "bookings": [] if draw(MOSTLY) else [(draw(spans()), draw(st.booleans()), draw(st.booleans()))],
        "lapses": draw(st.sampled_from([None, None, -1, 0, 1])),
    }


def at(hours: int | None) -> datetime | None:
    return None if hours is None else NOW + hours * HOUR


def write(number: int, drawn: dict[str, Any]) -> None:
    base = make_place(drawn["base"], drawn["base"], "KEN") if drawn["base"] else None
    person = make_person("P", str(number), base=base, notice_hours=drawn["notice"], release="not-needed")
    for (start, end), status in drawn["terms"]:
        make_membership(person, drawn["tier"], status=status, term=DateTimeTZRange(at(start), at(end)))
    for code in STORED:
        if code not in drawn["lacking"]:
            never = code in ("medical", "vetting") and drawn["clearance"] == "waived"
            state = "granted" if never else drawn["clearance"]
            waived = {"waived_by": "head", "waiver_reason": "why"} if state == "waived" else {}
            valid = DateTimeTZRange(*(at(each) for each in drawn["valid"]))
            make_clearance(person, code, state=state, valid=valid, has_no_expiry=valid.upper is None, **waived)
    if drawn["passport"]:
        make_document(person, valid=DateTimeTZRange(*(at(each) for each in drawn["passport"])))
    for (start, end), releasable, is_hold in drawn["bookings"]:
        hold = {"kind": "hold", "lapses_at": at(drawn["lapses"])} if is_hold else {"kind": "leave"}
        make_booking(person, NOW + start * HOUR, at(end), is_releasable=releasable, **hold)
    if (confirmed := at(drawn["confirmed"])) is not None:
        AvailabilityStatement.objects.create(person=person, confirmed_at=confirmed, source="test")


def prepare() -> None:
    make_rules()
    make_place("NBO", "Nairobi", "KEN")
    make_place("FAR", "Faraway", "KEN", longitude=-140.0, latitude=-20.0)
    VisaRule.objects.get_or_create(document="KEN", destination=make_country(), defaults={"kind": "free"})


@given(drawn=st.lists(people(), min_size=1, max_size=6), lead=st.sampled_from([0.0, 4.0, 20.0]))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_nobody_whom_the_engine_finds_ready_is_ruled_out(db: None, drawn: list[dict[str, Any]], lead: float) -> None:
    with transaction.atomic():
        prepare()
        RequirementRule.objects.filter(requirement_id="medical").update(lead="hours", amount=lead)
        for number, each in enumerate(drawn):
            write(number, each)
        call = load_call_to(make_place(), at=NOW, stay_days=STAY, within=WITHIN)
        answers = answers_to(Person.objects.values_list("pk", flat=True), call)
        levels = {pk: getattr(answer, "level", "") for pk, answer in answers.items()}
        left = set(may_be_ready(Person.objects.all(), call, with_decisions=False).values_list("pk", flat=True))
        left_with = set(may_be_ready(Person.objects.all(), call, with_decisions=True).values_list("pk", flat=True))
        transaction.set_rollback(True)

    assert {pk for pk, level in levels.items() if level == "ready"} <= left
    assert {pk for pk, level in levels.items() if level in ("ready", "ready_if")} <= left_with


@given(drawn=st.lists(people(), min_size=1, max_size=6), within=st.sampled_from([None, 20, 48, 72, 200]))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_list_of_those_ready_is_what_the_engine_says_of_everybody(
    db: None, drawn: list[dict[str, Any]], within: int | None
) -> None:
    """Through the sweep's rows and without them; somebody's facts change after the sweep."""
    with transaction.atomic():
        prepare()
        destination = make_destination()
        only_destinations(destination)
        for number, each in enumerate(drawn):
            write(number, each)
        sweep(now=NOW)
        changed = Person.objects.first()
        assert changed is not None
        AvailabilityStatement.objects.create(person=changed, confirmed_at=NOW, source="test")
        ReadinessState.objects.filter(person=Person.objects.last()).delete()
        query = {"level": ["ready"], **({"within": str(within)} if within else {})}
        shown = list_people(valid(query), sight=Sight(), now=NOW).rows
        call = load_call_to(destination.place, at=NOW, stay_days=destination.stay_days, within=within)
        answers = answers_to(Person.objects.values_list("pk", flat=True), call)
        transaction.set_rollback(True)

    ready = {pk for pk, answer in answers.items() if getattr(answer, "level", "") == "ready"}
    assert {row.person.pk for row in shown} == ready


def valid(query: dict[str, Any]) -> PeopleFilter:
    chosen = PeopleFilter(query, now=NOW)
    assert chosen.is_valid(), chosen.errors
    return chosen


def test_the_drawn_people_are_not_all_alike(db: None) -> None:
    """Somebody ready, and somebody whom narrowing rules out: the tests above would pass on an empty roster."""
    prepare()
    sound: dict[str, Any] = {
        "terms": [((-5000, None), "active")],
        "tier": "standby",
        "base": "NBO",
        "notice": None,
        "confirmed": -24,
        "lacking": set(),
        "clearance": "granted",
        "valid": (-5000, 20000),
        "passport": (-5000, 20000),
        "bookings": [],
        "lapses": None,
    }
    write(0, sound)
    write(1, {**sound, "bookings": [((-1, None), False, False)]})
    call = load_call_to(make_place(), at=NOW, stay_days=STAY, within=WITHIN)
    answers = answers_to(Person.objects.values_list("pk", flat=True), call)

    left = may_be_ready(Person.objects.all(), call, with_decisions=False).values_list("family_name", flat=True)

    assert sorted(getattr(answer, "level", "") for answer in answers.values()) == ["blocked", "ready"]
    assert list(left) == ["0"]
