"""What is recorded between a person and an effort bars them however the effort is called, spelled or described."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from deployments.asking import wanted_from, wanted_of
from deployments.models import Process
from deployments.plan import Plan, Wanted
from deployments.proposing import make_plan
from deployments.services.outcomes import Saved
from deployments.services.process import Belongings, change_process
from deployments.teams.facts import TeamLevel
from roster import models
from tests.builders import (
    FAR_AHEAD,
    LONG_AGO,
    make_country,
    make_flag,
    make_place,
    make_process,
    make_reader,
    make_ready_person,
    make_request,
    make_slot,
    make_theme,
)

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


@pytest.fixture
def ada() -> models.Person:
    return make_ready_person(now=NOW, theme=make_theme("process-design"))


def plan_of(process: Process | None = None, **fields: Any) -> Plan:
    request = make_request(process=process, destination=make_place(), stay_days=7, **fields)
    make_slot(request)
    wanted = wanted_of(request, now=NOW)
    assert isinstance(wanted, Wanted)
    return make_plan(wanted, now=NOW)


def is_barred(plan: Plan) -> bool:
    [seen] = (*plan.lines[0].candidates, *plan.lines[0].excluded)
    return not seen.may_be_seated and any(each.confidential for each in seen.exclusions)


def bar(person: models.Person, **about: Any) -> models.ImpartialityFlag:
    return make_flag(person, **{"kind": "objected", "is_blocking": True, "country": None, **about})


@pytest.mark.parametrize("written", ["Lake talks", "lake talks", "  Lake   Talks ", "LAKE TALKS"])
def test_a_flag_bars_however_the_name_was_typed(ada: models.Person, written: str) -> None:
    bar(ada, process=written)
    assert is_barred(plan_of(make_process("Lake talks")))
    assert not is_barred(plan_of(make_process("Other talks")))


def test_a_process_that_is_renamed_takes_its_flags_along_and_nobody_is_told(ada: models.Person) -> None:
    flag = bar(ada, process="lake talks")
    other = bar(make_ready_person("Ben", now=NOW), process="Other talks")
    process = make_process("Lake talks")

    saved = change_process(
        process_id=process.pk,
        version=process.version,
        values={"name": "Lakes and rivers"},
        belongings=Belongings(),
        actor=make_reader(),
        now=NOW,
    )

    assert isinstance(saved, Saved)
    flag.refresh_from_db()
    other.refresh_from_db()
    assert (flag.process, other.process) == ("Lakes and rivers", "Other talks")
    assert is_barred(plan_of(saved.row))


def test_a_flag_about_a_country_of_the_effort_counts_wherever_the_talks_are(ada: models.Person) -> None:
    sudan = make_country("SDN", "Sudan")
    bar(ada, country=sudan)
    process = make_process("Talks abroad")
    assert not is_barred(plan_of(process))

    process.countries.add(sudan)
    assert is_barred(plan_of(process))


def test_a_country_that_only_the_request_names_counts_as_well_saved_or_not(ada: models.Person) -> None:
    sudan = make_country("SDN", "Sudan")
    bar(ada, country=sudan)
    request = make_request(destination=make_place(), stay_days=7)
    slot = make_slot(request)
    request.countries.add(sudan)
    stored = wanted_of(request, now=NOW)
    typed = wanted_from({"destination": request.destination, "countries": [sudan]}, [slot], now=NOW)
    assert isinstance(stored, Wanted)
    assert isinstance(typed, Wanted)
    assert stored.countries == typed.countries == {"SDN"}
    assert is_barred(make_plan(stored, now=NOW))


def test_a_national_of_a_country_of_the_effort_is_not_barred_for_that(ada: models.Person) -> None:
    uganda = make_country("UGA", "Uganda")
    models.Nationality.objects.create(person=ada, country=uganda)
    process = make_process("Talks")
    process.countries.add(uganda)
    assert plan_of(process, host_consent="granted").answer.level is TeamLevel.FEASIBLE


def test_a_sanctions_match_bars_from_every_call(ada: models.Person) -> None:
    bar(ada, kind="sanctions", process="Long ago talks")
    assert is_barred(plan_of())


def test_who_holds_a_partys_passport_is_its_national_though_nobody_wrote_that_down(ada: models.Person) -> None:
    kenya = make_country()
    models.Nationality.objects.filter(person=ada).delete()
    models.TravelDocument.objects.filter(person=ada).delete()
    models.TravelDocument.objects.create(
        person=ada, kind="passport", country=kenya, state="granted", valid=DateTimeTZRange(LONG_AGO, FAR_AHEAD)
    )
    process = make_process("Talks")
    process.parties.add(kenya)

    plan = plan_of(process)

    assert is_barred(plan)
    assert plan.people[ada.pk].profile.nationalities == {"KEN"}
