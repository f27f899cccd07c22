"""Drawn people, worlds and calls: small numbers that meet at boundaries, so that interactions are not rare."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

from hypothesis import strategies as st

from roster.readiness.facts import (
    Booking,
    Call,
    Clearance,
    Delivery,
    Flag,
    LeadTime,
    Office,
    PersonFacts,
    Place,
    Requirement,
    Standing,
    State,
    StopsAt,
    Tier,
    TravelDocument,
    VisaKind,
    VisaRule,
    World,
)
from roster.readiness.hardship import CLASSES
from roster.readiness.requirements import (
    BOOKING,
    BSAFE,
    CONTRACT,
    MEDICAL,
    SECURITY_CLEARANCE,
    SSAFE,
    STORED,
    VETTING,
    VISA,
)
from roster.windows import Window
from tests.pure.readiness.made import DAY, HOUR, requirement, world

ACTIVATIONS = st.sampled_from(
    [
        datetime(2026, 3, 2, 9, tzinfo=UTC),
        datetime(2026, 3, 27, 16, 30, tzinfo=UTC),  # clocks go forward in Vienna on the 29th
        datetime(2026, 10, 23, 15, tzinfo=UTC),  # and back on the 25th
        datetime(2026, 3, 6, 23, 59, 59, tzinfo=UTC),  # and in New York on the 8th
    ]
)
UTC_OFFICES = [Office("plain"), Office("sunday", weekend=frozenset({6}), opens=time(7), closes=time(12))]
OFFICES = [*UTC_OFFICES, Office("vienna", "Europe/Vienna"), Office("new-york", "America/New_York")]
SMALL_HOURS = st.sampled_from([0, 1, 2, 6, 12, 24, 30, 44, 60, 68, 72])
COUNTRIES = ["KEN", "NPL", "CHE"]


@st.composite
def leads(draw: st.DrawFn, offices: list[Office]) -> LeadTime:
    if draw(st.booleans()):
        return LeadTime(hours=draw(SMALL_HOURS))
    return LeadTime(working_days=draw(st.integers(0, 4)), office=draw(st.sampled_from(offices)))


@st.composite
def worlds(draw: st.DrawFn, offices: list[Office]) -> World:
    changed: list[Requirement] = []
    if draw(st.booleans()):
        changed.append(requirement(SSAFE, needed_for=frozenset({"SSD"})))
    for code in draw(st.lists(st.sampled_from([BOOKING, BSAFE, CONTRACT, MEDICAL, VETTING]), unique=True, max_size=2)):
        changed.append(requirement(code, lead=draw(leads(offices))))
    if draw(st.booleans()):
        needs = draw(st.lists(st.sampled_from([BOOKING, VETTING, VISA, MEDICAL]), unique=True, max_size=2))
        changed.append(requirement(SECURITY_CLEARANCE, needs=tuple(needs)))
    visas = [VisaRule(country, "SSD", VisaKind.LEAD, draw(leads(offices))) for country in COUNTRIES[1:]]
    juba = Place("JUB", "SSD", "Africa/Juba", hardship_class=draw(st.sampled_from(["", "H", "B", "D"])))
    places = {"JUB": juba, "NBO": Place("NBO", "KEN", "Africa/Nairobi")}
    return world(*changed, visas=visas, travel=draw(st.sampled_from([0.5, 4, 20, 44])), places=places)


@st.composite
def calls(draw: st.DrawFn, offices: list[Office] | None = None) -> Call:
    return Call(
        activated_at=draw(ACTIVATIONS),
        destination="JUB",
        world=draw(worlds(offices or OFFICES)),
        stay_days=draw(st.sampled_from([1, 5, 20])),
        window_hours=draw(st.sampled_from([24, 72, 72, 72, 120])),
        delivery=draw(st.sampled_from([Delivery.IN_PERSON] * 4 + [Delivery.REMOTE])),
        stops_at=draw(st.sampled_from([StopsAt.ARRIVAL, StopsAt.ARRIVAL, StopsAt.DEPARTURE])),
        conditions=draw(st.dictionaries(st.just("funds"), st.sampled_from([State.GRANTED, State.MISSING]))),
    )


def around(activated: datetime, days: int = 60) -> st.SearchStrategy[datetime]:
    """Instants near activation, whole hours mostly, that bookings and validities share."""
    hours = st.one_of(st.integers(-24 * 10, 24 * days), st.sampled_from([0, 12, 28, 32, 68, 72, 24 * 21, 24 * 30]))
    nudges = st.sampled_from([0, 0, 0, 1, -1])
    return st.builds(lambda hour, nudge: activated + hour * HOUR + timedelta(seconds=nudge), hours, nudges)


@st.composite
def windows_around(draw: st.DrawFn, activated: datetime) -> Window:
    start = draw(around(activated))
    return Window(start, start + draw(st.sampled_from([HOUR, 5 * DAY, 14 * DAY, 30 * DAY])))


@st.composite
def bookings(draw: st.DrawFn, activated: datetime) -> Booking:
    return Booking(draw(st.sampled_from(["deployment", "leave"])), draw(windows_around(activated)), draw(st.booleans()))


@st.composite
def clearances(draw: st.DrawFn, activated: datetime, states: list[State]) -> Clearance:
    code = draw(st.sampled_from(STORED))
    # One that states no class is a condition at some places, like one granted with a condition.
    classes = [*CLASSES, *([""] if State.CONDITIONAL in states else [])]
    return Clearance(
        code,
        draw(st.sampled_from(states)),
        draw(st.none() | around(activated, 20)),
        draw(st.none() | around(activated, 90)),
        hardship_class=draw(st.sampled_from(classes)) if code == MEDICAL else "",
    )


def held_for_all(code: str) -> Clearance:
    return Clearance(code, hardship_class=CLASSES[-1] if code == MEDICAL else "")


ALL_STATES = [State.GRANTED, *State]
STATES_WITHOUT_CONDITIONS = [state for state in ALL_STATES if state is not State.CONDITIONAL]


@st.composite
def people(draw: st.DrawFn, activated: datetime, states: list[State] | None = None) -> PersonFacts:
    drawn = draw(st.lists(clearances(activated, states or ALL_STATES), max_size=3, unique_by=lambda each: each.code))
    changed = {each.code for each in drawn}
    documents = draw(st.lists(st.sampled_from(COUNTRIES), unique=True, min_size=1, max_size=2))
    return PersonFacts(
        id="somebody",
        tier=draw(st.sampled_from(Tier)),
        base="NBO",
        nationalities=frozenset(documents),
        notice_hours=draw(st.none() | SMALL_HOURS),
        confirmed_at=draw(st.sampled_from([activated - DAY, activated + 200 * DAY, activated - 29 * DAY, None])),
        released=draw(st.sampled_from([True, True, False])),
        member_since=draw(st.none() | around(activated, 5)),
        term_ends=draw(st.none() | around(activated, 120)),
        documents=tuple(TravelDocument(country) for country in documents),
        standing=draw(st.sampled_from([Standing.ACTIVE] * 9 + [Standing.SUSPENDED])),
        clearances=(*(held_for_all(code) for code in STORED if code not in changed), *drawn),
        bookings=tuple(draw(st.lists(bookings(activated), max_size=3))),
        flags=tuple(Flag("prior_position", False) for _ in range(draw(st.sampled_from([0, 0, 0, 0, 1])))),
        remote_share=draw(st.sampled_from([0, 0.5])),
    )


@st.composite
def questions(
    draw: st.DrawFn, states: list[State] | None = None, offices: list[Office] | None = None
) -> tuple[PersonFacts, Call]:
    asked = draw(calls(offices))
    return draw(people(asked.activated_at, states)), asked


def shifted(facts: PersonFacts, by: timedelta) -> PersonFacts:
    """The same person with every instant moved."""

    def move(instant: datetime | None) -> datetime | None:
        return None if instant is None else instant + by

    return replace(
        facts,
        confirmed_at=move(facts.confirmed_at),
        member_since=move(facts.member_since),
        term_ends=move(facts.term_ends),
        clearances=tuple(
            replace(each, valid_from=move(each.valid_from), valid_until=move(each.valid_until))
            for each in facts.clearances
        ),
        bookings=tuple(
            replace(each, window=Window(move(each.window.start), move(each.window.end))) for each in facts.bookings
        ),
    )


def with_requirement(asked: Call, code: str, **changes: object) -> Call:
    """The same call in a world in which one requirement is changed."""
    row = replace(asked.world.requirements[code], **changes)  # type: ignore[arg-type]
    return replace(asked, world=replace(asked.world, requirements={**asked.world.requirements, code: row}))
