"""Who keeps the list of standby seats: administrators, and nobody else."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.kinds import Kind
from deployments.models import StandbySeat
from tests.builders import make_reader, make_seat, make_theme

pytestmark = pytest.mark.django_db


def test_an_administrator_adds_a_seat(client: Client) -> None:
    theme = make_theme()
    client.force_login(make_reader(Kind.ADMINISTRATOR))

    page = client.post(
        reverse("admin:deployments_standbyseat_add"), {"code": "SBT-9", "theme": theme.pk, "position": "9"}
    )

    assert page.status_code == 302
    assert StandbySeat.objects.get(code="SBT-9").theme == theme


def test_an_administrator_reads_the_seats(client: Client) -> None:
    make_seat("SBT-1")
    client.force_login(make_reader(Kind.ADMINISTRATOR))

    assert "SBT-1" in client.get(reverse("admin:deployments_standbyseat_changelist")).content.decode()


@pytest.mark.parametrize("kind", [Kind.OFFICER, Kind.HEAD_OF_UNIT, Kind.EXPERT])
def test_nobody_else_opens_the_list(client: Client, kind: Kind) -> None:
    client.force_login(make_reader(kind))

    assert client.get(reverse("admin:deployments_standbyseat_changelist")).status_code == 403
