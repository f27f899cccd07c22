"""Which person is a row about, when the sheet gives an id, a name, an address, or several of them?"""

from __future__ import annotations

from roster.importing.book import Book
from roster.importing.faults import Fault
from roster.importing.references import Resolution
from roster.importing.row import Row
from roster.importing.text import is_blank

_WHY_BLANK = "Nobody is named in this row."


def read_person_of(book: Book, row: Row) -> str | None:
    """The id of the person, or None; then the row is held or refused."""
    given = _references(row)
    if not given:
        row.report_missing(_first_field(row), Fault("person.blank", _WHY_BLANK, holds=True))
        return None
    resolved = [(field, book.people.resolve(text)) for field, text in given]
    sure = [(field, found) for field, found in resolved if found.id]
    if len({found.id for _, found in sure}) > 1:
        ids = tuple(dict.fromkeys(found.id for _, found in sure if found.id))
        why = "The id and the name in this row mean two different people."
        row.report(sure[0][0], Fault("person.id-and-name-differ", why, proposed={"one_of": ids}, holds=True))
        return None
    field, found = sure[0] if sure else resolved[0]
    if not sure or len(sure) == len(resolved):
        return _take(row, field, found)
    other = next((found for name, found in resolved if not found.id and name == "person"), None)
    if other is not None and other.fault:
        # The name fits somebody, the id nobody: an id is not overruled by a name.
        return _take(row, "person", other)
    return _take(row, field, found)


def _take(row: Row, field: str, found: Resolution) -> str | None:
    if found.fault:
        row.report(field, found.fault, related=found.related)
    return found.id


def _references(row: Row) -> list[tuple[str, str]]:
    given = [(field, row.text(field)) for field in ("person", "person_email", "person_name")]
    family, own = row.text("person_family"), row.text("person_given")
    if family or own:
        given.append(("person_family", f"{own or ''} {family or ''}".strip()))
    return [(field, text) for field, text in given if text and not is_blank(text)]


def _first_field(row: Row) -> str:
    fields = ("person", "person_name", "person_family", "person_given", "person_email")
    return next((field for field in fields if row.has(field)), "person")
