"""What is forgotten once a day, what an auditor finds however old it is, and what nobody can make forget."""

from datetime import datetime, timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone
from oauth2_provider.models import AccessToken

from accounts.models import AccessEntry, CarriedOut, SignInAttempt
from accounts.services.access import record_access
from accounts.services.retention import forget_old_access, forget_old_requests
from roster.models import LevelChange, Sweep
from roster.services.retention import forget_old_sweeps
from roster.tasks.retention import forget_what_is_old
from tests.builders import make_destination, make_person, make_reader

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def now() -> datetime:
    return timezone.now()


def look(at: datetime, label: str) -> AccessEntry:
    return record_access(actor=make_reader(), subject_kind="person", subject_id=1, label=label, now=at)


def test_sweeps_go_after_their_days_and_not_a_moment_earlier(now: datetime, settings: object) -> None:
    settings.SWEEPS_KEPT_DAYS = 30  # type: ignore[attr-defined]
    for age in (30 * DAY + timedelta(seconds=1), 30 * DAY, DAY):
        Sweep.objects.create(started_at=now - age, ended_at=now - age)

    assert forget_old_sweeps(now=now)["sweeps"] == 1
    assert Sweep.objects.count() == 2


def test_the_last_sweep_that_ended_stays_however_old_it_is(now: datetime) -> None:
    last = Sweep.objects.create(started_at=now - 900 * DAY, ended_at=now - 900 * DAY)
    Sweep.objects.create(started_at=now - 800 * DAY)

    forget_old_sweeps(now=now)

    assert list(Sweep.objects.all()) == [last]


def said(age: int) -> list[dict[str, str]]:
    return [{"code": "medical", "text": str(age)}]


def test_the_last_change_of_each_verdict_stays_however_old_it_is(now: datetime) -> None:
    person, nairobi, vienna = make_person(), make_destination(), make_destination("VIE", "Vienna", country="AUT")
    for destination, age in ((nairobi, 3000), (nairobi, 2000), (vienna, 4000), (nairobi, 1096)):
        LevelChange.objects.create(
            person=person, destination=destination, was="ready", now="late", at=now - age * DAY, reasons=said(age)
        )

    assert forget_old_sweeps(now=now)["changes"] == 2
    # To Nairobi it was late since the last of three, to Vienna since the only one.
    assert list(LevelChange.objects.order_by("-at").values_list("reasons", flat=True)) == [said(1096), said(4000)]


def test_changes_of_the_last_three_years_stay(now: datetime) -> None:
    person, nairobi = make_person(), make_destination()
    for age in (1095, 100, 1):
        LevelChange.objects.create(person=person, destination=nairobi, at=now - age * DAY, reasons=said(age))

    assert forget_old_sweeps(now=now)["changes"] == 0


def test_looks_go_after_five_years(now: datetime) -> None:
    look(now - 1826 * DAY, "long ago")
    look(now - 1824 * DAY, "within five years")

    assert forget_old_access(now=now)["looks"] == 1
    assert AccessEntry.objects.get().label == "within five years"


def test_no_setting_makes_a_look_of_the_last_year_go(now: datetime, settings: object) -> None:
    settings.ACCESS_LOG_KEPT_DAYS = 0  # type: ignore[attr-defined]
    look(now - 364 * DAY, "within the year")

    assert forget_old_access(now=now)["looks"] == 0


def test_no_hand_makes_a_look_of_the_last_year_go(now: datetime) -> None:
    look(now - 364 * DAY, "within the year")

    with connection.cursor() as cursor:
        with pytest.raises(DatabaseError, match="Cannot update or delete"), transaction.atomic():
            cursor.execute("DELETE FROM accounts_accessentry")
        with pytest.raises(DatabaseError, match="Cannot update or delete"), transaction.atomic():
            cursor.execute("UPDATE accounts_accessentry SET at = at - interval '2 years'")


def test_the_task_forgets_all_of_it_and_may_run_twice(now: datetime) -> None:
    Sweep.objects.create(started_at=now - 91 * DAY)
    look(now - 1900 * DAY, "long ago")
    SignInAttempt.objects.create(at=now - 91 * DAY, typed_hash="0" * 64, outcome="failed")

    CarriedOut.objects.create(caller="client:x", key="a1", at=now - 2 * DAY)
    AccessToken.objects.create(expires=now - 2 * DAY, scope="", token="long-ago")

    went = {"changes": 0, "sweeps": 1, "looks": 1, "attempts": 1, "requests": 1, "tokens": 1}
    assert forget_what_is_old() == went
    assert forget_what_is_old() == dict.fromkeys(went, 0)


def test_what_programs_still_need_is_kept(now: datetime) -> None:
    CarriedOut.objects.create(caller="client:x", key="a1", at=now - DAY + timedelta(minutes=1))
    AccessToken.objects.create(expires=now, scope="", token="just-over")

    assert forget_old_requests(now=now) == {"requests": 0, "tokens": 0}


def test_the_clock_runs_it_once_a_day(settings: object) -> None:
    schedule = settings.CELERY_BEAT_SCHEDULE  # type: ignore[attr-defined]
    assert [each["schedule"] for each in schedule.values() if each["task"] == forget_what_is_old.name] == [86400.0]
