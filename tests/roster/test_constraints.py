"""What the database refuses, whoever writes: the rules of domain.md that no form, import or hand may get round."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from roster.models import Place
from tests.builders import make_clearance, make_flag, make_person, make_place

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("kind", ["neighbouring_national", "interested_national"])
def test_a_neighbour_is_never_barred(kind: str) -> None:
    person = make_person()
    make_flag(person, kind=kind, process="Velmara", is_blocking=False)

    with pytest.raises(IntegrityError, match="a_neighbour_is_never_barred"):
        make_flag(person, kind=kind, process="Velmara", is_blocking=True)


@pytest.mark.parametrize("code", ["medical", "vetting"])
def test_medical_and_vetting_are_never_waived(code: str) -> None:
    with pytest.raises(IntegrityError, match="medical_and_vetting_are_never_waived"):
        make_clearance(make_person(), code, state="waived", waived_by="Head of unit", waiver_reason="In a hurry")


def test_a_waiver_says_by_whom_and_why() -> None:
    person = make_person()
    make_clearance(person, "ssafe", state="waived", waived_by="Security officer", waiver_reason="Escorted")

    with pytest.raises(IntegrityError, match="waiver_says_by_whom_and_why"):
        make_clearance(person, "ssafe", state="waived", waived_by="Security officer")


@pytest.mark.parametrize("variant", ["F", "d", "class D", "yellow-fever"])
def test_a_medical_clearance_is_for_a_hardship_class_that_is_known(variant: str) -> None:
    clearance = make_clearance(make_person(), "medical", variant="D")
    clearance.variant = variant
    with pytest.raises(ValidationError, match="Use one of H, A, B, C, D, E, or nothing"):
        clearance.full_clean()

    with pytest.raises(IntegrityError, match="medical_is_for_a_known_hardship_class"):
        clearance.save()


@pytest.mark.parametrize("variant", ["", "H", "A", "B", "C", "D", "E"])
def test_every_hardship_class_can_be_recorded_and_so_can_none(variant: str) -> None:
    make_clearance(make_person(), "medical", variant=variant).full_clean()
    make_clearance(make_person(), "vaccination", variant="yellow-fever").full_clean()


def test_a_place_has_a_hardship_class_that_is_known_or_none() -> None:
    place = make_place()
    with pytest.raises(IntegrityError, match="place_has_a_known_hardship_class"):
        Place.objects.filter(pk=place.pk).update(hardship_class="F")
