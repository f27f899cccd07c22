"""Which id may a person's row have lost, seeing that other sheets use one that no row has?"""

from __future__ import annotations

from dataclasses import replace

from roster.importing.book import Book

MOST = 100
"""Of more lost ids nobody finds the right one in a list; then the ids are put back in the workbook."""


def propose_missing_ids(book: Book) -> None:
    """Offers the ids that other sheets use inside the run of ids; a person decides whether one of them is it."""
    missing = tuple(sorted(book.people.missing_ids.values()))
    if not missing or len(missing) > MOST:
        return
    for place, issue in enumerate(book.issues):
        if issue.code == "person.no-id":
            proposed: dict[str, str | tuple[str, ...]] = (
                {"looks_like": missing[0]} if len(missing) == 1 else {"one_of": missing}
            )
            book.issues[place] = replace(issue, proposed=proposed, options=(*missing, *issue.options))
