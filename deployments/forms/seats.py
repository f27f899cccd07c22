"""Which seats were typed? One row a seat, with pairs of theme and level, of language and level. Works without scripts.

A row that says nothing is no seat. There is always one more empty pair than is filled.
"""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from django import forms
from django.forms import BaseFormSet, formset_factory
from django.forms.boundfield import BoundField
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from deployments.matching.facts import LANGUAGE_LEVELS
from deployments.models import RequestSlot, SeatWanted
from deployments.seats import MOST_SEATS
from roster.models import Expertise, Grade

USUAL_LEVEL, USUAL_LANGUAGE_LEVEL = 3, "C1"
MOST_PAIRS = 12
LEVELS = [(str(level.value), f"{level.value} {level.label}") for level in Expertise.Level]


class Words(NamedTuple):
    """What the selects of every row offer; fetched once for all rows."""

    themes: list[tuple[str, str]]
    languages: list[tuple[str, str]]
    grades: list[Grade]


class Pairs(NamedTuple):
    """A column of a seat that is typed as pairs: which choices, which levels, and the level of an empty pair."""

    column: str
    label: Any
    choices: str
    levels: list[tuple[str, str]]
    usual: str


PAIRS = (
    Pairs("themes", _("Any one of these themes"), "themes", LEVELS, str(USUAL_LEVEL)),
    Pairs("all_themes", _("All of these themes"), "themes", LEVELS, str(USUAL_LEVEL)),
    Pairs(
        "languages",
        _("All of these languages"),
        "languages",
        [(level, level) for level in LANGUAGE_LEVELS],
        USUAL_LANGUAGE_LEVEL,
    ),
)


class SeatForm(forms.Form):
    """One seat; `initial` is a mapping of the columns of a seat, as of `seat_values`."""

    code = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)
    title = forms.CharField(label=_("Seat"), required=False, max_length=120)
    kind = forms.ChoiceField(label=_("Kind"), choices=SeatWanted.Kind, initial=SeatWanted.Kind.THEMATIC)
    role = forms.ChoiceField(
        label=_("Support role"), required=False, choices=[("", _("none")), *SeatWanted.Role.choices]
    )
    min_grade = forms.ChoiceField(label=_("At least grade"), required=False)

    def __init__(self, *args: Any, words: Words, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.words = words
        grade: Any = self.fields["min_grade"]
        grade.choices = [("", gettext("any")), *((each.code, each.code) for each in words.grades)]
        for pairs in PAIRS:
            self._add_pairs(pairs)

    def _add_pairs(self, pairs: Pairs) -> None:
        held: Mapping[str, Any] = self.initial.get(pairs.column) or {}
        offered = list(getattr(self.words, pairs.choices))
        # What a stored seat asks for stays to be chosen, whether it is in today's vocabulary or not.
        offered += [(code, code) for code in held if code not in dict(offered)]
        for number in range(self._count(pairs.column, held)):
            code, level = list(held.items())[number] if number < len(held) else ("", pairs.usual)
            what = gettext("%(what)s, %(number)s") % {"what": pairs.label, "number": number + 1}
            self.fields[f"{pairs.column}_{number}"] = forms.ChoiceField(
                label=what, required=False, choices=[("", gettext("none")), *offered], initial=code
            )
            self.fields[f"{pairs.column}_{number}_level"] = forms.ChoiceField(
                label=gettext("Level of: %(what)s") % {"what": what},
                required=False,
                choices=pairs.levels,
                initial=str(level),
            )

    def _count(self, column: str, held: Mapping[str, Any]) -> int:
        """One more than are filled, in what was posted or else in what is stored."""
        if not self.is_bound:
            return min(len(held) + 1, MOST_PAIRS)
        filled = [n for n in range(MOST_PAIRS) if self.data.get(self.add_prefix(f"{column}_{n}"))]
        return min((max(filled) if filled else -1) + 2, MOST_PAIRS)

    def pairs(self) -> Iterator[tuple[Pairs, list[tuple[BoundField, BoundField]]]]:
        """For the template: each column's bound fields, two by two."""
        for pairs in PAIRS:
            numbers = range(
                sum(1 for name in self.fields if name.startswith(f"{pairs.column}_") and name.endswith("_level"))
            )
            yield pairs, [(self[f"{pairs.column}_{n}"], self[f"{pairs.column}_{n}_level"]) for n in numbers]

    @property
    def says_something(self) -> bool:
        """Whether anything but the defaults was typed; needs `is_valid`."""
        data = self.cleaned_data
        named = any(data.get(name) for name in ("code", "title", "role", "min_grade"))
        return named or any(self._chosen(pairs) for pairs in PAIRS)

    def seat(self) -> RequestSlot:
        """What was typed, unsaved; needs `is_valid`."""
        data = self.cleaned_data
        grade = next((each for each in self.words.grades if each.code == data.get("min_grade")), None)
        chosen = {pairs.column: self._chosen(pairs) for pairs in PAIRS}
        title = data.get("title", "").strip() or self._title_of(chosen, data)
        return RequestSlot(
            code=data.get("code", ""),
            title=title,
            kind=data.get("kind") or SeatWanted.Kind.THEMATIC,
            role=data.get("role", ""),
            min_grade=grade,
            **chosen,
        )

    def _chosen(self, pairs: Pairs) -> dict[str, Any]:
        data, found = self.cleaned_data, {}
        for number in range(MOST_PAIRS):
            if code := data.get(f"{pairs.column}_{number}"):
                level = data.get(f"{pairs.column}_{number}_level") or pairs.usual
                found[code] = level if pairs.column == "languages" else int(level)
        return found

    def _title_of(self, chosen: Mapping[str, Mapping[str, Any]], data: Mapping[str, Any]) -> str:
        """A seat that nobody named bears the name of what it asks for first."""
        themes = dict(self.words.themes)
        asked = [themes.get(code, code) for column in ("themes", "all_themes") for code in chosen[column]]
        role = dict(SeatWanted.Role.choices).get(data.get("role", ""), "")
        return next((str(each) for each in (*asked, str(role).capitalize()) if each), "")


class BaseSeatFormSet(BaseFormSet):  # type: ignore[type-arg]
    """`seats()` are those that say something, in their order."""

    def seats(self) -> list[RequestSlot]:
        """Needs `is_valid`; a row that does not hold is left out."""
        return [form.seat() for form in self.forms if form.is_valid() and form.says_something]


SeatFormSet = formset_factory(
    SeatForm, formset=BaseSeatFormSet, extra=0, max_num=MOST_SEATS, validate_max=True, absolute_max=MOST_SEATS + 10
)


def seat_values(seat: SeatWanted) -> dict[str, Any]:
    """The columns of a stored seat or of a profile's, as a row's initial values."""
    columns = ("code", "title", "kind", "role", "themes", "all_themes", "languages")
    return {name: getattr(seat, name) for name in columns} | {"min_grade": seat.min_grade_id or ""}
