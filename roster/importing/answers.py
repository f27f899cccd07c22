"""What has a person already answered about workbooks like this one?

Answers are remembered and applied to every later reading; they never come from the program. Each has the key of the
question that it settles:

- `sheet:<title>`: a table name, or "ignore". Digits and years are left out of the title, so next year's sheet is known.
- `column:<table>:<header>`: a field of the table, or "ignore".
- `dates:<table>:<header>`: "day-first" or "month-first".
- `serials:<table>:<header>`: "yes", bare numbers in this column are Excel day numbers.
- `names:<table>:<header>`: "given-first" or "family-first".
- `value:<kind>:<word>`: the code that the word stands for, or "blank" for no value.
- `person:<reference>`: the id of the person meant, or "nobody".
- `merge:<id>`: the id of the row that it doubles ("merge:MSU-0161" → "MSU-0077"), or "separate".
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

IGNORE = "ignore"
BLANK = "blank"
NOBODY = "nobody"
SEPARATE = "separate"
LONGEST = 400
"""Letters of a key, and of an answer. A longer word is no word that comes again: it is corrected in the workbook."""


@dataclass(frozen=True, slots=True)
class MappingAnswers:
    """Question key → answer; both plain text, so it is stored as one JSON object."""

    entries: Mapping[str, str] = field(default_factory=dict)

    def get(self, key: str) -> str | None:
        return self.entries.get(key)

    def with_answers(self, more: Mapping[str, str]) -> MappingAnswers:
        """These answers and `more`; the newer ones win."""
        return MappingAnswers({**self.entries, **more})

    def to_json(self) -> dict[str, str]:
        return dict(self.entries)

    @classmethod
    def from_json(cls, stored: Mapping[str, object] | None) -> MappingAnswers:
        """Reads what `to_json` wrote; an entry that is not text is left out rather than trusted."""
        return cls({key: value for key, value in (stored or {}).items() if isinstance(value, str)})
