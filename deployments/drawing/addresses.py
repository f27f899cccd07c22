"""Where does a link of a plan lead? The same question with something tried, or with a seat's fold open.

What is tried stands in the address, so that it can be shared and taken back with the browser's own button. `seat`,
`q` and `all` say which fold is open, on what search, and whether everybody with the skills is to be looked at. A
question that is typed into a form has no address: there buttons send the form along (`mode`).
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from deployments.trying import OF_TRIALS, Deed, Pairs, done

SEAT, FIND, ALL = "seat", "q", "all"
OF_FOLDS = (SEAT, FIND, ALL)
LONGEST_SEARCH = 100

STORED, ADDRESS, FORM, RECORD = "stored", "address", "form", "record"
"""Where a choice goes: to the stored request, into the address, into hidden fields of a form; a record takes none."""


@dataclass(frozen=True)
class PlanAddress:
    """A page of a plan: its path and the question's own parameters, what is tried among them."""

    path: str
    pairs: Pairs = ()
    mode: str = ADDRESS

    @property
    def plain(self) -> str:
        """The question with everything that is tried, all folds closed."""
        return self._as(self.kept)

    @property
    def untried(self) -> str:
        """The question as it stands, nothing tried."""
        return self._as((name, value) for name, value in self.kept if name not in OF_TRIALS)

    @property
    def trials(self) -> Pairs:
        """What is tried, for a form beside the answer to send along."""
        return tuple(pair for pair in self.pairs if pair[0] in OF_TRIALS)

    @property
    def kept(self) -> Pairs:
        return tuple(pair for pair in self.pairs if pair[0] not in OF_FOLDS)

    @property
    def open_seat(self) -> str:
        """The seat whose fold is open; "" for none."""
        return next((value for name, value in self.pairs if name == SEAT), "")

    @property
    def find(self) -> str:
        """Whom the reader looks for in it."""
        typed = next((value for name, value in self.pairs if name == FIND), "")
        return typed.replace("\x00", "")[:LONGEST_SEARCH].strip()

    @property
    def asks_all(self) -> bool:
        """Everybody who has the skills of the open seat is to be asked about, not only whom the proof needs."""
        return any(name == ALL for name, _value in self.pairs)

    def everybody(self, slot: str) -> str:
        return self._as([*self.kept, (SEAT, slot), (ALL, "1")], f"#seat-{slot}")

    def seat(self, slot: str) -> str:
        return self._as([*self.kept, (SEAT, slot)])

    def after(self, deed: Deed) -> str:
        """The question once this is done; the fold of the seat that it is about stays open."""
        pairs = done(self.kept, deed)
        stays_open = deed.seat and deed.seat == self.open_seat
        return self._as([*pairs, (SEAT, deed.seat)] if stays_open else pairs, "#answer")

    def doing(self, deed: Deed) -> "PlanAddress":
        """The same page once this is done."""
        return replace(self, pairs=done(self.pairs, deed))

    def _as(self, pairs: Iterable[tuple[str, str]], anchor: str = "") -> str:
        query = urlencode(list(pairs))
        return f"{self.path}{'?' if query else ''}{query}{anchor}"
