"""From rows to facts: what is not recorded is missing, never held; of several memberships one counts."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange, DateTimeTZRange
from django.test.utils import CaptureQueriesContext

from roster import models
from roster.answering import load_calls
from roster.loaders.facts import LAISSEZ_PASSER_ISSUER, Unanswerable, load_people, person_facts
from roster.loaders.world import load_shared
from roster.readiness.assess import assess
from roster.readiness.facts import PersonFacts, Standing, State, Tier, VisaKind
from tests.builders import (
    ALWAYS,
    make_booking,
    make_clearance,
    make_country,
    make_destination,
    make_document,
    make_flag,
    make_membership,
    make_person,
    make_place,
    make_pool,
    make_ready_person,
    make_rules,
)

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
DAY = timedelta(days=1)

pytestmark = pytest.mark.django_db


def facts_of(person: models.Person) -> PersonFacts:
    (loaded,) = load_people([person.pk], now=NOW)
    facts = person_facts(loaded, now=NOW)
    assert isinstance(facts, PersonFacts)
    return facts


def test_a_person_with_nothing_recorded_holds_nothing() -> None:
    person = make_person(base=make_place())
    make_membership(person)

    facts = facts_of(person)

    assert facts.clearances == ()
    assert facts.documents == ()
    assert facts.confirmed_at is None
    # A release that nobody recorded is taken as needed.
    assert facts.released is False


def test_without_a_base_or_a_membership_the_question_cannot_be_put() -> None:
    homeless = make_person(base_city="Atlantis")
    poolless = make_person(base=make_place())
    loaded = {person.pk: person_facts(person, now=NOW) for person in load_people([homeless.pk, poolless.pk], now=NOW)}

    assert isinstance(loaded[homeless.pk], Unanswerable)
    assert "“Atlantis” is not a place we know" in loaded[homeless.pk].sentence  # type: ignore[union-attr]
    assert isinstance(loaded[poolless.pk], Unanswerable)


@pytest.mark.parametrize("release", ["needed", ""])
def test_a_release_that_is_needed_or_unknown_must_be_asked_for(release: str) -> None:
    assert facts_of(make_ready_person(now=NOW, release=release)).released is False


@pytest.mark.parametrize("release", ["not-needed", "pre-cleared"])
def test_a_release_in_hand_takes_no_time(release: str) -> None:
    assert facts_of(make_ready_person(now=NOW, release=release)).released is True


def test_the_term_that_holds_now_counts_before_one_that_ended_or_is_to_come() -> None:
    person = make_person(base=make_place())
    make_membership(person, "rostered", term=DateTimeTZRange(NOW - 90 * DAY, NOW), pool=make_pool("roster"))
    make_membership(person, "partner", term=DateTimeTZRange(NOW + DAY, None), pool=make_pool("partner"))
    make_membership(person, "on-call", term=DateTimeTZRange(NOW, NOW + DAY), pool=make_pool("envoy"))

    facts = facts_of(person)

    # Somebody whose term starts at this very instant is a member; one whose term ends at it is not.
    assert (facts.tier, facts.member_since, facts.term_ends) == (Tier.ON_CALL, NOW, NOW + DAY)


def test_a_term_renewed_without_a_gap_goes_on_and_any_other_does_not() -> None:
    person = make_person(base=make_place())
    ends, renewed, later = (NOW + days * DAY for days in (3, 300, 400))
    make_membership(person, term=DateTimeTZRange(NOW - DAY, ends))
    assert facts_of(person).term_ends == ends

    make_membership(person, tier="rostered", term=DateTimeTZRange(ends, later))
    make_membership(person, status="nominated", term=DateTimeTZRange(NOW, later))
    make_membership(person, term=DateTimeTZRange(ends + DAY, later))
    assert facts_of(person).term_ends == ends

    make_membership(person, term=DateTimeTZRange(ends, renewed))
    # The renewal reaches into the term that stood apart before.
    assert facts_of(person).term_ends == later


def test_a_passport_counts_from_the_instant_at_which_it_becomes_valid() -> None:
    person = make_ready_person(now=NOW)
    person.documents.update(valid=DateTimeTZRange(NOW + timedelta(seconds=1), NOW + 900 * DAY))
    assert facts_of(person).documents == ()

    person.documents.update(valid=DateTimeTZRange(NOW, NOW + 900 * DAY))
    assert len(facts_of(person).documents) == 1


def test_an_active_membership_counts_before_a_suspended_one_of_a_faster_tier() -> None:
    person = make_person(base=make_place())
    make_membership(person, "standby", status="suspended")
    make_membership(person, "rostered", pool=make_pool("roster"))

    assert facts_of(person).tier is Tier.ROSTERED


@pytest.mark.parametrize("status", ["nominated", "screening", "vetted", "suspended", "expired", "withdrawn", ""])
def test_a_membership_that_is_not_active_is_passed_on_with_its_status_and_its_term(status: str) -> None:
    person = make_person(base=make_place())
    make_membership(person, status=status, term=ALWAYS)

    facts = facts_of(person)

    assert facts.standing == status
    assert facts.standing is not Standing.ACTIVE
    assert (facts.member_since, facts.term_ends) == (ALWAYS.lower, ALWAYS.upper)


def test_every_status_of_a_membership_is_known_to_the_rule() -> None:
    assert set(Standing) == {*models.Membership.Status, ""}


def test_a_medical_clearance_is_passed_on_with_its_class_and_no_other_clearance_is() -> None:
    person = make_person(base=make_place())
    make_membership(person)
    make_clearance(person, "medical", variant="C")
    make_clearance(person, "medical")
    make_clearance(person, "vaccination", variant="yellow-fever")

    found = [(each.code, each.hardship_class) for each in facts_of(person).clearances]

    assert sorted(found) == [("medical", ""), ("medical", "C"), ("vaccination", "")]


@pytest.mark.parametrize(
    ("cleared_for", "place", "level"),
    [("C", "C", "ready"), ("C", "D", "late"), ("", "H", "ready"), ("", "A", "ready_if"), ("C", "", "ready")],
)
def test_a_medical_clearance_counts_up_to_its_class(cleared_for: str, place: str, level: str) -> None:
    destination = make_destination("GVA", "Geneva", country="CHE")
    models.Place.objects.filter(code="GVA").update(hardship_class=place)
    destination.refresh_from_db()
    person = make_ready_person(now=NOW)
    person.clearances.filter(requirement="medical").update(variant=cleared_for)
    models.VisaRule.objects.create(document="KEN", destination_id="CHE", kind="free")

    call = load_calls([destination], at=NOW)[destination.pk]

    assert assess(facts_of(person), call).level == level


def test_up_to_which_class_an_unstated_medical_counts_is_a_figure_by_date() -> None:
    models.Figure.objects.filter(code="unstated_medical_class").delete()
    today = NOW.date()
    for number, during in ((0, (None, today)), (3, (today, today + DAY))):
        models.Figure.objects.create(
            code="unstated_medical_class", value=number, unit="class", title="Unstated", effective=DateRange(*during)
        )

    def good_for(day: date) -> str:
        return load_shared(day=day).policy.unstated_medical_class

    # On a day without a row the default counts.
    assert [good_for(each) for each in (today - DAY, today, today + DAY)] == ["", "B", "H"]


def test_a_clearance_granted_without_a_known_end_is_conditional() -> None:
    person = make_person(base=make_place())
    make_membership(person)
    make_clearance(person, "medical", valid=DateTimeTZRange(NOW - DAY, None))
    make_clearance(person, "vetting", valid=None)
    make_clearance(person, "bsafe", valid=DateTimeTZRange(NOW - DAY, None), has_no_expiry=True)

    states = {each.code: each.state for each in facts_of(person).clearances}

    assert states == {"medical": State.CONDITIONAL, "vetting": State.CONDITIONAL, "bsafe": State.GRANTED}


def test_a_course_for_no_stated_country_must_be_looked_at_and_another_vaccine_does_not_count() -> None:
    person = make_person(base=make_place())
    make_membership(person)
    make_clearance(person, "ssafe")
    make_clearance(person, "ssafe", country=make_country())
    make_clearance(person, "vaccination", variant="cholera")

    found = [(each.code, each.state, each.countries) for each in facts_of(person).clearances]

    assert sorted(found, key=str) == [("ssafe", State.CONDITIONAL, None), ("ssafe", State.GRANTED, frozenset({"KEN"}))]


def test_a_passport_that_is_lapsed_applied_for_or_of_unknown_end_is_not_in_hand() -> None:
    person = make_person(base=make_place())
    make_membership(person)
    make_document(person, state="requested")
    make_document(person, valid=None)
    make_document(person, state="expired")
    assert facts_of(person).documents == ()

    models.TravelDocument.objects.create(person=person, kind="laissez-passer", valid=ALWAYS)

    (document,) = facts_of(person).documents
    assert document.country == LAISSEZ_PASSER_ISSUER
    assert document.valid_until == ALWAYS.upper


def test_a_flag_carries_what_it_concerns_and_never_its_reason() -> None:
    person = make_person(base=make_place())
    make_membership(person)
    make_flag(person, process="Velmara", country=make_country(), reason="told in confidence")

    (flag,) = facts_of(person).flags

    assert flag.concerns == {"velmara", "KEN"}
    assert "confidence" not in repr(flag)


def test_a_past_deployment_is_known_because_rest_follows_it() -> None:
    person = make_person(base=make_place())
    make_membership(person)
    make_booking(person, NOW - 30 * DAY, NOW - DAY)
    make_booking(person, NOW - 90 * DAY, NOW - 80 * DAY, kind="leave")
    endless = make_booking(person, NOW + DAY, None, kind="leave")

    assert [each.kind for each in facts_of(person).bookings] == ["deployment", "leave"]
    assert facts_of(person).bookings[1].key == str(endless.pk)


def test_remote_advice_does_not_keep_anybody_from_travelling() -> None:
    person = make_person(base=make_place())
    make_membership(person)
    make_booking(person, NOW - DAY, NOW + 60 * DAY, kind="remote-advice")

    assert facts_of(person).bookings == ()


def level_with_visa(state: str, country: str | None, until: datetime) -> str:
    """A Nepali in Nairobi is asked to Geneva, where she needs a visa from a consulate; she has this one."""
    destination = make_destination("GVA", "Geneva", country="CHE", stay_days=7)
    models.VisaRule.objects.create(document="NPL", destination_id="CHE", kind="required")
    person = make_ready_person(now=NOW)
    person.documents.all().delete()
    make_country("NPL", "Nepal")
    make_document(person, "NPL")
    make_clearance(
        person,
        "visa",
        state=state,
        country=make_country(country, "Switzerland") if country else None,
        valid=DateTimeTZRange(NOW - DAY, until),
    )
    call = load_calls([destination], at=NOW)[destination.pk]
    return assess(facts_of(person), call).level.value


@pytest.mark.parametrize(
    ("state", "country", "until", "level"),
    [
        ("granted", "CHE", NOW + 60 * DAY, "ready"),
        # It ends during the stay: a new one has to be applied for.
        ("granted", "CHE", NOW + 5 * DAY, "late"),
        # A visa for elsewhere, or for nowhere in particular, opens no border here.
        ("granted", "KEN", NOW + 60 * DAY, "late"),
        ("granted", None, NOW + 60 * DAY, "late"),
        ("requested", "CHE", NOW + 60 * DAY, "late"),
        ("refused", "CHE", NOW + 60 * DAY, "blocked"),
        ("conditional", "CHE", NOW + 60 * DAY, "ready_if"),
    ],
)
def test_a_visa_in_hand_spares_the_application(state: str, country: str | None, until: datetime, level: str) -> None:
    assert level_with_visa(state, country, until) == level


def visa_kind(document: str, *, stay_days: int = 7, days: int | None = None, kind: str = "free") -> VisaKind:
    make_rules()
    destination = make_destination("NBO", stay_days=stay_days)
    make_country("NPL", "Nepal")
    if document != "unlisted":
        models.VisaRule.objects.create(document=document, destination_id="KEN", kind=kind, days=days)
    make_document(make_person(base=make_place()), "NPL")
    call = load_calls([destination], at=NOW)[destination.pk]
    return call.world.visa_rules["NPL", "KEN"].kind


def test_a_visa_rule_that_nobody_recorded_is_taken_as_a_visa_to_be_applied_for() -> None:
    assert visa_kind("unlisted") is VisaKind.LEAD


def test_an_entry_free_for_fewer_days_than_the_stay_needs_a_visa() -> None:
    assert visa_kind("NPL", days=6) is VisaKind.LEAD


def test_an_entry_free_for_just_the_stay_is_free() -> None:
    assert visa_kind("NPL", days=7) is VisaKind.NOT_NEEDED


def test_a_country_that_does_not_admit_the_document_is_refused() -> None:
    assert visa_kind("NPL", kind="no_admission") is VisaKind.REFUSED


def test_a_stated_travel_time_wins_over_the_estimate_and_serves_both_ways() -> None:
    make_rules()
    destination = make_destination("NBO")
    far = make_place("GVA", "Geneva", "CHE", latitude=46.2, longitude=6.1)
    models.TravelTime.objects.all().delete()
    assert load_calls([destination], at=NOW)[destination.pk].world.travel["GVA", "NBO"].estimated

    models.TravelTime.objects.update_or_create(
        origin=destination.place, destination=far, defaults={"hours": Decimal("11.5")}
    )

    travel = load_calls([destination], at=NOW)[destination.pk].world.travel["GVA", "NBO"]
    assert (travel.hours, travel.estimated) == (11.5, False)


def test_a_rule_counts_on_its_days_of_effect_only() -> None:
    make_rules()
    models.RequirementRule.objects.filter(requirement="medical").delete()
    for start, end, amount in ((None, NOW.date(), 10), (NOW.date(), None, 20)):
        models.RequirementRule.objects.create(
            requirement_id="medical", effective=(start, end), lead="working_days", amount=amount
        )

    def medical(day: datetime) -> int | None:
        lead = load_shared(day=day.date()).requirements["medical"].lead
        return None if lead is None else lead.working_days

    assert (medical(NOW - DAY), medical(NOW)) == (10, 20)


def test_the_number_of_queries_is_the_same_for_three_people_and_for_thirty() -> None:
    def queries_for(people: int) -> int:
        ids = [make_ready_person(now=NOW).pk for _ in range(people)]
        with CaptureQueriesContext(connection) as counted:
            for person in load_people(ids, now=NOW):
                person_facts(person, now=NOW)
        return len(counted)

    assert queries_for(3) == queries_for(30)
