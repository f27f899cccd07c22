"""Which person does a reference mean: an id in any spelling, a name in any order, or an e-mail address?

A reference that fits two people, or a person whose own row is in question, is never resolved here.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from roster.importing.answers import NOBODY, MappingAnswers
from roster.importing.faults import Fault
from roster.importing.names import name_key, nearly_same, without_title
from roster.importing.text import clean, fold

_ID = re.compile(r"([a-z]*)0*(\d+)$")
_WRITTEN = re.compile(r"([A-Za-z]+)([^A-Za-z0-9]*)(\d+)$")
_INSIDE = re.compile(r"[A-Za-z]{1,8}\s?[-_/ ]?\s?\d{1,8}|\d{3,8}")


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """Somebody whom the roster already knows; a workbook without a People sheet refers to these."""

    id: str
    family_name: str
    given_names: str
    email: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One way to be found. `written`: the id of the row; `id`: the id that it stands for, None while in question.

    They differ for a second id of one person. `known`: from the roster; the workbook's own people come first.
    """

    written: str | None
    id: str | None
    name: tuple[str, ...]
    email: str | None
    at: str
    known: bool = False

    @property
    def is_second(self) -> bool:
        return self.id is not None and self.written != self.id


@dataclass(frozen=True, slots=True)
class Resolution:
    id: str | None
    fault: Fault | None = None
    related: tuple[str, ...] = ()


def id_key(text: str) -> str:
    """ "MSU - 0010", "msu0010" and "MSU-10" have one key; an e-mail address is its own."""
    if "@" in text:
        return text.strip().lower()
    compact = fold(text).replace(" ", "")
    match = _ID.match(compact)
    return f"{match[1]}{match[2]}" if match else compact


def usual_id(ids: Iterable[str]) -> tuple[str, str, int] | None:
    """How most ids of the workbook are written: prefix, separator, digits; None without a common way."""
    forms = Counter(
        (match[1], match[2], len(match[3])) for match in (_WRITTEN.match(clean(text)) for text in ids) if match
    )
    if not forms:
        return None
    (form, count), total = forms.most_common(1)[0], sum(forms.values())
    return form if count * 2 > total else None


def write_id(text: str, usual: tuple[str, str, int] | None) -> str:
    """The id as most are written here: "msu 34" becomes "MSU-0034" beside "MSU-0001"."""
    cleaned = clean(text)
    match = _WRITTEN.match(cleaned)
    if match and usual and match[1].casefold() == usual[0].casefold():
        return f"{usual[0]}{usual[1]}{match[3].lstrip('0').zfill(usual[2])}"
    return cleaned


class PersonIndex:
    """Everybody a reference may mean, from the People sheet and from the roster."""

    def __init__(self, answers: MappingAnswers, known: Iterable[KnownPerson] = ()) -> None:
        self.answers = answers
        self.usual: tuple[str, str, int] | None = None
        self.numbers: dict[str, tuple[int, int]] = {}
        self.missing_ids: dict[str, str] = {}
        self.has_rows_without_id = False
        self.id_column_asked = False
        self._by_id: dict[str, list[Entry]] = {}
        self._by_name: dict[tuple[str, ...], list[Entry]] = {}
        self._by_email: dict[str, list[Entry]] = {}
        self._by_word: dict[str, list[Entry]] = {}
        self._resolved: dict[str, Resolution] = {}
        for person in known:
            name = name_key(person.family_name, person.given_names)
            self.add(Entry(person.id, person.id, name, person.email, "the roster", known=True))

    def add(self, entry: Entry) -> None:
        if entry.written:
            self._by_id.setdefault(id_key(entry.written), []).append(entry)
            if match := _ID.match(id_key(entry.written)):
                low, high = self.numbers.get(match[1], (int(match[2]), int(match[2])))
                self.numbers[match[1]] = (min(low, int(match[2])), max(high, int(match[2])))
        if entry.name:
            self._by_name.setdefault(entry.name, []).append(entry)
            for word in set(entry.name):
                self._by_word.setdefault(word, []).append(entry)
        if entry.email:
            self._by_email.setdefault(entry.email, []).append(entry)

    def is_reference(self, text: str) -> bool:
        """Whether a text names somebody, or is written like an id."""
        return bool(
            self._by_id.get(id_key(text))
            or self._by_name.get(name_key(text))
            or self._by_email.get(text.lower())
            or self._looks_like_id(text)
        )

    def resolve(self, text: str) -> Resolution:
        known = self._resolved.get(text)
        if known is None:
            known = self._resolved[text] = self._resolve(text)
        return known

    def _resolve(self, text: str) -> Resolution:
        key = f"person:{fold(text)}"
        answer = self.answers.get(key)
        if answer == NOBODY:
            return Resolution(None, Fault("person.nobody", "Answered before: nobody of the roster.", action="refuse"))
        if answer is not None:
            return self._found(self._by_id.get(id_key(answer), []), key) or Resolution(answer)
        for entries in self._candidates(text):
            if found := self._found(entries, key):
                return found
        return self._unknown(text, key)

    def _candidates(self, text: str) -> Iterable[list[Entry]]:
        yield self._by_id.get(id_key(text), [])
        if "@" in text:
            yield self._by_email.get(text.lower().strip("<> "), [])
        yield self._by_name.get(name_key(text), [])
        yield self._by_name.get(name_key(without_title(text)), [])
        yield from self._id_within(text)

    def _id_within(self, text: str) -> Iterable[list[Entry]]:
        """An id with its name beside it: "MSU-0001 Mere Tuilagi"; only if id and name mean one person."""
        for match in _INSIDE.finditer(text):
            rest = name_key(re.sub(r"[(){}\[\],:–—-]", " ", text.replace(match[0], " ")))
            entries = self._by_id.get(id_key(match[0]), [])
            if entries and all(nearly_same(rest, entry.name) for entry in entries):
                yield entries

    def _found(self, entries: list[Entry], key: str) -> Resolution | None:
        entries = [entry for entry in entries if not entry.known] or entries
        if not entries:
            return None
        ids = list(dict.fromkeys(entry.id for entry in entries if entry.id))
        if len(ids) > 1:
            why = "Two people have this name and no id is given." if len(ids) == 2 else "Several people have this name."
            options = (*sorted(ids), NOBODY)
            proposed = {"one_of": sorted(ids)}
            fault = Fault("person.name-of-two", why, proposed=proposed, holds=True, key=key, options=options)
            return Resolution(None, fault)
        if not ids:
            why = "This person's own row is in question; settle that first."
            return Resolution(None, Fault("person.row-in-question", why, holds=True), (entries[0].at,))
        if all(entry.is_second for entry in entries if entry.id):
            why = "Given under the second id of a person who is on the People sheet twice."
            return Resolution(ids[0], Fault("person.second-id", why, action="note", proposed=ids[0]))
        return Resolution(ids[0])

    def _unknown(self, text: str, key: str) -> Resolution:
        if self._is_lost_id(text):
            written = write_id(text, self.usual)
            self.missing_ids.setdefault(id_key(text), written)
            why = "The id is not on the People sheet (a row there has lost its id)."
            return Resolution(None, Fault("person.id-not-on-people-sheet", why, proposed=written, holds=True))
        if self.id_column_asked:
            why = "Which column of the People sheet holds the ids is still to be said; settle that first."
            return Resolution(None, Fault("person.ids-unsettled", why, holds=True))
        near = self._nearly(text)
        if near:
            why = "Nearly the name of somebody on the People sheet: the same person?"
            proposed: str | dict[str, list[str]] = near[0] if len(near) == 1 else {"one_of": near}
            options = (*near, NOBODY)
            fault = Fault("person.nearly", why, proposed=proposed, holds=True, key=key, options=options)
            return Resolution(None, fault)
        why = "No such person on the People sheet or in the roster."
        return Resolution(None, Fault("person.unknown", why, action="refuse", holds=True, key=key))

    def _looks_like_id(self, text: str) -> bool:
        match = _ID.match(id_key(text))
        return bool(match and match[1] in self.numbers and (match[1] or len(match[2]) < 9))

    def _is_lost_id(self, text: str) -> bool:
        """An id inside the run of the sheet's ids, while a row there has none."""
        match = _ID.match(id_key(text))
        if not match or not self.has_rows_without_id or match[1] not in self.numbers:
            return False
        low, high = self.numbers[match[1]]
        return low <= int(match[2]) <= high

    def _nearly(self, text: str) -> list[str]:
        name = name_key(without_title(text))
        if len(name) < 2:
            return []
        seen = {id(entry): entry for word in name for entry in self._by_word.get(word, [])[:2000]}
        return sorted({entry.id for entry in seen.values() if entry.id and nearly_same(name, entry.name)})[:6]
