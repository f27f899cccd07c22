"""What did one cell say, and what is wrong with it?

A parser returns `Told`: the value to record (None where nothing may be recorded) and, if something is wrong, a
`Fault`. It knows neither sheet nor row; `row.Row` turns a fault into an `Issue`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from roster.importing.issues import Action, Proposed

Value = TypeVar("Value", covariant=True)


@dataclass(frozen=True, slots=True)
class Fault:
    """`holds`: no record until this is settled. `key` and `options` as in `Issue`."""

    code: str
    why: str
    action: Action = "question"
    proposed: Proposed = None
    holds: bool = False
    key: str | None = None
    options: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Told(Generic[Value]):
    value: Value
    fault: Fault | None = None
