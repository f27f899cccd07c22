"""How are an import's tables, outcomes, states and answers said? Never a confidential reason."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from roster.importing.answers import BLANK, IGNORE, NOBODY, SEPARATE
from roster.sentences.languages import language_said

Words = str | Promise

TABLES: Mapping[str, Words] = {
    "people": gettext_lazy("People"),
    "expertise": gettext_lazy("Expertise"),
    "languages": gettext_lazy("Languages"),
    "regions": gettext_lazy("Regions"),
    "clearances": gettext_lazy("Clearances"),
    "calendar": gettext_lazy("Calendar"),
    "envoys": gettext_lazy("Envoys"),
    "standby": gettext_lazy("Standby team"),
    "impartiality": gettext_lazy("Impartiality"),
    "requests": gettext_lazy("Requests"),
}
OUTCOMES: Mapping[str, Words] = {
    "new": gettext_lazy("New"),
    "changed": gettext_lazy("Changed"),
    "unchanged": gettext_lazy("Unchanged"),
    "questioned": gettext_lazy("Waiting"),
    "refused": gettext_lazy("Refused"),
    "absent": gettext_lazy("Not in the workbook"),
    "open": gettext_lazy("With a question"),
    "not_applied": gettext_lazy("Not applied"),
}
_ANSWERS: Mapping[str, Words] = {
    IGNORE: gettext_lazy("Leave it out"),
    BLANK: gettext_lazy("No value"),
    NOBODY: gettext_lazy("Nobody of these"),
    SEPARATE: gettext_lazy("Keep apart: two people"),
    "day-first": gettext_lazy("Day first: 3/11 is 3 November"),
    "month-first": gettext_lazy("Month first: 3/11 is 11 March"),
    "given-first": gettext_lazy("Given name first"),
    "family-first": gettext_lazy("Family name first"),
    "yes": gettext_lazy("Yes"),
}


def table_said(table: str) -> str:
    return str(TABLES.get(table, table))


def answer_said(key: str, answer: str, names: Mapping[str, Mapping[str, str]], people: Mapping[str, str]) -> str:
    """One answer on offer, in words: "GN" to a question about a country is "Guinea"."""
    if answer in _ANSWERS:
        return str(_ANSWERS[answer])
    kind, _colon, rest = key.partition(":")
    if kind == "sheet":
        return table_said(answer)
    if kind == "column":
        return answer.replace("_", " ").capitalize()
    if kind in {"merge", "same"}:
        return _("Merge into %(who)s") % {"who": _who(answer, people)}
    if kind == "person":
        return _who(answer, people)
    vocabulary = rest.partition(":")[0]
    if vocabulary == "language":
        return language_said(answer)
    if vocabulary in {"area", "city"}:
        vocabulary = "country"
    return names.get(vocabulary, {}).get(answer, answer)


def question_said(key: str) -> str:
    """What was asked, by the key of the question: "value:country:korea" is "“korea” as country"."""
    kind, _colon, rest = key.partition(":")
    first, _colon, second = rest.partition(":")
    if kind == "sheet":
        return _("The sheet “%(title)s”") % {"title": rest}
    if kind in {"column", "dates", "serials", "names"}:
        sentences = {
            "column": _("The column “%(header)s” of %(table)s"),
            "dates": _("Dates in the column “%(header)s” of %(table)s"),
            "serials": _("Bare numbers as days in the column “%(header)s” of %(table)s"),
            "names": _("The order of names in the column “%(header)s” of %(table)s"),
        }
        return sentences[kind] % {"header": second, "table": table_said(first)}
    if kind == "value":
        return _("“%(word)s” as %(kind)s") % {"word": second, "kind": first.replace("-", " ")}
    return _("Who “%(who)s” is") % {"who": rest}


def apply_said(writes: int, people: int) -> str:
    """What the button does: "Apply 1,412 changes to 159 people"."""
    changes = ngettext("%(count)s change", "%(count)s changes", writes) % {"count": f"{writes:,}"}
    if not people:
        return _("Apply %(changes)s") % {"changes": changes}
    whom = ngettext("%(count)s person", "%(count)s people", people) % {"count": f"{people:,}"}
    return _("Apply %(changes)s to %(whom)s") % {"changes": changes, "whom": whom}


def _who(reference: str, people: Mapping[str, str]) -> str:
    name = people.get(reference)
    return f"{name} ({reference})" if name else reference
