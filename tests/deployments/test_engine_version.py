"""Does the stamp of a decision name the product's version and the rules of that moment?"""

import tomllib
from pathlib import Path

import pytest
from django.conf import settings

from deployments.engine_version import PRODUCT_VERSION, engine_version
from roster.models import RulesVersion
from tests.builders import make_place


def test_the_version_is_the_one_of_the_project() -> None:
    project = tomllib.loads((Path(settings.BASE_DIR) / "pyproject.toml").read_text())
    assert project["project"]["version"] == PRODUCT_VERSION


@pytest.mark.django_db
def test_a_change_of_a_rule_gives_another_stamp() -> None:
    place = make_place()
    before = engine_version()
    place.hardship_class = "D"
    place.save()
    assert before.startswith(f"{PRODUCT_VERSION}, rules ")
    assert engine_version() != before
    RulesVersion.objects.all().delete()
    assert engine_version() == f"{PRODUCT_VERSION}, rules unchanged"
