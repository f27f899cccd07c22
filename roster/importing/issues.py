"""What is wrong with a cell, what happens to its row, and what would settle it?

An issue never changes a record: it says what the reading did. `refuse`: the row makes no record. `question`: a person
must answer; with `holds_row` there is no record until then, else the record stands with the field empty or as
proposed. `note`: imported as it is in the record, and reported.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

Action = Literal["refuse", "question", "note"]
Raw = str | int | float | None
Proposed = str | int | float | None | Mapping[str, str | Sequence[str]]


@dataclass(frozen=True, slots=True)
class Issue:
    """`at` is "Sheet!row", `cell` "Sheet!B7", `field` a field of the table, `code` stable, `why` a sentence.

    `key` names the question in `MappingAnswers` ("value:country:congo"); None when only the workbook itself can be
    corrected. `options` are the answers to offer, most likely first; an empty tuple means free choice.
    """

    at: str
    cell: str
    field: str
    code: str
    action: Action
    raw: Raw
    proposed: Proposed
    why: str
    holds_row: bool = False
    related: tuple[str, ...] = ()
    key: str | None = None
    options: tuple[str, ...] = ()
