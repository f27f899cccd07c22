"""Where in a list does a page begin or end? A signed text for the address: it cannot be made up or changed by hand."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core import signing

from roster.querysets.keyset import Position

SALT = "roster.people.page"


@dataclass(frozen=True, slots=True)
class Cursor:
    """The page after or before a position, in this order. `shown`: how many people stand before that page at least."""

    order: str
    position: Position
    backwards: bool
    shown: int


def write_cursor(cursor: Cursor) -> str:
    values = [["at", value.isoformat()] if isinstance(value, datetime) else value for value in cursor.position.values]
    return signing.dumps(
        [cursor.order, cursor.position.stretch, values, cursor.backwards, cursor.shown], salt=SALT, compress=True
    )


def read_cursor(text: str, order: str) -> Cursor | None:
    """`None` for what was not written here, or for a list in another order."""
    try:
        written, stretch, values, backwards, shown = signing.loads(text, salt=SALT)
    except signing.BadSignature:
        return None
    if written != order:
        return None
    return Cursor(written, Position(stretch, tuple(_read(each) for each in values)), backwards, shown)


def _read(value: Any) -> Any:
    return datetime.fromisoformat(value[1]) if isinstance(value, list) else value
