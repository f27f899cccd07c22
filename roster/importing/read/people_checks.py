"""Which rows of the People sheet are the same person, and which only look like it?

An exact copy is refused; a likely second entry of one person is held and offered for merging; two people of one name
stay two. Nothing is merged here unless a person has answered so.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from roster.importing.answers import NOBODY, SEPARATE
from roster.importing.book import Book
from roster.importing.faults import Fault
from roster.importing.names import name_key, nearly_same
from roster.importing.read.people import Draft, with_id
from roster.importing.records import PersonRecord
from roster.importing.references import Entry, id_key, write_id
from roster.importing.text import fold


@dataclass(slots=True)
class People:
    """The rows that stay people, by what other tables need of them."""

    drafts: list[Draft]
    second_ids: dict[str, list[str]]
    second_rows: set[str] = field(default_factory=set)


def check_people(book: Book, drafts: list[Draft]) -> People:
    """Reports on rows that belong together, fills the index of people, and returns the rows that make records."""
    people = People(drafts, defaultdict(list))
    if book.people.id_column_asked:
        for draft in drafts:
            draft.id = None if draft.by_email else draft.id
    _refuse_copies(drafts)
    _ids_used_twice(drafts)
    _shared_addresses(book, people)
    _rows_without_id(book, drafts)
    # Again: an answer may have given a row the id of another one.
    _ids_used_twice(drafts)
    _same_names(drafts)
    for draft in drafts:
        if draft.id and draft.row.at not in people.second_rows:
            own = None if draft.row.held else draft.id
            book.people.add(Entry(draft.id, own, _name(draft), draft.record.email, draft.row.at))
    return people


def records_of(people: People) -> list[PersonRecord]:
    """One record for every row that is not held; the first row of a person carries the other ids."""
    return [
        replace(draft.record, certain=draft.row.certain, other_ids=tuple(people.second_ids.get(draft.row.at, ())))
        for draft in people.drafts
        if not draft.row.held
    ]


def _name(draft: Draft) -> tuple[str, ...]:
    return name_key(draft.record.family_name, draft.record.given_names)


def _standing(drafts: Iterable[Draft]) -> list[Draft]:
    return [draft for draft in drafts if not draft.row.held]


def _refuse_copies(drafts: list[Draft]) -> None:
    first: dict[bytes, Draft] = {}
    for draft in drafts:
        original = first.setdefault(draft.fingerprint, draft)
        if original is not draft:
            fault = Fault("person.duplicate-exact", "Exact copy of another row.", action="refuse")
            draft.row.report("id", fault, related=(original.row.at,))


def _ids_used_twice(drafts: list[Draft]) -> None:
    first: dict[str, Draft] = {}
    for draft in _standing(drafts):
        if not draft.id or draft.by_email:
            continue
        original = first.setdefault(id_key(draft.id), draft)
        if original is not draft:
            same = nearly_same(_name(original), _name(draft))
            why = "The same person again, but not the same facts." if same else "Two people have the same id."
            draft.row.report("id", Fault("person.id-used-twice", why, holds=True), related=(original.row.at,))


def _shared_addresses(book: Book, people: People) -> None:
    first: dict[str, Draft] = {}
    for draft in _standing(people.drafts):
        if not draft.record.email:
            continue
        original = first.setdefault(draft.record.email, draft)
        if original is draft:
            continue
        if nearly_same(_name(original), _name(draft)):
            _second_entry(book, people, original, draft)
        else:
            _shared_address(first, original, draft)


def _second_entry(book: Book, people: People, original: Draft, draft: Draft) -> None:
    """One person entered twice: held until somebody says, unless they have."""
    key = f"merge:{draft.id or draft.record.email}"
    answer = book.answers.get(key)
    if answer == SEPARATE and draft.id != original.id:
        _report_shared(draft, original)
        return
    merged_into = original.id or ""
    if draft.id and original.id and draft.id != original.id:
        people.second_ids[original.row.at].append(draft.id)
        people.second_rows.add(draft.row.at)
        book.people.add(Entry(draft.id, original.id, _name(draft), None, draft.row.at))
    if answer is not None and answer == original.id:
        why = f"Answered before: the same person as {merged_into}; this second row is left out."
        proposed = {"merge_into": merged_into}
        draft.row.report("id", Fault("person.merged", why, action="note", proposed=proposed, holds=True))
        return
    same_country = set(original.record.nationalities) & set(draft.record.nationalities)
    told = "Same e-mail, nationality and" if same_country else "Same e-mail and"
    why = f"{told} nearly the same name as another row: one person entered twice? Propose a merge."
    fault = Fault(
        "person.duplicate",
        why,
        proposed={"merge_into": merged_into},
        holds=True,
        key=key,
        options=(merged_into, SEPARATE),
    )
    draft.row.report("id", fault, related=(original.row.at,))


def _shared_address(first: dict[str, Draft], original: Draft, draft: Draft) -> None:
    """The address stays with the person whose name it bears, else with the first row."""
    if _bears_name(draft) and not _bears_name(original):
        first[draft.record.email or ""] = draft
        draft, original = original, draft
    _report_shared(draft, original)


def _report_shared(draft: Draft, original: Draft) -> None:
    why = "Two different people have the same e-mail address; an offer link would go to the wrong one."
    draft.row.report("email", Fault("email.shared", why), related=(original.row.at,))
    draft.record = replace(draft.record, email=None)
    if draft.by_email:
        draft.id = None


def _bears_name(draft: Draft) -> bool:
    local = fold((draft.record.email or "").partition("@")[0])
    return any(len(word) > 2 and word in local for word in _name(draft))


def _rows_without_id(book: Book, drafts: list[Draft]) -> None:
    for draft in _standing(drafts):
        if draft.id:
            continue
        name = f"{draft.record.given_names} {draft.record.family_name}".strip()
        key = f"person:{fold(name)}"
        answer = book.answers.get(key)
        if answer and answer != NOBODY:
            with_id(draft, write_id(answer, book.people.usual))
            continue
        if answer == NOBODY:
            fault = Fault("person.nobody", "Answered before: not to be imported.", action="refuse")
            draft.row.report("id", fault)
            continue
        book.people.has_rows_without_id = book.people.has_rows_without_id or not draft.by_email
        book.people.add(Entry(None, None, _name(draft), draft.record.email, draft.row.at))
        if book.people.id_column_asked and draft.by_email:
            why = "Which column holds the ids is still to be said; settle that first."
            draft.row.report("id", Fault("person.ids-unsettled", why, holds=True))
            continue
        why = (
            "Neither an id nor an e-mail address of its own: nothing by which to know this person again."
            if draft.by_email
            else "No id; the person is new, or the id was deleted. Do not make one up silently."
        )
        draft.row.report("id", Fault("person.no-id", why, holds=True, key=key))


def _same_names(drafts: list[Draft]) -> None:
    groups: dict[tuple[str, ...], list[Draft]] = defaultdict(list)
    for draft in _standing(drafts):
        if draft.id:
            groups[_name(draft)].append(draft)
    for group in groups.values():
        if len(group) < 2:
            continue
        related = tuple(draft.row.at for draft in group[1:])
        if all(draft.record.email for draft in group):
            why = "Same name as another person, but another e-mail and id: two people, never merge."
            group[0].row.report("family_name", Fault("person.same-name", why, action="note"), related=related)
            continue
        for draft in group[1:]:
            why = "Same name as another person, and no e-mail to tell them apart: two people, or one entered twice?"
            draft.row.report("family_name", Fault("person.maybe-duplicate", why), related=(group[0].row.at,))
