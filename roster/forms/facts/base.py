"""What is a form about one fact of a person? Parses and shows; the rule behind it is in `roster.services`.

Every form reads a row into the values of its own fields, so that two looks of one row are told apart field by field.
"""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.db.models.fields import BLANK_CHOICE_DASH
from django.forms.models import construct_instance, model_to_dict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.moments import day_text
from roster.forms.facts.fields import first_and_last, window_of
from roster.permissions import Pen


@dataclass(frozen=True, slots=True)
class Days:
    """Two fields that hold the first and the last day of a column's window."""

    column: str
    first: str
    last: str


class FactForm(forms.ModelForm):  # type: ignore[type-arg]
    """Fields of one fact, and why. `was` is the row that the writer saw, `None` for a new fact.

    `pen` takes fields away that this writer may not read; they then stay as they are.
    """

    days: ClassVar[Days | None] = None
    why = forms.CharField(
        label=gettext_lazy("Why"),
        required=False,
        max_length=300,
        help_text=gettext_lazy("Stands in the history. Leave empty for an ordinary change."),
    )

    def __init__(self, data: Any = None, *, was: Any = None, pen: Pen, auto_id: str = "id_%s") -> None:
        self.was, self.pen = was, pen
        super().__init__(data, instance=None, initial=self.read(was) if was is not None else {}, auto_id=auto_id)
        self.narrow()
        self._name_the_empty_choice()
        self.order_fields([*(name for name in self.fields if name != "why"), "why"])

    def narrow(self) -> None:
        """Take away what this writer may not read or change."""

    def _name_the_empty_choice(self) -> None:
        """A row of dashes is no word: what may stay empty says so, what has to be chosen asks for it."""
        for field in self.fields.values():
            word = _("choose one") if field.required else _("empty")
            if isinstance(field, forms.ModelChoiceField):
                field.empty_label = word if field.empty_label is not None else None
            elif isinstance(field, forms.ChoiceField):
                shown: list[Any] = list(field.choices)  # type: ignore[arg-type]
                field.choices = [("", word) if choice == BLANK_CHOICE_DASH[0] else choice for choice in shown]

    @classmethod
    def read(cls, row: Any) -> dict[str, Any]:
        """The values of the form's fields as the row has them."""
        values = model_to_dict(row, fields=cls._meta.fields)
        if cls.days is not None:
            values[cls.days.first], values[cls.days.last] = first_and_last(getattr(row, cls.days.column))
        return values

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if self.days is not None:
            first, last = data.get(self.days.first), data.get(self.days.last)
            if first and last and last < first and self.days.last in self.fields:
                self.add_error(self.days.last, _("This is before the first day. Choose the first day or a later one."))
        return data

    def values(self) -> dict[str, Any]:
        """Columns of the row, by name, of a valid form. What the form does not hold is not in it."""
        found = {name: self.cleaned_data[name] for name in self._meta.fields or () if name in self.fields}
        days = self.days
        if days is not None and days.first in self.fields:
            was = getattr(self.was, days.column) if self.was is not None else None
            found[days.column] = window_of(self.cleaned_data[days.first], self.cleaned_data[days.last], was)
        return found

    def shown(self, name: str, value: Any) -> str:
        """A field's value in words, as a reader would pick it out."""
        field = self.fields[name]
        if value in (None, "", []):
            return _("empty")
        if isinstance(field, forms.ModelChoiceField):
            chosen = value if isinstance(value, Model) else field.queryset.filter(pk=value).first()  # type: ignore[union-attr]
            return str(chosen or value)
        if isinstance(value, bool):
            return _("yes") if value else _("no")
        if isinstance(value, date):
            return day_text(value, date.min)
        choices = {str(key): str(word) for key, word in getattr(field, "choices", ())}
        if isinstance(value, list):
            return ", ".join(choices.get(str(each), str(each)) for each in value)
        return choices.get(str(value), str(field.prepare_value(value)))

    def _post_clean(self) -> None:
        """Fields are held against their columns only: what a row may be is the service's to say, behind the lock."""
        self.instance = construct_instance(self, self.instance, self._meta.fields, self._meta.exclude)
        try:
            self.instance.clean_fields(exclude=self._get_validation_exclusions())  # type: ignore[attr-defined]
        except forms.ValidationError as faults:
            self._update_errors(faults)  # type: ignore[attr-defined]


def same(one: Any, other: Any) -> bool:
    """Whether two values of a field are the same, however they are kept: a row or its key, "" or nothing."""
    return bool(_plain(one) == _plain(other))


def _plain(value: Any) -> Any:
    if isinstance(value, Model):
        return str(value.pk)
    if value in (None, "", []):
        return ""
    return value if isinstance(value, date | bool | list) else str(value)


def begin_with(form: FactForm, typed: Mapping[str, str]) -> None:
    """Values for fields of a new form; what a field cannot read is left out, and the field stays empty."""
    for name, field in form.fields.items():
        if typed.get(name):
            with suppress(ValidationError):
                field.initial = field.clean(typed[name])
