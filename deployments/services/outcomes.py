"""What can become of a wish to write something about work: saved, refused, overtaken. Values, never exceptions."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from roster.services.editing.outcomes import Refusal

__all__ = ["Outdated", "Refusal", "Refused", "Saved"]

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Saved(Generic[Row]):
    """Written; `changed` is False when everything already stood so, and nothing was written."""

    row: Row
    changed: bool = True


@dataclass(frozen=True, slots=True)
class Refused:
    """Nothing was written. `code` is that of the first refusal."""

    refusals: tuple[Refusal, ...]

    @property
    def code(self) -> str:
        return self.refusals[0].code


@dataclass(frozen=True, slots=True)
class Outdated(Generic[Row]):
    """Somebody else was faster and nothing was written. `row` is as it stands now; who it was says the history."""

    row: Row
