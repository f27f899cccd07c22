"""Does any page of the roster ask the database more often for thirty rows than for three? Each page and export at once.

Pages with a test of their own beside what they show are not repeated: list and facets, person, facts, year, bulk.
"""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from roster.models import ImportAnswer, ImportRun, Person, SavedView
from tests.builders import DAY, make_booking, make_destination, make_reader, make_ready_person, only_destinations

pytestmark = pytest.mark.django_db
START = datetime(2030, 1, 1, tzinfo=UTC)


def add_rows(count: int, ada: Person, reader: User) -> None:
    """Of everything that one of these pages lists, so many more."""
    now = timezone.now()
    first = SavedView.objects.count()
    for number in range(first, first + count):
        make_ready_person("Bintou", f"Diallo {number}", now=now)
        make_booking(ada, START + number * DAY, START + (number + 1) * DAY, kind="leave")
        SavedView.objects.create(owner=reader, name=f"View {number}", query=f"q={number}", made_at=now)
        ImportAnswer.objects.create(key=f"word·{number}", answer="KE", answered_by=reader, answered_at=now)
        run = {"filename": f"{number}.xlsx", "sha256": "0" * 64, "size": 1, "today": now.date()}
        ImportRun.objects.create(uploaded_by=reader, uploaded_at=now, state="refused", problem="No sheet.", **run)


PAGES = {
    "hidden": ("roster:people-hidden", {}, "?who=Diallo&status=vetted"),
    "who misses by one": ("roster:people-hidden", {}, "?status=vetted&q=Diallo"),
    "CSV": ("roster:people-export", {"kind": "csv"}, ""),
    "workbook": ("roster:people-export", {"kind": "xlsx"}, ""),
    "saved views": ("roster:saved-views", {}, ""),
    "imports": ("roster:import", {}, ""),
    "answers": ("roster:import-answers", {}, ""),
    "changes": ("roster:changes", {"reference": "P-ADA"}, ""),
}


def read_whole(client: Client, address: str) -> bytes:
    page = client.get(address)
    assert page.status_code == 200, address
    return b"".join(page) if page.streaming else page.content


@pytest.mark.parametrize("name", PAGES)
def test_thirty_rows_cost_as_many_queries_as_three(client: Client, name: str) -> None:
    only_destinations(make_destination())
    reader = make_reader()
    ada = make_ready_person(now=timezone.now(), reference="P-ADA")
    client.force_login(reader)
    route, parts, query = PAGES[name]
    address = reverse(route, kwargs=parts) + query
    asked, sizes = [], []

    for count in (3, 27):
        add_rows(count, ada, reader)
        read_whole(client, address)
        with CaptureQueriesContext(connection) as made:
            sizes.append(len(read_whole(client, address)))
        asked.append([each["sql"] for each in made])

    # The page does show the rows.
    assert sizes[0] < sizes[1]
    assert len(asked[0]) == len(asked[1]), "\n".join(asked[1])
