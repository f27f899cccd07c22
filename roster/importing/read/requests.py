"""What was asked for, by whom, and when did each step happen (UTC)?"""

from __future__ import annotations

from datetime import datetime
from itertools import pairwise

from roster.importing.book import Book
from roster.importing.faults import Fault
from roster.importing.numbers import read_count
from roster.importing.places import read_countries
from roster.importing.read.envoys import stated
from roster.importing.read.lead_actors import read_lead_actor
from roster.importing.records import RequestRecord
from roster.importing.row import Row
from roster.importing.vocabulary.engagements import NOBODY_FILLED

TABLE = "requests"
STEPS = ("received", "approved", "activated", "departed", "arrived")


def read_requests(book: Book, row: Row) -> list[RequestRecord]:
    """One record, known by its reference."""
    ref = stated(row, "ref")
    if ref is None:
        row.report_missing(
            "ref", Fault("request.no-ref", "No reference: nothing by which to know this request.", holds=True)
        )
    outcome = book.word(row, "outcome", "outcome")
    wanted, filled = _slots(row, outcome)
    steps = _steps(book, row)
    lead = read_lead_actor(row.text("lead_actor"))
    actor, history = row.take("lead_actor", lead)
    record = RequestRecord(
        at=row.at,
        certain=True,
        ref=ref or "",
        requester=stated(row, "requester"),
        countries=_countries(book, row),
        process=stated(row, "process"),
        kind=book.word(row, "kind", "request-kind", label="request-kind"),
        modality=book.word(row, "modality", "modality"),
        lead_actor=actor,
        received=steps["received"],
        approved=steps["approved"],
        activated=steps["activated"],
        departed=steps["departed"],
        arrived=steps["arrived"],
        slots_wanted=wanted,
        slots_filled=filled,
        outcome=outcome,
        lead_actor_history=history,
    )
    return [] if row.held else [record]


def _countries(book: Book, row: Row) -> tuple[str, ...]:
    text = row.lines("country")
    if text is None:
        return ()
    codes, faults = read_countries(book.words, text, codes_beside=book.beside_codes(TABLE, row, "country"))
    for fault in faults:
        row.report("country", fault)
    return codes


def _steps(book: Book, row: Row) -> dict[str, datetime | None]:
    """Each step's instant. One that lies before the step it follows is not believed."""
    instants = {step: book.instant(TABLE, row, step) for step in STEPS}
    known = [step for step in STEPS if instants[step] is not None]
    for before, after in pairwise(known):
        earlier, later = instants[before], instants[after]
        if earlier and later and later < earlier:
            row.report(after, Fault(f"request.{after}-before-{before}", _ORDER[after].format(_NOUN[before])))
            instants[after] = None
    return instants


_ORDER = {
    "approved": "Approved before {}.",
    "activated": "Activated before {}.",
    "departed": "Departed before {}.",
    "arrived": "Arrived before {}.",
}
_NOUN = {
    "received": "it was received",
    "approved": "the approval",
    "activated": "the activation",
    "departed": "the departure",
}


def _slots(row: Row, outcome: str | None) -> tuple[int | None, int | None]:
    """Seats wanted and filled. A blank count means none where nobody can have gone; else it is not known."""
    wanted = row.take("slots_wanted", read_count(row.cell("slots_wanted"), "slots_wanted"))
    filled = row.take("slots_filled", read_count(row.cell("slots_filled"), "slots_filled"))
    if filled is None and row.has("slots_filled") and "slots_filled" not in row.broken:
        if outcome in NOBODY_FILLED and row.cell("slots_filled") is None:
            return wanted, 0
        if outcome in {"filled", "part filled"} and row.cell("slots_filled") is None:
            why = "Filled, but nothing says how many seats."
            row.report("slots_filled", Fault("request.filled-unknown", why))
    if wanted is not None and filled is not None and filled > wanted:
        row.report("slots_filled", Fault("request.filled-exceeds-wanted", "More slots filled than wanted."))
        return wanted, None
    return wanted, filled
