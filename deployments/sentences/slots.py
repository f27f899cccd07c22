"""What is a seat called, and what does it ask for? "Logistics"; "gender at level 4; French C1; P-5 or above"."""

from django.utils.translation import gettext as _

from deployments.matching.facts import Slot
from deployments.matching.names import Names
from roster.sentences.languages import language_said
from roster.sentences.measures import capitalised


def slot_said(slot: Slot, names: Names) -> str:
    """Its title, else what it asks for first."""
    if slot.title:
        return slot.title
    if slot.role:
        return capitalised(slot.role)
    themes = [*slot.all_themes, *slot.themes]
    return " / ".join(names.theme(code) for code in themes) if themes else slot.id


def asks_said(slot: Slot, names: Names) -> str:
    """Everything that is asked for, in the order in which it is checked."""
    words = []
    if slot.themes:
        words.append(_(" or ").join(_theme(code, level, names) for code, level in slot.themes.items()))
    words += [_theme(code, level, names) for code, level in slot.all_themes.items()]
    words += [f"{language_said(code)} {level}".strip() for code, level in slot.languages.items()]
    if slot.role:
        words.append(slot.role)
    if slot.min_grade:
        words.append(_("%(grade)s or above") % {"grade": slot.min_grade})
    return "; ".join(words) if words else _("nothing in particular")


def _theme(code: str, level: int, names: Names) -> str:
    return _("%(theme)s at level %(level)s") % {"theme": names.theme(code), "level": level}
