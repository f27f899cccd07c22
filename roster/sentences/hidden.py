"""Why is somebody not in a list, in sentences? Each choice that does not hold, with what is on record instead."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from roster.filters import PeopleFilter
from roster.loaders.hidden import Asked
from roster.models import Person
from roster.permissions import Sight
from roster.sentences.languages import language_said
from roster.sentences.listing import told
from roster.sentences.measures import listed
from roster.sentences.verdicts import level_said, reasons


def choice_said(chosen: PeopleFilter, name: str) -> str:
    """ "Theme: Electoral or Digital"."""
    words = [each.word for each in told(chosen) if each.name == name]
    return _("%(choice)s: %(words)s") % {
        "choice": chosen.form.fields[name].label,
        "words": _(" or ").join(words),
    }


def kept_out_said(chosen: PeopleFilter, asked: Asked, sight: Sight) -> list[str]:
    """A sentence for each thing that keeps somebody out; empty for somebody who is in the list."""
    found = [
        _("%(choice)s does not hold. On record: %(record)s.")
        % {"choice": choice_said(chosen, name), "record": _record(asked.person, name) or _("nothing")}
        for name in asked.missing
    ]
    if asked.together:
        found.append(_("Each choice holds, but those about one record do not hold for the same record."))
    if asked.wrong_level and asked.answer is not None:
        wanted = [each.word for each in told(chosen) if each.name == "level"] or [_("Ready")]
        why = " ".join(each.text for each in reasons(asked.answer, sight))
        found.append(
            _("The verdict is “%(level)s”, not %(wanted)s. %(why)s")
            % {"level": level_said(asked.answer), "wanted": _(" or ").join(wanted), "why": why}
        )
    return [each.strip() for each in found]


def _record(person: Person, name: str) -> str:
    return listed([each for each in dict.fromkeys(_values(person, name)) if each])


def _values(person: Person, name: str) -> Iterable[str]:
    if name in ("theme", "theme_level"):
        return [f"{each.theme} {each.level or '?'}" for each in person.expertise.all()]
    if name in ("language", "language_level"):
        return [f"{language_said(each.language)} {each.level}".strip() for each in person.languages.all()]
    if name in ("pool", "tier", "status"):
        return [str(_of_membership(each, name)) for each in person.memberships.all()]
    if name == "nationality":
        return [each.country.name for each in person.nationalities.all()]
    if name == "region":
        return [str(each) for each in person.regions.all()]
    if name == "gender":
        return [str(person.get_gender_display())]
    if name == "grade":
        return [person.grade_id or ""]
    return [person.name]


def _of_membership(membership: object, name: str) -> object:
    return membership.get_status_display() if name == "status" else getattr(membership, name)  # type: ignore[attr-defined]
