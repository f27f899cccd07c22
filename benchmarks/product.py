"""The product's own answers to the benchmark's questions: the filters and loaders that the pages and the API use."""

from datetime import datetime

from django.http import QueryDict

from benchmarks.yardsticks import ROWS, Question
from roster.filters import PeopleFilter
from roster.filters.cursor import Cursor, write_cursor
from roster.loaders.facets import Facets, load_facets
from roster.loaders.listing import Listing, list_people
from roster.permissions import Sight
from roster.querysets.keyset import Found, Position, read
from roster.querysets.orders import stretches

ALL = Sight(engagements=True, impartiality=True)
"""A reader who may see everything: the dearest page."""


def query(question: Question, **more: str) -> str:
    """The address of the list that asks this question."""
    asked = QueryDict(mutable=True)
    asked.update(
        {
            "theme": question.theme_code,
            "theme_level": str(question.level),
            "language": question.language,
            "language_level": "B2",
            "to": question.destination_code,
            "within": str(question.hours),
            **more,
        }
    )
    asked.setlist("level", ["ready", "ready_if"])
    text: str = asked.urlencode()
    return text


def chosen_by(text: str, now: datetime) -> PeopleFilter:
    """The filters of an address; one that the product refuses is a fault of the benchmark."""
    chosen = PeopleFilter(QueryDict(text), now=now)
    if not chosen.is_valid():
        raise ValueError(f"{text}: {dict(chosen.errors)}")
    return chosen


def first_rows(text: str, now: datetime) -> list[Found]:
    """The search alone: the form read, the first rows found and put in order. The engine is not asked."""
    chosen = chosen_by(text, now)
    question = chosen.question
    parts = stretches(chosen.having(), chosen.ordering, by=question.reference, ranks=question.ranks, now=now)
    return read(parts, None, ROWS)


def first_page(text: str, now: datetime) -> Listing:
    """What a page shows: the rows, with every verdict asked of the engine now."""
    return list_people(chosen_by(text, now), sight=ALL, now=now)


def page_after(text: str, cursor: str, now: datetime) -> Listing:
    return list_people(chosen_by(text, now), cursor, sight=ALL, now=now)


def counts(text: str, now: datetime) -> Facets:
    return load_facets(chosen_by(text, now))


def cursor_at(text: str, row: int, now: datetime) -> str:
    """The address of the page that begins behind so many rows of a list by name, found by passing over them once."""
    chosen = chosen_by(text, now)
    [part] = stretches(chosen.having(), "name", by=None, ranks=None, now=now)
    keys = {f"key_{number}": key for number, key in enumerate(part.keys)}
    values = part.people.annotate(**keys).order_by(*keys).values_list(*keys)[row - 1]
    newest = list_people(chosen, sight=ALL, now=now).older
    assert newest is not None
    return write_cursor(Cursor(newest.order, Position(0, tuple(values)), backwards=False, shown=row))
