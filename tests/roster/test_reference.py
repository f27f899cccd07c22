"""Loading reference data: whole, once, and never over an administrator's change."""

import json
import os
from datetime import UTC, date, datetime
from io import StringIO
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.kinds import Kind
from roster.answering import load_calls
from roster.loaders.cities import load_place_index, place_for_city
from roster.loaders.world import load_shared
from roster.models import (
    Country,
    Figure,
    Office,
    OfficeClosure,
    Place,
    ReferenceDestination,
    Region,
    RequirementRule,
    Theme,
    Tier,
    TravelTime,
    VisaLeadTime,
    VisaRule,
)
from roster.readiness import facts
from roster.readiness.requirements import CODES, DEFAULT_POLICY, DEFAULT_REQUIREMENTS
from roster.services.closures import holidays_are_known, renew_holidays, years_kept
from roster.services.reference import load_reference
from roster.start_up import load_what_is_missing
from roster.tasks.holidays import renew_holidays_in_time

SHARED = Path(__file__).resolve().parents[3] / "shared"
NOW = datetime(2026, 11, 26, 9, tzinfo=UTC)

pytestmark = pytest.mark.django_db


def test_migrating_brings_a_capital_and_an_office_for_every_member_state() -> None:
    members = Country.objects.filter(is_member_state=True)
    assert members.count() == 193
    assert Place.objects.filter(is_capital=True, country__in=members).values("country").distinct().count() == 193
    assert Office.objects.filter(code__startswith="consulate-", country__in=members).count() == 193


def test_migrating_brings_public_holidays_as_far_as_the_year_after_next() -> None:
    assert OfficeClosure.objects.filter(is_public_holiday=True).values("office").distinct().count() > 180


def test_migrating_gives_the_administrators_the_reference_tables_and_nobody_else() -> None:
    administrators = Group.objects.get(name=Kind.ADMINISTRATOR)
    assert administrators.permissions.filter(codename="change_requirementrule").exists()
    officers = Group.objects.get(name=Kind.OFFICER)
    assert not officers.permissions.filter(codename="change_requirementrule").exists()


def test_loading_again_adds_nothing() -> None:
    assert [loaded.added for loaded in load_reference()] == [0] * 14


def test_loading_again_keeps_every_edit() -> None:
    Country.objects.filter(code="KEN").update(name="Kenia", needs_ssafe=True)
    Figure.objects.filter(code="window_hours").update(value=96)
    RequirementRule.objects.filter(requirement="medical").update(amount=7)
    Tier.objects.filter(code="standby").update(stale_after_days=14)
    Region.objects.get(code="sahel").countries.clear()
    load_reference()
    assert Country.objects.get(code="KEN").name == "Kenia"
    assert Country.objects.get(code="KEN").needs_ssafe
    assert Figure.objects.get(code="window_hours").value == 96
    assert RequirementRule.objects.get(requirement="medical").amount == 7
    assert Tier.objects.get(code="standby").stale_after_days == 14
    assert not Region.objects.get(code="sahel").countries.exists()


def test_loading_completes_a_vocabulary_but_not_a_table_that_the_unit_keeps() -> None:
    Theme.objects.filter(code="digital").delete()
    TravelTime.objects.exclude(origin__code="JFK").delete()
    VisaLeadTime.objects.exclude(kind="required").delete()
    ReferenceDestination.objects.exclude(place__code="NBO").delete()
    added = {loaded.table: loaded.added for loaded in load_reference()}
    assert added["themes"] == 1
    assert added["travel times"] == added["visa lead times"] == added["reference destinations"] == 0


def test_loading_an_empty_table_takes_one_statement_a_table() -> None:
    TravelTime.objects.all().delete()
    with CaptureQueriesContext(
        connection,
    ) as captured:
        load_reference()
    assert sum(query["sql"].startswith("INSERT") for query in captured) == 1


def test_the_hook_does_nothing_while_the_tables_are_of_an_earlier_state() -> None:
    earlier = MigrationExecutor(connection).loader.project_state([("roster", "0001_extensions")]).apps
    Theme.objects.filter(code="digital").delete()
    load_what_is_missing(apps=earlier)
    assert not Theme.objects.filter(code="digital").exists()
    load_what_is_missing(apps=apps)
    assert Theme.objects.filter(code="digital").exists()


def test_requirements_and_figures_read_from_the_tables_are_the_defaults_of_the_engine() -> None:
    shared = load_shared(day=NOW.date())
    assert set(shared.requirements) == set(CODES)
    for code, default in DEFAULT_REQUIREMENTS.items():
        read = shared.requirements[code]
        assert (read.needs, read.waivable_by, read.disabled) == (default.needs, default.waivable_by, default.disabled)
        assert (read.lead is None) == (default.lead is None)
        if read.lead is not None and default.lead is not None:
            assert (read.lead.hours, read.lead.working_days) == (default.lead.hours, default.lead.working_days)
    assert shared.policy.stale_after_days == dict(DEFAULT_POLICY.stale_after_days)
    assert shared.policy.pre_issued_contract == DEFAULT_POLICY.pre_issued_contract
    assert shared.policy.document_months == DEFAULT_POLICY.document_months
    assert shared.policy.default_office.code == "headquarters"


def test_a_visa_takes_the_working_days_of_the_destinations_consulate() -> None:
    VisaRule.objects.create(document="KEN", destination_id="JOR", kind="required")
    amman = ReferenceDestination.objects.select_related("place").get(place__code="AMM")
    call = load_calls([amman], at=NOW)[amman.pk]
    rule = call.world.visa_rules["KEN", "JOR"]
    assert rule.kind is facts.VisaKind.LEAD
    assert rule.lead.working_days == 10
    assert rule.lead.office is not None
    assert rule.lead.office.code == "consulate-jor"
    assert rule.lead.office.weekend == {4, 5}


def test_renewing_holidays_keeps_closures_by_hand_and_moves_what_moved() -> None:
    office = Office.objects.get(code="consulate-ken")
    OfficeClosure.objects.filter(office=office).delete()
    by_hand = OfficeClosure.objects.create(office=office, day=date(2026, 12, 12), name="Stocktaking")
    moved = OfficeClosure.objects.create(office=office, day=date(2026, 7, 2), name="Moved", is_public_holiday=True)
    renamed = OfficeClosure.objects.create(office=office, day=date(2026, 6, 1), name="Old", is_public_holiday=True)
    long_ago = OfficeClosure.objects.create(office=office, day=date(2019, 6, 1), name="Past", is_public_holiday=True)
    outcome = renew_holidays(now=NOW)
    by_hand.refresh_from_db()
    assert (by_hand.name, by_hand.is_public_holiday) == ("Stocktaking", False)
    assert not OfficeClosure.objects.filter(pk=moved.pk).exists()
    renamed.refresh_from_db()
    assert renamed.name == "Madaraka Day"
    assert OfficeClosure.objects.filter(pk=long_ago.pk).exists()
    assert outcome.added > 10
    assert (outcome.changed, outcome.removed) == (1, 1)
    assert "Ukraine" in outcome.without


def test_renewing_holidays_twice_changes_nothing() -> None:
    renew_holidays(now=NOW)
    again = renew_holidays(now=NOW)
    assert (again.added, again.changed, again.removed) == (0, 0, 0)
    assert again.unchanged == OfficeClosure.objects.filter(day__year__range=(2025, 2028)).count()


def test_holidays_run_out_as_years_go_by() -> None:
    renew_holidays(now=NOW)
    assert holidays_are_known(now=NOW)
    assert years_kept(NOW) == range(2025, 2029)
    assert not holidays_are_known(now=NOW.replace(year=2031))


def test_the_command_says_what_it_did_and_which_countries_have_no_holidays() -> None:
    Theme.objects.filter(code="digital").delete()
    out = StringIO()
    call_command("load_reference", "--holidays", stdout=out)
    assert "themes: 1 added, 10 kept" in out.getvalue()
    assert "Ukraine" in out.getvalue()


@pytest.mark.parametrize(
    ("name", "country", "code"),
    [
        ("Genève", None, "GVA"),
        ("NY HQ", None, "JFK"),
        ("Tshwane", "ZA", "PRY"),
        ("Dakar, Sénégal", None, "DSS"),
        ("Amman, Austria", None, None),
        ("DKR", "SN", "DSS"),
        ("Ouaga", "BF", "OUA"),
        ("Nowhere", "SN", None),
    ],
)
def test_a_city_finds_its_place(name: str, country: str | None, code: str | None) -> None:
    place = place_for_city(name, country)
    assert (place.code if place else None) == code


def test_the_place_index_takes_two_queries() -> None:
    with CaptureQueriesContext(connection) as captured:
        load_place_index()
    assert len(captured) == 2


def test_every_city_of_the_shared_workbook_has_a_place() -> None:
    truth = SHARED / "data" / "roster" / "roster-2026.truth.json"
    if not truth.exists():
        if os.environ.get("CI") and SHARED.exists():
            pytest.fail(f"{truth.name} is missing from the shared folder.")
        pytest.skip("The shared workbook is not beside the project.")
    records = json.loads(truth.read_text(encoding="utf-8"))
    bases = {(person["base_city"], person["base_country"]) for person in records["people"] if person["base_city"]}
    visited = {(entry["where"], None) for entry in records["calendar"] if entry["where"]}
    index = load_place_index()
    assert [city for city, country in bases | visited if index.find(city, country) is None] == []


@pytest.mark.django_db(transaction=True)
def test_after_a_flush_the_reference_data_are_back() -> None:
    call_command("flush", interactive=False, verbosity=0)
    assert Country.objects.filter(is_member_state=True).count() == 193
    assert RequirementRule.objects.count() == len(CODES)
    assert holidays_are_known(now=timezone.now())


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


def test_on_a_terminal_the_command_shows_how_far_it_is() -> None:
    shown = Terminal()
    call_command("load_reference", "--holidays", stdout=StringIO(), stderr=shown)
    assert "194 of 194 offices" in shown.getvalue()


def test_the_worker_loads_the_holidays_of_a_year_that_comes_into_view() -> None:
    assert renew_holidays_in_time() is False

    OfficeClosure.objects.filter(day__year=years_kept(timezone.now())[-1]).delete()

    assert renew_holidays_in_time() is True
    assert holidays_are_known(now=timezone.now())
    assert "roster.renew_holidays" in {each["task"] for each in settings.CELERY_BEAT_SCHEDULE.values()}
