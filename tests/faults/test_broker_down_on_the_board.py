"""An officer asks for a sweep that only the worker could do, and the broker is gone: the board says so."""

from datetime import UTC, datetime
from typing import Any

import pytest
from celery import current_app
from django.test import Client
from django.urls import reverse
from kombu.exceptions import OperationalError

from tests.builders import make_destination, make_reader, make_ready_person, only_destinations

pytestmark = pytest.mark.django_db


def test_a_broker_that_is_down_is_told_and_nothing_breaks(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    only_destinations(make_destination())
    make_ready_person(now=datetime.now(UTC))
    client.force_login(make_reader())
    monkeypatch.setattr("deployments.views.sweep.AT_ONCE", 0)

    def no_broker(*_args: Any, **_options: Any) -> None:
        raise OperationalError("No broker answers.")

    monkeypatch.setattr(current_app, "send_task", no_broker)

    page = client.post(reverse("deployments:sweep"), follow=True)

    assert page.status_code == 200
    assert "1 verdicts are due, and the worker does not answer." in page.content.decode()
