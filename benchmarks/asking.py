"""What is measured inside one process: searches, counts, pages, verdicts and the sweep, each beside its yardstick."""

import os
from collections.abc import Mapping
from datetime import datetime, timedelta

import psycopg
from django.db import connection as django_connection
from django.utils import timezone

from benchmarks import product
from benchmarks.searching import elsewhere, single_and_combined
from benchmarks.timing import Ask, Timing, compare
from benchmarks.yardsticks import ROWS, Question, by_ordinary_orm, by_raw_sql, questions
from roster import models
from roster.answering import answers, load_calls
from roster.monitor import sweep

Measured = dict[str, dict[str, Timing]]
OURS, RAW, ORM = "ours", "raw SQL", "ordinary ORM"
SWEPT = 200


def measure(rounds: int, seconds: float) -> Measured:
    """Every comparison by its title; `seconds` bounds what a slow way may take altogether."""
    now = timezone.now()
    asked = questions()

    def pick(number: int) -> Question:
        return asked[number % len(asked)]

    raw = psycopg.connect(os.environ["DATABASE_URL"], autocommit=True)
    ways: Mapping[str, Mapping[str, Ask]] = {
        "search": {
            OURS: lambda n: product.first_rows(product.query(pick(n)), now),
            RAW: lambda n: by_raw_sql(raw, pick(n)),
            ORM: lambda n: by_ordinary_orm(pick(n), now=now),
        },
        "choices": single_and_combined(asked, now),
        "page": {
            "search alone": lambda n: product.first_rows(product.query(pick(n)), now),
            "with live verdicts": lambda n: product.first_page(product.query(pick(n)), now),
            "with live verdicts and counts": lambda n: (
                product.first_page(product.query(pick(n)), now),
                product.counts(product.query(pick(n)), now),
            ),
            "of another place in 30 days, with live verdicts": lambda n: product.first_page(
                elsewhere(pick(n), now), now
            ),
        },
        "facets": {
            "one theme": lambda n: product.counts(f"theme={pick(n).theme_code}", now),
            "theme, language, level": lambda n: product.counts(product.query(pick(n)), now),
            "everybody": lambda _n: product.counts("", now),
        },
        "names": {
            OURS: lambda n: product.first_rows(f"q={name_to_find(n)}&order=name", now),
            "raw SQL, LIKE": lambda n: raw.execute(LIKE, {"part": f"%{name_to_find(n)}%"}).fetchall(),
        },
    }
    found = {title: compare(each, rounds=rounds, seconds=seconds) for title, each in ways.items()}
    found["deep"] = compare(pages(now), rounds=rounds, seconds=seconds)
    found["verdicts"] = compare(verdicts(pick(0), now), rounds=rounds, seconds=seconds)
    found["sweep"] = compare({f"{SWEPT} people": swept}, rounds=rounds, seconds=seconds)
    raw.close()
    return found


LIKE = """
SELECT id FROM roster_person
 WHERE lower(given_names || ' ' || family_name || ' ' || reference) LIKE lower(%(part)s) ORDER BY family_name LIMIT 50
"""
NAMES = ("Mohamed", "Etienne", "Fatima", "Garcia", "Okonkwo", "Lindqvist", "Amina", "Jean")


def name_to_find(number: int) -> str:
    return NAMES[number % len(NAMES)]


def pages(now: datetime) -> dict[str, Ask]:
    """Page 1 and page 1,000 of the whole list by name; of a small roster its last page but one."""
    text = "order=name"
    last = models.Person.objects.count() - 2 * ROWS
    deep = product.cursor_at(text, max(1, min(999 * ROWS, last)), now)
    return {
        "page 1": lambda _n: product.page_after(text, "", now),
        "page 1,000 or the last": lambda _n: product.page_after(text, deep, now),
    }


def verdicts(question: Question, now: datetime) -> dict[str, Ask]:
    """Fifty verdicts for one destination, from the database to the sentence."""
    references = models.ReferenceDestination.objects.filter(pk=question.destination).select_related("place")
    people = list(models.Person.objects.order_by("pk").values_list("pk", flat=True))
    calls = load_calls(references, at=now)

    def fifty(number: int) -> object:
        first = number * 50 % max(1, len(people) - 50)
        return answers(people[first : first + 50], calls, at=now)

    return {"50 people": fifty, "50 people, rules loaded as well": lambda n: (load_calls(references, at=now), fifty(n))}


def swept(number: int) -> None:
    """The sweep of so many people who are due, as when their facts have just changed."""
    first = models.Person.objects.order_by("pk").values_list("pk", flat=True)
    count = models.Person.objects.count()
    start = number * SWEPT % max(1, count - SWEPT)
    people = list(first[start : start + SWEPT])
    now = timezone.now()
    models.ReadinessState.objects.filter(person_id__in=people).update(next_check_at=now - timedelta(seconds=1))
    record = sweep(now=now, person_ids=people)
    if record.failed or not record.checked:
        raise RuntimeError(f"The sweep checked {record.checked} and failed for {record.failed}.")
    django_connection.close_if_unusable_or_obsolete()
