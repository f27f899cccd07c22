"""Do the cells of a column look like what its header says?

The share of cells that read as a kind; None where anything can stand (names, texts). It supports or contradicts a
header, and proposes a field where no header is known. It never decides alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date

from roster.importing.cities import read_city
from roster.importing.dates import read_form
from roster.importing.grades import one_grade, read_grade
from roster.importing.items import is_level_text, read_items
from roster.importing.names import name_key
from roster.importing.numbers import read_notice, read_years, whole
from roster.importing.places import read_area, read_countries
from roster.importing.references import id_key
from roster.importing.text import clean, fold, is_blank
from roster.importing.words import Words

SAMPLE = 60
_ID = re.compile(r"[A-Za-z]{1,8}\s*[-_/ ]?\s*\d{1,8}$")
_PHONE = re.compile(r"\+?[\d\s().\-/]{6,25}$")
_YES_NO = frozenset({"yes", "no", "y", "n", "oui", "non", "o", "si", "s", "true", "false"})
# Kinds whose cells cannot be told from any other text.
_FREE = frozenset({"text", "name", "person", "seat", "ref", "about", "lead"})


def share(kind: str, cells: Sequence[object], words: Words) -> float | None:
    """How many of these cells, 0 to 1, read as the kind; None if everything may, or if all cells are blank."""
    filled = [cell for cell in cells if not (isinstance(cell, str) and is_blank(cell))][:SAMPLE]
    if kind in _FREE or not filled:
        return None
    if kind == "id":
        return _share_of_ids(filled)
    check = _CHECKS.get(kind)
    good = [check(words, cell) if check else _is_word(words, kind, cell) for cell in filled]
    return sum(good) / len(good)


def share_strict(kind: str, cells: Sequence[object], words: Words) -> float | None:
    """As `share`, but a bare yes or no, which answers any question, supports none."""
    if kind in {"release", "released"} and any(fold(str(cell)) in _YES_NO for cell in cells):
        return 0.0
    return share(kind, cells, words)


def is_running_number(cells: Sequence[object]) -> bool:
    """1, 2, 3 and so on: no id, for it changes when a row is inserted."""
    return len(cells) > 1 and [whole(cell) for cell in cells] == list(range(1, len(cells) + 1))


def share_of_persons(cells: Sequence[object], words: Words) -> float | None:
    """How many cells name somebody known here; None while nobody is."""
    filled = [str(cell) for cell in cells if not (isinstance(cell, str) and is_blank(cell))][:SAMPLE]
    if not words.persons or not filled:
        return None
    return sum(id_key(text) in words.persons or " ".join(name_key(text)) in words.persons for text in filled) / len(
        filled
    )


def _share_of_ids(cells: Sequence[object]) -> float:
    if is_running_number(cells):
        return 0.0
    return sum(isinstance(cell, int) or bool(_ID.match(clean(str(cell)))) for cell in cells) / len(cells)


def _text(cell: object) -> str:
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)


def _is_word(words: Words, kind: str, cell: object) -> bool:
    return not isinstance(cell, date) and words.find(kind, _text(cell)).how in {"word", "several", "answer", "typing"}


def _is_date(_: Words, cell: object) -> bool:
    if isinstance(cell, str):
        return read_form(cell).kind not in {"none", "vague"}
    return isinstance(cell, date)


def _is_country(words: Words, cell: object) -> bool:
    return isinstance(cell, str) and bool(read_countries(words, cell)[0])


def _is_area(words: Words, cell: object) -> bool:
    return isinstance(cell, str) and read_area(words, cell).value is not None


def _are_areas(words: Words, cell: object) -> bool:
    return isinstance(cell, str) and any(_is_area(words, part) for part in re.split(r"[;,/\n]", cell))


def _is_city(_: Words, cell: object) -> bool:
    if not isinstance(cell, str):
        return False
    told = read_city(_, cell)
    return told.value is not None and told.value.country is not None


def _lists(kind: str, level: str) -> Callable[[Words, object], bool]:
    def check(words: Words, cell: object) -> bool:
        if not isinstance(cell, str):
            return False
        items = read_items(words, kind, cell, is_level_text(words, level), slashes=kind == "language")
        return any(item.name.code is not None for item in items)

    return check


_THEME_LIST = _lists("theme", "expertise-level")


def _is_theme(words: Words, cell: object) -> bool:
    return _THEME_LIST(words, cell) or fold(str(cell)) in words.vocabulary.too_general


def _is_grade(words: Words, cell: object) -> bool:
    return isinstance(cell, str) and (one_grade(cell) is not None or read_grade(words, cell).value.grade is not None)


def _is_level(words: Words, cell: object) -> bool:
    return is_level_text(words, "expertise-level")(_text(cell))


def _is_language_level(words: Words, cell: object) -> bool:
    return is_level_text(words, "language-level")(_text(cell))


_CHECKS: dict[str, Callable[[Words, object], bool]] = {
    "date": _is_date,
    "instant": _is_date,
    "country": _is_country,
    "countries": _is_country,
    "area": _is_area,
    "areas": _are_areas,
    "city": _is_city,
    "grade": _is_grade,
    "expertise-level": _is_level,
    "language-level": _is_language_level,
    "language": _lists("language", "language-level"),
    "languages": _lists("language", "language-level"),
    "theme": _is_theme,
    "themes": _THEME_LIST,
    "email": lambda _, cell: isinstance(cell, str) and "@" in cell,
    "phone": lambda _, cell: bool(_PHONE.match(_text(cell).strip())),
    "notice": lambda _, cell: read_notice(cell, "hours", "").fault is None,
    "years": lambda _, cell: read_years(cell, 2100).fault is None,
    "count": lambda _, cell: whole(cell) is not None,
    "share": lambda _, cell: "%" in _text(cell) or isinstance(cell, float),
}
