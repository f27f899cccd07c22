"""Where does a link of a plan lead? The same question with somebody seated, left out, or a seat's fold open.

What is tried stands in the address, so that it can be shared, taken back with the browser's own button, and is stored
nowhere. `pin` is "seat:person's number", `strike` a person's number, `seat` and `q` say which fold is open, on what.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

PIN, STRIKE, SEAT, FIND, CHANGE = "pin", "strike", "seat", "q", "change"
OF_FOLDS = (SEAT, FIND)
OF_TRIALS = (PIN, STRIKE, CHANGE)

Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class PlanAddress:
    """A page of a plan: its path and the question's own parameters, what is tried among them."""

    path: str
    pairs: Pairs = ()

    def _as(self, pairs: Iterable[tuple[str, str]], anchor: str = "") -> str:
        query = urlencode(list(pairs))
        return f"{self.path}{'?' if query else ''}{query}{anchor}"

    @property
    def plain(self) -> str:
        """The question with everything that is tried, all folds closed."""
        return self._as(self.kept())

    @property
    def untried(self) -> str:
        """The question as it stands, nothing tried."""
        return self._as((name, value) for name, value in self.kept() if name not in OF_TRIALS)

    def kept(self, *without: str) -> Pairs:
        return tuple(pair for pair in self.pairs if pair[0] not in OF_FOLDS and pair[0] not in without)

    def seat(self, slot: str, anchor: str = "") -> str:
        return self._as([*self.kept(), (SEAT, slot)], anchor)

    def pin(self, slot: str, reference: str) -> str:
        """Whoever is pinned there now, or struck, no longer is."""
        kept = [pair for pair in self._without_pin(slot) if pair != (STRIKE, reference)]
        kept = [pair for pair in kept if not (pair[0] == PIN and pair[1].endswith(f":{reference}"))]
        return self._as([*kept, (PIN, f"{slot}:{reference}"), (SEAT, slot)], "#answer")

    def unpin(self, slot: str) -> str:
        return self._as([*self._without_pin(slot), (SEAT, slot)], "#answer")

    def strike(self, reference: str, slot: str) -> str:
        kept = [pair for pair in self.kept() if not (pair[0] == PIN and pair[1].endswith(f":{reference}"))]
        kept = [pair for pair in kept if pair != (STRIKE, reference)]
        return self._as([*kept, (STRIKE, reference), (SEAT, slot)], "#answer")

    def unstrike(self, reference: str) -> str:
        return self._as([pair for pair in self.kept() if pair != (STRIKE, reference)], "#answer")

    def pins(self, seats: Iterable[tuple[str, str]]) -> str:
        """A whole team, each seat with its person."""
        return self._as([*self.kept(PIN), *((PIN, f"{slot}:{reference}") for slot, reference in seats)], "#answer")

    def change(self, kind: str, subject: str, person: str) -> str:
        """The question with one thing changed, to be seen beside the answer."""
        return self._as([*self.kept(CHANGE), (CHANGE, f"{kind}:{subject}:{person}")], "#answer")

    def _without_pin(self, slot: str) -> list[tuple[str, str]]:
        return [pair for pair in self.kept() if not (pair[0] == PIN and pair[1].startswith(f"{slot}:"))]
