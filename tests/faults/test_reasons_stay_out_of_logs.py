"""A row that the database refuses is told in the log by the rule it breaks, never by what stood in the row."""

import logging
from io import StringIO

import pytest
from django.db import DatabaseError, transaction

from config.logs import Discreet
from roster.models import ImpartialityFlag
from tests.builders import make_person

pytestmark = pytest.mark.django_db
REASON = "a cousin of the general\nwho leads the second delegation"


@pytest.fixture
def refused() -> DatabaseError:
    """A flag about nothing, with a reason that nobody but the head of unit may read."""
    with pytest.raises(DatabaseError) as caught, transaction.atomic():
        ImpartialityFlag.objects.create(person=make_person(), kind="objected", is_blocking=True, reason=REASON)
    # Without any care the reason would be in the log: the database repeats the whole row.
    assert "cousin of the general" in str(caught.value)
    return caught.value


def logged(error: Exception, message: str, *words: object) -> str:
    stream = StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(Discreet("{levelname} {message}", style="{"))
    logger = logging.Logger("of-this-test")
    logger.addHandler(handler)
    logger.error(message, *words, exc_info=error)
    return stream.getvalue()


@pytest.mark.parametrize("words", [("It broke.",), ("It broke: %s", "error"), ("It broke: %r", "error")])
def test_the_reason_is_in_no_line_of_the_log(refused: DatabaseError, words: tuple[str, ...]) -> None:
    told = logged(refused, words[0], *[refused for _each in words[1:]])

    assert "cousin" not in told
    assert "delegation" not in told
    # What went wrong, and where, is still there.
    assert "flag_is_about_something" in told
    assert "Traceback" in told


def test_an_error_that_was_raised_from_another_is_cut_as_well(refused: DatabaseError) -> None:
    outer = ValueError("the flag was not written")
    outer.__cause__ = refused

    told = logged(outer, "It broke.")

    assert "cousin" not in told
    assert "the flag was not written" in told


def test_everything_that_the_product_logs_goes_through_it(settings: object) -> None:
    config = settings.LOGGING  # type: ignore[attr-defined]
    assert {each["formatter"] for each in config["handlers"].values()} == {"line"}
    assert config["formatters"]["line"]["()"] == "config.logs.Discreet"
