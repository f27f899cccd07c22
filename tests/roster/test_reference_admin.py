"""The configuration pages: who may use them, what they refuse, and in which words."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib import admin
from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Model
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.kinds import Kind
from roster.answering import load_calls
from roster.loaders.world import load_shared
from roster.models import (
    Country,
    Figure,
    Office,
    Place,
    Pool,
    ReferenceDestination,
    Region,
    RequirementRule,
    RequirementType,
    Theme,
    Tier,
    TravelTime,
    VisaLeadTime,
    VisaRule,
)
from roster.readiness.requirements import DEFAULT_REQUIREMENTS
from roster.services.reference import ALWAYS
from roster.start_up import REFERENCE_TABLES
from tests.builders import make_membership, make_person, make_reader

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(client: Client) -> Client:
    client.force_login(make_reader(Kind.ADMINISTRATOR))
    return client


def address(model: type[Model], page: str, *keys: Any) -> str:
    return reverse(f"admin:roster_{model._meta.model_name}_{page}", args=keys)


def initial_data(client: Client, url: str) -> dict[str, Any]:
    """What the browser would post if nothing were touched."""
    form = client.get(url).context["adminform"].form
    data: dict[str, Any] = {}
    for field in form:
        value = field.value()
        if hasattr(field.field.widget, "widgets_names"):
            data |= {field.html_name + name: part for name, part in zip(("_0", "_1"), value, strict=True)}
        elif value is not False:
            data[field.html_name] = value
    return {key: "" if value is None else value for key, value in data.items()}


def errors(response: Any) -> dict[str, list[str]]:
    assert response.status_code == 200, response.headers.get("Location")
    return {field: list(texts) for field, texts in response.context["adminform"].form.errors.items()}


@pytest.mark.parametrize("model", REFERENCE_TABLES, ids=lambda model: model.__name__)
def test_every_reference_table_has_its_pages_for_the_administrator(administrator: Client, model: type[Model]) -> None:
    VisaRule.objects.create(document="KEN", destination_id="JOR", kind="free", days=90)
    assert admin.site.is_registered(model)
    assert administrator.get(address(model, "changelist")).status_code == 200
    searched = administrator.get(address(model, "changelist"), {"q": "ken"})
    assert searched.status_code == 200
    row = model._default_manager.first()
    assert row is not None
    assert administrator.get(address(model, "change", row.pk)).status_code == 200
    added = administrator.get(address(model, "add")).status_code
    assert added == (403 if model in (Country, Tier, RequirementType) else 200)


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind is not Kind.ADMINISTRATOR] + [None])
def test_nobody_else_opens_a_configuration_page(client: Client, kind: Kind | None) -> None:
    client.force_login(make_reader(kind))
    for model in REFERENCE_TABLES:
        assert client.get(address(model, "changelist")).status_code in (302, 403)


@pytest.mark.parametrize("model", REFERENCE_TABLES, ids=lambda model: model.__name__)
def test_saving_a_page_untouched_changes_nothing(administrator: Client, model: type[Model]) -> None:
    VisaRule.objects.create(document="KEN", destination_id="JOR", kind="free", days=90)
    row = model._default_manager.first()
    assert row is not None
    before = model._default_manager.filter(pk=row.pk).values().get()
    url = address(model, "change", row.pk)
    response = administrator.post(url, initial_data(administrator, url))
    assert response.status_code == 302, errors(response)
    assert model._default_manager.filter(pk=row.pk).values().get() == before


@pytest.mark.parametrize("model", [Place, VisaRule, TravelTime, RequirementRule], ids=lambda model: model.__name__)
def test_a_list_takes_as_many_queries_for_thirty_rows_as_for_three(administrator: Client, model: type[Model]) -> None:
    places = list(Place.objects.order_by("pk")[:31])
    TravelTime.objects.all().delete()
    for place in places[1:]:
        TravelTime.objects.create(origin=places[0], destination=place, hours=5)
    for country in Country.objects.exclude(code="KEN")[:30]:
        VisaRule.objects.create(document="KEN", destination=country, kind="free")
    counts = []
    for shown in (3, 30):
        keys = model._default_manager.order_by("pk").values_list("pk", flat=True)[:shown]
        with CaptureQueriesContext(connection) as captured:
            page = administrator.get(address(model, "changelist"), {"pk__in": ",".join(str(key) for key in keys)})
        assert page.status_code == 200
        counts.append(len(captured))
    assert counts[0] == counts[1] <= 15


# Effective dating.


def post_rule(client: Client, **fields: Any) -> Any:
    data = {"requirement": "medical", "effective_0": "2027-01-01", "effective_1": "", "lead": "working_days"}
    data |= {"amount": "7", "office": "", "waivable_by": "", "is_enabled": "on"}
    return client.post(address(RequirementRule, "add"), {**data, **fields})


def test_two_rules_of_a_requirement_for_the_same_day_are_refused_in_a_sentence(administrator: Client) -> None:
    found = errors(post_rule(administrator))
    assert found == {
        "effective": [
            "“Medical clearance: 10.00 working days of the office” holds already without end. "
            "Choose other days, or end that row first."
        ]
    }
    assert RequirementRule.objects.filter(requirement="medical").count() == 1


def test_a_new_rule_may_end_the_earlier_one_on_its_first_day(administrator: Client) -> None:
    assert post_rule(administrator, ends_earlier="on").status_code == 302
    earlier, later = RequirementRule.objects.filter(requirement="medical").order_by("effective")
    assert earlier.effective == DateRange(None, date(2027, 1, 1))
    assert later.effective == DateRange(date(2027, 1, 1), None)
    eve, day = date(2026, 12, 31), date(2027, 1, 1)
    assert [load_shared(day=each).requirements["medical"].lead.working_days for each in (eve, day)] == [10, 7]  # type: ignore[union-attr]


def test_a_new_rule_does_not_end_one_that_begins_after_it(administrator: Client) -> None:
    RequirementRule.objects.filter(requirement="medical").update(effective=DateRange(date(2027, 6, 1), None))
    found = errors(post_rule(administrator, ends_earlier="on"))
    assert "holds from 2027-06-01 without end" in found["effective"][0]


def test_rules_that_meet_without_overlap_are_both_kept(administrator: Client) -> None:
    RequirementRule.objects.filter(requirement="medical").update(effective=DateRange(None, date(2027, 1, 1)))
    assert post_rule(administrator).status_code == 302


def test_an_empty_period_is_refused_in_a_sentence(administrator: Client) -> None:
    found = errors(post_rule(administrator, effective_1="2027-01-01"))
    assert found["effective"][0].startswith("The period is empty.")


def test_an_end_without_a_successor_is_pointed_out_and_the_default_counts(administrator: Client) -> None:
    rule = RequirementRule.objects.get(requirement="medical")
    url = address(RequirementRule, "change", rule.pk)
    data = {**initial_data(administrator, url), "effective_1": "2027-01-01", "amount": "3"}
    page = administrator.post(url, data, follow=True)
    assert "Nothing holds from 2027-01-01 on" in page.content.decode()
    shared = load_shared(day=date(2027, 1, 1))
    assert shared.requirements["medical"] == DEFAULT_REQUIREMENTS["medical"]


def test_figures_that_overlap_are_refused_and_title_and_unit_come_with_the_code(administrator: Client) -> None:
    data = {"code": "window_hours", "effective_0": "2027-01-01", "effective_1": "", "value": "96"}
    found = errors(administrator.post(address(Figure, "add"), data))
    assert list(found) == ["effective"]
    assert administrator.post(address(Figure, "add"), {**data, "ends_earlier": "on"}).status_code == 302
    figure = Figure.objects.get(code="window_hours", value=96)
    assert (figure.title, figure.unit) == ("Time from activation to arrival", "hours")
    assert load_shared(day=date(2027, 1, 1)).window_hours == 96
    assert load_shared(day=date(2026, 12, 31)).window_hours == 72


def test_what_has_begun_is_kept_and_what_is_to_come_can_be_deleted(administrator: Client) -> None:
    tomorrow = timezone.now().date() + timedelta(days=1)
    held = RequirementRule.objects.get(requirement="medical")
    held.effective = DateRange(None, tomorrow)
    held.save()
    to_come = RequirementRule.objects.create(requirement_id="medical", effective=DateRange(tomorrow, None), amount=5)
    assert administrator.post(address(RequirementRule, "delete", held.pk), {"post": "yes"}).status_code == 403
    assert administrator.post(address(RequirementRule, "delete", to_come.pk), {"post": "yes"}).status_code == 302
    assert list(RequirementRule.objects.filter(requirement="medical")) == [held]


def test_the_list_says_what_each_requirement_takes(administrator: Client) -> None:
    RequirementRule.objects.filter(requirement="vetting").update(office=None)
    page = administrator.get(address(RequirementRule, "changelist")).content.decode()
    expected = ["4 h", "10 working days, Headquarters, New York", "10 working days, headquarters"]
    assert [words for words in [*expected, "found elsewhere", "cannot be obtained in time"] if words not in page] == []


# What a rule may say.


@pytest.mark.parametrize(
    ("fields", "field", "sentence"),
    [
        ({"amount": "2.5"}, "amount", "Working days are whole days"),
        ({"amount": "-1"}, "amount", "Use 0 or more."),
        ({"requirement": "booking", "lead": "hours", "needs": ["security_clearance"]}, "needs", "wait for each other"),
        ({"requirement": "booking", "lead": "hours", "needs": ["booking"]}, "needs", "wait for each other"),
        ({"requirement": "nothing"}, "requirement", "Select a valid choice"),
        ({"effective_0": "soon"}, "effective", "Enter a valid date."),
    ],
)
def test_a_rule_that_makes_no_sense_is_refused_in_a_sentence(
    administrator: Client, fields: dict[str, Any], field: str, sentence: str
) -> None:
    found = errors(post_rule(administrator, **{"ends_earlier": "on", **fields}))
    assert any(sentence in text for text in found[field])


@pytest.mark.parametrize(
    ("code", "value"),
    [
        ("window_hours", "0"),
        ("window_hours", "-1"),
        ("rest_per_days", "0"),
        ("passport_months", "2.5"),
        ("unstated_medical_class", "7"),
        ("unstated_medical_class", "1.5"),
        ("theme_level", "0"),
        ("theme_level", "6"),
    ],
)
def test_a_figure_that_makes_no_sense_is_refused_in_a_sentence(administrator: Client, code: str, value: str) -> None:
    figure = Figure.objects.get(code=code)
    url = address(Figure, "change", figure.pk)
    found = errors(administrator.post(url, {**initial_data(administrator, url), "value": value}))
    assert list(found) == ["value"]


# Other tables.


def change(client: Client, row: Model, **fields: Any) -> Any:
    url = address(type(row), "change", row.pk)
    return client.post(url, {**initial_data(client, url), **fields})


def test_an_alias_may_hold_a_comma(administrator: Client) -> None:
    theme = Theme.objects.get(code="gender-and-inclusion")
    assert (
        change(administrator, theme, aliases="Women, peace and security\r\n\r\n Gender \r\nGender").status_code == 302
    )
    theme.refresh_from_db()
    assert theme.aliases == ["Women, peace and security", "Gender"]


def test_the_hardship_class_of_a_place_is_chosen_and_counts_from_then_on(administrator: Client) -> None:
    place = Place.objects.get(code="NBO")
    assert list(errors(change(administrator, place, hardship_class="F"))) == ["hardship_class"]
    assert change(administrator, place, hardship_class="D").status_code == 302
    nairobi = ReferenceDestination.objects.select_related("place").get(place=place)
    call = load_calls([nairobi], at=timezone.now())[nairobi.pk]
    assert call.world.places["NBO"].hardship_class == "D"


def test_up_to_which_class_an_unstated_medical_counts_is_set_by_date(administrator: Client) -> None:
    figure = Figure.objects.get(code="unstated_medical_class")
    for value, hardship_class in (("0", ""), ("1", "H"), ("6", "E")):
        assert change(administrator, figure, value=value).status_code == 302
        assert load_shared(day=timezone.now().date()).policy.unstated_medical_class == hardship_class


def test_an_unknown_time_zone_is_refused_in_a_sentence(administrator: Client) -> None:
    place = Place.objects.get(code="NBO")
    assert "is not a time zone" in errors(change(administrator, place, timezone="Kenya"))["timezone"][0]


def test_an_office_that_would_never_open_is_refused_in_a_sentence(administrator: Client) -> None:
    office = Office.objects.get(code="headquarters")
    every_day = [str(day) for day in range(7)]
    assert "would never open" in errors(change(administrator, office, weekend=every_day))["weekend"][0]
    assert "close after it opens" in errors(change(administrator, office, closes="08:00"))["closes"][0]


def test_a_weekend_is_kept_as_days(administrator: Client) -> None:
    office = Office.objects.get(code="headquarters")
    assert change(administrator, office, weekend=["5", "4"]).status_code == 302
    office.refresh_from_db()
    assert office.weekend == [4, 5]


def test_an_office_has_its_countrys_public_holidays_from_the_start_and_after_it_moves(administrator: Client) -> None:
    values = {"code": "branch", "name": "Branch", "country": "KEN", "timezone": "Africa/Nairobi"}
    hours = {"opens": "09:00", "closes": "17:00", "weekend": ["5", "6"]}
    assert administrator.post(address(Office, "add"), values | hours).status_code == 302
    branch = Office.objects.get(code="branch")
    assert branch.closures.filter(name="Jamhuri Day").exists()

    assert change(administrator, branch, country="AUT").status_code == 302
    assert branch.closures.exists()
    assert not branch.closures.filter(name="Jamhuri Day").exists()


def test_a_journey_to_the_same_place_is_refused_in_a_sentence(administrator: Client) -> None:
    time = TravelTime.objects.select_related("origin").first()
    assert time is not None
    assert "ends somewhere else" in errors(change(administrator, time, destination=time.origin.pk))["destination"][0]


@pytest.mark.parametrize(
    ("fields", "field"),
    [({"document": "XXX"}, "document"), ({"kind": "required", "days": "9"}, "days"), ({"days": "0"}, "days")],
)
def test_a_visa_rule_that_makes_no_sense_is_refused_in_a_sentence(
    administrator: Client, fields: dict[str, Any], field: str
) -> None:
    data = {"document": "KEN", "destination": "JOR", "kind": "free", "days": "", **fields}
    assert list(errors(administrator.post(address(VisaRule, "add"), data))) == [field]


def test_a_document_is_kept_in_capitals(administrator: Client) -> None:
    data = {"document": "uno", "destination": "JOR", "kind": "free", "days": ""}
    assert administrator.post(address(VisaRule, "add"), data).status_code == 302
    assert VisaRule.objects.filter(document="UNO", destination="JOR").exists()


def test_a_second_lead_time_for_a_kind_everywhere_is_refused(administrator: Client) -> None:
    data = {"kind": "online", "destination": "", "lead": "hours", "amount": "5", "office": ""}
    found = errors(administrator.post(address(VisaLeadTime, "add"), data))
    assert found
    assert administrator.post(address(VisaLeadTime, "add"), {**data, "destination": "KEN"}).status_code == 302


def test_rows_that_came_with_the_product_cannot_be_deleted(administrator: Client) -> None:
    everywhere = VisaLeadTime.objects.get(kind="required", destination=None)
    rows: list[Model] = [
        Country.objects.get(code="KEN"),
        Region.objects.get(code="sahel"),
        Place.objects.get(code="NBO"),
        Office.objects.get(code="headquarters"),
        Theme.objects.get(code="digital"),
        Pool.objects.get(code="support"),
        Tier.objects.get(code="partner"),
        RequirementType.objects.get(code="bsafe"),
        ReferenceDestination.objects.get(place__code="NBO"),
        everywhere,
    ]
    for row in rows:
        response = administrator.post(address(type(row), "delete", row.pk), {"post": "yes"})
        assert response.status_code == 403, row
        assert type(row)._default_manager.filter(pk=row.pk).exists()


def test_a_row_of_the_units_own_can_be_deleted_while_nobody_uses_it(administrator: Client) -> None:
    pool = Pool.objects.create(code="alumni", title="Alumni")
    membership = make_membership(make_person(), pool=pool)
    administrator.post(address(Pool, "delete", pool.pk), {"post": "yes"})
    assert Pool.objects.filter(pk=pool.pk).exists()
    membership.delete()
    administrator.post(address(Pool, "delete", pool.pk), {"post": "yes"})
    assert not Pool.objects.filter(pk=pool.pk).exists()


def test_nothing_is_deleted_in_bulk(administrator: Client) -> None:
    page = administrator.get(address(VisaRule, "changelist"))
    assert "delete_selected" not in page.content.decode()


def test_a_new_reference_destination_starts_with_the_configured_stay(administrator: Client) -> None:
    Figure.objects.filter(code="default_stay_days").update(value=21, effective=ALWAYS)
    form = administrator.get(address(ReferenceDestination, "add")).context["adminform"].form
    assert form.initial["stay_days"] == 21


def test_a_theme_ends_after_it_begins_and_is_not_its_own_successor(administrator: Client) -> None:
    theme = Theme.objects.get(code="digital")
    found = errors(change(administrator, theme, valid_from="2026-01-01", valid_until="2026-01-01", broader=theme.pk))
    assert found == {
        "valid_until": ["The theme must end after it begins."],
        "broader": ["Choose another theme than this one."],
    }


@pytest.mark.parametrize("model", [Figure, VisaLeadTime], ids=lambda model: model.__name__)
def test_an_empty_form_is_answered_with_what_is_missing(administrator: Client, model: type[Model]) -> None:
    assert errors(administrator.post(address(model, "add"), {}))


def test_a_prerequisite_without_a_circle_is_kept(administrator: Client) -> None:
    booking = RequirementRule.objects.get(requirement="booking")
    assert change(administrator, booking, needs=["visa"]).status_code == 302
    booking.refresh_from_db()
    assert booking.needs == ["visa"]
