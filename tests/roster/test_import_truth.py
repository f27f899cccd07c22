"""The shared workbook, from the file to the rows of the database: exactly the records of its truth, and once only."""

import os
from collections import Counter
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from deployments.models import Request, SeatHolding
from roster import models
from roster.importing.differences_facts import FLAGS, STATES, VARIANTS
from roster.importing.differences_windows import midnight
from tests.roster.import_truth import FOLDER, load_truth
from tests.roster.test_import_runs import event_count

pytestmark = pytest.mark.django_db

Truth = dict[str, Any]
WORKBOOK = FOLDER / "roster-2026.xlsx"


@pytest.fixture(scope="module")
def truth() -> Truth:
    if not WORKBOOK.exists():
        if os.environ.get("CI") and FOLDER.parents[1].exists():
            pytest.fail(f"{WORKBOOK} is missing.")
        pytest.skip(f"{WORKBOOK} is not there: the shared workbook lies beside the repository.")
    return load_truth()


def bring_in(truth: Truth) -> None:
    call_command("import_roster", str(WORKBOOK), "--apply", "--today", truth["today"], verbosity=0)


def window(first: str | None, last: str | None) -> DateTimeTZRange:
    """The days of the truth, both included, as they are stored."""
    lower = midnight(date.fromisoformat(first)) if first else None
    upper = midnight(date.fromisoformat(last) + timedelta(days=1)) if last else None
    return DateTimeTZRange(lower, upper)


def alpha2() -> dict[str, str]:
    return dict(models.Country.objects.values_list("code", "alpha2"))


def test_applying_makes_exactly_the_records_of_the_truth(truth: Truth) -> None:
    bring_in(truth)
    countries = alpha2() | {None: None}
    themes = dict(models.Theme.objects.values_list("pk", "code"))
    people = dict(models.Person.objects.values_list("pk", "reference"))

    assert _people(countries) == {row["id"]: _person_truth(row) for row in truth["people"]}
    assert _rows(models.Expertise, "theme_id", "level", "years", "endorsed_by", first=themes) == Counter(
        (row["person"], row["theme"], row["level"], row["years"], row["endorsed_by"] or "")
        for row in truth["expertise"]
    )
    assert _rows(models.LanguageSkill, "language", "level") == Counter(
        (row["person"], row["language"], row["level"] or "") for row in truth["languages"]
    )
    assert Counter(
        (reference, region or countries[country], years, track)
        for reference, region, country, years, track in models.RegionExperience.objects.values_list(
            "person__reference", "region_id", "country_id", "years", "track"
        )
    ) == Counter((row["person"], row["code"], row["years"], row["track"]) for row in truth["regions"])
    assert _clearances(countries) == Counter(_clearance_truth(row) for row in truth["clearances"])
    assert Counter(
        (people[booking.person_id], booking.kind, booking.during, booking.where, booking.remark, booking.share)
        for booking in models.Booking.objects.all()
    ) == Counter(
        (
            *(row["person"], row["kind"], window(row["from"], row["to"]), row["where"] or "", row["remark"] or ""),
            row["share"],
        )
        for row in truth["calendar"]
    )
    assert _rows(models.EnvoyAppointment, "title", "mandate", "organisation", "dispute_type", "during") == Counter(
        (
            *(row["person"], row["title"], row["process"], row["organisation"] or "", row["dispute_type"] or ""),
            window(row["from"], row["to"]),
        )
        for row in truth["envoys"]
    )
    assert Counter(
        (flag.person.reference, flag.kind, flag.is_blocking, flag.process or countries[flag.country_id], flag.reason)
        for flag in models.ImpartialityFlag.objects.select_related("person")
    ) == Counter(
        (row["person"], FLAGS[row["kind"]], row["blocking"], row["about"], row["note"] or "")
        for row in truth["impartiality"]
    )


def test_applying_makes_the_seats_and_requests_of_the_truth(truth: Truth) -> None:
    bring_in(truth)
    assert Counter(
        SeatHolding.objects.values_list(
            "seat__code", "seat__theme__code", "holder__reference", "backup__reference", "during"
        )
    ) == Counter(
        (row["seat"], row["theme"], row["holder"], row["backup"], window(row["from"], row["to"]))
        for row in truth["standby"]
    )
    countries = alpha2()
    kept = {
        request.reference: {
            "requester": request.requester,
            "process": request.process.name if request.process else None,
            "kind": request.kind,
            "modality": request.modality,
            "lead_actor": request.lead_actor,
            "received": _iso(request.received_at),
            "approved": _iso(request.approved_at),
            "activated": _iso(request.activated_at),
            "departed": _iso(request.departed_at),
            "arrived": _iso(request.arrived_at),
            "slots_wanted": request.slots_wanted,
            "slots_filled": request.slots_filled,
            "outcome": request.state,
            "countries": sorted(countries[each.pk] for each in request.countries.all()),
        }
        for request in Request.objects.select_related("process").prefetch_related("countries")
    }
    wanted = {
        row["ref"]: {name: sorted(row[name]) if name == "countries" else row[name] for name in kept[row["ref"]]}
        for row in truth["requests"]
    }
    assert kept == wanted
    followed = next(row for row in truth["requests"] if row.get("lead_actor_history"))
    history = Request.objects.get(reference=followed["ref"]).lead_actor_history
    assert [each["actor"] for each in history] == [each["actor"] for each in followed["lead_actor_history"]]


def test_a_second_run_changes_nothing_and_leaves_no_history(truth: Truth) -> None:
    bring_in(truth)
    events, people = event_count(), models.Person.objects.count()
    bring_in(truth)
    assert (event_count(), models.Person.objects.count()) == (events, people)


def _people(countries: dict[Any, Any]) -> dict[str, Any]:
    people = models.Person.objects.prefetch_related("nationalities", "memberships", "statements")
    return {
        person.reference: {
            "other_ids": person.other_references,
            "family_name": person.family_name,
            "given_names": person.given_names,
            "gender": person.gender,
            "nationalities": sorted(countries[each.country_id] for each in person.nationalities.all()),
            "grade": person.grade_id,
            "grade_equivalent": person.grade_is_equivalent,
            "grade_assessed_by": person.grade_assessed_by or None,
            "home_organisation": person.home_organisation or None,
            "base_city": person.base_city or None,
            "base_country": countries[person.base_country_id],
            "email": person.email or None,
            "phone": person.phone or None,
            "notice_hours": person.notice_hours,
            "release": person.release or None,
            "member": [
                (each.pool_id, each.tier_id, each.status or None, each.term) for each in person.memberships.all()
            ],
            "confirmed": [each.confirmed_at for each in person.statements.all()],
        }
        for person in people
    }


def _person_truth(row: Truth) -> Truth:
    same = ("family_name", "given_names", "grade", "grade_equivalent", "grade_assessed_by", "home_organisation")
    more = ("base_city", "base_country", "email", "phone", "notice_hours", "release")
    confirmed = row["last_confirmed"]
    return {
        **{name: row[name] for name in (*same, *more)},
        "other_ids": row.get("other_ids", []),
        "gender": row["gender"] or "undisclosed",
        "nationalities": sorted(row["nationalities"]),
        "member": [(row["pool"], row["tier"], row["status"], window(row["member_since"], row["term_ends"]))],
        "confirmed": [midnight(date.fromisoformat(confirmed))] if confirmed else [],
    }


def _rows(model: Any, *columns: str, first: dict[Any, str] | None = None) -> Counter[tuple[Any, ...]]:
    """Rows of people as tuples; `first` translates the first column."""
    rows = model.objects.values_list("person__reference", *columns)
    return Counter((row[0], first[row[1]] if first else row[1], *row[2:]) for row in rows)


def _clearances(countries: dict[Any, Any]) -> Counter[tuple[Any, ...]]:
    kept = Counter(
        (each.person.reference, each.kind, "", each.state, each.valid, False, countries[each.country_id])
        for each in models.TravelDocument.objects.select_related("person")
    )
    return kept + Counter(
        (
            *(each.person.reference, each.requirement_id, each.variant, each.state, each.valid, each.has_no_expiry),
            countries[each.country_id],
        )
        for each in models.Clearance.objects.select_related("person")
    )


def _clearance_truth(row: Truth) -> tuple[Any, ...]:
    what, variant = VARIANTS.get(row["what"], (row["what"], ""))
    is_document = what in {"passport", "laissez-passer"}
    valid = window(row["granted"], row["expires"]) if row["granted"] or row["expires"] else None
    state = STATES.get(row["state"], row["state"])
    return (row["person"], what, variant, state, valid, row["no_expiry"] and not is_document, row["country"])


def _iso(instant: Any) -> str | None:
    return f"{instant:%Y-%m-%dT%H:%M:%SZ}" if instant else None
