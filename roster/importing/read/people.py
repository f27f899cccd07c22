"""What does one row of a People sheet say about a person?

Only the row itself: whether two rows are one person is the question of `people_checks`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from roster.importing.book import Book
from roster.importing.cells import as_text
from roster.importing.cities import read_city
from roster.importing.contacts import read_email, read_phone
from roster.importing.dates import make_day
from roster.importing.faults import Fault, Told
from roster.importing.grades import NO_GRADE, read_grade
from roster.importing.names import is_placeholder, proper_case, split_full_name, without_title
from roster.importing.numbers import read_notice
from roster.importing.places import read_countries, read_country
from roster.importing.records import PersonRecord
from roster.importing.references import write_id
from roster.importing.row import Row
from roster.importing.text import fold, is_blank
from roster.importing.vocabulary.membership import NOT_A_STATUS

TABLE = "people"


@dataclass(slots=True)
class Draft:
    """A person as one row states it. `id` None: the cell is blank. `by_email`: the sheet has no ids but addresses."""

    row: Row
    record: PersonRecord
    id: str | None
    by_email: bool
    fingerprint: bytes = b""


def read_person(book: Book, row: Row) -> Draft:
    """One row, whatever it lacks; what is wrong with it is reported on the row."""
    family, given, single = _names(book, row)
    nationalities = _nationalities(book, row)
    grade = row.take("grade", read_grade(book.words, row.text("grade") or "")) if row.text("grade") else NO_GRADE
    city, country = _base(book, row)
    email = _email(row)
    since, until = _term(book, row)
    status = _status(book, row, until)
    by_email = not row.has("id")
    written = email if by_email else row.text("id")
    own_id = write_id(written, book.people.usual) if written and not is_blank(written) else None
    record = PersonRecord(
        at=row.at,
        certain=True,
        id=own_id or "",
        family_name=family,
        given_names=given,
        single_name=single,
        gender=_gender(book, row),
        nationalities=nationalities,
        grade=grade.grade,
        grade_equivalent=grade.equivalent,
        grade_assessed_by=grade.assessed_by,
        home_organisation=_organisation(row),
        base_city=city,
        base_country=country,
        email=email,
        phone=_phone(row, country),
        notice_hours=_notice(book, row),
        pool=book.word(row, "pool", "pool"),
        tier=book.word(row, "tier", "tier"),
        status=status,
        member_since=since,
        term_ends=until,
        release=_release(book, row),
        last_confirmed=_last_confirmed(book, row),
    )
    return Draft(row, record, own_id, by_email, row.fingerprint())


def _names(book: Book, row: Row) -> tuple[str, str, bool]:
    """Family name, given names, and whether the person has one name only; that one is then the family name."""
    if not (row.has("family_name") or row.has("given_names")) or (
        row.has("full_name") and not row.text("family_name") and not row.text("given_names")
    ):
        return _from_full_name(book, row)
    unread = next((field for field in ("family_name", "given_names") if row.is_lost(field)), None)
    if unread:
        row.report_missing(unread, Fault("person.no-name", "A part of the name cannot be read.", holds=True))
    written = [row.text("family_name") or "", row.text("given_names") or ""]
    family, given = ("" if is_placeholder(part) else proper_case(without_title(part)) for part in written)
    if unread or (family and given):
        return family, given, False
    if (family or given) and not (row.has("family_name") and row.has("given_names")):
        why = "Only one part of the name has a column; what of the other?"
        row.report("family_name", Fault("person.half-a-name", why, holds=True))
        return family or given, "", False
    if not family and not given:
        row.report_missing("family_name", Fault("person.no-name", "No name in this row.", holds=True))
        return "", "", False
    why = "The person has one name only; a placeholder in the other cell is not a name."
    row.report("given_names", Fault("person.single-name", why, action="note"))
    return family or given, "", True


def _from_full_name(book: Book, row: Row) -> tuple[str, str, bool]:
    text = row.text("full_name")
    if not text or is_placeholder(text):
        row.report_missing("full_name", Fault("person.no-name", "No name in this row.", holds=True))
        return "", "", False
    key = f"names:{TABLE}:{fold(row.header('full_name'))}"
    name = split_full_name(text, book.answers.get(key))
    if not name.sure:
        why = "Nothing shows which part is the family name; the last word is proposed."
        options = ("given-first", "family-first")
        proposed = f"{name.family}, {name.given}"
        row.report("full_name", Fault("person.name-order", why, proposed=proposed, key=key, options=options))
    return name.family, name.given, not name.given


def _gender(book: Book, row: Row) -> str | None:
    text = row.text("gender")
    if text is None or is_blank(text):
        if row.has("gender"):
            why = "Gender is blank: ask, do not guess it from the name."
            row.report_missing("gender", Fault("gender.blank", why))
        return None
    if fold(text) == "m" and book.m_may_be_a_woman and book.answers.get("value:gender:m") is None:
        why = "H and M but no F in this column: M may stand for mujer (woman) or for man."
        key, options = "value:gender:m", ("woman", "man")
        row.report("gender", Fault("gender.ambiguous", why, proposed={"one_of": options}, key=key, options=options))
        return None
    return book.word(row, "gender", "gender")


def _nationalities(book: Book, row: Row) -> tuple[str, ...]:
    codes: list[str] = []
    for place, cell in row.all_of("nationality"):
        found, faults = read_countries(
            book.words, as_text(cell) or "", codes_beside=book.beside_codes(TABLE, row, "nationality")
        )
        codes.extend(code for code in found if code not in codes)
        for fault in faults:
            row.report("nationality", fault, place)
    return tuple(codes)


def _organisation(row: Row) -> str | None:
    text = row.text("home_organisation")
    return None if text is None or is_blank(text) else text


def _base(book: Book, row: Row) -> tuple[str | None, str | None]:
    text = row.text("base")
    stated = row.text("base_country")
    country = row.take("base_country", read_country(book.words, stated)) if stated else None
    if text is None:
        return None, country
    if country and "," not in text:
        text = f"{text}, {stated}"
    city = row.take("base", read_city(book.words, text))
    return (city.name, city.country or country) if city else (None, country)


def _email(row: Row) -> str | None:
    if not row.has("email"):
        return None
    text = row.text("email")
    told = read_email(text)
    if text is None and told.fault:
        row.report_missing("email", told.fault)
        return None
    return row.take("email", told)


def _phone(row: Row, country: str | None) -> str | None:
    cell = row.cell("phone")
    return row.take("phone", read_phone(cell if isinstance(cell, int | float) else row.text("phone"), country))


def _notice(book: Book, row: Row) -> int | None:
    key = f"{TABLE}:{fold(row.header('notice'))}"
    return row.take("notice", read_notice(row.cell("notice"), book.units.get(key), f"unit:{key}"))


def _term(book: Book, row: Row) -> tuple[date | None, date | None]:
    since, until = book.day(TABLE, row, "member_since"), book.day(TABLE, row, "term_ends")
    if since and until and until < since:
        row.report("term_ends", Fault("range.end-before-start", "The term ends before the membership began."))
        return since, None
    return since, until


def _status(book: Book, row: Row, until: date | None) -> str | None:
    text = row.text("status")
    if text is None:
        return None
    found = book.words.find("status", text)
    if found.how == "unknown" and fold(text) in NOT_A_STATUS:
        why = "This says something about availability, not the membership status."
        row.report("status", Fault("status.not-a-status", why, key=found.key, options=book.words.offered("status")))
        return None
    status = book.word(row, "status", "status")
    if status == "active" and until and until < book.today:
        why = "Status says active but the term has ended."
        row.report("status", Fault("people.active-but-term-ended", why, proposed="active"))
    return status


def _release(book: Book, row: Row) -> str | None:
    if row.has("release"):
        return book.word(row, "release", "release")
    return book.word(row, "released", "released", label="release")


def _last_confirmed(book: Book, row: Row) -> date | None:
    day = book.day(TABLE, row, "last_confirmed")
    if day is None or day <= book.today:
        return day
    earlier = make_day(day.year - 1, day.month, day.day) or day - timedelta(days=365)
    proposed = earlier.isoformat() if earlier <= book.today else None
    why = "A confirmation cannot lie in the future (year mistyped?)."
    return row.take("last_confirmed", Told(None, Fault("date.in-the-future", why, proposed=proposed)))


def with_id(draft: Draft, own_id: str) -> None:
    draft.id = own_id
    draft.record = replace(draft.record, id=own_id)
