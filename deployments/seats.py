"""What makes one wanted seat a seat, and which facts does it still lack? Holds for forms, API and administration.

Sentences say what to do; nothing is read from the database and nothing is written.
"""

from collections.abc import Collection, Mapping
from typing import Any

from django.utils.text import slugify
from django.utils.translation import gettext as _

from deployments.matching.facts import LANGUAGE_LEVELS
from deployments.models import SeatWanted
from roster.sentences.languages import language_said
from roster.services.editing.outcomes import Refusal

LEVELS = range(1, 6)
MOST_SEATS = 30
LONGEST_CODE = 40


def seat_refusals(seat: SeatWanted, *, themes: Collection[str]) -> list[Refusal]:
    """What is wrong with a seat, each by its column. `themes` are the codes that the roster knows."""
    found = []
    if not seat.title.strip():
        found.append(Refusal("no_title", _("Give the seat a name, such as “Electoral adviser”."), "title"))
    if seat.kind not in SeatWanted.Kind:
        found.append(Refusal("kind_unknown", _("A seat is “thematic” or “support”."), "kind"))
    if seat.kind == SeatWanted.Kind.SUPPORT and not seat.role:
        found.append(Refusal("no_role", _("Choose the role of this support seat."), "role"))
    if seat.role and seat.role not in SeatWanted.Role:
        roles = ", ".join(SeatWanted.Role.values)
        found.append(Refusal("role_unknown", _("Choose one of the roles: %(roles)s.") % {"roles": roles}, "role"))
    for column in ("themes", "all_themes"):
        found += _theme_refusals(getattr(seat, column), column, themes)
    return found + _language_refusals(seat.languages)


def team_language_refusals(languages: Any) -> list[Refusal]:
    """What is wrong with {"fr": 2}: how many members are to speak which language."""
    if not isinstance(languages, Mapping):
        return [
            Refusal("not_a_table", _("Write languages with the number of members, such as fr: 2."), "team_languages")
        ]
    found = []
    for code, count in languages.items():
        if not is_language(code):
            found.append(_unknown_language(code, "team_languages"))
        elif not isinstance(count, int) or isinstance(count, bool) or not 1 <= count <= MOST_SEATS:
            sentence = _("Say how many members are to speak %(language)s, 1 to %(most)s.")
            words = {"language": language_said(code), "most": MOST_SEATS}
            found.append(Refusal("count_out_of_range", sentence % words, "team_languages"))
    return found


def is_language(code: Any) -> bool:
    return isinstance(code, str) and language_said(code) != code


def asks_for_nothing(seat: SeatWanted) -> bool:
    """Everybody would fit such a seat: it is kept, and flagged."""
    return not (seat.themes or seat.all_themes or seat.role)


def with_codes(seats: Collection[SeatWanted]) -> None:
    """Give a seat that has no code yet one made of its title, and each its place. Codes that are there are kept."""
    taken = {seat.code for seat in seats if seat.code}
    for position, seat in enumerate(seats, 1):
        seat.position = position
        if not seat.code:
            seat.code = _free_code(slugify(seat.title)[: LONGEST_CODE - 4].strip("-") or "seat", taken)
            taken.add(seat.code)


def _free_code(stem: str, taken: Collection[str]) -> str:
    if stem not in taken:
        return stem
    return next(code for number in range(2, len(taken) + 3) if (code := f"{stem}-{number}") not in taken)


def _theme_refusals(asked: Any, column: str, themes: Collection[str]) -> list[Refusal]:
    if not isinstance(asked, Mapping):
        return [Refusal("not_a_table", _("Write themes with their levels, such as electoral: 4."), column)]
    found = []
    for code, level in asked.items():
        if code not in themes:
            sentence = _("The roster has no theme “%(code)s”. Choose one from the list.") % {"code": code}
            found.append(Refusal("theme_unknown", sentence, column))
        elif not isinstance(level, int) or isinstance(level, bool) or level not in LEVELS:
            sentence = _("Choose a level from 1 to 5 for “%(code)s”.") % {"code": code}
            found.append(Refusal("level_unknown", sentence, column))
    return found


def _language_refusals(asked: Any) -> list[Refusal]:
    if not isinstance(asked, Mapping):
        return [Refusal("not_a_table", _("Write languages with their levels, such as fr: C1."), "languages")]
    found = []
    for code, level in asked.items():
        if not is_language(code):
            found.append(_unknown_language(code, "languages"))
        elif level not in LANGUAGE_LEVELS:
            sentence = _("Choose a level from A1 to C2 for %(language)s.") % {"language": language_said(code)}
            found.append(Refusal("level_unknown", sentence, "languages"))
    return found


def _unknown_language(code: Any, column: str) -> Refusal:
    sentence = _("“%(code)s” is no language of ISO 639. Choose one from the list.") % {"code": code}
    return Refusal("language_unknown", sentence, column)
