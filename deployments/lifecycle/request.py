"""Which step of a request may follow, and do its instants come in order? The table of domain.md §7, asked by all.

Never moves anything: the service locks the request, asks here, and writes what comes back.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class State(StrEnum):
    """An imported request whose state nobody recorded ("") stands where a draft does."""

    NOT_RECORDED = ""
    DRAFT = "draft"
    SUBMITTED = "submitted"
    TRIAGED = "triaged"
    APPROVED = "approved"
    DECLINED = "declined"
    REFERRED = "referred"
    ACTIVATED = "activated"
    FILLED = "filled"
    PART_FILLED = "part filled"
    UNFILLED = "unfilled"
    WITHDRAWN = "withdrawn"
    CLOSED = "closed"


class Move(StrEnum):
    SUBMIT = "submit"
    TRIAGE = "triage"
    APPROVE = "approve"
    DECLINE = "decline"
    REFER = "refer"
    ACTIVATE = "activate"
    FILL = "fill"
    PART_FILL = "part-fill"
    LEAVE_UNFILLED = "leave-unfilled"
    WITHDRAW = "withdraw"
    CLOSE = "close"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table. `stamps` is the instant that the move sets when it is still blank, "" for none.

    `why`: it takes a reason, which the history keeps.
    """

    move: Move
    since: frozenset[State]
    then: State
    stamps: str = ""
    why: bool = False


OPEN = (State.NOT_RECORDED, State.DRAFT, State.SUBMITTED, State.TRIAGED, State.APPROVED, State.ACTIVATED)
"""Of which more is to come: whoever lacks a fact here still asks for it."""

BEGUN = frozenset({State.NOT_RECORDED, State.DRAFT})
ENDED = frozenset(
    {
        State.DECLINED,
        State.REFERRED,
        State.FILLED,
        State.PART_FILLED,
        State.UNFILLED,
        State.WITHDRAWN,
        State.NOT_RECORDED,
    }
)
TABLE: Mapping[Move, Row] = {
    row.move: row
    for row in (
        Row(Move.SUBMIT, BEGUN, State.SUBMITTED, "received_at"),
        Row(Move.TRIAGE, frozenset({State.SUBMITTED}), State.TRIAGED),
        Row(Move.APPROVE, frozenset({State.TRIAGED}), State.APPROVED, "approved_at"),
        Row(Move.DECLINE, frozenset({State.TRIAGED}), State.DECLINED, why=True),
        Row(Move.REFER, frozenset({State.TRIAGED}), State.REFERRED, why=True),
        Row(Move.ACTIVATE, frozenset({State.APPROVED}), State.ACTIVATED, "activated_at"),
        Row(Move.FILL, frozenset({State.ACTIVATED}), State.FILLED),
        Row(Move.PART_FILL, frozenset({State.ACTIVATED}), State.PART_FILLED, why=True),
        Row(Move.LEAVE_UNFILLED, frozenset({State.ACTIVATED}), State.UNFILLED, why=True),
        Row(Move.WITHDRAW, frozenset(State) - {State.WITHDRAWN, State.CLOSED}, State.WITHDRAWN, why=True),
        Row(Move.CLOSE, ENDED, State.CLOSED),
    )
}
TERMINAL = frozenset({State.CLOSED})


@dataclass(frozen=True, slots=True)
class Instants:
    """Of one request; `None` is not known."""

    warning_at: datetime | None = None
    received_at: datetime | None = None
    approved_at: datetime | None = None
    activated_at: datetime | None = None
    departed_at: datetime | None = None
    arrived_at: datetime | None = None


IN_ORDER: Mapping[str, str] = {
    "warning_at": "the first warning",
    "received_at": "the receipt",
    "approved_at": "the approval",
    "activated_at": "the activation",
    "departed_at": "the departure",
    "arrived_at": "the arrival",
}
"""The instants of `Instants` from first to last, and what sentences call them."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What a move is judged by."""

    state: State
    instants: Instants = field(default_factory=Instants)


@dataclass(frozen=True, slots=True)
class Step:
    """A move that may be made: the state that follows, and the instants to set."""

    move: Move
    state: State
    stamps: Mapping[str, datetime]


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why not, and what to do. `field` names the value that it is about, "" for none."""

    code: str
    sentence: str
    field: str = ""


def plan(facts: Facts, move: Move, *, at: datetime, now: datetime, reason: str = "") -> Step | Refusal:
    """The move as made at the instant `at` (such as an approval an hour ago), or why it cannot be.

    An instant that is known already is kept; `at` then has to be none of its business.
    """
    row = TABLE[move]
    if facts.state not in row.since:
        return Refusal("not_from_here", _not_from_here(facts.state))
    if row.why and not reason.strip():
        return Refusal("no_reason", "Say why; the reason stands in the history.", "reason")
    stamps = {row.stamps: at} if row.stamps and getattr(facts.instants, row.stamps) is None else {}
    known = {name: getattr(facts.instants, name) for name in IN_ORDER} | stamps
    out_of_order = order_refusals(Instants(**known), now=now, changed=stamps)
    if out_of_order:
        return out_of_order[0]
    return Step(move, row.then, stamps)


def moves_from(state: State) -> tuple[Move, ...]:
    """What may follow, in the order of the table."""
    return tuple(row.move for row in TABLE.values() if state in row.since)


def order_refusals(
    instants: Instants, *, now: datetime, changed: Mapping[str, object] | frozenset[str] | None = None
) -> tuple[Refusal, ...]:
    """What is wrong with the instants: each may equal the one before it, none may come earlier or lie in the future.

    Only what is about a `changed` instant is told (`None`: all), so that an imported disorder keeps nobody from
    correcting something else.
    """
    found = []
    known = [(name, at) for name in IN_ORDER if (at := getattr(instants, name)) is not None]
    for place, (name, at) in enumerate(known):
        if at > now and _is_about(changed, name):
            found.append(Refusal("in_the_future", f"{_capital(name)} lies in the future. Enter when it was.", name))
        earlier, before = known[place - 1] if place else ("", None)
        if before is not None and at < before and (_is_about(changed, name) or _is_about(changed, earlier)):
            found.append(
                Refusal(
                    "out_of_order",
                    f"{_capital(name)} comes before {IN_ORDER[earlier]}. Correct one of the two.",
                    name if _is_about(changed, name) else earlier,
                )
            )
    return tuple(found)


def _is_about(changed: Mapping[str, object] | frozenset[str] | None, name: str) -> bool:
    return changed is None or name in changed


def _capital(name: str) -> str:
    words = IN_ORDER[name]
    return words[0].upper() + words[1:]


def _not_from_here(state: State) -> str:
    possible = moves_from(state)
    words = state.value or "of no recorded state"
    if not possible:
        return f"The request is {words}; nothing follows."
    return f"The request is {words} by now. What may follow: {', '.join(move.value for move in possible)}."
