"""Every way of writing a request or a process counts, the import's plain statements too."""

import pytest

from deployments.models import Process, Request
from tests.builders import make_process, make_request

pytestmark = pytest.mark.django_db


def test_each_change_makes_the_version_one_more() -> None:
    request = make_request()

    Request.objects.filter(pk=request.pk).update(note="first")
    request.note = "second"
    request.save()

    request.refresh_from_db()
    assert request.version == 3


def test_writing_the_same_again_is_no_new_version() -> None:
    process = make_process()

    Process.objects.filter(pk=process.pk).update(note="")

    process.refresh_from_db()
    assert process.version == 1
