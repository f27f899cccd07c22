"""Who stands on this page of the list? SQL narrows and orders, the engine decides; nobody is hidden unseen.

Where nobody asks for a level, a page is read as it is, and its verdicts are asked for live. Where levels are wanted,
people are looked at in the order of the list until the page is full or `looked_at` reaches the limit, and the next page
goes on behind the last one looked at.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from roster.answering import Answer
from roster.filters import NOT_ASSESSED, PeopleFilter
from roster.filters.cursor import Cursor, read_cursor
from roster.loaders.facts import Unanswerable
from roster.loaders.live import answers_to
from roster.loaders.people import PersonRow, load_rows
from roster.models.state import Level
from roster.permissions import Sight
from roster.querysets.keyset import Found, Position, Stretch, read, read_back
from roster.querysets.orders import READY_FIRST, stretches

ROWS = 50
LOOKED_AT_MOST = 200
BATCH = 500


@dataclass(frozen=True)
class Listing:
    """One page. `first` counts the people shown before it, as far as somebody came here page by page.

    `looked_at`: how many were put to the engine for this page. `is_sifted`: whether it left people out. `is_ranked`:
    whether the rows were put in order among themselves, because no kept answer orders the whole list.
    """

    rows: tuple[PersonRow, ...]
    newer: Cursor | None
    older: Cursor | None
    first: int
    looked_at: int
    is_sifted: bool
    is_ranked: bool


@dataclass(frozen=True, slots=True)
class _Looked:
    found: Found
    answer: Answer | None


class BadCursorError(ValueError):
    """The text of a page was not written here, or belongs to a list in another order."""


def list_people(
    chosen: PeopleFilter,
    cursor_text: str = "",
    *,
    sight: Sight,
    now: datetime,
    rows: int = ROWS,
    most: int = LOOKED_AT_MOST,
) -> Listing:
    """One page of a valid query. Raises `BadCursorError` for a cursor that is none of this list's."""
    question = chosen.question
    order, parts = _stretches(chosen, now)
    cursor = _cursor(cursor_text, order, parts)
    is_ranked = chosen.ordering == READY_FIRST and question.place is not None and not question.is_standing
    walk = _walk(chosen, parts, cursor, most if is_ranked and question.levels else rows)
    kept: list[_Looked] = []
    last: _Looked | None = None
    looked_at, is_more = 0, False
    full = most if is_ranked and question.levels else rows
    for one in walk:
        if len(kept) == full or (question.levels and looked_at == most):
            is_more = True
            break
        looked_at, last = looked_at + 1, one
        if not question.levels or _level(one.answer) in question.levels:
            kept.append(one)
    return _listing(chosen, order, cursor, kept, last, is_more, looked_at, is_ranked, sight, now)


def every_row(chosen: PeopleFilter, *, sight: Sight, now: datetime) -> Iterator[PersonRow]:
    """Everybody in the list, in its order, a batch at a time: for exports. The engine is asked about each."""
    _order, parts = _stretches(chosen, now)
    position: Position | None = None
    while batch := read(parts, position, BATCH):
        position = batch[-1].position
        ids = [each.person_id for each in batch]
        answers = answers_to(ids, chosen.call) if chosen.call else {}
        kept = [pk for pk in ids if not chosen.question.levels or _level(answers.get(pk)) in chosen.question.levels]
        yield from load_rows(kept, answers, sight=sight, now=now)


def _stretches(chosen: PeopleFilter, now: datetime) -> tuple[str, list[Stretch]]:
    question = chosen.question
    by = question.reference if question.is_standing else next(iter(chosen.references), None)
    people = chosen.having() if question.is_standing else chosen.narrowed()
    ranks = question.ranks if question.is_standing else None
    parts = stretches(people, chosen.ordering, by=by, ranks=ranks, now=now)
    return f"{chosen.ordering}:{by.pk if by else ''}:{len(parts)}", parts


def _cursor(text: str, order: str, parts: Sequence[Stretch]) -> Cursor | None:
    if not text:
        return None
    cursor = read_cursor(text, order)
    if cursor is None or len(parts[cursor.position.stretch].keys) != len(cursor.position.values):
        raise BadCursorError(text)
    return cursor


def _walk(chosen: PeopleFilter, parts: Sequence[Stretch], cursor: Cursor | None, size: int) -> Iterator[_Looked]:
    """People with their verdicts in the order of the list, from the cursor on, a batch at a time."""
    position = cursor.position if cursor else None
    while True:
        if cursor is not None and cursor.backwards and position is not None:
            batch = read_back(parts, position, size + 1)
        else:
            batch = read(parts, position, size + 1)
        # The one too many only tells that there is more; nobody is asked about who is not shown.
        ask = batch[:size] if not chosen.question.levels else batch
        answers = answers_to([each.person_id for each in ask], chosen.call) if chosen.call else {}
        yield from (_Looked(each, answers.get(each.person_id)) for each in batch)
        if len(batch) <= size:
            return
        position = batch[-1].position


def _level(answer: Answer | None) -> str:
    return NOT_ASSESSED if answer is None or isinstance(answer, Unanswerable) else answer.level.value


def _listing(
    chosen: PeopleFilter,
    order: str,
    cursor: Cursor | None,
    kept: list[_Looked],
    last: _Looked | None,
    is_more: bool,
    looked_at: int,
    is_ranked: bool,
    sight: Sight,
    now: datetime,
) -> Listing:
    backwards = cursor is not None and cursor.backwards
    far = last.found.position if last else cursor.position if cursor else None
    near = kept[0].found.position if kept else far
    first = cursor.shown if cursor else 0
    if backwards:
        kept.reverse()
        first = max(0, first - len(kept)) if is_more else 0
    newer = Cursor(order, far if backwards else near, True, first) if far and near else None
    older = Cursor(order, near if backwards else far, False, first + len(kept)) if far and near else None
    if is_ranked:
        kept.sort(key=_rank)
    answers = {each.found.person_id: each.answer for each in kept if each.answer is not None}
    return Listing(
        rows=tuple(load_rows([each.found.person_id for each in kept], answers, sight=sight, now=now)),
        newer=newer if (is_more if backwards else cursor is not None) else None,
        older=older if (backwards or is_more) else None,
        first=first,
        looked_at=looked_at,
        is_sifted=bool(chosen.question.levels),
        is_ranked=is_ranked,
    )


def _rank(looked: _Looked) -> tuple[int, float]:
    answer = looked.answer
    if answer is None or isinstance(answer, Unanswerable):
        return len(Level), float("inf")
    lead = (answer.arrives_at - answer.activated_at).total_seconds() if answer.arrives_at else float("inf")
    return Level.values.index(answer.level.value), lead
