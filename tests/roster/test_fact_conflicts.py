"""Two writers of one fact: the second sees what the first changed, by whom and when, and nothing is lost."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.kinds import Kind
from accounts.services.history import acting
from roster.forms.facts.registry import BY_NAME
from roster.loaders.versions import version_of
from roster.models import Clearance, Expertise, Person
from tests.builders import make_destination, make_expertise, make_reader, make_ready_person, only_destinations
from tests.reading import squeezed

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada() -> Person:
    only_destinations(make_destination())
    return make_ready_person(now=datetime.now(UTC))


@pytest.fixture
def expertise(ada: Person) -> Expertise:
    return make_expertise(ada, level=3)


@pytest.fixture
def second(client: Client) -> Client:
    client.force_login(make_reader(Kind.OFFICER, full_name="Sana Rahimi"))
    return client


def typed_of(expertise: Expertise, **changes: Any) -> dict[str, Any]:
    """What a browser would post that had opened the form just now."""
    form = BY_NAME["expertise"].form.read(expertise)
    values = {key: value for key, value in form.items() if value is not None}
    return {**values, "version": version_of(expertise), **changes}


def first_changes(expertise: Expertise, **changes: Any) -> None:
    """The other officer is faster."""
    other = make_reader(Kind.OFFICER, full_name="Elin Lindqvist")
    with acting(actor=other):
        row = Expertise.objects.get(pk=expertise.pk)
        for name, value in changes.items():
            setattr(row, name, value)
        row.save()


def post(client: Client, expertise: Expertise, typed: dict[str, Any], **headers: Any) -> Any:
    return client.post(reverse("roster:fact", args=[expertise.person.reference, "expertise", expertise.pk]), typed)


def test_the_second_writer_sees_both_values_who_and_when_and_nothing_is_saved(
    second: Client, expertise: Expertise
) -> None:
    typed = typed_of(expertise, level=5)
    first_changes(expertise, level=4)

    answer = post(second, expertise, typed)

    text = squeezed(answer.content.decode())
    assert answer.status_code == 409
    assert "E. Lindqvist changed it," in text
    assert "practitioner became senior" in text
    assert "Take over: senior" in text
    assert "Keep mine: lead" in text
    expertise.refresh_from_db()
    assert expertise.level == 4


@pytest.mark.parametrize(("choice", "level"), [("theirs", 4), ("mine", 5)])
def test_the_second_writer_takes_over_or_keeps(second: Client, expertise: Expertise, choice: str, level: int) -> None:
    typed = typed_of(expertise, level=5, endorsed_by="Head")
    first_changes(expertise, level=4)
    post(second, expertise, typed)

    typed |= {"version": version_of(expertise), "clash": "level", "take-level": choice}
    answer = post(second, expertise, typed)

    assert answer.status_code == 302
    expertise.refresh_from_db()
    assert (expertise.level, expertise.endorsed_by) == (level, "Head")


def test_where_both_changed_a_field_a_choice_is_asked_for(second: Client, expertise: Expertise) -> None:
    typed = typed_of(expertise, level=5)
    first_changes(expertise, level=4)

    answer = post(second, expertise, {**typed, "version": version_of(expertise), "clash": "level"})

    assert answer.status_code == 422
    assert "Choose whose value stands." in squeezed(answer.content.decode())


def test_what_only_the_other_changed_is_offered_first_and_not_written_over(
    second: Client, expertise: Expertise
) -> None:
    typed = typed_of(expertise, level=5)
    first_changes(expertise, endorsed_by="The panel")

    answer = post(second, expertise, typed)

    text = squeezed(answer.content.decode())
    assert answer.status_code == 409
    assert 'name="take-endorsed_by" value="theirs" checked' in text
    typed |= {"version": version_of(expertise), "clash": "endorsed_by", "take-endorsed_by": "theirs"}
    assert post(second, expertise, typed).status_code == 302
    expertise.refresh_from_db()
    assert (expertise.level, expertise.endorsed_by) == (5, "The panel")


def test_a_third_writer_in_between_is_seen_again(second: Client, expertise: Expertise) -> None:
    typed = typed_of(expertise, level=5)
    first_changes(expertise, level=4)
    seen = version_of(expertise)
    first_changes_again = {"version": seen, "clash": "level", "take-level": "mine"}
    Expertise.objects.filter(pk=expertise.pk).update(level=2)

    answer = post(second, expertise, {**typed, **first_changes_again})

    assert answer.status_code == 409
    expertise.refresh_from_db()
    assert expertise.level == 2


def test_both_typing_the_same_is_no_conflict(second: Client, expertise: Expertise) -> None:
    typed = typed_of(expertise, level=5)
    first_changes(expertise, level=5)

    assert post(second, expertise, typed).status_code == 302


def test_a_fact_removed_meanwhile_can_be_recorded_anew_with_what_was_typed(
    second: Client, expertise: Expertise
) -> None:
    typed = typed_of(expertise, level=5)
    other = make_reader(Kind.OFFICER, full_name="Elin Lindqvist")
    with acting(actor=other):
        Expertise.objects.filter(pk=expertise.pk).delete()

    answer = post(second, expertise, typed)

    text = squeezed(answer.content.decode())
    assert answer.status_code == 409
    assert "this was removed meanwhile" in text
    assert "Removed by E. Lindqvist," in text
    assert reverse("roster:fact-new", args=[expertise.person.reference, "expertise"]) in text
    anew = second.post(reverse("roster:fact-new", args=[expertise.person.reference, "expertise"]), typed)
    assert anew.status_code == 302
    assert Expertise.objects.get(person=expertise.person).level == 5


def test_what_this_writer_may_not_read_is_no_conflict_and_is_kept(second: Client, ada: Person) -> None:
    clearance = Clearance.objects.get(person=ada, requirement="vetting")
    seen = version_of(clearance)
    Clearance.objects.filter(pk=clearance.pk).update(variant="class-E-secret")

    answer = second.post(
        reverse("roster:fact", args=[ada.reference, "clearance", clearance.pk]), {"version": seen, "state": "requested"}
    )

    # The window was 2020 to 2099 and is empty in what was posted: that is a change of this writer's own.
    assert answer.status_code == 302
    clearance.refresh_from_db()
    assert (clearance.state, clearance.variant) == ("requested", "class-E-secret")


def test_nothing_is_removed_that_somebody_changed_meanwhile(second: Client, expertise: Expertise) -> None:
    seen = version_of(expertise)
    first_changes(expertise, level=4)
    address = reverse("roster:fact-remove", args=[expertise.person.reference, "expertise", expertise.pk])

    answer = second.post(address, {"version": seen, "why": "mistake"})

    assert answer.status_code == 409
    assert "somebody changed this meanwhile" in squeezed(answer.content.decode())
    assert Expertise.objects.filter(pk=expertise.pk).exists()
