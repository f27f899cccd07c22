"""What the database refuses, whoever writes: the rules of domain.md that no form, import or hand may get round."""

import pytest
from django.db import IntegrityError

from tests.builders import make_clearance, make_flag, make_person

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
