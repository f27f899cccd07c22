"""Does a record of a call that was not activated yet say one instant for all that happened at it?"""

from datetime import UTC, datetime

import pytest
from django.test import Client
from django.urls import reverse

from accounts.kinds import Kind as Reader
from deployments.asking import Missing, wanted_of
from deployments.proposing import make_plan
from deployments.services.decision import fingerprint, record_decision
from deployments.services.outcomes import Saved
from deployments.shortlisting import Kind
from roster.loaders.live import full_minute
from tests.builders import make_place, make_reader, make_ready_person, make_request, make_slot, make_theme

pytestmark = pytest.mark.django_db


def test_nobody_decides_before_the_call_is_asked_about(client: Client) -> None:
    now = datetime.now(UTC).replace(second=29)
    design = make_theme("process-design", "Process design")
    ada = make_ready_person("Ada", "Okoro", now=now, theme=design, gender="woman")
    granted = dict.fromkeys(("terms_of_reference", "funds", "host_consent"), "granted")
    call = make_request("R-2026-041", requester="Community", destination=make_place(), stay_days=7, **granted)
    make_slot(call)
    officer = make_reader(Reader.OFFICER)
    wanted = wanted_of(call, now=now)
    assert not isinstance(wanted, Missing)
    outcome = record_decision(
        request_id=call.pk,
        kind=Kind.PROPOSAL,
        chosen={"process-design": [ada.pk]},
        shown=fingerprint(make_plan(wanted, now=now), call, after=0),
        actor=officer,
        now=now,
    )
    assert isinstance(outcome, Saved), outcome
    client.force_login(officer)

    page = client.get(reverse("deployments:decision", args=[call.reference, 1])).content.decode()

    said = full_minute(now).strftime("%H:%M")
    decided = page[page.index("Decided by") : page.index("Everything below")]
    activated = page[page.index("if activated") :][:300]
    assert said in decided
    assert said in activated
