"""What may a line of the log say? Everything but the rows that the database repeats when it refuses one.

PostgreSQL adds "Failing row contains (…)" to a broken rule. It may hold a confidential reason, and a reader of logs has
no right to that.
"""

import logging
from collections.abc import Iterator
from typing import Any

import psycopg
from django.db import Error


class Discreet(logging.Formatter):
    """A formatter that tells of an error of the database only its first sentence: what was broken, not by what."""

    def format(self, record: logging.LogRecord) -> str:
        # The text of the error is kept in the record by whichever formatter comes first.
        record.exc_text = None
        text = super().format(record)
        for error in _errors(record):
            whole = str(error)
            said = _first_sentence(error)
            text = text.replace(repr(error), f"{type(error).__name__}({said!r})").replace(whole, said)
        record.exc_text = None
        return text


def _errors(record: logging.LogRecord) -> Iterator[Error | psycopg.Error]:
    """The database's errors in the record: the one that is logged, those it came from, and those in the message."""
    words: Any = record.args or ()
    left: list[object] = list(words.values() if isinstance(words, dict) else words)
    if record.exc_info:
        left.append(record.exc_info[1])
    seen: set[int] = set()
    while left:
        error = left.pop()
        if not isinstance(error, BaseException) or id(error) in seen:
            continue
        seen.add(id(error))
        left += [error.__cause__, error.__context__]
        if isinstance(error, Error | psycopg.Error) and str(error):
            yield error


def _first_sentence(error: Error | psycopg.Error) -> str:
    return str(error).partition("\nDETAIL:")[0]
